"""What this app declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.accounts.perms import is_coordinator
from solozere.core.registries import (
    AccountLink,
    DeskLink,
    FooterLink,
    account_links,
    desk_links,
    footer_links,
    pack_sections,
    sitemaps,
)
from solozere.website.pack import PagesSection
from solozere.website.sitemaps import PagesSitemap

pack_sections.register("pages", PagesSection(), order=80)
sitemaps.register("pages", PagesSitemap, order=10)

account_links.register(
    "desk",
    AccountLink(_("À faire aujourd’hui"), "desk", signed_in=True, section="/animation/", only=is_coordinator),
    order=5,
)
desk_links.register("desk", DeskLink(_("Tableau de bord"), "desk", "/animation/"), order=10)
account_links.register("space", AccountLink(_("Mon espace"), "space", signed_in=True, section="/espace/"), order=10)

footer_links.register("charter", FooterLink(_("Comprendre les labels"), "charter"), order=10)
footer_links.register("places", FooterLink(_("Trouver un lieu"), "places"), order=11)
footer_links.register("partners", FooterLink(_("Connaître les partenaires"), "partners"), order=12)
for order, (name, label) in enumerate(
    {
        "accessibility": _("Accessibilité\u00a0: non conforme"),
        "site_map": _("Plan du site"),
        "personal_data": _("Données personnelles"),
        "legal_notice": _("Mentions légales"),
    }.items()
):
    footer_links.register(name, FooterLink(label, name, FooterLink.LEGAL), order=order)

"""What this app declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.core.registries import (
    DeskLink,
    MenuEntry,
    Panel,
    desk_links,
    menu,
    pack_sections,
    personal_data,
    second_factor,
    sitemaps,
    space_panels,
)
from solozere.notices.kinds import declare
from solozere.organisations import mails, perms, personal
from solozere.organisations.pack import OrganisationSection
from solozere.organisations.sitemaps import PartnerListSitemap, PartnerSitemap

declare(mails.OFFICER)
desk_links.register(
    "organisations",
    DeskLink(_("Partenaires"), "desk_organisations", "/animation/organisations/", only=perms.can_appoint_officers),
    order=60,
)
pack_sections.register("organisations", OrganisationSection(), order=40)
menu.register("partners", MenuEntry(_("Partenaires"), "partners", "/partenaires/"), order=40)
sitemaps.register("partners", PartnerListSitemap, order=40)
sitemaps.register("partner", PartnerSitemap, order=41)
second_factor.register("organisations", perms.is_officer)
personal_data.register("officers", personal.DATA, order=60)
space_panels.register("organisations", Panel("organisations/space_panel.html", personal.panel), order=60)

"""What this app declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.core.registries import (
    MenuEntry,
    Panel,
    menu,
    pack_sections,
    personal_data,
    second_factor,
    sitemaps,
    space_panels,
)
from solozere.organisations import perms, personal
from solozere.organisations.pack import OrganisationSection
from solozere.organisations.sitemaps import PartnerListSitemap, PartnerSitemap

pack_sections.register("organisations", OrganisationSection(), order=40)
menu.register("partners", MenuEntry(_("Partenaires"), "partners", "/partenaires/"), order=40)
sitemaps.register("partners", PartnerListSitemap, order=40)
sitemaps.register("partner", PartnerSitemap, order=41)
second_factor.register("organisations", perms.is_officer)
personal_data.register("officers", personal.DATA, order=60)
space_panels.register("organisations", Panel("organisations/space_panel.html", personal.panel), order=60)

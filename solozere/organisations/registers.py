"""What this app declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.core.registries import MenuEntry, menu, pack_sections, sitemaps
from solozere.organisations.pack import OrganisationSection
from solozere.organisations.sitemaps import PartnerListSitemap, PartnerSitemap

pack_sections.register("organisations", OrganisationSection(), order=40)
menu.register("partners", MenuEntry(_("Partenaires"), "partners", "/partenaires/"), order=40)
sitemaps.register("partners", PartnerListSitemap, order=40)
sitemaps.register("partner", PartnerSitemap, order=41)

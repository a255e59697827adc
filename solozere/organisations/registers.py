"""What this app declares to the registries."""

from solozere.core.registries import pack_sections
from solozere.organisations.pack import OrganisationSection

pack_sections.register("organisations", OrganisationSection(), order=40)

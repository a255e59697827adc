"""What this app declares to the registries."""

from solozere.charter.pack import CharterSection
from solozere.core.registries import pack_sections

pack_sections.register("charter", CharterSection(), order=60)

"""What this app declares to the registries."""

from solozere.core.registries import pack_sections
from solozere.places.pack import PlacesSection, ServicesSection

pack_sections.register("services", ServicesSection(), order=50)
pack_sections.register("places", PlacesSection(), order=70)

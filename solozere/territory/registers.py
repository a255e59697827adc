"""What this app declares to the registries: the sections of the pack that it reads."""

from solozere.core.registries import letterheads, pack_sections
from solozere.territory import system_checks  # noqa: F401  (registers the system check)
from solozere.territory.letterhead import letterhead
from solozere.territory.pack.communes import CantonSection, CommuneSection, EpciSection
from solozere.territory.pack.contours import ContourSection
from solozere.territory.pack.former import FormerSection
from solozere.territory.pack.territory import TerritorySection
from solozere.territory.pack.zones import ZoneSection

pack_sections.register("territory", TerritorySection(), order=10)
pack_sections.register("epci", EpciSection(), order=20)
pack_sections.register("cantons", CantonSection(), order=21)
pack_sections.register("communes", CommuneSection(), order=22)
pack_sections.register("former_communes", FormerSection(), order=23)
pack_sections.register("contours", ContourSection(), order=24)
pack_sections.register("zones", ZoneSection(), order=30)
letterheads.register("territory", letterhead)

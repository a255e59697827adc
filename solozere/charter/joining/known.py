"""Places of the network that an application may be about: proposed, never chosen for the person."""

from rapidfuzz import fuzz

from solozere.charter.joining import steps
from solozere.charter.joining.reading import Read
from solozere.core.text import fold
from solozere.places.imports.neighbours import ALIKE
from solozere.places.models import Place

MOST = 3


def known_places(said: Read) -> list[Place]:
    """Those of the same commune that bear the same name or one alike, or stand at the same address, whatever its accents."""
    commune = said.value(steps.PLACE, "commune", None)
    if commune is None:
        return []
    name, address = fold(said.value(steps.PLACE, "name")), fold(said.value(steps.PLACE, "address"))
    found = []
    for place in Place.objects.listed().filter(commune=commune).select_related("commune", "label").order_by("pk"):
        alike = fuzz.token_sort_ratio(fold(place.name), name) if name else 0
        same_address = bool(address) and fold(place.address) == address
        if same_address or alike >= ALIKE:
            found.append((same_address, alike, place))
    found.sort(key=lambda one: (not one[0], -one[1], one[2].pk))
    return [place for _same, _alike, place in found[:MOST]]

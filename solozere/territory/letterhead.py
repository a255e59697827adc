"""The territory at the head of every mail."""

from zoneinfo import ZoneInfo

from solozere.core.registries import Letterhead
from solozere.territory.current import territory


def letterhead() -> Letterhead:
    """Name and tagline of the network, its clock; neutral before its pack was loaded."""
    found = territory()
    if found is None:
        return Letterhead("", "", ZoneInfo("Europe/Paris"))
    return Letterhead(found.network, found.tagline, found.zone)

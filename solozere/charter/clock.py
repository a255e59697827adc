"""Today, where the territory is."""

from datetime import date

from django.utils import timezone

from solozere.territory.current import territory


def today() -> date:
    """Today on the territory's clock; on the server's before a pack was loaded."""
    found = territory()
    return found.today() if found else timezone.localdate()

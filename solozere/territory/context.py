"""The territory, for every template."""

from typing import Any

from django.http import HttpRequest

from solozere.territory.current import territory as current_territory


def territory(request: HttpRequest) -> dict[str, Any]:
    """`territory`: the Territory, or None before its pack was loaded."""
    return {"territory": current_territory()}

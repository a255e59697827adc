"""How often errors are reported before an address must confirm: by address, and by place."""

from datetime import timedelta

from solozere.core import throttle
from solozere.core.throttle import Limit, Verdict

BY_ADDRESS, BY_PLACE = "report_error", "report_error_place"
LIMITS = (Limit(BY_ADDRESS, timedelta(hours=1), soft=3, hard=6), Limit(BY_PLACE, timedelta(hours=1), soft=5, hard=30))
"""Without an address there is nobody to count but the place: past five an hour, an address must confirm."""
_ORDER = [Verdict.PASS, Verdict.CONFIRM, Verdict.WAIT]


def verdict(place_pk: int, email: str) -> Verdict:
    """Count a sending and say what happens to it: the stricter of both limits."""
    found = [throttle.hit(BY_PLACE, "", str(place_pk))]
    if email:
        found.append(throttle.hit(BY_ADDRESS, email))
    return max(found, key=_ORDER.index)

"""Limits on public forms, by address and form, never by the machine that sends: a whole village may share one.

Each form declares its limit; each sending calls `hit`, before anything is written. Past the soft limit a sending is not
refused: it waits until its address confirms it by mail. Past the hard one even that mail is not written any more, so that
nobody fills a stranger's mailbox; the page answers the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db import transaction
from django.db.models import Case, DateTimeField, F, QuerySet, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac

from solozere.core.registries import Registry
from solozere.core.throttle.models import Throttle

SALT = "solozere.core.throttle"


class Verdict(Enum):
    """PASS: go on. CONFIRM: keep it aside and ask the address to confirm by mail. WAIT: say the same, write no mail."""

    PASS = "pass"  # noqa: S105 (no password)
    CONFIRM = "confirm"
    WAIT = "wait"


@dataclass(frozen=True)
class Limit:
    """`soft` sendings of a form by an address in `window` pass, up to `hard` are to be confirmed, the others wait.

    A window starts with the first sending. Raises ValueError where the two limits contradict each other.
    """

    form: str
    window: timedelta
    soft: int
    hard: int

    def __post_init__(self) -> None:
        if not 0 <= self.soft <= self.hard:
            raise ValueError(f"{self.form}: the hard limit is not under the soft one")

    def verdict(self, count: int) -> Verdict:
        """What happens to the `count`-th sending of a window."""
        if count <= self.soft:
            return Verdict.PASS
        return Verdict.CONFIRM if count <= self.hard else Verdict.WAIT


limits: Registry[Limit] = Registry("limit of a form")


def declare(limit: Limit) -> Limit:
    """Put a limit in the registry under the code of its form."""
    return limits.register(limit.form, limit)


def hit(form: str, address: str, *more: str, now: datetime | None = None) -> Verdict:
    """Count one sending of `form` by `address` (and `more`: what the form is about) and say what happens to it.

    Call it before the form's own transaction: a sending that fails counts too. Two at once count for two, on both
    databases. Raises KeyError for a form that declared no limit.
    """
    limit, now = limits[form], now or timezone.now()
    row = Throttle.objects.filter(form=form, key_hash=key_hash(form, address, *more))
    with transaction.atomic():
        if not _add(row, limit, now):
            fresh = Throttle(form=form, key_hash=key_hash(form, address, *more), started_at=now, ends_at=now)
            Throttle.objects.bulk_create([fresh], ignore_conflicts=True)
            _add(row, limit, now)
        (count,) = row.values_list("count", flat=True)  # not `get`: a form may count by two limits
        return limit.verdict(count)


def forget(form: str, address: str, *more: str) -> None:
    """Start again from nothing: the person proved who they are."""
    Throttle.objects.filter(form=form, key_hash=key_hash(form, address, *more)).delete()


def key_hash(form: str, address: str, *more: str) -> str:
    """What stands in the table for an address. Capitals, spaces and what follows a « + » make no other one."""
    local, at, domain = address.strip().lower().rpartition("@")
    folded = f"{local.split('+')[0]}{at}{domain}"
    return salted_hmac(SALT, "\0".join([form, folded, *more]), algorithm="sha256").hexdigest()


def purge() -> str | None:
    """Periodic: delete the counters whose window is over."""
    count, _by_model = Throttle.objects.filter(ends_at__lt=timezone.now()).delete()
    return f"{count} counters deleted" if count else None


def _add(row: QuerySet[Throttle], limit: Limit, now: datetime) -> int:
    """One more, or the first of a new window: a single UPDATE, which locks the row until the transaction ends."""
    over = When(ends_at__lte=now, then=Value(1))
    return row.update(
        count=Case(over, default=F("count") + 1),
        started_at=Case(When(ends_at__lte=now, then=Value(now)), default=F("started_at"), output_field=DateTimeField()),
        ends_at=Case(
            When(ends_at__lte=now, then=Value(now + limit.window)), default=F("ends_at"), output_field=DateTimeField()
        ),
    )

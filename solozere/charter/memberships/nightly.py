"""Each night: ask what is to be renewed within a month, remind once, note what stayed without an answer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.clock import today
from solozere.charter.enums import RenewalState
from solozere.charter.memberships import renewals, rules
from solozere.charter.models import Membership, Renewal
from solozere.core.authors import Author
from solozere.places.enums import PlaceStatus


def run() -> str | None:
    """The worker's job; a second run the same night does nothing more."""
    author = Author.system(_("renouvellement des labels"))
    asked, reminded, lapsed = _ask(author), _remind(author), _lapse()
    return f"{asked} asked, {reminded} reminded, {lapsed} without answer" if asked or reminded or lapsed else None


def _ask(author: Author) -> int:
    due = Membership.objects.current().filter(due_on__lte=rules.due_before(today()), renewal=None)
    found = due.exclude(place__status=PlaceStatus.CLOSED).order_by("due_on", "pk")
    return sum(renewals.ask(membership, author=author) is not None for membership in found)


def _remind(author: Author) -> int:
    """Once, two weeks after; whoever began to keep the place since the question receives it then, as a first one."""
    done = 0
    before = timezone.now() - timedelta(days=rules.REMIND_DAYS)
    waiting = Renewal.objects.filter(state=RenewalState.ASKED, reminded_at=None, asked_at__lte=before)
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            rows = Renewal.objects.select_for_update(of=("self",)).select_related(
                "membership__place", "membership__label"
            )
            renewal = rows.filter(pk=pk, state=RenewalState.ASKED, reminded_at=None).first()
            if renewal is not None and renewals.write(renewal, author=author, again=renewal.contact_id is not None):
                renewal.reminded_at = timezone.now()
                renewal.save(update_fields=["reminded_at"])
                done += 1
    return done


def _lapse() -> int:
    """After the grace: without an answer. The label stays until a coordinator decides, and it can still be signed."""
    last = today() - timedelta(days=rules.GRACE_DAYS + 1)
    return Renewal.objects.filter(state=RenewalState.ASKED, membership__due_on__lte=last).update(
        state=RenewalState.LAPSED
    )

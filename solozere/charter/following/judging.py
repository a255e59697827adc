"""A place's membership, and what its charter says of the facts before and after a change."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from solozere.charter import vocabulary
from solozere.charter.clock import today
from solozere.charter.following.rules import Consequence, consequence
from solozere.charter.models import CharterVersion, Membership
from solozere.charter.rules import Assessment, Charter, assess
from solozere.core.registries import FactChange
from solozere.places.facts import NAMED, declared_before, declared_now
from solozere.places.models import Place, Service


@dataclass(frozen=True)
class Judged:
    """The consequence of a change, the assessment of the facts as they are now, the charter that judged, its labels' names."""

    consequence: Consequence
    after: Assessment
    charter: Charter

    def name(self, code: str | None) -> str:
        """The name of a label."""
        label = self.charter.label(code) if code else None
        return label.name if label else ""


def judged(change: FactChange) -> Judged | None:
    """What the charter makes of a change; None where it says nothing of these facts, or where the place was never a member.

    A member is judged by the version of its membership; who was one, by the version in force.
    """
    if change.code not in NAMED:
        return None
    memberships = list(change.place.memberships.select_related("charter").order_by("-since", "-pk"))
    current = next((each for each in memberships if each.until is None), None)
    version = current.charter if current else (version_in_force() if memberships else None)
    if version is None:
        return None
    charter, on = version.charter(), judged_on(version)
    words = vocabulary.words(Service.objects.all())
    facts = declared_now(change.place)
    before = assess(declared_before(facts, change.code, change.before), charter, on, words)
    after = assess(facts, charter, on, words)
    ranks = {label.code: label.rank for label in charter.labels}
    return Judged(consequence(current.label_id if current else None, ranks, before, after), after, charter)


def now(place: Place) -> tuple[Membership | None, Assessment | None]:
    """The current membership, and what its charter (else the one in force) says of the facts declared today."""
    current = Membership.objects.current().filter(place=place).select_related("charter", "label").first()
    version = current.charter if current else version_in_force()
    if version is None:
        return current, None
    words = vocabulary.words(Service.objects.all())
    return current, assess(declared_now(place), version.charter(), judged_on(version), words)


def version_in_force() -> CharterVersion | None:
    """Today's version of the charter."""
    return CharterVersion.objects.in_force(today()).order_by("-in_force_from").first()


def judged_on(version: CharterVersion) -> date:
    """Today; for a version that has ended, its last day."""
    return min(today(), version.in_force_until) if version.in_force_until else today()


def sentences(found: Judged) -> list[str]:
    """What the author must know before the change is kept: the label that goes, why, and what the place bears then."""
    its = found.consequence
    if not its.lost:
        return []
    words = {"label": found.name(its.borne), "missing": its.missing, "less": found.name(its.bears)}
    if its.bears:
        message = _(
            "Ce changement fait perdre le label %(label)s à ce lieu. %(missing)s Il portera le label %(less)s, "
            "et la coordination du réseau relira."
        )
    else:
        message = _(
            "Ce changement fait perdre le label %(label)s à ce lieu. %(missing)s Il ne portera plus de label, "
            "et la coordination du réseau relira."
        )
    return [message % words]

"""What admits a place to the network and ends its membership: one transaction, the place locked, the facts and reasons kept."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from solozere.charter import vocabulary
from solozere.charter.clock import today
from solozere.charter.memberships.calling_off import call_off
from solozere.charter.memberships.judging import FACTS
from solozere.charter.models import CharterVersion, Membership
from solozere.charter.reviewing.rules import Checks, limited, verified_facts
from solozere.charter.rules import Assessment, assess
from solozere.core import history
from solozere.core.authors import Author
from solozere.core.predicates import Fact
from solozere.core.text import day_in_words as day
from solozere.places.actions import grant_label
from solozere.places.enums import PlaceStatus
from solozere.places.facts import declared
from solozere.places.models import Label, Place, Service

ADMISSIBLE = {PlaceStatus.OPENING, PlaceStatus.IN_SERVICE}


@transaction.atomic
def admit(
    place: Place,
    label_code: str | None,
    *,
    on: date,
    author: Author,
    reason: str,
    facts: Mapping[str, Fact] | None = None,
    checks: Checks | None = None,
    renews: bool = False,
) -> Membership:
    """Admit `place` under a label from the day `on`, by the charter in force that day; its former membership ends.

    `label_code` None grants the label that the rules give; another may be less than that, never more. `facts` are those
    on which it is judged, by default what the place declares; with `checks` (criterion → what a reviewer found) only those
    of criteria found met count. They are kept with the assessment and the version, which says when it is to be renewed.
    Raises ValidationError in French: a place that is not open, a label whose criteria are not met (each one named), one
    that it already bears unless it `renews` its membership.
    """
    locked = Place.objects.select_for_update().get(pk=place.pk)
    _check_decision(on, reason)
    _check_open(locked)
    version = _version_in_force(on)
    if facts is None:
        prefetch_related_objects([locked], *FACTS)
    judged, assessment = _judged(version, dict(declared(locked) if facts is None else facts), checks, on)
    label = _granted(assessment, label_code)
    _end_former(locked, label, version, on, author, reason, renews=renews)
    membership = Membership(place=locked, label=label, charter=version, since=on, reason=reason.strip())
    membership.due_on = version.charter().due_on(on)
    membership.facts = {name: fact.as_json() for name, fact in judged.items()}
    membership.assessment = assessment.as_json()
    membership.set_author(author)
    membership.save()
    after = {"label": label.pk, "charter": version.code, "since": on.isoformat()}
    history.record(membership, "admit", author, after=after, reason=reason)
    grant_label(place, label, author=author, reason=reason)
    return membership


@transaction.atomic
def end_membership(place: Place, *, on: date, author: Author, reason: str) -> Membership:
    """End the current membership of `place` on the day `on`; the place no longer bears a label, the past is kept.

    Raises ValidationError in French: no membership, a day before it began or that has not come.
    """
    locked = Place.objects.select_for_update().get(pk=place.pk)
    _check_decision(on, reason)
    current = Membership.objects.current().filter(place=locked).first()
    if current is None:
        raise ValidationError(_("Ce lieu n’a pas d’adhésion en cours\u00a0: il n’y a rien à terminer."))
    _close(current, on, author, reason)
    grant_label(place, None, author=author, reason=reason)
    return current


def end_with_place(place: Place, on: date, author: Author, reason: str) -> None:
    """A place closed, on the day `on` or earlier than it was admitted: its membership, where it has one, ends with it."""
    current = Membership.objects.current().filter(place=place).first()
    if current is not None:
        why = reason.strip() or _("Le lieu a fermé.")
        _close(current, max(on, current.since), author, why)


def _check_decision(on: date, reason: str) -> None:
    if not reason.strip():
        raise ValidationError(
            {"reason": _("Dites pourquoi, en une phrase\u00a0: le motif est gardé avec la décision.")}
        )
    if on > today():
        message = _("Le %(on)s n’est pas encore venu\u00a0: notez la décision le jour où elle prend effet.")
        raise ValidationError({"on": message % {"on": day(on)}})


def _check_open(place: Place) -> None:
    if place.status == PlaceStatus.PLANNED:
        raise ValidationError(_("Ce lieu est prévu\u00a0: il pourra porter un label quand il ouvrira."))
    if place.status not in ADMISSIBLE:
        status = place.get_status_display()
        message = _("Ce lieu est «\u00a0%(status)s\u00a0»\u00a0: il pourra porter un label quand il sera en service.")
        raise ValidationError(message % {"status": status})


def _version_in_force(on: date) -> CharterVersion:
    version = CharterVersion.objects.in_force(on).order_by("-in_force_from").first()
    if version is None:
        message = _("Aucune version de la charte n’est en vigueur le %(on)s\u00a0: choisissez une autre date.")
        raise ValidationError({"on": message % {"on": day(on)}})
    return version


def _judged(
    version: CharterVersion, facts: dict[str, Fact], checks: Checks | None, on: date
) -> tuple[dict[str, Fact], Assessment]:
    """The facts that count, and what the version says of them."""
    charter, words = version.charter(), vocabulary.words(Service.objects.all())
    if checks is None:
        return facts, assess(facts, charter, on, words)
    facts = verified_facts(facts, charter, checks)
    return facts, limited(assess(facts, charter, on, words), charter, checks)


def _granted(assessment: Assessment, code: str | None) -> Label:
    """The label asked for, or the one that the rules give; refused with exactly what is missing."""
    wanted = code or assessment.borne
    if wanted is None:
        missing = [f"{label.name}\u00a0– {assessment.missing(label.code)}" for label in assessment.labels]
        raise ValidationError([_("Ce lieu ne remplit encore les critères d’aucun label."), *missing])
    result = assessment.label(wanted)
    if result is None:
        names = ", ".join(label.code for label in assessment.labels)
        message = _("«\u00a0%(code)s\u00a0» n’est pas un label de la charte en vigueur ce jour-là\u00a0: %(names)s.")
        raise ValidationError({"label": message % {"code": wanted, "names": names}})
    if not result.reached:
        message = _("Les critères du label %(label)s ne sont pas tous remplis. %(missing)s")
        raise ValidationError({"label": message % {"label": result.name, "missing": assessment.missing(wanted)}})
    return Label.objects.get(pk=wanted)


def _end_former(
    place: Place, label: Label, version: CharterVersion, on: date, author: Author, reason: str, *, renews: bool
) -> None:
    """A membership is followed by another one, that day or later, under another label or version unless it is renewed."""
    current = Membership.objects.current().filter(place=place).select_related("label").first()
    if current is None:
        return
    words = {"label": current.label.name, "since": day(current.since)}
    if current.label_id == label.pk and current.charter_id == version.pk and not renews:
        raise ValidationError({"label": _("Ce lieu porte déjà le label %(label)s, depuis le %(since)s.") % words})
    if on < current.since:
        message = _(
            "Ce lieu porte le label %(label)s depuis le %(since)s\u00a0: choisissez ce jour ou un jour suivant."
        )
        raise ValidationError({"on": message % words})
    _close(current, on, author, reason)


def _close(membership: Membership, on: date, author: Author, reason: str) -> None:
    if on < membership.since:
        message = _("L’adhésion a commencé le %(since)s\u00a0: choisissez ce jour ou un jour suivant.")
        raise ValidationError({"on": message % {"since": day(membership.since)}})
    membership.until = on
    membership.save(update_fields=["until"])
    after = {"label": membership.label_id, "until": on.isoformat()}
    history.record(membership, "end", author, before={"until": None}, after=after, reason=reason)
    call_off(membership)

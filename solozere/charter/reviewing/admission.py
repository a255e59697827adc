"""Granting: the place is created or brought up to date, bears its label, and has somebody who keeps it. One transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter import vocabulary
from solozere.charter.actions import ADMISSIBLE, admit
from solozere.charter.clock import today
from solozere.charter.joining.facts import facts_of
from solozere.charter.joining.groups import groups_of
from solozere.charter.models import Application, CharterVersion, Membership
from solozere.charter.reviewing import rules
from solozere.charter.reviewing.checks import verdicts_of
from solozere.charter.reviewing.conflicts import conflicts_of, to_write
from solozere.charter.reviewing.hosting import attach_organisation
from solozere.charter.rules import assess
from solozere.core.authors import Author
from solozere.core.text import fold
from solozere.places.actions import appoint_manager, change_status, create_place, update_group
from solozere.places.enums import FactGroupCode, PlaceOrigin, PlaceStatus
from solozere.places.facts import declared, read_group
from solozere.places.models import FormerSlug, Place, Service
from solozere.places.search import version as places_version
from solozere.territory.models import Commune

SLUG_LENGTH = 90
Groups = Mapping[FactGroupCode, Mapping[str, Any]]


@dataclass(frozen=True)
class Grant:
    """What the reviewer chose: the `label`, the `status` of the place, the groups of facts in conflict that they `take` from the
    application, the `organisation` that carries the place (its address; "" for none)."""

    label: str
    status: str = PlaceStatus.IN_SERVICE
    take: frozenset[str] = frozenset()
    organisation: str = ""


@dataclass(frozen=True)
class Judged:
    """What the charter in force says of an application: by what it declares, and by what was verified of it."""

    version: CharterVersion
    declared: Any
    verified: Any
    grantable: tuple[str, ...]


def judge(application: Application) -> Judged | None:
    """Judge an application today; None where no version of the charter is in force."""
    version = CharterVersion.objects.in_force(today()).order_by("-in_force_from").first()
    if version is None:
        return None
    charter, words = version.charter(), vocabulary.words(Service.objects.all())
    facts, checks = facts_of(application), verdicts_of(application)
    verified = rules.verified(facts, charter, checks, today(), words)
    return Judged(
        version=version,
        declared=assess(facts, charter, today(), words),
        verified=verified,
        grantable=rules.grantable(verified, charter),
    )


def admit_applicant(application: Application, author: Author, data: Mapping[str, Any]) -> None:
    """For `prepare` of the step: the place, its facts, its membership, its manager, on the locked row.

    `data["grant"]` is a `Grant`. Raises ValidationError in French, by field: nothing is then written.
    """
    grant: Grant = data["grant"]
    _check_label(application, grant, str(data.get("reason", "")))
    groups = groups_of(application)
    place = _place(application, groups, grant, author)
    _write_facts(application, place, groups, grant, author)
    attach_organisation(application, place, grant.organisation, author, source_of(application))
    membership = _membership(application, place, grant, author, str(data.get("reason", "")))
    appoint_manager(place, application.contact, since=today(), author=author)
    application.place, application.membership, application.decided_at = place, membership, timezone.now()
    application.save(update_fields=["place", "membership", "decided_at"])


def source_of(application: Application) -> str:
    """« Demande n° 2026-0042 », as the facts bear it."""
    return _("Demande n°\u00a0%(number)s") % {"number": application.number}


def _check_label(application: Application, grant: Grant, reason: str) -> None:
    judged = judge(application)
    if judged is None:
        raise ValidationError(_("Aucune version de la charte n’est en vigueur aujourd’hui."))
    if grant.label not in judged.grantable:
        missing = judged.verified.missing(grant.label)
        words = _("Les critères de ce label ne sont pas tous constatés conformes. %(missing)s") % {"missing": missing}
        raise ValidationError({"label": words.strip()})
    if grant.label != judged.grantable[0] and not reason.strip():
        raise ValidationError({"reason": _("Dites pourquoi vous attribuez moins que ce que donne la charte.")})


def _place(application: Application, groups: Groups, grant: Grant, author: Author) -> Place:
    """The known place, brought to a state in which it may bear a label; else a new one."""
    if application.place is not None:
        place = application.place
        opens = place.status == PlaceStatus.OPENING and grant.status == PlaceStatus.IN_SERVICE
        if place.status not in ADMISSIBLE or opens:
            change_status(place, grant.status, on=today(), author=author, note=source_of(application))
        return place
    places_version.bump()  # places are then made one at a time: the address chosen stays free
    commune = Commune.objects.filter(code=groups.get(FactGroupCode.LOCATION, {}).get("commune", "")).first()
    if commune is None:
        raise ValidationError(_("La demande ne dit pas dans quelle commune est le lieu\u00a0: demandez-le d’abord."))
    return create_place(
        slug=free_slug(application.name, commune),
        name=application.name,
        commune=commune,
        origin=PlaceOrigin.APPLICATION,
        status=grant.status,
        note=source_of(application),
        author=author,
    )


def _write_facts(application: Application, place: Place, groups: Groups, grant: Grant, author: Author) -> None:
    """Each group, as the application says it; what somebody confirmed since stays, unless the reviewer took the application's."""
    kept = {conflict.code for conflict in conflicts_of(application, groups)} - grant.take
    now = timezone.now()
    for code, values in groups.items():
        wanted = to_write(place, read_group(place, code), code, values)
        if code in kept or code == FactGroupCode.ROLES or not wanted:
            continue
        update_group(place, code, wanted, author=author, source=source_of(application), confirmed_at=now)


def _membership(application: Application, place: Place, grant: Grant, author: Author, reason: str) -> Membership:
    """Admitted on the verified facts of the application, and only where the place says no less once it is written."""
    checks = verdicts_of(application)
    version = CharterVersion.objects.in_force(today()).order_by("-in_force_from").get()
    said = rules.verified(declared(Place.objects.get(pk=place.pk)), version.charter(), checks, today())
    result = said.label(grant.label)
    if result is None or not result.reached:
        words = _(
            "Les informations gardées sur la fiche du lieu ne suffisent pas pour ce label\u00a0: prenez celles de la demande."
        )
        raise ValidationError({"take": words})
    why = _("%(source)s, critères constatés conformes. %(reason)s") % {
        "source": source_of(application),
        "reason": reason.strip(),
    }
    return admit(
        place, grant.label, on=today(), author=author, reason=why.strip(), facts=facts_of(application), checks=checks
    )


def free_slug(name: str, commune: Commune) -> str:
    """An address that no place has or had: the name, with its commune where that is taken, then a number."""
    base = _slug(name) or "lieu"
    longer = base if _slug(commune.name) in base else f"{base}-{_slug(commune.name)}"[:SLUG_LENGTH].strip("-")
    number, slug = 1, base
    while Place.objects.filter(slug=slug).exists() or FormerSlug.objects.filter(slug=slug).exists():
        slug = longer if number == 1 and longer != base else f"{longer}-{number + 1}"
        number += 1
    return slug


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-")[:SLUG_LENGTH].strip("-")

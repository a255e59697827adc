"""Writing an organisation with its missions: by a pack, by the demonstration, back to an earlier state; its officers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from solozere.core import history
from solozere.core.authors import Author
from solozere.notices.models import Contact
from solozere.organisations.models import Membership, Mission, Organisation

TEXTS = {
    "slug": "slug",
    "name": "name",
    "acronym": "acronym",
    "kind": "kind",
    "website": "website",
    "since": "since",
    "until": "until",
    "current_name": "current_name",
    "historic_mailbox": "historic_mailbox",
    "source": "source",
    "date": "known_on",
}
"""Key of the data → field of Organisation."""
LINKS = ("successor", "run_by")
"""Keys whose value is the slug of another organisation."""
DEFAULT_ORDER: int = Organisation._meta.get_field("order").default
MISSION_TEXTS = {
    "what": "what",
    "for": "audience",
    "where": "area",
    "since": "since",
    "until": "until",
    "source": "source",
    "date": "known_on",
}
"""Key of a mission's data → field of Mission."""


def state_of(organisation: Organisation, missions: Iterable[Mission] | None = None) -> dict[str, Any]:
    """All that is said of an organisation, as JSON in the shape of the pack: what `save` takes and history keeps.

    `missions`: those that it is about to have, instead of those in the database.
    """
    state: dict[str, Any] = {key: getattr(organisation, field) for key, field in TEXTS.items()}
    for link in LINKS:
        target = getattr(organisation, link)
        state[link] = target.slug if target else ""
    state["order"] = organisation.order
    state["missions"] = [
        {key: getattr(mission, field) for key, field in MISSION_TEXTS.items()}
        for mission in (organisation.missions.all() if missions is None else missions)
    ]
    return state


@transaction.atomic
def save(data: dict[str, Any], *, author: Author, reason: str = "") -> Organisation:
    """Create the organisation of `data["slug"]`, or bring it to what `data` says (keys of `state_of`; a missing one empties).

    Keeps the change in the history; nothing is written when nothing differs. Raises ValidationError, by field, in French.
    """
    existing = Organisation.objects.select_for_update().filter(slug=data["slug"]).first()
    before = state_of(existing) if existing else None
    organisation = existing or Organisation()
    for key, field in TEXTS.items():
        setattr(organisation, field, data.get(key) or "")
    organisation.order = DEFAULT_ORDER if data.get("order") is None else data["order"]
    for link in LINKS:
        setattr(organisation, link, _linked(link, data.get(link) or ""))
    missions = [_mission(order, values) for order, values in enumerate(data.get("missions") or [])]
    after = state_of(organisation, missions)
    if before == after:
        return organisation
    organisation.full_clean()
    organisation.save()
    organisation.missions.all().delete()
    for mission in missions:
        mission.organisation = organisation
        mission.full_clean()
        mission.save()
    history.record(organisation, "update" if existing else "create", author, before=before, after=after, reason=reason)
    return organisation


def _linked(link: str, slug: str) -> Organisation | None:
    if not slug:
        return None
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        message = gettext("Aucune organisation n’a l’adresse «\u00a0%(slug)s\u00a0»\u00a0: créez-la d’abord.")
        raise ValidationError({link: message % {"slug": slug}})
    return found


def _mission(order: int, values: dict[str, Any]) -> Mission:
    return Mission(order=order, **{field: values.get(key) or "" for key, field in MISSION_TEXTS.items()})


@transaction.atomic
def appoint_officer(organisation: Organisation, contact: Contact, *, since: date, author: Author) -> Membership:
    """Have a person act for a partner from `since` on; one who already does is given back. Kept in the partner's history."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    held = Membership.objects.filter(organisation=locked, contact=contact, until=None).first()
    if held is not None:
        return held
    term = Membership(organisation=locked, contact=contact, since=since)
    term.full_clean()
    term.save()
    after = {"contact": contact.pk, "since": since.isoformat()}
    history.record(locked, "appoint_officer", author, after=after)
    return term


@transaction.atomic
def end_officer(membership: Membership, *, until: date, author: Author, reason: str = "") -> Membership:
    """`until` is the last day. Raises ValidationError where it comes before the first one."""
    term = Membership.objects.select_for_update().get(pk=membership.pk)
    before = {"contact": term.contact_id, "since": term.since.isoformat()}
    term.until = until
    term.full_clean()
    term.save(update_fields=["until"])
    after = {**before, "until": until.isoformat()}
    history.record(term.organisation, "end_officer", author, before=before, after=after, reason=reason)
    return term

"""Saving from the manager's pages: published at once, but for what a coordinator agrees to first."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from solozere.accounts.perms import is_coordinator
from solozere.core.authors import Author
from solozere.places.enums import ReportState
from solozere.places.facts import read_group
from solozere.places.keeping import rules
from solozere.places.keeping.actions import save_group
from solozere.places.models import Place, PlaceReport


@transaction.atomic
def save(
    request: HttpRequest,
    place: Place,
    code: str,
    values: Mapping[str, Any],
    *,
    author: Author,
    source: str,
    seen: int,
    agreed: str,
) -> str:
    """Publish what the person may publish alone, propose the rest; the sentence to show them. Raises as `save_group`."""
    alone: dict[str, Any] = dict(values)
    proposed: dict[str, Any] = {}
    if not is_coordinator(request.user):
        alone, proposed = rules.split(code, read_group(place, code), values)
    if alone:
        save_group(place, code, alone, author=author, source=source, seen=seen, agreed=agreed)
    if not proposed:
        return _("C’est enregistré, et déjà public.")
    user: Any = request.user
    propose(place, code, proposed, user.contact)
    if code == "identity":
        return _("C’est enregistré. Le nouveau nom paraîtra quand la coordination du réseau l’aura relu.")
    return _("Votre proposition est partie\u00a0: la coordination du réseau la relit avant qu’elle paraisse.")


def propose(place: Place, code: str, values: Mapping[str, Any], contact: Any) -> PlaceReport:
    """Put values in the queue of the coordinators; another proposal of the same person on the same group replaces the first."""
    waiting = PlaceReport.objects.select_for_update().filter(
        place=place, subject=code, contact=contact, state=ReportState.OPEN, proposed__isnull=False
    )
    found = waiting.order_by("pk").first() or PlaceReport(place=place, subject=code, contact=contact)
    found.proposed = dict(values)
    found.text = _("La personne qui tient ce lieu propose de nouvelles valeurs.")
    found.save()
    return found

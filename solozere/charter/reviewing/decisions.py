"""What goes with the decisions: dates, planned visits that fall, and the mail that says why in plain words."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.models import Application
from solozere.charter.reviewing import visits
from solozere.charter.reviewing.certificate import path_of
from solozere.charter.reviewing.mails import tell
from solozere.core.addresses import absolute
from solozere.core.text import day_in_words
from solozere.core.workflow import Done


def wants_refusal(application: Any, data: Mapping[str, Any]) -> list[str]:
    """For `requires`: a reason, the criteria that are not met, and a person to call."""
    problems = []
    if not str(data.get("reason", "")).strip():
        problems.append(_("Écrivez le motif du refus\u00a0: la personne doit pouvoir le comprendre."))
    if not data.get("criteria"):
        problems.append(_("Choisissez au moins un critère de la charte qui n’est pas rempli."))
    if not str(data.get("person", "")).strip() or not str(data.get("phone", "")).strip():
        problems.append(_("Dites qui appeler pour en parler\u00a0: un nom et un numéro de téléphone."))
    return problems


def accepted(done: Done) -> None:
    """For `within`: the visit to come falls, the mail brings the page and the certificate."""
    application: Application = done.obj
    visits.drop(application)
    membership = application.membership
    assert membership is not None  # `prepare` of the step wrote it
    due = membership.due_on
    tell(
        application,
        "accepted",
        done.author,
        done.entry.pk,
        url=absolute(path_of(membership.place)),
        page=absolute(membership.place.get_absolute_url()),
        label=membership.label.name,
        since=day_in_words(membership.since),
        due=day_in_words(due) if due else "",
        reason=done.data["reason"],
    )


def refused(done: Done) -> None:
    """For `within`: `data["criteria"]` are ids, `data["wordings"]` how the charter says them, `data["person"]`, `data["phone"]`."""
    _close(done)
    tell(
        done.obj,
        "refused",
        done.author,
        done.entry.pk,
        reason=done.data["reason"],
        criteria=list(done.data["wordings"]),
        person=done.data["person"],
        phone=done.data["phone"],
    )


def lapsed(done: Done) -> None:
    """For `within`."""
    _close(done)
    tell(done.obj, "lapsed", done.author, done.entry.pk, reason=done.data["reason"])


def reopened(done: Done) -> None:
    """For `within`: it is no longer decided."""
    done.obj.decided_at = None
    done.obj.save(update_fields=["decided_at"])
    tell(done.obj, "reopened", done.author, done.entry.pk, reason=done.data["reason"])


def _close(done: Done) -> None:
    visits.drop(done.obj)
    done.obj.decided_at = timezone.now()
    done.obj.save(update_fields=["decided_at"])

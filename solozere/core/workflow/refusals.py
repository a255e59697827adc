"""Why a step is not taken, in French."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core.authors import Author, AuthorKind
from solozere.core.text import day_in_words
from solozere.core.workflow.definition import Transition, Workflow
from solozere.core.workflow.journal import VisibleTo


class Refusal(ValidationError):
    """What the step requires is missing: one sentence each in `messages`. Nothing is written."""


class Moved(Refusal):
    """The object is no longer where the step starts: `entry`, the line that moved it (or None), says what happened.

    `own`: the same person took the same step already, by a double click for instance; a view may answer as if it succeeded.
    """

    def __init__(self, message: str, entry: Any, *, own: bool) -> None:
        super().__init__(message)
        self.entry, self.own = entry, own


def moved(workflow: Workflow, step: Transition, author: Author, state: str, last: Any) -> Moved:
    """The refusal that tells `author` what happened meanwhile, and by whom."""
    if last is None:
        words = _("«\u00a0%(label)s\u00a0» n’est pas possible\u00a0: l’état est «\u00a0%(state)s\u00a0».")
        return Moved(words % {"label": step.label, "state": workflow.state_words(state)}, None, own=False)
    own = (last.author_kind, last.author_id) == (author.kind, author.id) and last.author_name == author.name
    if own and last.transition == step.code:
        return Moved(
            _("C’est déjà fait\u00a0: vous l’avez enregistré %(when)s.") % {"when": _when(last.at)}, last, own=True
        )
    taken = workflow[last.transition].done if last.transition in workflow else _("a changé l’état")
    words = _(
        "Entre-temps, %(who)s %(done)s, %(when)s. Votre réponse n’est pas enregistrée\u00a0: relisez, puis décidez."
    )
    return Moved(words % {"who": _who(last, author), "done": taken, "when": _when(last.at)}, last, own=False)


def _who(entry: Any, reader: Author) -> str:
    """The author's name, where the reader may read the line."""
    hidden = entry.visible_to == VisibleTo.TEAM and reader.kind == AuthorKind.CONTACT
    return _("l’équipe du réseau") if hidden else str(entry.author_name)


def _when(at: Any) -> str:
    local = timezone.localtime(at)
    return _("le %(day)s à %(hour)s") % {"day": day_in_words(local), "hour": f"{local:%H}\u00a0h\u00a0{local:%M}"}

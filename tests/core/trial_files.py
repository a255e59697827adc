"""A small app for the tests of the workflow: files that are decided, with their journal. Its tables are made by a fixture."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.test.utils import isolate_apps

from solozere.core.authors import Author, AuthorKind
from solozere.core.workflow import Done, Journal, Transition, VisibleTo, Workflow
from solozere.core.workflow.definition import needs_reason

told: list[tuple[str, str]] = []
"""What the hooks saw: (hook, state of the file in the database)."""


class State(models.TextChoices):
    DRAFT = "draft", "brouillon"
    IN_REVIEW = "in_review", "en cours d’examen"
    ACCEPTED = "accepted", "accepté"
    REFUSED = "refused", "refusé"


with isolate_apps("solozere.core"):

    class TrialFile(models.Model):
        """Something to decide."""

        name = models.CharField(max_length=50)
        state = models.CharField(max_length=20, choices=State.choices, default=State.IN_REVIEW)

        class Meta:
            app_label = "core"

    class TrialLine(Journal):
        """Its journal."""

        # CASCADE: the lines of a file are part of it.
        subject = models.ForeignKey(TrialFile, models.CASCADE, related_name="journal")

        class Meta:
            app_label = "core"


def of_the_team(author: Author, obj: Any) -> bool:
    """Whoever has an account, here."""
    return author.kind == AuthorKind.USER


def anybody(author: Author, obj: Any) -> bool:
    """Nobody is refused."""
    return True


def _within(done: Done) -> None:
    told.append(("within", TrialFile.objects.get(pk=done.obj.pk).state))
    if done.data.get("fails"):
        raise RuntimeError("the mail could not be written")


def _prepare(locked: Any, author: Author, data: Any) -> None:
    told.append(("prepare", TrialFile.objects.get(pk=locked.pk).state))
    if data.get("refused"):
        raise ValidationError("il manque quelque chose")


def _after(done: Done) -> None:
    told.append(("after", done.entry.to_state))


STEPS = (
    Transition("submit", "Envoyer", "a envoyé ce dossier", ("draft",), "in_review", anybody),
    Transition(
        "accept",
        "Accepter",
        "a accepté ce dossier",
        ("in_review",),
        "accepted",
        of_the_team,
        prepare=_prepare,
        within=_within,
        after=_after,
        keeps=("labels",),
    ),
    Transition(
        "refuse", "Refuser", "a refusé ce dossier", ("in_review",), "refused", of_the_team, requires=needs_reason
    ),
    Transition(
        "reopen",
        "Rouvrir",
        "a rouvert ce dossier",
        ("accepted", "refused"),
        "in_review",
        of_the_team,
        visible_to=VisibleTo.TEAM,
    ),
)
WORKFLOW = Workflow(TrialFile, TrialLine, State, STEPS)

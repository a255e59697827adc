"""The allow-list of an object's steps, declared by its app."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from solozere.core.authors import Author
from solozere.core.registries import Registry
from solozere.core.workflow.journal import Journal, VisibleTo

Words = str | Promise
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Done:
    """A step that was taken: the locked object in its new state, the line of its journal, who, and what they gave."""

    obj: Any
    entry: Any
    author: Author
    data: Data


def _nothing_missing(obj: Any, data: Data) -> list[str]:
    return []


def needs_reason(obj: Any, data: Data) -> list[str]:
    """For `requires`: the step is not taken without a reason."""
    if str(data.get("reason", "")).strip():
        return []
    return [_("Écrivez le motif de cette décision\u00a0: la personne concernée doit pouvoir le comprendre.")]


@dataclass(frozen=True)
class Transition:
    """A named step from any of `sources` to `target`.

    `label` (French) is its button, « Accepter »; `done` follows a name, « a accepté ce dossier ». `may(author, obj)` says
    who takes it: `author.person` is the account or contact. `requires(obj, data)` gives the sentences of what is missing,
    none when it may be taken; `data` is what the caller gave, `reason` included.
    `prepare(obj, author, data)` runs in the transaction once the step is sure, before the state is written: what the new
    state requires of the row (a constraint), or a refusal that only trying tells. `within(done)` runs in the transaction (rows
    that change with it, mails to queue); `after(done)` once it is written.
    `keeps` names the `data` that the journal keeps as details, JSON values; `visible_to` says who reads that line.
    """

    code: str
    label: Words
    done: Words
    sources: tuple[str, ...]
    target: str
    may: Callable[[Author, Any], bool]
    requires: Callable[[Any, Data], list[str]] = _nothing_missing
    prepare: Callable[[Any, Author, Data], None] | None = None
    within: Callable[[Done], None] | None = None
    after: Callable[[Done], None] | None = None
    keeps: tuple[str, ...] = ()
    visible_to: VisibleTo = VisibleTo.CONCERNED


class Workflow:
    """The states of a model (`states`, in its column `field`), the steps between them, the journal that keeps them.

    Raises ValueError for a step declared twice, or from or to a state that does not exist.
    """

    def __init__(
        self,
        model: type[models.Model],
        journal: type[Journal],
        states: type[models.TextChoices],
        transitions: Iterable[Transition],
        *,
        field: str = "state",
    ) -> None:
        self.model, self.journal, self.states, self.field = model, journal, states, field
        self._steps: dict[str, Transition] = {}
        for step in transitions:
            unknown = {*step.sources, step.target} - set(states.values)
            if unknown or step.code in self._steps or not step.sources:
                raise ValueError(f"{step.code}: {sorted(unknown) or 'twice, or from nowhere'}")
            self._steps[step.code] = step

    def __getitem__(self, code: str) -> Transition:
        return self._steps[code]

    def __contains__(self, code: object) -> bool:
        return code in self._steps

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._steps.values())

    def state_of(self, obj: models.Model) -> str:
        """The code of the state it is in."""
        return str(getattr(obj, self.field))

    def state_words(self, code: str) -> str:
        """The French name of a state."""
        return str(self.states(code).label)


workflows: Registry[Workflow] = Registry("workflow")


def declare(workflow: Workflow) -> Workflow:
    """Put a workflow in the registry under the label of its model."""
    return workflows.register(workflow.model._meta.label_lower, workflow)


def workflow_of(obj: models.Model) -> Workflow:
    """The workflow of an object; raises KeyError where its app declared none."""
    return workflows[obj._meta.label_lower]

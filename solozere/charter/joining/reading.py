"""What an application says, read from its answers: by step, with all that is wrong or missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from solozere.charter.joining import steps
from solozere.charter.joining.forms import FORMS, StepForm
from solozere.charter.joining.forms.base import Raw
from solozere.charter.joining.ground import Ground, ground
from solozere.charter.joining.rules import fingerprint
from solozere.charter.models import Application

Answers = Mapping[str, Raw]


@dataclass(frozen=True)
class Problem:
    """Something wrong or missing: `where` is « step.field », `id` the control of the page of `step`, `message` in French."""

    step: steps.FormStep
    where: str
    id: str
    message: str


class Read:
    """The forms of an application, each bound to what was typed; a step that was never filled is not bound."""

    def __init__(self, answers: Answers, about: Ground) -> None:
        self.about = about
        self.forms: dict[str, StepForm] = {
            code: FORMS[code](answers.get(code), about) for code in (step.code for step in steps.STEPS)
        }

    def said(self, step: str) -> dict[str, Any] | None:
        """What is right in a step, by field; None where it was never filled."""
        form = self.forms[step]
        if not form.is_bound:
            return None
        form.is_valid()
        return form.cleaned_data

    def value(self, step: str, field: str, otherwise: Any = "") -> Any:
        """One answer; `otherwise` where it is wrong, missing or empty."""
        return (self.said(step) or {}).get(field) or otherwise

    def problems(self) -> list[Problem]:
        """Everything that keeps it from being sent, in the order of the form."""
        found: list[Problem] = []
        for step in steps.STEPS:
            form = self.forms[step.code]
            if not form.is_bound:
                form = FORMS[step.code]({}, self.about)
            for name, (control, message) in zip(form.wrong, form.said, strict=True):
                found.append(Problem(step, f"{step.code}.{name}", control, message))
        return found


def read(application: Application, about: Ground | None = None) -> Read:
    """The forms of a saved application, on today's ground unless `about` gives another."""
    return Read(application.answers, about or ground())


def seen(answers: Answers, step: str) -> str:
    """A mark of what stands in a step, to tell whether another page wrote in it since."""
    return fingerprint(answers.get(step))[:16]

"""What the pages of the form show."""

from typing import Any

from solozere.charter.joining import steps
from solozere.charter.joining.forms import StepForm
from solozere.charter.joining.forms.base import Raw
from solozere.charter.joining.ground import Ground
from solozere.charter.joining.known import known_places
from solozere.charter.joining.preview import preview_of
from solozere.charter.joining.reading import Read
from solozere.charter.joining.reading import seen as mark_of
from solozere.charter.models import Application, ChangeRequest


def progress(current: str, said: Read) -> list[tuple[steps.FormStep, bool, bool]]:
    """(step, current, done): a step is done once nothing in it is wrong."""
    found = []
    for step in steps.STEPS:
        form = said.forms[step.code]
        found.append((step, step.code == current, form.is_bound and not form.errors and step.code != current))
    return found


def step_page(
    step: steps.FormStep,
    answers: dict[str, Raw],
    about: Ground,
    *,
    application: Application | None = None,
    more: str = "",
) -> dict[str, Any]:
    """The context of a step: `form`, `said` (its Read), `steps`, `previous`, `preview`, and what the step itself shows."""
    said = Read(answers, about)
    form = said.forms[step.code]
    if more in form.rows:
        form = said.forms[step.code] = type(form)(answers.get(step.code), about, more=more)
    context = {
        "step": step,
        "form": form,
        "steps": progress(step.code, said),
        "previous": steps.before(step.code),
        "following": steps.next_of(step.code),
        "preview": preview_of(said),
        "seen": mark_of(answers, step.code),
        "application": application,
        "changes": changes_of(application, step, form),
        "known": [],
        "template": f"charter/joining/steps/{step.code}.html",
    }
    if step.code == steps.PLACE and application is not None and application.place_id is None:
        context["known"] = known_places(said)
    return context


def changes_of(
    application: Application | None, step: steps.FormStep, form: StepForm
) -> list[tuple[str, ChangeRequest]]:
    """(id of the control, change) of what is asked in this step and not answered yet."""
    if application is None:
        return []
    asked = ChangeRequest.objects.filter(application=application, answered_at=None, field__startswith=f"{step.code}.")
    return [(form.first_id(one.field.partition(".")[2]), one) for one in asked.order_by("pk")]


def standing_differences(form: StepForm, standing: Raw) -> list[tuple[str, str]]:
    """(what, what stands now) of the answers that another page wrote otherwise, as they were typed."""
    found = []
    for name, field in form.fields.items():
        typed, there = form.data.get(name) or "", standing.get(name) or ""
        if typed != there:
            words = ", ".join(map(str, there)) if isinstance(there, list) else str(there)
            found.append((str(field.label), words or "–"))
    return found

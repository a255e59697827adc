"""One page a decision: its form, what it will do, the button. Somebody was faster: it is said, and what was typed stays."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from solozere.accounts.guards import coordinators_only
from solozere.charter.joining import description
from solozere.charter.joining.ground import ground
from solozere.charter.joining.groups import groups_of
from solozere.charter.models import Application
from solozere.charter.reviewing import actions, visits
from solozere.charter.reviewing.actions import Change, Grant
from solozere.charter.reviewing.admission import judge
from solozere.charter.reviewing.conflicts import conflicts_of
from solozere.charter.reviewing.forms import (
    ChangeForm,
    GrantForm,
    ReasonForm,
    RefuseForm,
    ReportForm,
    SeenForm,
    VisitForm,
)  # fmt: skip
from solozere.charter.reviewing.views.access import found
from solozere.core import workflow
from solozere.core.authors import Author
from solozere.core.workflow import Moved
from solozere.territory.current import territory

METHODS = ["GET", "HEAD", "POST"]
Act = Callable[[dict[str, Any]], None]
ROWS, MOST = 3, 30


@coordinators_only
@require_http_methods(METHODS)
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for changes, each beside the answer that it is about."""
    sent, fields = found(request, pk), description.fields(ground())
    form = ReasonForm(_data(request), application=sent)
    form.fields["reason"].required = False
    form.fields["reason"].label = _("Un mot d’introduction")
    rows = _change_rows(request, fields)
    if request.method == "POST" and "plus" not in request.POST and form.is_valid() and rows.is_valid():
        names = dict(fields)
        asked = [
            Change(row["field"], names[row["field"]], row["message"]) for row in rows.cleaned_data if row.get("message")
        ]

        def act(given: dict[str, Any]) -> None:
            actions.request_changes(sent, _me(request), changes=asked, reason=given["reason"], seen=given["seen"])

        if _done(request, sent, form, act, _("Votre demande de complément est partie.")):
            return redirect("application_review", pk)
    return _page(request, sent, form, "request_changes", "changes", rows=rows)


def _change_rows(request: HttpRequest, fields: list[tuple[str, str]]) -> "BaseFormSet[ChangeForm]":
    """The lines; « plus » adds one, and keeps what was typed."""
    made = formset_factory(ChangeForm, extra=ROWS, max_num=MOST, absolute_max=MOST)
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and "plus" in data:
        total = data.get("form-TOTAL_FORMS", "")
        data["form-TOTAL_FORMS"] = str(min(MOST, int(total) + 1)) if total.isdecimal() and len(total) < 4 else str(ROWS)
    rows: Any = made(data, form_kwargs={"fields": fields})
    return rows


@coordinators_only
@require_http_methods(METHODS)
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a visit, or move the one that is planned."""
    sent = found(request, pk)
    standing = visits.planned(sent)
    initial: dict[str, Any] = {"visitor": request.user.get_full_name()}  # type: ignore[union-attr]
    if standing:
        local = timezone.localtime(standing.at)
        initial = {"day": local.date(), "hour": local.time(), "visitor": standing.visitor}
    form = VisitForm(_data(request), application=sent, initial=initial)

    def act(given: dict[str, Any]) -> None:
        actions.plan_visit(sent, _me(request), at=given["at"], visitor=given["visitor"], seen=given["seen"])

    return _step(request, sent, form, "plan_visit", act, _("La visite est prévue, et la personne est prévenue."))


@coordinators_only
@require_http_methods(METHODS)
def visit_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what was seen."""
    sent = found(request, pk)
    form = ReportForm(_data(request), application=sent)

    def act(given: dict[str, Any]) -> None:
        actions.finish_visit(sent, _me(request), report=given["report"], seen=given["seen"])

    return _step(request, sent, form, "visit_done", act, _("Le compte rendu de la visite est enregistré."))


@coordinators_only
@require_http_methods(METHODS)
def visit_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the planned visit."""
    return _with_reason(request, pk, "cancel_visit", actions.cancel_visit, _("La visite est annulée."))


@coordinators_only
@require_http_methods(METHODS)
def lapse(request: HttpRequest, pk: int) -> HttpResponse:
    """Close without follow-up."""
    return _with_reason(request, pk, "lapse", actions.lapse, _("La demande est classée sans suite."))


@coordinators_only
@require_http_methods(METHODS)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open again."""
    return _with_reason(request, pk, "reopen", actions.reopen, _("La demande est rouverte."))


@coordinators_only
@require_http_methods(METHODS)
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse, and say whom to call."""
    sent = found(request, pk)
    judged = judge(sent)
    version = judged.version if judged else sent.charter
    if version is None:
        return redirect("application_review", pk)
    caller = request.user.get_full_name()  # type: ignore[union-attr]
    form = RefuseForm(_data(request), application=sent, charter=version.charter(), caller=caller)

    def act(given: dict[str, Any]) -> None:
        actions.refuse(sent, _me(request), **given)

    return _step(request, sent, form, "refuse", act, _("La demande est refusée, et la personne sait qui appeler."))


@coordinators_only
@require_http_methods(METHODS)
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a label, among those that the verified criteria give."""
    sent = found(request, pk)
    judged = judge(sent)
    names = {label.code: label.name for label in judged.verified.labels} if judged else {}
    labels = [(code, names[code]) for code in judged.grantable] if judged else []
    conflicts = conflicts_of(sent, groups_of(sent)) if labels else []
    form = GrantForm(_data(request), application=sent, labels=labels, conflicts=conflicts)

    def act(given: dict[str, Any]) -> None:
        chosen = Grant(given["label"], given["status"], form.taken(), given["organisation"])
        actions.accept(sent, _me(request), grant=chosen, reason=given["reason"], seen=given["seen"])

    due = judged.version.charter().membership_years if judged else None
    done = _("Le label est attribué. La personne reçoit son certificat.")
    return _step(request, sent, form, "accept", act, done, labels=labels, years=due)


def _with_reason(request: HttpRequest, pk: int, step: str, verb: Callable[..., None], done: str) -> HttpResponse:
    sent = found(request, pk)
    form = ReasonForm(_data(request), application=sent)

    def act(given: dict[str, Any]) -> None:
        verb(sent, _me(request), reason=given["reason"], seen=given["seen"])

    return _step(request, sent, form, step, act, done)


def _step(
    request: HttpRequest, sent: Application, form: SeenForm, step: str, act: Act, done: str, **more: Any
) -> HttpResponse:
    """The page of a step; sent and right, the step is taken and the review comes back."""
    if request.method == "POST" and form.is_valid() and _done(request, sent, form, act, done):
        return redirect("application_review", sent.pk)
    template = {"accept": "grant", "refuse": "refuse"}.get(step, "step")
    return _page(request, sent, form, step, template, **more)


def _done(request: HttpRequest, sent: Application, form: SeenForm, act: Act, done: str) -> bool:
    """Act; what refuses it stands on the form, which then shows the last step. A double click is a success."""
    try:
        act(form.cleaned_data)
    except Moved as moved:
        if not moved.own:
            form.add_error(None, moved)
            form.seen_now()
            sent.refresh_from_db()
            return False
    except ValidationError as error:
        _refused(form, error)
        sent.refresh_from_db()
        return False
    messages.success(request, done)
    return True


def _refused(form: SeenForm, error: ValidationError) -> None:
    said = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, words in said.items():
        form.add_error(name if name in form.fields else None, words)


def _page(request: HttpRequest, sent: Application, form: Any, step: str, template: str, **more: Any) -> HttpResponse:
    taken = workflow.definition.workflow_of(sent)[step]
    context = {
        "application": sent,
        "form": form,
        "step": step,
        "title": taken.label,
        "possible": sent.state in taken.sources,
        "network": getattr(territory(), "network", ""),
        **more,
    }
    return render(request, f"charter/reviewing/{template}.html", context)


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _me(request: HttpRequest) -> Author:
    return Author.user(request.user)

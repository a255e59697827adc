"""The coordinators' queue of reports and proposals."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from solozere.core import workflow
from solozere.core.authors import Author
from solozere.core.history_display import changes
from solozere.places.enums import ReportState
from solozere.places.facts import read_group
from solozere.places.keeping import reports as reporting
from solozere.places.keeping.groups import NAMES, SLUG_OF
from solozere.places.keeping.guards import coordinators_only
from solozere.places.keeping.report_forms import AnswerForm
from solozere.places.models import PlaceReport

PER_PAGE = 30


@require_safe
@coordinators_only
def reports(request: HttpRequest) -> HttpResponse:
    """What is to be answered, oldest first; `?etat=repondus` for those that were, newest first."""
    answered = request.GET.get("etat") == "repondus"
    found = PlaceReport.objects.select_related("place", "contact")
    if answered:
        found = found.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")
    else:
        found = found.filter(state=ReportState.OPEN).order_by("created_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "places/keeping/reports.html", {"page": page, "answered": answered})


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def one_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report: what it says, what the sheet says, the answer."""
    found = PlaceReport.objects.select_related("place__commune", "contact").exclude(state=ReportState.TO_CONFIRM)
    report = get_object_or_404(found, pk=pk)
    author = Author.user(request.user)
    steps = [(step.code, step.label) for step in reporting.ANSWERS]
    last = workflow.last_seen(report)
    form = AnswerForm(steps, request.POST if request.method == "POST" else None, initial={"seen": last})
    if form.is_bound and form.is_valid() and _answered(request, report, form, author):
        return redirect("place_reports")
    slug = SLUG_OF.get(report.subject, "")
    context = {
        "report": report,
        "form": form if form.is_bound or workflow.available(report, author) else None,
        "group_slug": slug,
        "proposed": _proposed(report),
        "lines": workflow.lines(report),
    }
    return render(request, "places/keeping/report_answer.html", context)


def _answered(request: HttpRequest, report: PlaceReport, form: AnswerForm, author: Author) -> bool:
    data = form.cleaned_data
    try:
        workflow.apply(report, data["step"], author, reason=data["reason"], seen=data["seen"])
    except workflow.Moved as refusal:
        if not refusal.own:
            form.add_error(None, refusal.messages)
            return False
    except (ValidationError, PermissionDenied) as error:
        form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
        return False
    messages.success(
        request, _("C’est noté. La personne qui a signalé l’erreur reçoit votre réponse, si elle a laissé son adresse.")
    )
    return True


def _proposed(report: PlaceReport) -> list[tuple[Any, str, str]]:
    """(name, what stands, what is proposed) of each value that differs."""
    if not report.proposed:
        return []
    standing = read_group(report.place, report.subject)
    before = {name: standing.get(name) for name in report.proposed}
    return [(NAMES.get(name, name), old, new) for name, old, new in changes(before, report.proposed)]

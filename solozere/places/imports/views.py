"""The administrators' pages of imports. To anybody else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solozere.core.authors import Author
from solozere.places.imports import jobs, report, steps
from solozere.places.imports.forms import ImportForm, MappingForm, download_name, short_name
from solozere.places.imports.mapping import from_data
from solozere.places.imports.pages import PER_PAGE, sheet
from solozere.places.imports.questions import chosen_from
from solozere.places.models import PlaceImport, PlaceImportLine
from solozere.places.perms import can_import

View = Callable[..., HttpResponse]
State = PlaceImport.State
_KINDS: dict[str, tuple[Callable[[report.Rows], bytes], str]] = {
    "csv": (report.as_csv, "text/csv; charset=utf-8"),
    "ods": (report.as_ods, "application/vnd.oasis.opendocument.spreadsheet"),
}


def administrators_only(view: View) -> View:
    """404 for anybody else: that these pages exist is nobody's business."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_import(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _found(pk: int) -> PlaceImport:
    batch = PlaceImport.objects.defer("content").filter(pk=pk).first()
    if batch is None:
        raise Http404(_("Cet import n’existe pas, ou plus\u00a0: ils sont gardés six mois."))
    return batch


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The imports of the last months, and the form for another one."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        complete = form.complete()
        batch = PlaceImport(
            filename=short_name(form.cleaned_data["file"].name),
            content=form.content,
            source=form.cleaned_data["source"],
            source_date=form.cleaned_data["source_date"],
            headers=list(form.table.headers),
            mapping=form.read_as.as_json(),
            state=State.WAITING if complete else State.COLUMNS,
            started_at=timezone.now(),
            total=len(form.table.lines),
        )
        batch.set_author(Author.user(request.user))
        with transaction.atomic():
            batch.save()
            if complete:
                jobs.try_import.enqueue(batch.pk)
        return redirect("place_import" if complete else "place_import_mapping", batch.pk)
    page = Paginator(PlaceImport.objects.defer("content"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "places/imports/list.html", {"form": form, "page": page})


@administrators_only
@require_safe
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """An import: where it is, what became of its lines, what is to be chosen."""
    return render(request, "places/imports/import.html", sheet(_found(pk), request.GET.get("page")))


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column becomes; sent, the file is tried again."""
    batch = _found(pk)
    before = from_data(batch.mapping)
    headers = tuple(batch.headers or before.columns)
    form = MappingForm(headers, before, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if steps.ask_try(pk, mapping=form.mapping.as_json()):
                jobs.try_import.enqueue(pk)
            else:
                messages.warning(request, _at_work())
        return redirect("place_import", pk)
    return render(request, "places/imports/mapping.html", {"form": form, "batch": batch})


@administrators_only
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the choices of one page of conflicts; nothing is written on the places yet."""
    batch = _found(pk)
    numbers = {name[1:].partition("-")[0] for name in request.POST if name.startswith("l")}
    wanted = [int(number) for number in numbers if number.isdecimal() and len(number) < 10]
    changed = []
    for line in batch.lines.filter(number__in=wanted[: 2 * PER_PAGE]):
        if line.outcome in (PlaceImportLine.Outcome.CONFLICT, PlaceImportLine.Outcome.DUPLICATE):
            line.choices = chosen_from(line, request.POST)
            changed.append(line)
    PlaceImportLine.objects.bulk_update(changed, ["choices"])
    messages.success(request, _("Vos choix sont gardés\u00a0: ils seront écrits quand vous appliquerez l’import."))
    page = request.POST.get("page", "")
    suffix = f"?page={page}" if page.isdecimal() and len(page) < 6 else ""
    return redirect(f"{reverse('place_import', args=[pk])}{suffix}")


@administrators_only
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the import written; one that is at work is left alone."""
    _found(pk)
    with transaction.atomic():
        if steps.ask_write(pk):
            jobs.apply_import.enqueue(pk)
        else:
            messages.warning(request, _at_work())
    return redirect("place_import", pk)


def _at_work() -> str:
    return _("Cet import est déjà en cours\u00a0: attendez son compte rendu.")


@administrators_only
@require_safe
def download(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The report by line; with `?lignes=refusees`, the refused lines as the file has them, to put right."""
    batch = _found(pk)
    if extension not in _KINDS:
        raise Http404(_("Le compte rendu existe en CSV et en ODS."))
    only_refused = request.GET.get("lignes") == "refusees"
    rows = report.refused_rows(batch) if only_refused else report.report_rows(batch.lines.select_related("place"))
    write, content_type = _KINDS[extension]
    name = f"{download_name(batch.filename)}-{'lignes-refusees' if only_refused else 'compte-rendu'}.{extension}"
    return HttpResponse(
        write(rows),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )

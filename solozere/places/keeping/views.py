"""The pages of whoever keeps a place."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solozere.core.history_display import shown_entry
from solozere.places.facts import names_of, read_group
from solozere.places.keeping import actions, proposing, sheet
from solozere.places.keeping.forms import FORMS, FactsForm
from solozere.places.keeping.forms.hours import doubts_of
from solozere.places.keeping.groups import NAMES, SLUGS, TITLES
from solozere.places.keeping.guards import author_of, of_a_kept_place, source_of
from solozere.places.keeping.reports import open_reports
from solozere.places.models import Place
from solozere.places.perms import managers_of
from solozere.territory.current import require_territory

SHOWN = ("fact_groups", "services__service", "spaces", "measures", "pictures")


@require_safe
@never_cache
def places(request: HttpRequest) -> HttpResponse:
    """The places that the person keeps."""
    terms = managers_of(request.user).values("place_id")
    found = Place.objects.filter(pk__in=terms).select_related("commune", "label").order_by("name", "pk")
    return render(request, "places/keeping/places.html", {"places": list(found)})


@require_safe
@of_a_kept_place
def one_place(request: HttpRequest, place: Place) -> HttpResponse:
    """The state of a place's sheet: what it says, who vouched for it, what visitors say is wrong."""
    prefetch_related_objects([place], *SHOWN)
    context = sheet.page(place, require_territory())
    return render(request, "places/keeping/place.html", {**context, "reports": open_reports(place)})


@require_POST
@of_a_kept_place
def confirm(request: HttpRequest, place: Place) -> HttpResponse:
    """« Tout est encore exact »."""
    try:
        actions.confirm_all(place, author=author_of(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Merci. La fiche dit maintenant que tout est vérifié aujourd’hui."))
    return redirect("kept_place", place.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_kept_place
def group(request: HttpRequest, place: Place, group: str) -> HttpResponse:
    """The form of a group of facts; `?depuis=` begins with what stood before a change."""
    code = _code(group)
    if request.method == "POST":
        return _sent(request, place, group, code)
    values, restored = _beginning(request, place, code)
    form = FORMS[code](place, values)
    return _form_page(request, place, code, form, seen=actions.last_change(place, code), restored=restored)


@require_safe
@of_a_kept_place
def past(request: HttpRequest, place: Place, group: str) -> HttpResponse:
    """The changes of a group, each with the way back."""
    code = _code(group)
    context = {"place": place, "slug": group, "title": TITLES[code], "entries": sheet.past(place, code)}
    return render(request, "places/keeping/history.html", context)


def _sent(request: HttpRequest, place: Place, slug: str, code: str) -> HttpResponse:
    """Write what was sent, or show the form again with all that was typed and why."""
    form = FORMS[code](place, read_group(place, code), request.POST, request.FILES)
    seen = _number(request.POST.get("seen", ""))
    if not form.is_valid():
        return _form_page(request, place, code, form, seen=seen)
    author, agreed = author_of(request), request.POST.get("agreed", "")
    try:
        words = proposing.save(
            request, place, code, form.values(), author=author, source=source_of(request), seen=seen, agreed=agreed
        )
    except actions.Overtaken as overtaken:
        changed = [shown_entry(entry, NAMES) for entry in overtaken.entries]
        return _form_page(request, place, code, form, seen=overtaken.entries[0].pk, overtaken=changed)
    except actions.ToAgree as question:
        return _form_page(request, place, code, form, seen=seen, question=question)
    except ValidationError as error:
        form.refuse(error)
        return _form_page(request, place, code, form, seen=seen)
    messages.success(request, words)
    for doubt in doubts_of(Place.objects.get(pk=place.pk).opening_hours) if slug == "horaires" else ():
        messages.warning(request, doubt)
    return redirect("kept_place", place.slug)


def _form_page(request: HttpRequest, place: Place, code: str, form: FactsForm, **more: Any) -> HttpResponse:
    context = {
        "place": place,
        "form": form,
        "slug": next(slug for slug, one in SLUGS.items() if one == code),
        "title": TITLES[code],
        "problems": form.problems() if form.is_bound else [],
        "restored": "",
        "overtaken": [],
        "question": None,
        "multipart": code == "pictures",
    }
    return render(request, "places/keeping/group.html", {**context, **more})


def _beginning(request: HttpRequest, place: Place, code: str) -> tuple[dict[str, Any], str]:
    """The values that the form begins with, and from when they are where they are not those that stand."""
    standing = read_group(place, code)
    number = _number(request.GET.get("depuis", ""))
    entry = actions.changes(place, code).filter(pk=number).first() if number else None
    if entry is None or not isinstance(entry.before, dict):
        return standing, ""
    known = {name: value for name, value in entry.before.items() if name in names_of(code)}
    return {**standing, **known}, shown_entry(entry)["at_words"]


def _code(slug: str) -> str:
    if slug not in SLUGS:
        raise Http404(_("La fiche d’un lieu n’a pas cette partie."))
    return SLUGS[slug]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 15 else 0

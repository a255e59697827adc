"""Communes proposed as one types: JSON for the field « Où »."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from solozere.places.search.misspelled import nearest_names
from solozere.places.search.typed import typed
from solozere.territory.models import Commune
from solozere.territory.search import find_communes
from solozere.territory.search import parse as read_typed

LIMIT = 8
FEWEST_LETTERS = 2
KEPT_SECONDS = 3600


@require_safe
@login_not_required
def suggestions(request: HttpRequest) -> JsonResponse:
    """`{"communes": [{"value", "name", "detail"}]}`: what to put in the field, the name, the département or the old name.

    Nothing under two letters; where no name of the territory begins so, those that are a typing error away come first.
    """
    text = typed(request.GET, "ou")
    communes = find_communes(text, limit=LIMIT) if len(text) >= FEWEST_LETTERS else []
    found = [_said(one.commune, one.former.name if one.former else "") for one in communes]
    near = [] if any(one.commune.local for one in communes) else _near(text, local_only=bool(found))
    response = JsonResponse({"communes": [*near, *found][:LIMIT]})
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


def _near(text: str, *, local_only: bool) -> list[dict[str, str]]:
    near = nearest_names(read_typed(text).words, limit=LIMIT, local_only=local_only)
    communes = {commune.pk: commune for commune in Commune.objects.filter(pk__in=[one.code for one in near])}
    return [_said(communes[one.code]) for one in near if one.code in communes]


def _said(commune: Commune, former: str = "") -> dict[str, str]:
    detail = _("%(departement)s, autrefois %(old)s") if former else "%(departement)s"
    value = commune.name if commune.local else f"{commune.name} ({commune.departement})"
    return {
        "value": value,
        "name": commune.name,
        "detail": detail % {"departement": commune.departement, "old": former},
    }

"""The bare yardstick: the least that Django can do for the same answers.

The same query, the same counts and the same twenty places as our pages, printed by one small template: no layout, no form, no
filters' markup, no suggestions, no session, no middleware but the compression. What our pages cost beyond it is what they show beyond it.
"""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

PAGE = """<!doctype html><title>{{ total }}</title><p>{{ total }} lieux, {{ open }} ouverts</p>
{% for code, n in labels %}<p>{{ code }} {{ n }}</p>{% endfor %}{% for bit, n in bits %}<p>{{ bit }} {{ n }}</p>{% endfor %}
<ul>{% for place, opening in places %}<li><a href="/{{ place.slug }}/">{{ place.name }}</a> {{ place.label.name }}
{{ place.commune.name }}, {{ place.address }} {{ opening.words }}
{% for row in place.services.all %} {{ row.service.name }}{% endfor %}</li>{% endfor %}</ul>"""
PLACE = """<!doctype html><title>{{ place.name }}</title><h1>{{ place.name }}</h1><p>{{ place.summary }}</p>
<p>{{ place.address }} {{ place.postal_code }} {{ place.commune.name }} {{ place.label.name }}</p>{{ opening.words }}
{% for row in place.services.all %}<li>{{ row.service.name }} {{ row.detail }}</li>{% endfor %}
{% for row in place.spaces.all %}<li>{{ row.name }}</li>{% endfor %}
{% for row in place.measures.all %}<li>{{ row.down_mbps }}</li>{% endfor %}
{% for row in place.status_changes.all %}<li>{{ row.status }}</li>{% endfor %}
{% for row in place.roles.all %}<li>{{ row.organisation.name }}</li>{% endfor %}"""


def answers(params: Any) -> dict[str, Any]:
    """Total, counts by label, service and opening, and the primary keys of the first twenty, in order."""
    from django.db.models import Case, Sum, When

    from solozere.core.fulltext.models import Posting, Word
    from solozere.core.fulltext.words import stem_of
    from solozere.core.geo import Point
    from solozere.places.models import Place
    from solozere.places.openings.asking import open_during
    from solozere.territory.current import require_territory

    here = require_territory()
    is_open = Case(When(open_during(here.now(), None, here.zone), then=1), default=0)
    places: Any = Place.objects.filter(listing__lte=1)
    scores: dict[int, int] = {}
    columns = ["pk", "label_id", "service_mask", "listing", "sort_key", "now"]
    if "q" in params:
        words = Word.objects.filter(scope="places", stem=stem_of(params["q"])).values_list("pk", flat=True)
        postings = Posting.objects.filter(word__in=list(words)).values_list("document")
        scores = dict(postings.annotate(sum=Sum("weight")).order_by())
        places = (
            places.filter(pk__in=list(scores))
            if len(scores) < 1000
            else places.filter(pk__in=Posting.objects.filter(word__in=list(words)).values("document"))
        )
    else:
        lat, lon = map(float, params["pres"].split(","))
        places = places.within(Point(lat, lon), 20)
        columns.append("chord2")
    rows = list(places.annotate(now=is_open).order_by().values_list(*columns))
    opened = sum(row[5] for row in rows)
    chosen = [row for row in rows if row[5]] if "ouvert" in params else rows
    masks = Counter(row[2] for row in chosen)
    bits: Counter[int] = Counter()
    for mask, n in masks.items():
        for bit in range(mask.bit_length()):
            if mask >> bit & 1:
                bits[bit] += n
    key = (
        (lambda row: (row[3], -scores[row[0]], row[4], row[0]))
        if scores
        else (lambda row: (row[3], row[-1], row[4], row[0]))
    )
    first = [row[0] for row in sorted(chosen, key=key)[:20]]
    labels = Counter(row[1] or "" for row in chosen)
    return {"total": len(chosen), "open": opened, "labels": labels, "bits": bits, "first": first}


def page(request: HttpRequest) -> HttpResponse:
    """A page of results."""
    from solozere.places.models import Place
    from solozere.places.opening import opening_of
    from solozere.territory.current import require_territory

    here = require_territory()
    found = answers(request.GET)
    related = Place.objects.filter(pk__in=found["first"]).select_related("commune", "label")
    rows = {row.pk: row for row in related.prefetch_related("services__service", "closures")}
    now = here.now()
    shown = [(rows[pk], opening_of(rows[pk], now, here)) for pk in found["first"]]
    context = found | {"places": shown, "labels": found["labels"].items(), "bits": found["bits"].items()}
    return HttpResponse(_template(PAGE, context))


_cached: dict[str, Any] = {}


def _template(text: str, context: dict[str, Any]) -> str:
    """Compiled once a process, as a cached loader does."""
    if text not in _cached:
        _cached[text] = engines["django"].from_string(text)
    return str(_cached[text].render(context))


def place(request: HttpRequest, slug: str) -> HttpResponse:
    """A place's page."""
    from solozere.places.models import Place
    from solozere.places.opening import opening_of
    from solozere.territory.current import require_territory

    here = require_territory()
    related = ("closures", "external_ids", "fact_groups", "measures", "pictures__file", "spaces", "status_changes")
    places = Place.objects.select_related("commune", "label")
    found = places.prefetch_related(*related, "roles__organisation", "services__service").get(slug=slug)
    return HttpResponse(_template(PLACE, {"place": found, "opening": opening_of(found, here.now(), here)}))


def box(request: HttpRequest) -> HttpResponse:
    """The places of a box, or all of them, as GeoJSON made by the database."""
    from django.db.models import F, TextField, Value
    from django.db.models.functions import Cast, JSONArray, JSONObject

    from solozere.places.models import Place

    places: Any = Place.objects.filter(listing__lte=1).exclude(lat=None).order_by("listing", "sort_key", "pk")
    if zone := request.GET.get("zone"):
        west, south, east, north = map(float, zone.split(","))
        places = places.filter(lon__range=(west, east), lat__range=(south, north))
    feature = JSONObject(
        type=Value("Feature"),
        id=F("pk"),
        geometry=JSONObject(type=Value("Point"), coordinates=JSONArray(F("lon"), F("lat"))),
        properties=JSONObject(name=F("name"), slug=F("slug"), label=F("label_id"), commune=F("commune__name")),
    )
    text = ",".join(places.values_list(Cast(feature, TextField()), flat=True))
    return HttpResponse(f'{{"type":"FeatureCollection","features":[{text}]}}', content_type="application/geo+json")


urlpatterns = [
    path("lieux/", page),
    path("lieux/carte.geojson", box),
    path("lieux/<slug:slug>/", place),
]


def wsgi() -> Any:
    """The application that the server runs."""
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()

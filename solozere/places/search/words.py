"""The search in words: heading, title, filters that are set, what was done of misspelled words."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.places.search.answers import Answer
from solozere.places.search.params import DEFAULT_RADIUS, Message, PlaceSearch
from solozere.territory.models import Territory


@dataclass(frozen=True)
class Chip:
    """A filter that is set, in words, and the address without it."""

    words: str
    href: str


def heading(found: Answer, territory: Territory, *, elsewhere: bool) -> str:
    """« 11 lieux à moins de 50 km de Mende », « 2 649 lieux du réseau »; `elsewhere`: some are outside the territory."""
    n = found.counts.total
    words = {"n": f"{n:,}".replace(",", "\u202f")}
    many = ngettext("%(n)s\u00a0lieu", "%(n)s\u00a0lieux", n) % words if n else _("Aucun lieu")
    return f"{many} {where_words(found.question.search, territory, elsewhere=elsewhere)}".strip()


def where_words(search: PlaceSearch, territory: Territory, *, elsewhere: bool) -> str:
    """« à moins de 50 km de Mende », « dans la zone de la carte », « en Lozère », « du réseau »."""
    spot = search.spot
    said = []
    if spot is not None and spot.point is not None and search.km:
        said.append(_("à moins de %(km)d\u00a0km %(spot)s") % {"km": search.km, "spot": of(spot.name)})
    elif spot is not None:
        said.append(_("à %(spot)s") % {"spot": spot.name})
    if search.zone is not None:
        said.append(_("dans la zone de la carte"))
    return ", ".join(said) or (_("du réseau") if elsewhere else territory.with_in)


def of(name: str) -> str:
    """« de Mende », « d’Aumont », « du Malzieu », « des Bessons »."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    elided = name[:1].lower() in "aeiouyhàâéèêëîïôöùûœ"
    return f"d’{name}" if elided else f"de {name}"


def title(search: PlaceSearch) -> str:
    """The title of the page: what one looks for, so that the tabs of two searches differ."""
    if search.spot is None:
        return _("Trouver un lieu")
    return _("Lieux pour télétravailler près %(spot)s") % {"spot": of(search.spot.name)}


def chips(search: PlaceSearch, names: dict[tuple[str, str], str]) -> list[Chip]:
    """Each filter that is set, with the address without it."""
    found = [Chip(names.get((name, value), value), search.without(name, value)) for name, value in _values(search)]
    if search.open_now:
        found.append(Chip(_("Ouvert maintenant"), search.without("ouvert")))
    if search.span is not None:
        found.append(Chip(_span_words(search), search.without("ouvert")))
    if search.text:
        found.append(Chip(f"«\u00a0{search.text}\u00a0»", search.without("q")))
    if search.zone is not None:
        found.append(Chip(_("La zone de la carte"), search.without("zone")))
    if search.spot is not None and not search.spot.code:
        found.append(Chip(_("Autour de moi"), search.to_query(pres=None, rayon=None, tri=None)))
    if search.km is not None and search.km != DEFAULT_RADIUS:
        found.append(Chip(_("Jusqu’à %(km)d\u00a0km") % {"km": search.km}, search.without("rayon")))
    return found


def _values(search: PlaceSearch) -> list[tuple[str, str]]:
    repeated = (("label", search.labels), ("service", search.services), *search.facets)
    return [(name, value) for name, values in repeated for value in values]


def _span_words(search: PlaceSearch) -> str:
    span = search.span
    if span is None:
        return ""
    times = [f"{at.hour}\u00a0h" + (f"\u00a0{at.minute:02}" if at.minute else "") for at in (span.start, span.end)]
    words = {"day": date_format(span.start, "l j F"), "start": times[0], "end": times[1]}
    return _("Ouvert %(day)s de %(start)s à %(end)s") % words


def about_words(found: Answer) -> list[Message]:
    """What was done of words that are misspelled or that no place uses."""
    if found.question.found is None:
        return []
    query = found.question.found.query
    said = []
    for asked, better in query.corrections.items():
        message = _(
            "Voici les lieux où l’on parle de «\u00a0%(better)s\u00a0»\u00a0: aucun ne parle de «\u00a0%(asked)s\u00a0»."
        )
        said.append(Message("q", message % {"better": better, "asked": asked}, kind="info"))
    if query.unknown:
        message = _(
            "Mots\u00a0: aucun lieu ne parle de «\u00a0%(words)s\u00a0». Essayez un mot plus simple, par exemple «\u00a0café\u00a0»."
        )
        said.append(Message("q", message % {"words": ", ".join(query.unknown)}))
    return said

"""From what is typed in « Où » to a commune: old names, postal codes, typing errors; sentences where it is not clear."""

from django.utils.translation import gettext as _

from solozere.places.search.misspelled import nearest_names
from solozere.places.search.params import Message, Spot
from solozere.territory.models import Commune, PostalCode
from solozere.territory.search import INSIDE, Found, find_communes
from solozere.territory.search import parse as read_typed

SUGGESTED = 3
POSTAL_CODE = 5
"""Figures of a postal code: « Paris 13 » names none."""


def spot_of(text: str) -> tuple[Spot | None, list[Message]]:
    """The commune that `text` means, None where none is likely enough, with what is to be said of it."""
    found = find_communes(text, limit=SUGGESTED + 1)
    if not found:
        return _misspelled(text)
    best = found[0]
    if best.rank and not best.commune.local and (nearer := _misspelled_here(text, best)):
        return nearer
    said = _contradiction(text, best)
    if best.rank == INSIDE:
        message = _("Voici %(name)s\u00a0: nous ne connaissons pas «\u00a0%(text)s\u00a0».")
        said.append(Message("ou", message % {"name": best.commune.name, "text": text}, kind="info"))
    if best.former is not None and best.former.name:
        message = _("«\u00a0%(old)s\u00a0» fait aujourd’hui partie de %(new)s.")
        said.append(Message("ou", message % {"old": best.former.name, "new": best.commune.name}, kind="info"))
    others = [other for other in found[1:] if _as_likely(other, best)]
    if others:
        message = _("Voici %(name)s. Vouliez-vous dire autre chose\u00a0?")
        suggestions = tuple(_suggestion(other.commune) for other in others)
        said.append(Message("ou", message % {"name": _told_apart(best.commune, others)}, suggestions, kind="info"))
    return spot_for(best.commune), said


def _misspelled_here(text: str, best: Found) -> tuple[Spot, list[Message]] | None:
    """A commune of the territory that is a typing error away, before one elsewhere that only begins so."""
    near = nearest_names(read_typed(text).words, limit=1, local_only=True)
    commune = Commune.objects.filter(pk=near[0].code).first() if near else None
    if commune is None:
        return None
    message = _(
        "Voici %(name)s\u00a0: nous ne connaissons pas «\u00a0%(text)s\u00a0». Vouliez-vous dire autre chose\u00a0?"
    )
    said = message % {"name": commune.name, "text": text}
    return spot_for(commune), [Message("ou", said, (_suggestion(best.commune),), kind="info")]


def _told_apart(commune: Commune, others: list[Found]) -> str:
    """Its name, with its département where another of the proposed has the same name."""
    same = any(other.commune.folded == commune.folded for other in others)
    return _suggestion(commune)[0] if same or not commune.local else commune.name


def spot_for(commune: Commune) -> Spot:
    """A commune as a place to look around."""
    return Spot(commune.name, commune.point, commune.pk)


def _as_likely(other: Found, best: Found) -> bool:
    """As well found as the best; or of the territory, where the best is elsewhere."""
    return other.rank == best.rank or best.rank == 2 or (other.commune.local and not best.commune.local)


def _suggestion(commune: Commune) -> tuple[str, str]:
    """Its name, and what to type so that it alone is meant."""
    where = f"{commune.name} ({commune.departement})"
    return where, where


def _contradiction(text: str, best: Found) -> list[Message]:
    """A sentence where the postal code and the name do not go together."""
    asked = read_typed(text)
    if not (len(asked.number) == POSTAL_CODE and asked.words) or best.commune.pk.startswith(asked.number):
        return []
    if best.former is not None and best.former.code.startswith(asked.number):
        return []
    codes = sorted(PostalCode.objects.filter(commune=best.commune).values_list("code", flat=True))
    if any(code.startswith(asked.number) for code in codes):
        return []
    words = {"code": asked.number, "name": best.commune.name, "right": codes[0] if codes else best.commune.pk}
    message = _(
        "Où\u00a0: %(code)s n’est pas un code postal de %(name)s. La recherche se fait à %(name)s, par exemple "
        "«\u00a0%(right)s %(name)s\u00a0»."
    )
    return [Message("ou", message % words)]


def _misspelled(text: str) -> tuple[Spot | None, list[Message]]:
    near = nearest_names(read_typed(text).words, limit=SUGGESTED)
    communes = {commune.pk: commune for commune in Commune.objects.filter(pk__in=[one.code for one in near])}
    ordered = [(one, communes[one.code]) for one in near if one.code in communes]
    if ordered and (len(ordered) == 1 or ordered[0][0].edits < ordered[1][0].edits):
        commune = ordered[0][1]
        message = _("Voici %(name)s\u00a0: nous ne connaissons pas «\u00a0%(text)s\u00a0».")
        others = tuple(_suggestion(other) for _near, other in ordered[1:])
        return spot_for(commune), [Message("ou", message % {"name": commune.name, "text": text}, others, kind="info")]
    if ordered:
        message = _("Où\u00a0: nous ne connaissons pas «\u00a0%(text)s\u00a0». Vouliez-vous dire…")
        return None, [Message("ou", message % {"text": text}, tuple(_suggestion(one) for _near, one in ordered))]
    message = _(
        "Où\u00a0: nous ne connaissons pas de commune «\u00a0%(text)s\u00a0». Écrivez un nom ou un code postal, par exemple "
        "«\u00a0%(example)s\u00a0»."
    )
    return None, [Message("ou", message % {"text": text, "example": _example()})]


def _example() -> str:
    largest = Commune.objects.filter(local=True).order_by("-population", "pk").first()
    return largest.name if largest else "75001"

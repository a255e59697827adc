"""Who said each group of facts and when, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from solozere.core.text import day_in_words
from solozere.organisations.rules import PartialDate
from solozere.places.enums import FactGroupCode
from solozere.places.models import FactGroup
from solozere.places.rules.freshness import Age, Freshness, Stamp, of_group, of_sheet


@dataclass(frozen=True)
class ShownStamp:
    """Groups of the same freshness, in words: « Horaires, contact », « Confirmé le … »; `age` is fresh, stale or never."""

    groups: str
    words: str
    age: Age


@dataclass(frozen=True)
class SheetStamp:
    """The freshness of the whole sheet: one sentence, and what is to be checked in another ("" where nothing is)."""

    age: Age
    words: str
    doubts: str


def stamp_of(group: FactGroup, zone: ZoneInfo) -> Stamp:
    """What the rules of freshness need of a group; the day of confirmation is that of the territory's clock."""
    day = group.confirmed_at.astimezone(zone).date() if group.confirmed_at else None
    return Stamp(group.code, group.source, group.source_date, day, group.author_name if day else "")


def _stamps(groups: Iterable[FactGroup], zone: ZoneInfo) -> list[Stamp]:
    """In the order of `FactGroupCode`."""
    order = {code.value: rank for rank, code in enumerate(FactGroupCode)}
    return sorted((stamp_of(group, zone) for group in groups), key=lambda stamp: order[stamp.code])


def shown(groups: Iterable[FactGroup], today: date, zone: ZoneInfo) -> list[ShownStamp]:
    """The groups in the order of `FactGroupCode`, those that the same person confirmed on the same day said together."""
    together: dict[tuple[str, Age], list[str]] = {}
    for stamp in _stamps(groups, zone):
        found = of_group(stamp, today)
        together.setdefault((group_words(found), found.age), []).append(stamp.code)
    return [ShownStamp(_capital(_listed(codes)), words, age) for (words, age), codes in together.items()]


def group_words(freshness: Freshness) -> str:
    """« Confirmé le 20 novembre 2026 par … », « Non vérifié depuis le … », « Jamais confirmé : d’après … »."""
    stamp = freshness.stamp
    if stamp is None:
        return _("Rien n’est encore renseigné.")
    words = {"day": day_words(stamp.confirmed_on), "by": stamp.confirmed_by, "source": source_words(stamp)}
    if freshness.age == Age.NEVER:
        return _("Jamais confirmé\u00a0: d’après %(source)s") % words
    if freshness.age == Age.STALE:
        return _("Non vérifié depuis le %(day)s") % words
    if stamp.confirmed_by:
        return _("Confirmé le %(day)s par %(by)s") % words
    return _("Confirmé le %(day)s") % words


def sheet_words(groups: Iterable[FactGroup], today: date, zone: ZoneInfo) -> SheetStamp:
    """The freshness of all that the page says: as good as its oldest confirmation; what nobody confirmed is named."""
    found = of_sheet(_stamps(groups, zone), today)
    stamp = found.stamp
    if stamp is None:
        return SheetStamp(Age.NEVER, _("Rien n’est encore renseigné."), "")
    words = {"day": day_words(stamp.confirmed_on), "by": stamp.confirmed_by, "source": source_words(stamp)}
    if found.age == Age.NEVER:
        return SheetStamp(found.age, _("Fiche jamais confirmée\u00a0: d’après %(source)s.") % words, "")
    if found.age == Age.STALE:
        doubts = _("À vérifier\u00a0: %(groups)s.") % {"groups": _listed([*found.outdated, *found.unconfirmed])}
        doubts = "" if found.all_doubtful else doubts
        return SheetStamp(found.age, _("Non vérifiée depuis le %(day)s.") % words, doubts)
    doubts = (
        _("Jamais confirmé\u00a0: %(groups)s.") % {"groups": _listed(found.unconfirmed)} if found.unconfirmed else ""
    )
    sentence = _("Fiche vérifiée le %(day)s par %(by)s.") if stamp.confirmed_by else _("Fiche vérifiée le %(day)s.")
    return SheetStamp(found.age, sentence % words, doubts)


def source_words(stamp: Stamp) -> str:
    """« zevillage.net (2012) »; a year that the source already names is not said twice."""
    if not stamp.source_date or stamp.source_date[:4] in stamp.source:
        return stamp.source
    return f"{stamp.source} ({PartialDate.parse(stamp.source_date).words})"


def day_words(day: date | None) -> str:
    """« 20 novembre 2026 », « 1er mars 2026 »; "" for None."""
    return day_in_words(day) if day else ""


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(str(FactGroupCode(code).label) for code in codes)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

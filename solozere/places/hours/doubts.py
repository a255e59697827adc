"""What is readable but may not be what was meant: remarks to show beside the hours, never a refusal."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from solozere.places.hours.model import DAY, Link, Remark, Rule, Saying, Schedule, Span, merged
from solozere.places.hours.words import DAY_NAMES, bare_days, capital, hour, spaced

_LONG_NIGHT = 12 * 60


def doubts_about(schedule: Schedule) -> tuple[Remark, ...]:
    """The remarks on the rules of a schedule, in their order; none when nothing is doubtful."""
    remarks: list[Remark] = []
    rules = schedule.rules
    for index, rule in enumerate(rules):
        remarks += [*_overlaps(rule), *_long_nights(rule), *_over_sunday(rule), *_march(rule)]
        remarks += _undone(rules, index)
    return tuple(dict.fromkeys(remarks))


def _remark(piece: str, sentence: str, *right: str, rule: Rule | None = None, **data: object) -> Remark:
    """A remark, headed by the days of `rule` where these matter."""
    words = spaced(sentence) % {"piece": piece, "right": right[0] if right else "", **data}
    subject = bare_days(rule.selector.days) if rule else ""
    return Remark(piece, f"{capital(subject)}\u00a0: {words}" if subject else words, right)


def _overlaps(rule: Rule) -> Iterator[Remark]:
    """Spans of a day that share some time, or that are there twice."""
    for one, other in pairwise(sorted(rule.spans)):
        if one == other:
            yield _remark(str(one), _("« %(piece)s » est écrit plusieurs fois. Une fois suffit."), rule=rule)
        elif other.start < one.end:
            both = Span(one.start, max(one.end, other.end))
            sentence = _("« %(piece)s » se chevauchent. Ces plages comptent pour une seule, « %(right)s ».")
            yield _remark(f"{one},{other}", sentence, str(both), rule=rule)


def _long_nights(rule: Rule) -> Iterator[Remark]:
    """A span that goes on until well into the next day: more often a slip than a night."""
    for span in rule.spans:
        if span.end > DAY and span.end - span.start >= _LONG_NIGHT:
            sentence = _("« %(piece)s » ferme le lendemain à %(end)s. Vérifiez l’heure de fermeture.")
            yield _remark(str(span), sentence, rule=rule, end=hour(span.end))


def _over_sunday(rule: Rule) -> Iterator[Remark]:
    """Days that go over the end of the week, which some write by mistake."""
    for days in rule.selector.days:
        if days.last < days.first:
            sentence = _(
                "« %(piece)s » va du %(first)s au %(last)s en passant par la fin de la semaine. Vérifiez l’ordre des jours."
            )
            yield _remark(str(days), sentence, first=DAY_NAMES[days.first], last=DAY_NAMES[days.last])


def _march(rule: Rule) -> Iterator[Remark]:
    """« Mar » alone is March, and often meant for mardi."""
    if any(str(dates) == "Mar" for dates in rule.selector.dates) and not rule.selector.days:
        yield _remark("Mar", _("« %(piece)s » veut dire mars. Pour mardi, écrivez « %(right)s »."), "Tu")


def _undone(rules: Sequence[Rule], index: int) -> Iterator[Remark]:
    """A rule that a later one replaces on all its days."""
    rule = rules[index]
    later = next((one for one in rules[index + 1 :] if _replaces(one, rule)), None)
    if later is None:
        return
    if rule.selector.public_holidays and not rule.selector.days:
        rest = [one for one in rules if one is not rule]
        yield _remark(
            str(rule),
            _("« %(piece)s » vient avant une règle qui l’efface. Mettez les jours fériés à la fin : « %(right)s »."),
            str(Schedule((*rest, rule))),
        )
        return
    if rule.spans and later.spans and rule.selector == later.selector:
        both = Rule(rule.selector, merged((*rule.spans, *later.spans)), Saying.OPEN)
        sentence = _(
            "« %(later)s » remplace « %(piece)s » les mêmes jours. Si les deux comptent, écrivez « %(right)s »."
        )
        yield _remark(str(rule), sentence, str(both), later=later)
        return
    yield _remark(str(rule), _("« %(later)s » remplace « %(piece)s », qui ne sert donc jamais."), later=later)


def _replaces(later: Rule, rule: Rule) -> bool:
    """Does `later` take the place of `rule` on each of its days? (Certain cases only.)"""
    if later.link is not Link.REPLACES or (later.saying is Saying.CLOSED and later.spans):
        return False
    one, other = later.selector, rule.selector
    if one.has_season and (one.years, one.dates, one.weeks) != (other.years, other.dates, other.weeks):
        return False
    if other.public_holidays and not other.days:
        return bool(one.weekdays) and not one.public_holidays and not other.school_holidays and not one.has_season
    if other.school_holidays or other.public_holidays or any(days.nths for days in other.days):
        return False
    return other.weekdays <= one.weekdays

"""A whole schedule in a few French sentences, for a vCard or a sheet on the door."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.places.hours.days import Session, Sessions, Sure, said, without
from solozere.places.hours.model import DAY, WHOLE_DAY, Link, Rule, Saying, Schedule, Span
from solozere.places.hours.seasons import season_in_words
from solozere.places.hours.selectors import DayRange
from solozere.places.hours.weeks import joined_sessions
from solozere.places.hours.words import DAY_NAMES, capital, from_to, listed, runs

_NTHS = {
    1: gettext_lazy("le premier"),
    2: gettext_lazy("le deuxième"),
    3: gettext_lazy("le troisième"),
    4: gettext_lazy("le quatrième"),
    5: gettext_lazy("le cinquième"),
    -1: gettext_lazy("le dernier"),
    -2: gettext_lazy("l’avant-dernier"),
}


def in_words(schedule: Schedule) -> str:
    """« Du lundi au vendredi, de 9 h à 12 h et de 14 h à 18 h. Fermé les jours fériés. »; each season has its sentence."""
    if schedule.always_open:
        return _("Ouvert tous les jours, 24\u00a0heures sur 24.")
    if str(schedule) in ("off", "24/7 off"):
        return _("Fermé.")
    sentences: list[str] = []
    for season, rules in _by_season(schedule.rules).items():
        phrases = _phrases(rules, every_day="" if season and _is_one_day(rules[0]) else _("tous les jours"))
        if season:
            sentences.append(f"{capital(season)}\u00a0: " + "\u00a0; ".join(phrases))
        else:
            sentences += [capital(phrase) for phrase in phrases]
    return ". ".join(sentences) + "."


def _by_season(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules of each season, in the order in which they come."""
    seasons: dict[str, list[Rule]] = {}
    for rule in rules:
        seasons.setdefault(season_in_words(rule.selector), []).append(rule)
    return seasons


def _is_one_day(rule: Rule) -> bool:
    dates = rule.selector.dates
    return len(dates) == 1 and dates[0].first == dates[0].last and dates[0].first.day is not None


def _phrases(rules: list[Rule], *, every_day: str) -> list[str]:
    """What the rules of one season say: the week first, then holidays, days of the month and the rest of the time."""
    table: dict[int, Sessions] = {}
    apart: list[str] = []
    for rule in rules:
        if rule.link is Link.FALLBACK:
            apart.append(_("aux autres heures, %(comment)s") % {"comment": rule.comment or _("à vérifier")})
            continue
        for day in rule.selector.weekdays:
            table[day] = _after(rule, table.get(day, ()))
        apart += [_of_days(words, said(rule), rule) for words in _special_days(rule)]
    return _of_week(table, every_day) + apart


def _after(rule: Rule, before: Sessions) -> Sessions:
    if rule.saying is Saying.CLOSED and rule.spans:
        return without(before, rule.spans)
    return before + said(rule) if rule.link is Link.ADDS and rule.saying is not Saying.CLOSED else said(rule)


def _special_days(rule: Rule) -> list[str]:
    days = [_nth_day(one) for one in rule.selector.days if one.nths]
    if rule.selector.public_holidays:
        days.append(_("les jours fériés"))
    if rule.selector.school_holidays:
        days.append(_("pendant les vacances scolaires"))
    return days


def _nth_day(days: DayRange) -> str:
    """« le premier et le troisième samedi du mois »."""
    nths = [str(_NTHS.get(nth) or _("le %(nth)se dernier") % {"nth": -nth}) for nth in days.nths]
    return _("%(nths)s %(day)s du mois") % {"nths": listed(nths), "day": DAY_NAMES[days.first]}


def _of_week(table: dict[int, Sessions], every_day: str) -> list[str]:
    """One phrase for the days that have the same hours; the days that a rule closes come last."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for day in sorted(table):
        key = tuple((span, one.sure, one.comment) for span, one in joined_sessions(table[day]))
        alike.setdefault(key, []).append(day)
    groups = sorted(alike.values(), key=lambda days: (not table[days[0]], days))
    return [_of_days(_days(days) if len(days) < 7 else every_day, table[days[0]]) for days in groups]


def _days(days: list[int]) -> str:
    """« du lundi au mercredi et le vendredi »."""
    words: list[str] = []
    for first, last in runs(days):
        if last - first >= 2:
            words.append(_("du %(first)s au %(last)s") % {"first": DAY_NAMES[first], "last": DAY_NAMES[last]})
        else:
            words += [_("le %(day)s") % {"day": DAY_NAMES[day]} for day in range(first, last + 1)]
    return listed(words)


def _of_days(days: str, sessions: Sessions, rule: Rule | None = None) -> str:
    if rule is not None and rule.saying is Saying.CLOSED and rule.spans:
        hours = listed([from_to(span) for span in rule.spans])
        return _("fermé %(days)s %(hours)s") % {"days": days, "hours": hours}
    if not sessions:
        comment = f" ({rule.comment})" if rule is not None and rule.comment else ""
        closed = _("fermé %(days)s") % {"days": days} if days and days != _("tous les jours") else _("fermé")
        return closed + comment
    hours = listed([_hours(span, one) for span, one in joined_sessions(sessions)])
    return _("%(days)s, %(hours)s") % {"days": days, "hours": hours} if days else hours


def _hours(span: Span, session: Session) -> str:
    if session.sure is Sure.OPEN:
        return f"{from_to(span)} ({session.comment})" if session.comment else from_to(span)
    if span == WHOLE_DAY or span.end - span.start > DAY:
        return session.comment or _("horaires à vérifier")
    return f"{from_to(span)} ({session.comment or _('à vérifier')})"

"""Says in French what is wrong with a piece of the text, and what would be right."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from solozere.places.hours.cursor import Code, Trouble
from solozere.places.hours.french_words import day_in_osm
from solozere.places.hours.model import Remark
from solozere.places.hours.read import canonical
from solozere.places.hours.repairs import REPAIRS, Others
from solozere.places.hours.words import bare_days, capital, shortened, spaced

EXAMPLE = "Mo-Fr 09:00-12:00,14:00-18:00; PH off"
"""Opening hours as they are written, for messages that have nothing closer to show."""

_SENTENCES = {
    Code.ALWAYS_WITH_DAYS: _(
        "« 24/7 » veut dire tous les jours, jour et nuit. Pour quelques jours, écrivez « %(right)s »."
    ),
    Code.BAD_DATE: _("« %(piece)s » n’est pas une date. Écrivez le mois puis le jour, par exemple « %(right)s »."),
    Code.BAD_HOUR: _("« %(piece)s » n’est pas une heure : elles vont de 00:00 à 24:00. Par exemple « %(right)s »."),
    Code.BAD_MINUTE: _("« %(piece)s » n’est pas une heure : les minutes vont de 00 à 59. Par exemple « %(right)s »."),
    Code.BAD_NTH: _(
        "« %(piece)s » ne dit pas quel jour du mois. Écrivez « Mo[1] » pour le premier lundi, « Mo[-1] » pour le dernier, "
        "par exemple « %(right)s »."
    ),
    Code.BAD_WEEK: _("« %(piece)s » : les semaines vont de 1 à 53. Par exemple « %(right)s »."),
    Code.BARE_NUMBERS: _("« %(piece)s » : écrivez les heures sur quatre chiffres, par exemple « %(right)s »."),
    Code.CHAIN: _("« %(piece)s » enchaîne plusieurs plages. Séparez-les par une virgule, par exemple « %(right)s »."),
    Code.DANGLING: _("Il ne reste rien après la dernière virgule. Écrivez « %(right)s »."),
    Code.DAYS_APART: _("« %(piece)s » : séparez les jours par une virgule, par exemple « %(right)s »."),
    Code.DAYS_CHAINED: _(
        "« %(piece)s » enchaîne plusieurs jours. Écrivez le premier et le dernier, par exemple « %(right)s »."
    ),
    Code.DAYS_OPEN: _("« %(piece)s » commence une suite de jours sans la finir. Écrivez par exemple « %(right)s »."),
    Code.EASTER: _("« %(piece)s » change de date chaque année. Écrivez la date, par exemple « %(right)s »."),
    Code.FRENCH_DAY: _(
        "« %(piece)s » s’écrit « %(other)s » : les jours sont Mo, Tu, We, Th, Fr, Sa, Su, et les heures sur quatre chiffres, par "
        "exemple « %(right)s »."
    ),
    Code.HOLIDAY_AND_DAYS: _(
        "« %(piece)s » se lit de deux façons. Pour les jours fériés et ces jours-là, mettez une virgule : « %(right)s »."
    ),
    Code.LONE_MIDNIGHT: _(
        "« %(piece)s » ne dit pas d’horaires. Écrivez « %(right)s » si le lieu est fermé, ou les deux heures, par exemple "
        "« %(other)s »."
    ),
    Code.LONE_TIME: _(
        "« %(piece)s » est une ouverture sans fermeture. Écrivez les deux heures, par exemple « %(right)s »."
    ),
    Code.NO_COMMA: _("« %(piece)s » : séparez les plages d’un même jour par une virgule, par exemple « %(right)s »."),
    Code.NO_DASH: _("« %(piece)s » : mettez un tiret entre l’ouverture et la fermeture, par exemple « %(right)s »."),
    Code.NO_END: _("Il manque la fermeture après « %(piece)s ». Écrivez par exemple « %(right)s »."),
    Code.NO_HOURS: _(
        "« %(piece)s » ne donne pas d’heures. Écrivez-les, par exemple « %(right)s », ou bien off si le lieu est fermé."
    ),
    Code.NO_SEMICOLON: _("Il manque un point-virgule avant « %(piece)s ». Écrivez « %(right)s »."),
    Code.NULL_SPAN: _("« %(piece)s » ne dit pas d’horaires. Effacez cette plage : « %(right)s »."),
    Code.OFFSET: _(
        "« %(piece)s » : le lendemain ou la veille d’un jour ne se lisent pas. Écrivez la date, par exemple « %(right)s »."
    ),
    Code.OPEN_END: _(
        "« %(piece)s » ne dit pas quand le lieu ferme. Écrivez les deux heures, par exemple « %(right)s »."
    ),
    Code.REPEAT: _(
        "« %(piece)s » : un intervalle ne dit pas d’ouverture. Écrivez la plage seule, par exemple « %(right)s »."
    ),
    Code.REVERSED_DATES: _("« %(piece)s » finit avant de commencer. Écrivez « %(right)s »."),
    Code.REVERSED_WEEKS: _("« %(piece)s » finit avant de commencer. Coupez au nouvel an : « %(right)s »."),
    Code.REVERSED_YEARS: _("« %(piece)s » finit avant de commencer. Écrivez « %(right)s »."),
    Code.SAME_HOUR: _("« %(piece)s » ouvre et ferme à la même heure. Écrivez par exemple « %(right)s »."),
    Code.SAME_MIDNIGHT: _(
        "« %(piece)s » ne dit pas d’horaires. Écrivez « %(right)s » si le lieu est fermé, « %(other)s » s’il est ouvert jour et "
        "nuit."
    ),
    Code.SLASH: _("« %(piece)s » : séparez les plages par une virgule, par exemple « %(right)s »."),
    Code.SUN: _("« %(piece)s » dépend du soleil. Écrivez une heure, par exemple « %(right)s »."),
    Code.TRIPLE: _(
        "« %(piece)s » donne trois heures à la suite. Séparez deux plages par une virgule, par exemple « %(right)s », ou "
        "écrivez une seule plage : « %(other)s »."
    ),
    Code.UNCLOSED: _("« %(piece)s » : fermez le commentaire par un guillemet droit, par exemple « %(right)s »."),
    Code.UNEXPECTED: _("« %(piece)s » n’est pas à sa place. Écrivez par exemple « %(right)s »."),
    Code.UNKNOWN_SIGN: _("Le signe « %(piece)s » ne se lit pas dans des horaires. Écrivez par exemple « %(right)s »."),
    Code.UNKNOWN_WORD: _(
        "« %(piece)s » ne se lit pas. Écrivez les jours Mo, Tu, We, Th, Fr, Sa, Su, les jours fériés PH, et off pour « fermé », "
        "par exemple « %(right)s »."
    ),
}
_EXAMPLES = {
    Code.ALWAYS_WITH_DAYS: "Mo-Fr 00:00-24:00",
    Code.BAD_DATE: "Dec 24-Jan 02 off",
    Code.BAD_NTH: "Mo[1] 09:00-12:00",
    Code.BAD_WEEK: "week 02-52/2 Mo 09:00-12:00",
    Code.EASTER: "2027 Mar 29 off",
    Code.OFFSET: "2027 May 07 off",
    Code.REVERSED_DATES: "2026 Dec 24-2027 Jan 02 off",
    Code.REVERSED_WEEKS: "week 50-53,01-02 Mo 09:00-12:00",
    Code.REVERSED_YEARS: "2026-2027 Mo 09:00-12:00",
    Code.UNCLOSED: 'Mo-Fr 09:00-12:00 "sur rendez-vous"',
    Code.LONE_MIDNIGHT: "Mo off",
    Code.TRIPLE: "Mo 09:00-12:00,14:00-18:00",
}
_OTHER_EXAMPLE = "Mo 09:00-18:00"
_OF_HOURS = frozenset(
    {
        Code.BAD_HOUR,
        Code.BAD_MINUTE,
        Code.BARE_NUMBERS,
        Code.CHAIN,
        Code.LONE_MIDNIGHT,
        Code.LONE_TIME,
        Code.NO_COMMA,
        Code.NO_DASH,
        Code.NO_END,
        Code.NULL_SPAN,
        Code.OPEN_END,
        Code.REPEAT,
        Code.SAME_HOUR,
        Code.SAME_MIDNIGHT,
        Code.SLASH,
        Code.SUN,
        Code.TRIPLE,
    }
)
"""What is wrong with hours, so that the day is worth naming first."""


def remark_of(trouble: Trouble, text: str, plain_text: str, others: Others) -> Remark:
    """What is wrong with `text` there, with the rule repaired in each way that can then be read, likeliest first."""
    code = trouble.code
    right = _right(trouble, plain_text, others)
    piece = text[trouble.start : trouble.end].strip(" ,") or ","
    other = right[-1] if len(right) > 1 else _OTHER_EXAMPLE
    if code is Code.UNKNOWN_WORD and (day := day_in_osm(piece)):
        code, other = Code.FRENCH_DAY, day
    data = {"piece": shortened(piece), "right": right[0] if right else _EXAMPLES.get(code, EXAMPLE), "other": other}
    sentence = spaced(str(_SENTENCES[code])) % data
    if code in _OF_HOURS:
        subject = bare_days(trouble.selector.days, public_holidays=trouble.selector.public_holidays)
        sentence = f"{capital(subject)}\u00a0: {sentence[0].lower()}{sentence[1:]}" if subject else sentence
    return Remark(piece, sentence, right)


def _right(trouble: Trouble, text: str, others: Others) -> tuple[str, ...]:
    start, end = trouble.rule
    repair = REPAIRS.get(trouble.code)
    pieces = repair(text[trouble.start : trouble.end], others) if repair else []
    repaired = [text[start : trouble.start] + piece + text[trouble.end : end] for piece in pieces]
    readable = (canonical(rule) or canonical(f"{rule} 09:00-12:00") for rule in repaired)
    return tuple(dict.fromkeys(filter(None, readable)))


def suggestion(troubles: Sequence[Trouble], text: str, others: Others) -> str:
    """The whole of a plain `text`, each trouble repaired in the likeliest way, in canonical form; "" when that cannot be read."""
    for trouble in reversed(troubles):
        repair = REPAIRS.get(trouble.code)
        pieces = repair(text[trouble.start : trouble.end], others) if repair else []
        if not pieces:
            return ""
        text = text[: trouble.start] + pieces[0] + text[trouble.end :]
    return canonical(text)

"""From a text to a schedule, or to a refusal that says what would be right."""

import unicodedata
from functools import lru_cache

from django.utils.translation import gettext as _

from solozere.places.hours.errors import HoursError
from solozere.places.hours.french import in_osm
from solozere.places.hours.french_words import looks_french
from solozere.places.hours.messages import EXAMPLE, remark_of, suggestion
from solozere.places.hours.model import Remark, Schedule
from solozere.places.hours.read import canonical, read
from solozere.places.hours.repairs import Others
from solozere.places.hours.tokens import plain
from solozere.places.hours.words import shortened, spaced

MAX_LENGTH = 500
"""Characters; as long as the column that keeps them."""
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def parse(text: str) -> Schedule:
    """Read opening hours in OSM syntax: see docs/adr/0003-opening-hours.md for what of it is read.

    Spaces, case and typographic dashes are forgiven: `str()` of the result is what to keep and to publish;
    `doubts_about(schedule)` what to show to whoever wrote it. Raises HoursError, and nothing else, whatever the text.
    """
    if not isinstance(text, str):
        raise _refusal("", _("Les horaires s’écrivent comme un texte, par exemple « %(example)s »."))
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Schedule:
    text = text.strip()
    _refuse_strange(text)
    plain_text = plain(text)
    rules, troubles = read(plain_text)
    if not rules and not troubles:
        raise _refusal("", _("Aucun horaire n’est écrit. Écrivez-les par exemple ainsi : « %(example)s »."))
    if not troubles:
        schedule = Schedule(rules)
        _refuse_long(str(schedule))
        return schedule
    if looks_french(text) and (translated := in_osm(text)):
        sentence = _("« %(piece)s » : ces horaires s’écrivent en syntaxe OpenStreetMap, soit « %(right)s ».")
        raise _refusal(text, sentence, translated)
    others = Others.of(plain_text)
    raise HoursError(
        [remark_of(trouble, text, plain_text, others) for trouble in troubles], suggestion(troubles, plain_text, others)
    )


def _refusal(piece: str, sentence: str, right: str = "", **data: object) -> HoursError:
    words = spaced(sentence) % {"piece": shortened(piece), "right": right, "example": EXAMPLE, **data}
    return HoursError([Remark(piece, words, (right,) if right else ())], right)


def _refuse_strange(text: str) -> None:
    """Refuse what is too long, on several lines, or holds letters that nobody sees."""
    _refuse_long(text)
    if len(text.splitlines()) > 1:
        lines = "; ".join(line.strip(" \t;") for line in text.splitlines() if line.strip(" \t;"))
        right = canonical(plain(lines)) or (in_osm(text) if looks_french(text) else "")
        if right:
            raise _refusal(text, _("Écrivez les horaires sur une seule ligne : « %(right)s »."), right)
        sentence = _(
            "Écrivez les horaires sur une seule ligne, les règles séparées par un point-virgule, par exemple « %(example)s »."
        )
        raise _refusal(text, sentence)
    for place, letter in enumerate(text):
        if unicodedata.category(letter) in _INVISIBLE and letter != "\t":
            _refuse_invisible(text, place)


def _refuse_long(text: str) -> None:
    if len(text) > MAX_LENGTH:
        count = f"{len(text):,}".replace(",", "\u202f")
        sentence = _(
            "Ces horaires comptent %(count)s caractères, pour %(most)s au plus. Gardez les règles courantes et dites le reste "
            "dans la précision sur les horaires."
        )
        raise _refusal(text[:40], sentence, count=count, most=MAX_LENGTH)


def _refuse_invisible(text: str, place: int) -> None:
    data = {"code": f"U+{ord(text[place]):04X}", "place": place + 1}
    seen = "".join(one for one in text if unicodedata.category(one) not in _INVISIBLE)
    if right := canonical(plain(seen)):
        sentence = _("Un caractère invisible (%(code)s) se cache en position %(place)s. Écrivez « %(right)s ».")
    else:
        sentence = _(
            "Un caractère invisible (%(code)s) se cache en position %(place)s. Effacez-le et écrivez par exemple « %(example)s »."
        )
    raise _refusal(text, sentence, right, **data)

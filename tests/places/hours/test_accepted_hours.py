"""What people and open data write is read, and kept in its canonical form."""

import pytest

from solozere.places.hours import doubts_about, parse
from tests.places.hours.shared import words

CANONICAL = {
    "Mo-Fr 09:00-12:00,14:00-18:00; PH off": None,
    "24/7": None,
    "24/7; PH off": None,
    "off": None,
    "closed": "off",
    "00:00-24:00": "24/7",
    "Mo-Fr 08:30-12:00; Sa off": None,
    "Mo,We-Fr 09:00-12:00": None,
    "Fr 20:00-02:00": None,
    "Fr 20:00-26:00": "Fr 20:00-02:00",
    "Fr 20:00-00:00": "Fr 20:00-24:00",
    "Mo-Fr 09:00-12:00, We 14:00-18:00": None,
    "Mo-Fr,PH 10:00-12:00": None,
    "PH,Mo-Fr 10:00-12:00": "Mo-Fr,PH 10:00-12:00",
    "SH off": None,
    "Sa[1,3] 10:00-12:00": None,
    "Sa[3,1-2] 10:00-12:00": "Sa[1,2,3] 10:00-12:00",
    "Fr[-1] 14:00-16:00": None,
    "Jul-Aug Mo-Sa 09:00-19:00": None,
    "Jul,Aug: Mo-Sa: 09:00-19:00": "Jul,Aug Mo-Sa 09:00-19:00",
    "Dec 24-Jan 02 off": None,
    "Dec 24-26 off": "Dec 24-Dec 26 off",
    "Dec 24,31 off": "Dec 24,Dec 31 off",
    "Jul 15-Aug 10:00-12:00": "Jul 15-Aug 31 10:00-12:00",
    "2026 Dec 24-2027 Jan 03 off": None,
    "2026 Dec 24-Jan 03 off": "2026 Dec 24-2027 Jan 03 off",
    "2026 Jul 14,Aug 15 off": "2026 Jul 14,2026 Aug 15 off",
    "2026 Jul-Aug Mo 10:00-12:00": None,
    "2026 Dec-Feb off": "2026 Dec 01-2027 Feb 28 off",
    "2026-2027 Mo 10:00-12:00": None,
    "2026,2028+ Mo 10:00-12:00": None,
    "week 02-52/2 Mo 10:00-12:00": None,
    "week 1,3,5-7 Mo 10:00-12:00": "week 01,03,05-07 Mo 10:00-12:00",
    'Mo-Fr 09:00-12:00 "sur rendez-vous"': None,
    "Mo-Fr 09:00-12:00 “sur rendez-vous”": 'Mo-Fr 09:00-12:00 "sur rendez-vous"',
    '"sur rendez-vous"': 'unknown "sur rendez-vous"',
    'Mo-Fr 09:00-12:00 || "sur rendez-vous"': 'Mo-Fr 09:00-12:00 || unknown "sur rendez-vous"',
    "Mo 09:00-12:00 off": None,
    "mo-fr 9:00-12:00": "Mo-Fr 09:00-12:00",
    " MO - FR\t09:00 – 12:00 , 14:00 — 18:00 ; ph OFF ; ": "Mo-Fr 09:00-12:00,14:00-18:00; PH off",
    "Mo-Fr\u00a009:00-12:00": "Mo-Fr 09:00-12:00",
}


@pytest.mark.parametrize("text", CANONICAL)
def test_hours_are_read_into_their_canonical_form(text: str) -> None:
    assert str(parse(text)) == (CANONICAL[text] or text)


@pytest.mark.parametrize("text", CANONICAL)
def test_the_canonical_form_reads_as_the_same_hours(text: str) -> None:
    schedule = parse(text)
    assert parse(str(schedule)) == schedule


DOUBTFUL = {
    "Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00; PH off": [],
    "Mo-Fr 09:00-13:00,13:00-18:00": [],
    "Mo-Fr 09:00-18:00; We 09:00-12:00; Jul-Aug Mo-Fr 10:00-12:00": [],
    "Fr,Sa 20:00-04:00": [],
    "Fr-Mo 09:00-12:00": [
        "«~Fr-Mo~» va du vendredi au lundi en passant par la fin de la semaine. Vérifiez l’ordre des jours."
    ],
    "Mo 09:00-13:00,12:00-18:00": [
        "Lundi~: «~09:00-13:00,12:00-18:00~» se chevauchent. Ces plages comptent pour une seule, «~09:00-18:00~»."
    ],
    "Mo,We 09:00-12:00,09:00-12:00": ["Lundi et mercredi~: «~09:00-12:00~» est écrit plusieurs fois. Une fois suffit."],
    "Tu 13:30-07:00": ["Mardi~: «~13:30-07:00~» ferme le lendemain à 7~h. Vérifiez l’heure de fermeture."],
    "Mar 09:00-12:00": ["«~Mar~» veut dire mars. Pour mardi, écrivez «~Tu~»."],
    "Mo-Fr 09:00-12:00; Mo-Fr 14:00-18:00": [
        "«~Mo-Fr 14:00-18:00~» remplace «~Mo-Fr 09:00-12:00~» les mêmes jours. Si les deux comptent, écrivez "
        "«~Mo-Fr 09:00-12:00,14:00-18:00~»."
    ],
    "Mo-Fr 09:00-12:00; 14:00-18:00": ["«~14:00-18:00~» remplace «~Mo-Fr 09:00-12:00~», qui ne sert donc jamais."],
    "PH off; Mo-Fr 09:00-12:00": [
        "«~PH off~» vient avant une règle qui l’efface. Mettez les jours fériés à la fin~: «~Mo-Fr 09:00-12:00; PH off~»."
    ],
}


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_may_not_be_meant_is_remarked_and_not_refused(text: str) -> None:
    assert [remark.sentence for remark in doubts_about(parse(text))] == [words(one) for one in DOUBTFUL[text]]

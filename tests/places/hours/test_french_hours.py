"""Hours written in French are refused with their translation, when all of their words are understood."""

import pytest

from solozere.places.hours import HoursError, parse
from tests.places.hours.shared import words

TRANSLATED = {
    "Lun-Ven 9h-12h": "Mo-Fr 09:00-12:00",
    "L-V 9h-17h": "Mo-Fr 09:00-17:00",
    "Lu-Ve 9:00-12:00": "Mo-Fr 09:00-12:00",
    "Lun. - Ven. : 9h à 17h": "Mo-Fr 09:00-17:00",
    "Du lundi au vendredi de 8h30 à 12h00 et de 13h30 à 17h30": "Mo-Fr 08:30-12:00,13:30-17:30",
    "Lundi, mardi et jeudi 9h30-12h30 / 14h-17h ; samedi fermé": "Mo,Tu,Th 09:30-12:30,14:00-17:00; Sa off",
    "LUNDI 9H-12H MARDI 14H-18H": "Mo 09:00-12:00; Tu 14:00-18:00",
    "Mar, Jeu 9h-12h": "Tu,Th 09:00-12:00",
    "tous les jours sauf le mardi et les jours fériés de 10 h à 18 h": "Mo-Su 10:00-18:00; Tu,PH off",
    "fermé le dimanche, ouvert de 9h à midi": "09:00-12:00; Su off",
    "en semaine 9h - 17h, week-end 10h - 16h": "Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00",
    "Mercredi matin 9h-12h et vendredi après-midi 14h-17h": "We 09:00-12:00; Fr 14:00-17:00",
    "1er et 3e samedi du mois 9h-12h": "Sa[1,3] 09:00-12:00",
    "1er samedi du mois 9h-12h": "Sa[1] 09:00-12:00",
    "Le dernier vendredi du mois de 14h à 16h": "Fr[-1] 14:00-16:00",
    "24h/24 7j/7": "24/7",
    "7j/7, 8h-20h": "Mo-Su 08:00-20:00",
    "Ve 20h-2h": "Fr 20:00-02:00",
    "20h à minuit le vendredi": "Fr 20:00-24:00",
    "Sur rendez-vous": 'unknown "sur rendez-vous"',
    "Sur rendez-vous le lundi de 9h à 12h": 'Mo 09:00-12:00 "sur rendez-vous"',
    "Fermé": "off",
    "Mo-Fr 9h-12h": "Mo-Fr 09:00-12:00",
    "Mo-Fr 09:00-12:00 et 14:00-18:00": "Mo-Fr 09:00-12:00,14:00-18:00",
    "Mo-Fr 09.00-12.00": "Mo-Fr 09:00-12:00",
    "Mo,Tu,Jeudi 09:00-12:00": "Mo,Tu,Th 09:00-12:00",
    "Sa 9-12h": "Sa 09:00-12:00",
    "Mon-Fri 09:00-17:00": "Mo-Fr 09:00-17:00",
    "Lundi au vendredi 9h-12h\nSamedi 10h-12h": "Mo-Fr 09:00-12:00; Sa 10:00-12:00",
    "9h-12h 14h-18h": "09:00-12:00,14:00-18:00",
    "Lundi 9h-12h sauf vacances": None,
    "du 1er juillet au 31 août 9h-12h": None,
    "lundi de 9h": None,
    "du 1er lundi au 3e vendredi 9h-12h": None,
    "lundi 26h-27h": None,
}


@pytest.mark.parametrize("text", TRANSLATED)
def test_french_hours_are_refused_with_their_translation(text: str) -> None:
    with pytest.raises(HoursError) as refused:
        parse(text)
    assert (refused.value.suggestion or None) == TRANSLATED[text]


def test_the_sentence_gives_the_translation() -> None:
    with pytest.raises(HoursError) as refused:
        parse("Lun-Ven 9h-12h")
    assert str(refused.value) == words(
        "«~Lun-Ven 9h-12h~»~: ces horaires s’écrivent en syntaxe OpenStreetMap, soit «~Mo-Fr 09:00-12:00~»."
    )


def test_a_french_day_among_words_that_are_not_understood_is_translated_alone() -> None:
    with pytest.raises(HoursError) as refused:
        parse("Lundi 9h-12h sauf vacances")
    assert str(refused.value) == words(
        "«~Lundi~» s’écrit «~Mo~»~: les jours sont Mo, Tu, We, Th, Fr, Sa, Su, et les heures sur quatre chiffres, par exemple "
        "«~Mo-Fr 09:00-12:00,14:00-18:00; PH off~»."
    )


def test_french_words_in_a_comment_do_not_make_french_hours() -> None:
    with pytest.raises(HoursError, match="ouverture sans fermeture"):
        parse('Mo 09:00 "ouvert le lundi"')

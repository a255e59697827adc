"""A whole schedule in French sentences."""

import pytest

from solozere.places.hours import in_words, parse
from tests.places.hours.shared import words

SAID = {
    "Mo-Fr 09:00-12:00,14:00-18:00; PH off": "Du lundi au vendredi, de 9~h à 12~h et de 14~h à 18~h. Fermé les jours fériés.",
    "Mo-Fr 08:30-12:00; Sa off": "Du lundi au vendredi, de 8~h~30 à 12~h. Fermé le samedi.",
    "24/7": "Ouvert tous les jours, 24~heures sur 24.",
    "24/7; PH off": "Tous les jours, 24~heures sur 24. Fermé les jours fériés.",
    "off": "Fermé.",
    "24/7 off": "Fermé.",
    "08:00-22:00": "Tous les jours, de 8~h à 22~h.",
    "We 09:00-12:00": "Le mercredi, de 9~h à 12~h.",
    "Mo-We,Fr 09:00-12:00; Th 09:00-20:00": "Du lundi au mercredi et le vendredi, de 9~h à 12~h. Le jeudi, de 9~h à 20~h.",
    "Mo-Fr 09:00-18:00; We 09:00-12:00": "Le lundi, le mardi, le jeudi et le vendredi, de 9~h à 18~h. Le mercredi, de 9~h à 12~h.",
    "Mo,We 08:00-10:00,11:00-12:00,13:00-14:00": "Le lundi et le mercredi, de 8~h à 10~h, de 11~h à 12~h et de 13~h à 14~h.",
    "Fr,Sa 20:00-02:00": "Le vendredi et le samedi, de 20~h à 2~h.",
    "Fr 20:00-24:00": "Le vendredi, de 20~h à minuit.",
    "Mo-Fr,PH 10:00-12:00": "Du lundi au vendredi, de 10~h à 12~h. Les jours fériés, de 10~h à 12~h.",
    "Mo-Fr 09:00-12:00; SH off": "Du lundi au vendredi, de 9~h à 12~h. Fermé pendant les vacances scolaires.",
    "Sa[1,3] 10:00-12:00": "Le premier et le troisième samedi du mois, de 10~h à 12~h.",
    "Fr[-2,-3] 14:00-16:00": "L’avant-dernier et le 3e dernier vendredi du mois, de 14~h à 16~h.",
    "Fr[-1] 14:00-16:00": "Le dernier vendredi du mois, de 14~h à 16~h.",
    "Mo-Fr 09:00-17:00; Jul-Aug Mo-Sa 09:00-19:00": "Du lundi au vendredi, de 9~h à 17~h. En juillet et en août~: du lundi au "
    "samedi, de 9~h à 19~h.",
    "Mo 09:00-17:00; Jul-Sep We off; Jul-Sep Tu 10:00-12:00": "Le lundi, de 9~h à 17~h. De juillet à septembre~: le mardi, de "
    "10~h à 12~h~; fermé le mercredi.",
    "Apr-Oct Su 10:00-12:00": "D’avril à octobre~: le dimanche, de 10~h à 12~h.",
    "Mo 09:00-12:00; Dec 24-Jan 02 off": "Le lundi, de 9~h à 12~h. Du 24~décembre au 2~janvier~: fermé.",
    "2026 Dec 24-2027 Jan 03 off": "Du 24~décembre 2026 au 3~janvier 2027~: fermé.",
    "Jul 14-20 10:00-12:00": "Du 14 au 20~juillet~: tous les jours, de 10~h à 12~h.",
    "Dec 01 10:00-12:00": "Le 1er~décembre~: de 10~h à 12~h.",
    "2026+ Mo 09:00-12:00": "À partir de 2026~: le lundi, de 9~h à 12~h.",
    "week 2-52/2 Mo 10:00-12:00": "Les semaines paires~: le lundi, de 10~h à 12~h.",
    "week 1-53/2 Mo 10:00-12:00": "Les semaines impaires~: le lundi, de 10~h à 12~h.",
    "week 10-20/3 Mo 10:00-12:00": "Les semaines 10 à 20, une sur 3~: le lundi, de 10~h à 12~h.",
    'Mo 09:00-12:00 "sur rendez-vous"': "Le lundi, de 9~h à 12~h (sur rendez-vous).",
    'Mo 09:00-12:00 || "sur rendez-vous"': "Le lundi, de 9~h à 12~h. Aux autres heures, sur rendez-vous.",
    '"sur rendez-vous"': "Tous les jours, sur rendez-vous.",
    "Mo 09:00-12:00, We 14:00-16:00 unknown": "Le lundi, de 9~h à 12~h. Le mercredi, de 14~h à 16~h (à vérifier).",
    "Mo 09:00-18:00; Mo 12:00-14:00 off": "Le lundi, de 9~h à 12~h et de 14~h à 18~h.",
}


@pytest.mark.parametrize("text", SAID)
def test_a_schedule_is_said_in_sentences(text: str) -> None:
    assert in_words(parse(text)) == words(SAID[text])

"""Each malformed value met in open data is refused with its own sentence, which names the day and shows what would be right.

The values stay in the shared data; here are the sentences, in the order of its lines.
"""

import pytest

from solozere.places.hours import HoursError, parse
from tests.places.hours.shared import shared_file, words

SENTENCES = [
    "Lundi~: «~08:22~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~Mo 08:22-12:00~».",
    "Mardi~: «~08:30~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~Tu 08:30-12:00~».",
    "Mardi~: «~08:30~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~Tu 08:30-13:30~».",
    "Mardi~: «~09:00~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~Tu 09:00-13:00~». "
    "Jeudi~: «~13:00~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~Th 13:00-18:00~».",
    "Mardi~: «~08:00-12:00-14:00~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple "
    "«~Tu 08:00-12:00,14:00-16:00~», ou écrivez une seule plage~: «~Tu 08:00-14:00~».",
    "Mercredi~: «~09:10~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~We 09:10-12:00~».",
    "Mardi~: «~09:30-12:00-13:30~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple "
    "«~Tu 09:30-12:00,13:30-17:00~», ou écrivez une seule plage~: «~Tu 09:30-13:30~».",
    "Jeudi~: «~08:30-12:00-13:30~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple "
    "«~Th 08:30-12:00,13:30-16:30~», ou écrivez une seule plage~: «~Th 08:30-13:30~».",
    "Jeudi~: «~09:00-12:00-13:30~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple "
    "«~Th 09:00-12:00,13:30-16:00~», ou écrivez une seule plage~: «~Th 09:00-13:30~».",
    "Mercredi et jeudi~: «~13:30~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~We,Th "
    "13:30-17:00~».",
    "Jeudi~: «~09:00-12:00-14:00~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple "
    "«~Th 09:00-12:00,14:00-18:00~», ou écrivez une seule plage~: «~Th 09:00-14:00~».",
    "Mardi et mercredi~: «~10:00-13:00-17:00~» donne trois heures à la suite. Séparez deux plages par une virgule, "
    "par exemple «~Tu,We 10:00-13:00,14:00-17:00~», ou écrivez une seule plage~: «~Tu,We 10:00-17:00~».",
    "Vendredi~: «~08:00-14:00-17:00~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple"
    " «~Fr 08:00-12:00,14:00-17:00~», ou écrivez une seule plage~: «~Fr 08:00-17:00~».",
    "Vendredi~: «~08:30-12:15-13:30~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple"
    " «~Fr 08:30-12:15,13:30-17:00~», ou écrivez une seule plage~: «~Fr 08:30-13:30~».",
    "Samedi~: «~10:00~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~Sa 10:00-12:00~».",
    "Vendredi~: «~09:00-13:30-17:00~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple"
    " «~Fr 09:00-12:00,13:30-17:00~», ou écrivez une seule plage~: «~Fr 09:00-17:00~».",
    "Mardi~: «~09:00-12:00-16:30~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple "
    "«~Tu 09:00-12:00,14:00-16:30~», ou écrivez une seule plage~: «~Tu 09:00-16:30~».",
    "Mardi~: «~09:30-12:30-17:00~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple "
    "«~Tu 09:30-12:30,14:00-17:00~», ou écrivez une seule plage~: «~Tu 09:30-17:00~».",
    "Mardi~: «~00:00~» ne dit pas d’horaires. Écrivez «~Tu off~» si le lieu est fermé, ou les deux heures, par "
    "exemple «~Tu 09:00-12:00~».",
    "Vendredi~: «~18:00~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~Fr 18:00-20:00~».",
    "Lundi~: «~08:30-12:00-14:00~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple "
    "«~Mo 08:30-12:00,14:00-17:30~», ou écrivez une seule plage~: «~Mo 08:30-14:00~».",
    "Lundi~: «~14:00-14:00~» ouvre et ferme à la même heure. Écrivez par exemple «~Mo 09:00-12:00,14:00-17:00~». "
    "Mercredi~: «~09:00-12:00-14:00~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple"
    " «~We 09:00-12:00,14:00-17:00~», ou écrivez une seule plage~: «~We 09:00-14:00~».",
    "Lundi~: «~09:00-13:00-14:00~» donne trois heures à la suite. Séparez deux plages par une virgule, par exemple "
    "«~Mo 09:00-13:00,14:00-18:00~», ou écrivez une seule plage~: «~Mo 09:00-14:00~».",
    "Lundi~: «~09:12~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~Mo 09:12-12:00~».",
    "Mercredi~: «~08:00~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~We 08:00-12:00~».",
]


def malformed(line: int) -> str:
    """The value on that line of the register, from 0."""
    return shared_file("test/horaires_invalides.txt").read_text(encoding="utf-8").splitlines()[line]


def test_there_is_a_sentence_for_each_line() -> None:
    lines = shared_file("test/horaires_invalides.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(SENTENCES) == 25


@pytest.mark.parametrize("line", range(len(SENTENCES)))
def test_a_malformed_value_gets_a_sentence_that_shows_what_would_be_right(line: int) -> None:
    with pytest.raises(HoursError) as refused:
        parse(malformed(line))
    assert str(refused.value) == words(SENTENCES[line])


@pytest.mark.parametrize("line", range(len(SENTENCES)))
def test_what_is_proposed_instead_can_be_read_and_is_canonical(line: int) -> None:
    with pytest.raises(HoursError) as refused:
        parse(malformed(line))
    assert str(parse(refused.value.suggestion)) == refused.value.suggestion
    for remark in refused.value.remarks:
        assert remark.piece in malformed(line)
        assert remark.right
        for right in remark.right:
            assert str(parse(right)) == right

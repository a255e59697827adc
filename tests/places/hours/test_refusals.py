"""Whatever cannot be read is refused with a sentence of its own; what would be right is shown."""

import pytest

from solozere.places.hours import MAX_LENGTH, HoursError, parse
from solozere.places.models import Place
from tests.places.hours.shared import words

EXAMPLE = "Mo-Fr 09:00-12:00,14:00-18:00; PH off"
REFUSED = {
    "": f"Aucun horaire n’est écrit. Écrivez-les par exemple ainsi~: «~{EXAMPLE}~».",
    " \t ": f"Aucun horaire n’est écrit. Écrivez-les par exemple ainsi~: «~{EXAMPLE}~».",
    ";;": f"Aucun horaire n’est écrit. Écrivez-les par exemple ainsi~: «~{EXAMPLE}~».",
    "We 09:10": "Mercredi~: «~09:10~» est une ouverture sans fermeture. Écrivez les deux heures, par exemple «~We 09:10-12:00~».",
    "Tu 00:00": "Mardi~: «~00:00~» ne dit pas d’horaires. Écrivez «~Tu off~» si le lieu est fermé, ou les deux heures, par "
    "exemple «~Tu 09:00-12:00~».",
    "Tu 08:00-12:00-14:00": "Mardi~: «~08:00-12:00-14:00~» donne trois heures à la suite. Séparez deux plages par une virgule, par "
    "exemple «~Tu 08:00-12:00,14:00-17:00~», ou écrivez une seule plage~: «~Tu 08:00-14:00~».",
    "Fr 08:00-12:00-17:30": "Vendredi~: «~08:00-12:00-17:30~» donne trois heures à la suite. Séparez deux plages par une virgule, par "
    "exemple «~Fr 08:00-12:00,14:00-17:30~», ou écrivez une seule plage~: «~Fr 08:00-17:30~».",
    "Mo 08:00-12:00-14:00-18:00": "Lundi~: «~08:00-12:00-14:00-18:00~» enchaîne plusieurs plages. Séparez-les par une virgule, par "
    "exemple «~Mo 08:00-12:00,14:00-18:00~».",
    "Mo 14:00-14:00": "Lundi~: «~14:00-14:00~» ouvre et ferme à la même heure. Écrivez par exemple «~Mo 14:00-17:00~».",
    "We 00:00-00:00": "Mercredi~: «~00:00-00:00~» ne dit pas d’horaires. Écrivez «~We off~» si le lieu est fermé, "
    "«~We 00:00-24:00~» s’il est ouvert jour et nuit.",
    "Sa 00:00-00:00,09:00-12:00": "Samedi~: «~00:00-00:00~» ne dit pas d’horaires. Effacez cette plage~: «~Sa 09:00-12:00~».",
    "Sa 09:00-12:00,00:00-00:00": "Samedi~: «~00:00-00:00~» ne dit pas d’horaires. Effacez cette plage~: «~Sa 09:00-12:00~».",
    "Mo 09:00-": "Lundi~: il manque la fermeture après «~09:00-~». Écrivez par exemple «~Mo 09:00-12:00~».",
    "Mo 17:00+": "Lundi~: «~17:00+~» ne dit pas quand le lieu ferme. Écrivez les deux heures, par exemple «~Mo 17:00-20:00~».",
    "Mo 17:00-19:00+": "Lundi~: «~17:00-19:00+~» ne dit pas quand le lieu ferme. Écrivez les deux heures, par exemple "
    "«~Mo 17:00-19:00~».",
    "Mo 25:00-26:00": f"Lundi~: «~25:00~» n’est pas une heure~: elles vont de 00:00 à 24:00. Par exemple «~{EXAMPLE}~».",
    "Mo 24:00-26:00": f"Lundi~: «~24:00~» n’est pas une heure~: elles vont de 00:00 à 24:00. Par exemple «~{EXAMPLE}~».",
    "Mo 10:00-49:00": f"Lundi~: «~49:00~» n’est pas une heure~: elles vont de 00:00 à 24:00. Par exemple «~{EXAMPLE}~».",
    "Mo 09:60-12:00": "Lundi~: «~09:60~» n’est pas une heure~: les minutes vont de 00 à 59. Par exemple «~Mo 10:00-12:00~».",
    "Mo-Fr 9-12,14-18": "Du lundi au vendredi~: «~9-12,14-18~»~: écrivez les heures sur quatre chiffres, par exemple "
    "«~Mo-Fr 09:00-12:00,14:00-18:00~».",
    "Mo 0900-1200": "Lundi~: «~0900-1200~»~: écrivez les heures sur quatre chiffres, par exemple «~Mo 09:00-12:00~».",
    "Mo 09:00 12:00": "Lundi~: «~09:00 12:00~»~: mettez un tiret entre l’ouverture et la fermeture, par exemple "
    "«~Mo 09:00-12:00~».",
    "Mo 09:00-12:00 14:00-18:00": "Lundi~: «~09:00-12:00 14:00-18:00~»~: séparez les plages d’un même jour par une virgule, par "
    "exemple «~Mo 09:00-12:00,14:00-18:00~».",
    "Mo 09:00-12:00/14:00-18:00": "Lundi~: «~09:00-12:00/14:00-18:00~»~: séparez les plages par une virgule, par exemple "
    "«~Mo 09:00-12:00,14:00-18:00~».",
    "Mo 10:00-16:00/90": "Lundi~: «~10:00-16:00/90~»~: un intervalle ne dit pas d’ouverture. Écrivez la plage seule, par exemple "
    "«~Mo 10:00-16:00~».",
    "Mo sunrise-18:00": f"Lundi~: «~sunrise~» dépend du soleil. Écrivez une heure, par exemple «~{EXAMPLE}~».",
    "Mo-Fr": "«~Mo-Fr~» ne donne pas d’heures. Écrivez-les, par exemple «~Mo-Fr 09:00-12:00~», ou bien off si le lieu est fermé.",
    "Mo-Fr open": "«~Mo-Fr open~» ne donne pas d’heures. Écrivez-les, par exemple «~Mo-Fr 09:00-12:00,14:00-18:00; PH off~», ou "
    "bien off si le lieu est fermé.",
    "Mo-": "«~Mo-~» commence une suite de jours sans la finir. Écrivez par exemple «~Mo-Fr 09:00-12:00~».",
    "Mo-Tu-We 09:00-10:00": "«~Mo-Tu-We~» enchaîne plusieurs jours. Écrivez le premier et le dernier, par exemple "
    "«~Mo-We 09:00-10:00~».",
    "Mo Tu 09:00-10:00": "«~Mo Tu~»~: séparez les jours par une virgule, par exemple «~Mo,Tu 09:00-10:00~».",
    "Mo/Tu 09:00-10:00": "«~Mo/Tu~»~: séparez les jours par une virgule, par exemple «~Mo,Tu 09:00-10:00~».",
    "PH Mo-Fr 09:00-10:00": "«~PH Mo-Fr~» se lit de deux façons. Pour les jours fériés et ces jours-là, mettez une virgule~: "
    "«~Mo-Fr,PH 09:00-10:00~».",
    "PH +1 day off": "«~PH +1 day~»~: le lendemain ou la veille d’un jour ne se lisent pas. Écrivez la date, par exemple "
    "«~2027 May 07 off~».",
    "easter off": "«~easter~» change de date chaque année. Écrivez la date, par exemple «~2027 Mar 29 off~».",
    "Mo 09:00-12:00 Tu 10:00-12:00": "Il manque un point-virgule avant «~Tu~». Écrivez «~Mo 09:00-12:00; Tu 10:00-12:00~».",
    "Mo 09:00-12:00,": "Il ne reste rien après la dernière virgule. Écrivez «~Mo 09:00-12:00~».",
    "Mo,, Tu 09:00-10:00": f"«~,~» n’est pas à sa place. Écrivez par exemple «~{EXAMPLE}~».",
    'Mo 09:00-12:00 "sur rdv': '«~"sur rdv~»~: fermez le commentaire par un guillemet droit, par exemple '
    '«~Mo 09:00-12:00 "sur rdv"~».',
    "Mo 09:00-12:00 @": f"Le signe «~@~» ne se lit pas dans des horaires. Écrivez par exemple «~{EXAMPLE}~».",
    "Xx 09:00-12:00": "«~Xx~» ne se lit pas. Écrivez les jours Mo, Tu, We, Th, Fr, Sa, Su, les jours fériés PH, et off pour "
    f"«~fermé~», par exemple «~{EXAMPLE}~».",
    "Mo 24/7": "«~24/7~» veut dire tous les jours, jour et nuit. Pour quelques jours, écrivez «~Mo 00:00-24:00~».",
    "24/7 Mo": "«~24/7~» veut dire tous les jours, jour et nuit. Pour quelques jours, écrivez «~Mo-Fr 00:00-24:00~».",
    "Feb 30 off": "«~Feb 30~» n’est pas une date. Écrivez le mois puis le jour, par exemple «~Dec 24-Jan 02 off~».",
    "2027 Feb 29 off": "«~2027 Feb 29~» n’est pas une date. Écrivez le mois puis le jour, par exemple «~Dec 24-Jan 02 off~».",
    "2027 Jan 03-2026 Dec 24 off": "«~2027 Jan 03-2026 Dec 24~» finit avant de commencer. Écrivez "
    "«~2026 Dec 24-2027 Jan 03 off~».",
    "2027-2026 Mo 09:00-10:00": "«~2027-2026~» finit avant de commencer. Écrivez «~2026-2027 Mo 09:00-10:00~».",
    "week 60 Mo 09:00-10:00": "«~week 60~»~: les semaines vont de 1 à 53. Par exemple «~week 02-52/2 Mo 09:00-12:00~».",
    "week 50-02 Mo 09:00-10:00": "«~week 50-02~» finit avant de commencer. Coupez au nouvel an~: "
    "«~week 50-53,01-02 Mo 09:00-10:00~».",
    "Mo[6] 09:00-10:00": "«~Mo[6]~» ne dit pas quel jour du mois. Écrivez «~Mo[1]~» pour le premier lundi, «~Mo[-1]~» pour le "
    "dernier, par exemple «~Mo[1] 09:00-12:00~».",
    "Mo\x00 09:00-12:00": "Un caractère invisible (U+0000) se cache en position 3. Écrivez «~Mo 09:00-12:00~».",
    "Mo\u200b-Fr 09:00-12:00": "Un caractère invisible (U+200B) se cache en position 3. Écrivez «~Mo-Fr 09:00-12:00~».",
    "Mo\u202e 08:00": "Un caractère invisible (U+202E) se cache en position 3. Effacez-le et écrivez par exemple "
    f"«~{EXAMPLE}~».",
    "Mo 09:00-12:00\nTu 10:00-12:00": "Écrivez les horaires sur une seule ligne~: «~Mo 09:00-12:00; Tu 10:00-12:00~».",
    "Mo 08:00\nfoo": "Écrivez les horaires sur une seule ligne, les règles séparées par un point-virgule, par exemple "
    f"«~{EXAMPLE}~».",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_sentence(text: str) -> None:
    with pytest.raises(HoursError) as refused:
        parse(text)
    assert str(refused.value) == words(REFUSED[text])


def test_5000_characters_are_refused_without_being_quoted_whole() -> None:
    with pytest.raises(HoursError) as refused:
        parse("Mo 09:00-12:00; " * 312 + "Mo 09:00")
    assert str(refused.value) == (
        "Ces horaires comptent 5\u202f000 caractères, pour 500 au plus. Gardez les règles courantes et dites le reste dans la "
        "précision sur les horaires."
    )


def test_500_characters_are_read() -> None:
    text = "Mo-Fr 09:00-12:00;" + " " * (MAX_LENGTH - 32) + "Sa 09:00-12:00"
    assert len(text) == MAX_LENGTH
    assert str(parse(text)) == "Mo-Fr 09:00-12:00; Sa 09:00-12:00"


def test_what_is_read_fits_in_the_column_that_keeps_it() -> None:
    assert Place._meta.get_field("opening_hours").max_length == MAX_LENGTH


def test_hours_that_their_canonical_form_makes_too_long_are_refused() -> None:
    text = ";".join(["Mo9:00-9:30"] * 35)
    assert len(text) < MAX_LENGTH
    with pytest.raises(HoursError, match="Ces horaires comptent 558 caractères"):
        parse(text)


def test_a_long_piece_is_quoted_short() -> None:
    with pytest.raises(HoursError) as refused:
        parse("Mo " + "09:00-12:00-14:00-" * 20 + "18:00")
    assert "…\u00a0»" in str(refused.value)
    assert len(str(refused.value)) < 300


def test_three_faults_are_told_and_the_others_counted() -> None:
    with pytest.raises(HoursError) as refused:
        parse("Mo 09:00; Tu 09:00; We 09:00; Th 09:00; Fr 09:00")
    assert len(refused.value.remarks) == 5
    assert str(refused.value).endswith("«\u00a0We 09:00-12:00\u00a0». 2 autres passages sont à revoir.")


@pytest.mark.parametrize("value", [None, 9, ["Mo 09:00-12:00"], b"Mo 09:00-12:00"])
def test_a_value_that_is_no_text_is_refused_too(value: object) -> None:
    with pytest.raises(HoursError, match="comme un texte"):
        parse(value)  # type: ignore[arg-type]


def test_the_other_days_say_which_hour_is_missing() -> None:
    with pytest.raises(HoursError) as refused:
        parse("Mo 09:00-12:30,13:45-17:15; Tu 13:45; We 09:00-13:45-17:15; Th 09:00-12:30-17:15; Fr 09:00-12:30-13:45")
    assert [remark.right[0] for remark in refused.value.remarks] == [
        "Tu 13:45-17:15",
        "We 09:00-12:30,13:45-17:15",
        "Th 09:00-12:30,13:45-17:15",
        "Fr 09:00-12:30,13:45-17:15",
    ]


def test_nothing_is_proposed_for_the_whole_when_a_part_cannot_be_guessed() -> None:
    with pytest.raises(HoursError) as refused:
        parse("Mo 09:00; Tu 25:00-26:00")
    assert refused.value.suggestion == ""

"""What a line says of a place, and what is answered when it is wrong: the field, why, what would be right."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from solozere.core.geo import Point
from solozere.places.imports.communes import Town, Towns
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.fields import FIELDS
from solozere.places.imports.mapping import fitted, from_toml, guess_mapping, known
from solozere.places.imports.rows import read_row

VALBOURG = Town("99001", "Valbourg", True, Point(44.5, 3.5), frozenset({"99100"}))
HAUTVAL = Town("99002", "Hautval", True, Point(44.7, 3.6), frozenset({"99200"}))
BASVAL = Town("99003", "Basval", False, Point(44.71, 3.61), frozenset({"99200"}))


@pytest.fixture(scope="module")
def towns() -> Towns:
    return towns_of()


def towns_of() -> Towns:
    """Valbourg (99100), Hautval and Basval (99200), and « Vieuxval », which Hautval took over."""
    towns = Towns()
    for town in (VALBOURG, HAUTVAL, BASVAL):
        towns.by_code[town.code] = town
        towns.by_name[town.name.lower()] = [town]
        for code in town.postal_codes:
            towns.by_postal.setdefault(code, []).append(town)
    towns.by_former_code["99009"] = HAUTVAL
    towns.by_name["vieuxval"] = [HAUTVAL]
    return towns


GOOD = {"name": "Le Bief", "commune": "Valbourg", "postal_code": "99100", "lat": "44,5012", "lon": "3.5"}


def test_a_right_line_gives_its_facts_by_group(towns):
    row = read_row(2, {**GOOD, "opening_hours": "mo-fr 9:00-12:00", "website": "bief.fr"}, towns)
    assert (row.refusals, row.remarks) == ([], [])
    assert row.groups["identity"] == {"name": "Le Bief"}
    assert row.groups["location"] == {
        "commune": "99001", "lat": 44.5012, "lon": 3.5, "precision": "address", "postal_code": "99100"
    }  # fmt: skip
    assert row.groups["hours"] == {"opening_hours": "Mo-Fr 09:00-12:00"}
    assert row.groups["contact"] == {"website": "https://bief.fr"}


@pytest.mark.parametrize(
    ("change", "field", "words", "right"),
    [
        ({"name": ""}, "name", "n’a pas de nom", "par exemple"),
        ({"name": "x" * 201}, "name", "200", ""),
        ({"commune": "", "postal_code": ""}, "commune", "manque", "code Insee"),
        ({"commune": "Valbourgg"}, "commune", "Aucune commune ne porte ce nom", "Valbourg (99001), sans doute"),
        ({"commune": "", "postal_code": "99200"}, "commune", "Plusieurs communes", "Hautval (99002), Basval (99003)"),
        ({"commune": "Xyz", "postal_code": "12345"}, "commune", "Aucune commune", "par exemple"),
        ({"commune_code": "00000", "commune": "", "postal_code": ""}, "commune", "code Insee", "48095"),
        ({"commune_code": "99002"}, "commune", "le nom est celui d’une autre", "même commune"),
        ({"commune_code": "99001", "commune": "", "postal_code": "99200"}, "postal_code", "pas celui de Valbourg", "99100"),
        ({"commune": "Valbourg", "postal_code": "12000"}, "commune", "contredit", "Valbourg (99100)"),
        ({"lat": "95"}, "position", "pas sur Terre", "latitude 44.5"),
        ({"lat": "3.5", "lon": "44.5"}, "position", "échangées", "latitude 44.5, longitude 3.5"),
        ({"lat": "0", "lon": "0"}, "position", "km de Valbourg", "latitude 44.5"),
        ({"lat": "44.5 S"}, "position", "km de Valbourg", "latitude 44.5"),
        ({"name": "#DIV/0!"}, "name", "l’erreur d’une formule", "tapé à nouveau"),
        ({"name": "#n/a"}, "name", "l’erreur d’une formule", "tapé à nouveau"),
        ({"name": "#NOM?"}, "name", "l’erreur d’une formule", "tapé à nouveau"),
        ({"name": "Err:502"}, "name", "l’erreur d’une formule", "tapé à nouveau"),
        ({"name": "Le \u202efeiB"}, "name", "signe invisible", "tapé à nouveau"),
        ({"name": "Le B\x07ief"}, "name", "signe invisible", "tapé à nouveau"),
    ],
)  # fmt: skip
def test_a_line_that_would_mislead_is_refused(towns, change, field, words, right):
    row = read_row(2, {**GOOD, **change}, towns)
    [found] = [one for one in row.refusals if one.field == field]
    assert words in found.message
    assert right in found.right


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"opening_hours": "Mo 08:22"}, "opening_hours", "ouverture sans fermeture"),
        ({"phone": "appelez-nous"}, "phone", "ne peut pas être appelé"),
        ({"email": "personne"}, "email", "adresse"),
        ({"website": "http://"}, "website", "URL"),
        ({"postal_code": "ABC"}, "postal_code", "cinq chiffres"),
        ({"postal_code": "99200", "commune_code": "99001"}, "postal_code", "pas celui de Valbourg"),
        ({"services": "sauna"}, "services", "catalogue"),
        ({"updated_on": "hier"}, "updated_on", "ne se lit pas"),
        ({"address": "#REF!"}, "address", "l’erreur d’une formule"),
        ({"address": "2 rue\u200f haute"}, "address", "signe invisible"),
        ({"summary": "x" * 700}, "summary", "600"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_left_out_and_the_place_stays(towns, change, field, words):
    row = read_row(2, {**GOOD, **change}, towns, {"printer"})
    assert row.refusals == []
    assert [one.field for one in row.remarks] == [field]
    assert words in row.remarks[0].message
    assert field not in {name for values in row.groups.values() for name in values}


@pytest.mark.parametrize(
    "change",
    [
        {"commune_code": "99002", "commune": "Vieuxval", "postal_code": ""},
        {"commune_code": "99009", "commune": "", "postal_code": ""},
        {"commune": "VIEUXVAL", "postal_code": "99200"},
        {"commune": "Hautval CEDEX", "postal_code": "99209"},
    ],
)
def test_a_commune_is_found_by_its_old_name_its_old_code_and_its_cedex(towns, change):
    row = read_row(2, {**GOOD, **change, "lat": "", "lon": ""}, towns)
    assert (row.refusals, row.remarks, row.town) == ([], [], HAUTVAL)


@pytest.mark.parametrize(("code", "postal"), [("2A004", "20704"), ("2B033", "20405"), ("97411", "97404")])
def test_a_cedex_of_a_departement_whose_postal_codes_are_not_its_own_is_accepted(code, postal):
    town = Town(code, "Ajaccio", False, None, frozenset({"20000"}))
    towns = Towns(by_code={code: town}, by_name={"ajaccio": [town]})
    row = read_row(2, {"name": "Le Bief", "commune": "Ajaccio", "postal_code": postal}, towns)
    assert (row.refusals, row.town) == ([], town)


@pytest.mark.parametrize(
    "change",
    [
        {"lat": "44.5", "lon": "1e9"},
        {"lat": "abc"},
        {"lat": ""},
        {"lat": "44.5 E"},
        {"lat": "44°31'05\""},
        {"lat": "", "lon": "", "position": "près du pont"},
    ],
)
def test_a_position_that_cannot_be_read_leaves_the_place_at_its_commune(towns, change):
    row = read_row(2, {**GOOD, **change}, towns)
    assert (row.refusals, row.point, row.stands_at) == ([], None, VALBOURG.point)
    [found] = row.remarks
    assert found.field == "position"
    assert "degrés, en chiffres" in found.message
    assert "latitude 44.5" in found.right


@pytest.mark.parametrize(
    "change",
    [
        {"lat": "44.5181°", "lon": "3.52 °"},
        {"lat": "44,5181 N", "lon": "3,52 E"},
        {"lat": "44.5181° n", "lon": "-3.52 O"},
        {"lat": "", "lon": "", "position": "44,5181 N, 3,52 E"},
        {"lat": "", "lon": "", "position": "44.5181°;3.52°"},
        {"lat": "", "lon": "", "position": "44,5181,3,52"},
    ],
)
def test_degrees_are_read_with_their_sign_and_their_side(towns, change):
    row = read_row(2, {**GOOD, **change}, towns)
    assert (row.refusals, row.remarks, row.point) == ([], [], Point(44.5181, 3.52))


def test_a_name_that_nobody_wrote_is_said_once_and_shown_without_its_hidden_signs(towns):
    row = read_row(2, {**GOOD, "name": "Le \u202efeiB"}, towns)
    assert [remark.value for remark in row.refusals] == ["Le feiB"]
    assert row.title == "Le feiB"


@pytest.mark.parametrize("text", ["2099-01-01", "2099"])
def test_a_date_to_come_is_said_and_the_line_is_of_today(towns, text):
    row = read_row(2, {**GOOD, "updated_on": text}, towns)
    assert row.updated_on == timezone.localdate().isoformat()
    assert [remark.field for remark in row.remarks] == ["updated_on"]
    assert "à venir" in row.remarks[0].message


def test_the_year_and_the_day_of_today_are_not_to_come(towns):
    for text in (today := timezone.localdate().isoformat(), today[:7], today[:4]):
        assert read_row(2, {**GOOD, "updated_on": text}, towns).remarks == []


def test_messages_name_a_commune_as_one_speaks_of_it():
    names = {"Ydes": "celui d’Ydes", "Les Pieux": "celui des Pieux"}
    for name, words in names.items():
        town = Town("99001", name, True, None, frozenset({"99100"}))
        towns = Towns(by_code={"99001": town}, by_postal={"99200": [HAUTVAL]})
        row = read_row(2, {"name": "Le Bief", "commune_code": "99001", "postal_code": "99200"}, towns)
        assert words in row.refusals[0].message


def test_several_telephones_leave_the_first(towns):
    row = read_row(2, {**GOOD, "phone": "04 66 00 00 01 / 04 66 00 00 02", "email": "a@b.fr|c@d.fr"}, towns)
    assert row.groups["contact"] == {"phone": "04 66 00 00 01", "email": "a@b.fr"}


def test_a_position_in_one_column_is_read(towns):
    row = read_row(2, {**GOOD, "lat": "", "lon": "", "position": "44.51, 3.52"}, towns)
    assert row.point == Point(44.51, 3.52)


@given(st.dictionaries(st.sampled_from([*FIELDS]), st.text(max_size=60)))
def test_a_line_never_raises(said):
    row = read_row(2, said, towns_of(), {"printer"})
    assert all(remark.message for remark in [*row.refusals, *row.remarks])


# Columns


@pytest.mark.parametrize("name", ["france-services", "cget-tiers-lieux-2019", "mediation-numerique", "data-inclusion"])
def test_a_known_register_is_recognised_from_its_columns_in_any_order(name):
    headers = tuple(reversed([*known()[name].columns, *known()[name].recognise, "autre"]))
    found = guess_mapping(dict.fromkeys(headers))
    assert found == known()[name]
    assert fitted(found, headers).columns


def test_another_file_is_guessed_from_its_headers_whatever_their_case_and_accents():
    headers = ("Ville", "Téléphone", "NOM", "Horaires d’ouverture", "Remarque")
    columns = {"Ville": "commune", "Téléphone": "phone", "NOM": "name", "Horaires d’ouverture": "opening_hours"}
    assert fitted(guess_mapping(headers), headers).columns == columns


def test_a_file_without_a_name_or_a_commune_is_refused_with_its_columns():
    with pytest.raises(ImportFileError, match="a, b"):
        fitted(guess_mapping(("a", "b")), ("a", "b"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a =", "TOML"),
        ("[columns]\nnom = 'nam'", "nam"),
        ("[colonnes]\n", "colonnes"),
        ("columns = 3", "table"),
        ("[values]\nname = 3", "table"),
        ("recognise = 3", "liste"),
    ],
)
def test_a_faulty_mapping_says_what_is_wrong(text, words):
    with pytest.raises(ImportFileError, match=words):
        from_toml(text)


def test_constants_and_values_complete_what_the_file_says():
    mapping = from_toml(
        '[columns]\nn = "name"\ns = "services"\n[constants]\ncommune = "Valbourg"\n[values.services]\noui = "wifi"'
    )
    assert mapping.read(("n", "s"), ("Le Bief", "oui")) == {
        "commune": "Valbourg",
        "name": "Le Bief",
        "services": "wifi",
    }

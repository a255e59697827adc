"""What a new territory starts with, for each of the départements."""

from zoneinfo import ZoneInfo

import pytest

from solozere.core.packs import NewPack, Pack
from solozere.territory.calendars import CALENDARS
from solozere.territory.departements import departements
from solozere.territory.pack.national import national_communes
from solozere.territory.pack.territory import FILE, TerritorySection


def starter(code, name="X", time_zone="Europe/Paris"):
    new = NewPack(code, name, "R", "00000", "C", time_zone, (1.0, 2.0, 3.0, 4.0))
    return TerritorySection().starter(new)[FILE]


def read(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    pack = Pack(tmp_path)
    rows = TerritorySection().read(pack)
    return pack, rows


@pytest.mark.parametrize("code", sorted(departements()))
def test_the_file_of_every_departement_is_accepted_as_it_is(tmp_path, code):
    found = departements()[code]
    pack, rows = read(tmp_path, starter(code, found.name, found.time_zone))
    assert pack.problems == []
    assert (rows[0].key, rows[0].data["name"], rows[0].data["time_zone"]) == (code, found.name, found.time_zone)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("15", "Dans le Cantal, on télétravaille ensemble."),
        ("2A", "En Corse-du-Sud, on télétravaille ensemble."),
        ("974", "À La Réunion, on télétravaille ensemble."),
        ("22", "Dans les Côtes-d’Armor, on télétravaille ensemble."),
        ("02", "Dans l’Aisne, on télétravaille ensemble."),
    ],
)
def test_the_name_is_put_in_a_french_sentence(tmp_path, code, title):
    assert read(tmp_path, starter(code))[1][0].data["texts"]["home_title"] == title


def test_a_territory_that_is_no_departement_is_accepted_too(tmp_path):
    pack, rows = read(tmp_path, starter("987", 'Îles "du Vent"', "Pacific/Tahiti"))
    assert pack.problems == []
    assert rows[0].data["with_in"] == 'à Îles "du Vent"'


def test_the_departements_are_those_of_the_communes():
    assert set(departements()) == {data["departement"] for data in national_communes().values()}


def test_every_departement_has_a_clock_and_holidays_that_exist():
    for found in departements().values():
        assert ZoneInfo(found.time_zone)
        assert found.holidays in CALENDARS

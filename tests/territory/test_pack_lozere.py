"""The Lozère's pack as it is: counts, names, traps of the sources."""

from datetime import date

import pytest

from solozere.territory.current import require_territory
from solozere.territory.loading import check_pack, load_pack
from solozere.territory.models import Canton, Commune, Contour, Epci, FormerCommune, PostalCode, Zone
from solozere.territory.pack.communes import CommuneSection
from solozere.territory.pack.national import national_communes

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("only_geography")
def test_the_pack_has_no_problem(lozere_pack):
    assert check_pack(lozere_pack) == []


@pytest.mark.usefixtures("lozere")
class TestLoaded:
    def test_it_has_the_communes_groupings_and_old_names_of_the_sources(self):
        assert Commune.objects.filter(local=True).count() == 152
        assert FormerCommune.objects.exclude(name="").count() == 54
        assert FormerCommune.objects.filter(name="", kind="code").count() == 9
        assert Epci.objects.count() == 11
        assert Canton.objects.count() == 12

    def test_every_local_commune_has_a_point_a_postal_code_a_grouping_and_a_canton(self):
        local = Commune.objects.filter(local=True)
        assert not local.filter(lat=None).exists()
        assert not local.filter(postal_codes=None).exists()
        assert not local.filter(epci=None).exists()
        assert not local.filter(canton=None).exists()

    def test_every_local_commune_has_a_contour_and_the_territory_one_outline(self):
        kinds = Contour.objects.values_list("kind", flat=True)
        assert {kind: list(kinds).count(kind) for kind in set(kinds)} == {
            "commune": 152,
            "epci": 11,
            "territory": 1,
            "neighbour": 5,
        }

    def test_the_four_cantons_of_2013_have_27_communes_which_are_22_today(self):
        zone = Zone.objects.get(key="cantons-2013")
        assert zone.geography_date == date(2013, 1, 1)
        assert zone.communes.count() == 27
        assert zone.communes.values("today").distinct().count() == 22
        assert sorted(set(zone.communes.values_list("group", flat=True))) == [
            "Aumont-Aubrac",
            "Le Malzieu-Ville",
            "Saint-Alban-sur-Limagnole",
            "Saint-Chély-d’Apcher",
        ]

    def test_a_grouping_reaches_beyond_the_departement(self):
        causses = Epci.objects.get(code="241200567")
        assert {c.departement for c in causses.communes.all()} == {"12", "48"}

    def test_corsica_and_overseas_keep_their_codes(self):
        assert Commune.objects.get(pk="2A004").departement == "2A"
        assert Commune.objects.get(pk="97411").departement == "974"

    def test_paris_is_one_commune_with_all_its_postal_codes(self):
        assert PostalCode.objects.filter(commune="75056").count() == 21

    def test_names_are_printed_with_the_typographic_apostrophe(self):
        assert Commune.objects.get(pk="48140").name == "Saint-Chély-d’Apcher"

    def test_the_territory_says_its_goal_and_what_was_published_of_it(self):
        territory = require_territory()
        assert (territory.name, territory.goal, territory.network) == ("Lozère", 100, "SoLozère")
        assert territory.observations == [
            {"on": "2013-03-03", "count": 30, "words": "près d’une trentaine", "source": "annonce du 3 mars 2013"}
        ]
        assert territory.historic_mailbox == "vivreenlozere@cg48.fr"
        assert territory.texts["home_title"] == "En Lozère, on télétravaille ensemble."


def test_all_the_communes_of_france_come_with_a_pack(only_geography, monkeypatch, lozere_pack):
    monkeypatch.setattr(CommuneSection, "national", staticmethod(national_communes))
    load_pack(lozere_pack)
    assert Commune.objects.count() == 34_875
    assert Commune.objects.values("departement").distinct().count() == 101
    assert sorted(Commune.objects.filter(lat=None).values_list("pk", flat=True)) == [
        *("15031", "15035", "15047", "15171"),
    ]
    assert PostalCode.objects.count() > 35_000

"""Another territory, imaginary and overseas: nothing of the first is hard-wired."""

import pytest
from django.utils import timezone

from solozere.territory.current import require_territory
from solozere.territory.loading import check_pack
from solozere.territory.models import Canton, Commune, Contour, Epci, FormerCommune
from solozere.territory.outline import projection

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("only_geography")
def test_the_pack_has_no_problem(tiny_pack):
    assert check_pack(tiny_pack) == []


@pytest.mark.usefixtures("valdore")
class TestLoaded:
    def test_it_says_its_own_name_everywhere(self):
        territory = require_territory()
        said = [territory.name, territory.with_in, territory.with_of, territory.network]
        assert said == ["Valdoré", "dans le Valdoré", "du Valdoré", "SoValdoré"]
        assert territory.goal == 12

    def test_it_lives_on_its_own_clock(self, time_machine):
        time_machine.move_to("2026-11-22T21:30:00Z", tick=False)
        territory = require_territory()
        assert territory.now().isoformat() == "2026-11-23T01:30:00+04:00"
        assert territory.today().isoformat() == "2026-11-23"
        assert timezone.now().date().isoformat() == "2026-11-22"

    def test_its_communes_are_beside_those_of_france(self):
        assert Commune.objects.filter(local=True).count() == 5
        assert not Commune.objects.get(pk="48095").local

    def test_a_commune_without_point_grouping_or_canton_is_accepted(self):
        assert Commune.objects.get(pk="99004").point is None
        assert Commune.objects.get(pk="99005").epci is None
        assert (Epci.objects.count(), Canton.objects.count()) == (1, 2)
        assert Contour.objects.filter(kind="commune").count() == 4

    def test_an_old_code_without_a_name_is_kept(self):
        assert FormerCommune.objects.get(code="99008").name == ""

    def test_its_outline_is_drawn_with_its_islet(self):
        drawn = projection(require_territory())
        assert drawn.outline.count("M") == 2
        assert len(drawn.communes) == 4

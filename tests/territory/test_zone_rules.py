"""In a dated zone or not: every commune of the Lozère, today's and old, then the cases that other territories have."""

from dataclasses import replace
from datetime import date

import pytest

from solozere.territory.models import Commune, FormerCommune, Zone
from solozere.territory.rules import Answer, DatedZone, Member, Named, Old, zone_verdict
from solozere.territory.zones import dated_zone, old_of, sentence, verdict

TODAY_IN = {
    *("48009", "48046", "48077", "48089", "48090", "48110", "48121", "48169", "48177", "48179", "48063", "48079"),
    *("48132", "48149", "48188", "48002", "48012", "48025", "48026", "48059", "48128", "48140"),
}
OLD_IN = {"Aumont-Aubrac", "La Chaze-de-Peyre", "Fau-de-Peyre", "Javols", "Sainte-Colombe-de-Peyre"}
OLD_IN |= {"Saint-Sauveur-de-Peyre", "48006", "48024"}
"""By name, or by number where the name is lost: the last two were part of Les Monts-Verts long before."""


@pytest.mark.django_db
@pytest.mark.usefixtures("lozere")
class TestTheFourCantonsOf2013:
    @pytest.fixture
    def zone(self):
        return Zone.objects.get(key="cantons-2013")

    def test_every_commune_of_today_is_in_or_out_and_none_depends(self, zone):
        found = {c.pk: verdict(zone, c).answer for c in Commune.objects.filter(local=True)}
        assert {code for code, answer in found.items() if answer is Answer.IN} == TODAY_IN
        assert {code for code, answer in found.items() if answer is Answer.OUT} == found.keys() - TODAY_IN
        assert len(found) == 152

    def test_every_old_commune_is_in_or_out_by_its_own_name(self, zone):
        olds = FormerCommune.objects.select_related("commune")
        found = {old.name or old.code: verdict(zone, old.commune, old).answer for old in olds}
        assert {name for name, answer in found.items() if answer is Answer.IN} == OLD_IN
        assert {name for name, answer in found.items() if answer is Answer.OUT} == found.keys() - OLD_IN
        assert len(found) == 63

    def test_a_commune_outside_of_the_territory_is_out(self, zone):
        assert verdict(zone, Commune.objects.get(pk="75056")).answer is Answer.OUT

    def test_the_fact_used_is_the_canton_of_the_day(self, zone):
        peyre = Commune.objects.get(pk="48009")
        javols = FormerCommune.objects.get(name="Javols")
        found = verdict(zone, peyre, javols)
        assert [(m.code, m.name, m.group) for m in found.members] == [("48076", "Javols", "Aumont-Aubrac")]
        assert sentence(zone, peyre, found, javols) == (
            "Javols est dans la zone « Les quatre cantons de 2013 » (Aumont-Aubrac), telle qu’elle était le 1er janvier 2013."
        )

    def test_todays_commune_is_in_with_all_that_it_was_made_of(self, zone):
        found = verdict(zone, Commune.objects.get(pk="48009"))
        assert found.groups == ("Aumont-Aubrac",)
        assert len(found.inside) == 6

    def test_the_other_side_is_said_too(self, zone):
        nasbinals = Commune.objects.get(name="Nasbinals")
        found = verdict(zone, nasbinals)
        assert sentence(zone, nasbinals, found).startswith("Nasbinals n’est pas dans la zone")

    def test_a_verdict_takes_as_many_queries_whatever_merged(self, zone, django_assert_num_queries):
        for code in ("48009", "48095", "48127"):
            commune = Commune.objects.get(pk=code)
            with django_assert_num_queries(2):
                verdict(zone, commune)


@pytest.mark.django_db
@pytest.mark.usefixtures("valdore")
class TestAnotherTerritory:
    def test_a_commune_made_of_a_part_inside_and_a_part_outside_depends(self):
        zone = Zone.objects.get(key="littoral-2014")
        hauts = Commune.objects.get(pk="99002")
        found = verdict(zone, hauts)
        assert found.answer is Answer.DEPENDS
        assert (found.inside, found.outside) == (("Anse-Blanche",), ("Morne-Gris",))
        assert sentence(zone, hauts, found) == (
            "Les Hauts de l’Anse réunit d’anciennes communes : Anse-Blanche dans la zone « Le littoral de 2014 », "
            "Morne-Gris en dehors. Il faut dire dans laquelle vous êtes."
        )

    @pytest.mark.parametrize(
        ("old", "answer"),
        [("99002", Answer.IN), ("99006", Answer.OUT), ("99007", Answer.IN), ("99008", Answer.OUT)],
        ids=["a part inside", "a part outside", "joined a member long before", "a lost name outside"],
    )
    def test_the_old_commune_settles_it(self, old, answer):
        zone = Zone.objects.get(key="littoral-2014")
        former = FormerCommune.objects.get(code=old)
        assert verdict(zone, former.commune, former).answer is answer

    def test_the_database_gives_the_rule_what_it_holds(self):
        zone = dated_zone(Zone.objects.get(key="littoral-2014"))
        assert zone.geography_date == date(2014, 1, 1)
        assert [m.code for m in zone.members] == ["99002", "99001"]
        assert old_of(FormerCommune.objects.get(code="99006")).merged_on == date(2016, 1, 1)


class TestTheRule:
    ZONE = DatedZone("zone", date(2013, 1, 1), (Member("A", "Alpha", "nord", "A"),))
    MERGED = Old("B", "Bêta", "delegated", "A")

    def test_what_merged_after_the_zones_day_is_judged_by_itself(self):
        assert zone_verdict(self.ZONE, Named("A", "Alpha", self.MERGED)).answer is Answer.OUT
        assert zone_verdict(self.ZONE, Named("A", "Alpha"), [self.MERGED]).answer is Answer.DEPENDS

    def test_what_merged_before_the_zones_day_is_judged_with_the_commune_that_it_joined(self):
        before = replace(self.MERGED, merged_on=date(2012, 12, 31))
        assert zone_verdict(self.ZONE, Named("A", "Alpha", before)).answer is Answer.IN
        assert zone_verdict(self.ZONE, Named("A", "Alpha"), [before]).answer is Answer.IN

    def test_what_merged_on_the_zones_day_already_was_of_the_other(self):
        on_the_day = replace(self.MERGED, merged_on=date(2013, 1, 1))
        assert zone_verdict(self.ZONE, Named("A", "Alpha", on_the_day)).answer is Answer.IN

    def test_an_associated_commune_had_joined_before_2010(self):
        associated = replace(self.MERGED, kind="associated")
        assert zone_verdict(self.ZONE, Named("A", "Alpha", associated)).answer is Answer.IN
        old_zone = replace(self.ZONE, geography_date=date(1970, 1, 1))
        assert zone_verdict(old_zone, Named("A", "Alpha", associated)).answer is Answer.OUT

    def test_the_code_that_both_the_old_and_the_new_commune_bear_means_what_was_asked(self):
        zone = replace(self.ZONE, members=(Member("B", "Bêta", "nord", "A"),))
        chief = Old("A", "Alpha d’avant", "delegated", "A")
        assert zone_verdict(zone, Named("A", "Alpha", chief)).answer is Answer.OUT
        assert zone_verdict(zone, Named("A", "Alpha"), [chief, self.MERGED]).answer is Answer.DEPENDS
        assert zone_verdict(zone, Named("A", "Alpha", self.MERGED)).answer is Answer.IN

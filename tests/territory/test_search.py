"""Communes found as people write them."""

import pytest

from solozere.core.geo import Point, distance_km
from solozere.territory.models import Commune
from solozere.territory.search import communes_near, distance_between, find_communes, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lozere")]


class TestFindCommunes:
    @pytest.mark.parametrize(
        ("typed", "name", "former"),
        [
            ("Mende", "Mende", None),
            ("MENDE CEDEX", "Mende", None),
            ("48005 Mende Cedex", "Mende", None),
            ("mende (48)", "Mende", None),
            ("Langogne, Lozère", "Langogne", None),
            ("48300", "Langogne", None),
            ("48 300", "Langogne", None),
            ("48080", "Langogne", None),
            ("48300 Mende", "Mende", None),
            ("ST CHELY D'APCHER", "Saint-Chély-d’Apcher", None),
            ("st-chély-d’apcher", "Saint-Chély-d’Apcher", None),
            ("48200 saint chely", "Saint-Chély-d’Apcher", None),
            ("St Alban s/ Limagnole", "Saint-Alban-sur-Limagnole", None),
            ("malzieu ville", "Le Malzieu-Ville", None),
            ("Bessons", "Les Bessons", None),
            ("Javols", "Peyre en Aubrac", "Javols"),
            ("javols 48130", "Peyre en Aubrac", "Javols"),
            ("48076", "Peyre en Aubrac", "Javols"),
            ("Aumont Aubrac", "Peyre en Aubrac", "Aumont-Aubrac"),
            ("48009", "Peyre en Aubrac", None),
            ("Ste Enimie", "Gorges du Tarn Causses", "Sainte-Enimie"),
            ("pont de montvert", "Pont de Montvert - Sud Mont Lozère", "Le Pont-de-Montvert"),
            ("Florac", "Florac Trois Rivières", "Florac"),
            ("48006", "Les Monts-Verts", ""),
            ("2a004", "Ajaccio", None),
            ("20090", "Ajaccio", None),
            ("75012", "Paris", None),
            ("Paris 12e", "Paris", None),
            ("97400", "Saint-Denis", None),
        ],
    )
    def test_the_likeliest_comes_first(self, typed, name, former):
        first = find_communes(typed)[0]
        assert (first.commune.name, first.former and first.former.name) == (name, former)

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("Saint-Alban", "Saint-Alban-sur-Limagnole"),
            ("Sainte Croix", "Sainte-Croix-Vallée-Française"),
            ("12 rue du Collège, Mende", "Mende"),
            ("Gare de Mende", "Mende"),
            ("mende lozere", "Mende"),
            ("la mairie du Pont-de-Montvert", "Pont de Montvert - Sud Mont Lozère"),
            ("Paris", "Paris"),
        ],
    )
    def test_a_name_of_the_territory_is_not_hidden_by_a_namesake_elsewhere(self, typed, name):
        assert find_communes(typed)[0].commune.name == name

    def test_a_number_of_a_street_is_no_departement(self):
        assert find_communes("12 rue du Collège") == []

    @pytest.mark.parametrize(
        "typed", ["", "   ", "?!", "%", "_", "zzzz", "\u2028", "x" * 5000, "00000", "'; DROP TABLE"]
    )
    def test_nothing_is_found_for_what_means_nothing(self, typed):
        assert find_communes(typed) == []

    def test_a_beginning_brings_those_of_the_territory_first_then_the_larger(self):
        found = [one.commune for one in find_communes("mar", limit=6)]
        assert found[0].name == "Marvejols"
        local = [commune.local for commune in found]
        assert local == sorted(local, reverse=True)

    def test_among_equals_the_more_peopled_comes_first(self):
        assert [one.commune.name for one in find_communes("48", limit=3)][:2] == ["Mende", "Marvejols"]
        assert find_communes("saint", limit=5)[0].commune.name == "Saint-Chély-d’Apcher"
        found = find_communes("saint", local_only=True, limit=30)
        people = [one.commune.population for one in found if one.rank == 1 and not one.former]
        assert len(people) > 5
        assert people == sorted(people, reverse=True)

    def test_a_word_inside_the_name_is_found_after_the_names_that_begin_so(self):
        found = find_communes("aubrac", limit=50)
        assert "Peyre en Aubrac" in {one.commune.name for one in found}
        assert [one.rank for one in found] == sorted(one.rank for one in found)

    def test_a_commune_comes_once_however_many_of_its_names_fit(self):
        codes = [one.commune.pk for one in find_communes("peyre", limit=50)]
        assert len(codes) == len(set(codes))
        assert "48009" in codes

    def test_it_can_keep_to_the_territory(self):
        assert find_communes("Le Puy-en-Velay")
        assert find_communes("Le Puy-en-Velay", local_only=True) == []
        assert all(one.commune.local for one in find_communes("saint", local_only=True, limit=100))

    def test_no_more_than_asked(self):
        assert len(find_communes("saint", limit=7)) == 7
        assert len(find_communes("48", limit=7)) == 7

    @pytest.mark.parametrize("typed", ["saint", "48", "48200 saint chely", "javols"])
    def test_queries_do_not_grow_with_what_is_found(self, typed, django_assert_max_num_queries):
        with django_assert_max_num_queries(2):
            [(one.commune.name, one.former and one.former.name) for one in find_communes(typed, limit=100)]

    @pytest.mark.parametrize(
        ("typed", "number", "words"),
        [
            ("48200 St-Chély-d'Apcher", "48200", "saint chely d apcher"),
            ("2A004", "2A004", ""),
            ("Lyon 3e arrondissement", "", "lyon"),
            ("s", "", "s"),
        ],
    )
    def test_what_was_typed_is_read(self, typed, number, words):
        assert (parse(typed).number, parse(typed).words) == (number, words)


class TestDistances:
    def test_communes_near_a_point_come_nearest_first_with_their_distance(self):
        mende = Commune.objects.get(pk="48095")
        found = communes_near(mende.point, 5.5)
        assert [(c.name, round(km, 1)) for c, km in found] == [
            ("Mende", 0.0),
            ("Saint-Bauzile", 4.0),
            ("Badaroux", 4.4),
            ("Chastel-Nouvel", 4.5),
            ("Brenoux", 4.6),
            ("Balsièges", 5.3),
        ]

    @pytest.mark.parametrize("km", [0.5, 5, 17.3, 60, 150, 400])
    def test_none_is_missed_across_cells_and_none_is_added(self, km):
        centre = Point(44.6, 3.6)
        every = Commune.objects.exclude(lat=None)
        expected = {c.pk for c in every if distance_km(centre, c.point) <= km}
        assert {c.pk for c, _ in communes_near(centre, km)} == expected

    @pytest.mark.parametrize(
        ("a", "b", "km"),
        [
            ("48095", "48080", 36.4),  # Mende, Langogne
            ("48092", "48095", 17.1),  # Marvejols, Mende
            ("48095", "75056", 491.0),  # Mende, Paris
            ("48095", "2A004", 513.0),  # Mende, Ajaccio
            ("48095", "97411", 8996.0),  # Mende, Saint-Denis of La Réunion
        ],
    )
    def test_known_distances_between_communes(self, a, b, km):
        found = distance_between(Commune.objects.get(pk=a), Commune.objects.get(pk=b))
        assert found == pytest.approx(km, rel=0.02)

    def test_a_commune_without_a_point_has_no_distance_and_is_near_nothing(self):
        lost = Commune.objects.get(pk="15031")
        assert distance_between(lost, Commune.objects.get(pk="48095")) is None
        assert "15031" not in {c.pk for c, _ in communes_near(Point(45, 3), 1000)}

    @pytest.mark.parametrize("km", [40, 500])
    @pytest.mark.parametrize(
        ("centre", "beyond"),
        [
            (Point(-16.5, 179.95), Point(-16.5, -179.95)),
            (Point(-16.5, -179.95), Point(-16.5, 179.95)),
            (Point(89.95, 10), Point(89.95, -170)),
            (Point(-21.1, 55.5), Point(-21.2, 55.6)),
        ],
        ids=["180° eastwards", "180° westwards", "over the pole", "overseas"],
    )
    def test_neighbours_are_found_across_the_edges_of_the_map(self, centre, beyond, km):
        commune = Commune(code="99999", name="Ailleurs", folded="ailleurs", departement="99")
        commune.place_at(beyond)
        commune.save()
        assert distance_km(centre, beyond) < 40
        assert "99999" in {c.pk for c, _ in communes_near(centre, km)}
        assert "48095" not in {c.pk for c, _ in communes_near(centre, km)}

"""The territory drawn on the server: light, right in its proportions, the same for any département."""

import re

import pytest

from solozere.territory.current import require_territory
from solozere.territory.drawing import Frame, light_path, simplify, snapped_path
from solozere.territory.models import Commune, Contour
from solozere.territory.outline import OUTLINE_LIMIT, projection

SQUARE = {"type": "Polygon", "coordinates": [[[3, 44], [4, 44], [4, 45], [3, 45], [3, 44]]]}
NUMBER = re.compile(r"-?\d+")


def points_of(path):
    """The points of relative path data, ring by ring."""
    rings = []
    for ring in path.split("z")[:-1]:
        start, steps = ring.removeprefix("M").split("l")
        x, y = map(int, start.split())
        points, numbers = [(x, y)], [int(n) for n in NUMBER.findall(steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        rings.append(points)
    return rings


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))) / 2


@pytest.mark.django_db
@pytest.mark.usefixtures("lozere")
class TestLozere:
    def test_the_outline_is_light_and_fills_its_frame(self):
        drawn = projection(require_territory())
        [ring] = points_of(drawn.outline)
        assert len(drawn.outline) <= OUTLINE_LIMIT < 3000
        assert drawn.view_box == "0 0 520 614"
        assert {min(x for x, _ in ring), max(x for x, _ in ring)} == {20, 500}
        assert (min(y for _, y in ring), max(y for _, y in ring)) == (20, 594)

    def test_a_kilometre_is_as_long_in_both_directions(self):
        frame = projection(require_territory()).frame
        assert frame.per_lon / frame.per_lat == pytest.approx(0.713, abs=0.001)  # cos(44.54°)

    def test_the_simplified_outline_keeps_the_shape(self):
        drawn = projection(require_territory())
        exact = Contour.objects.get(kind="territory").geometry["coordinates"][0]
        projected = [drawn.xy(lat, lon) for lon, lat in exact]
        assert area(points_of(drawn.outline)[0]) == pytest.approx(area(projected), rel=0.01)

    def test_every_commune_falls_within_and_far_places_do_not(self):
        drawn = projection(require_territory())
        assert all(drawn.shows(c.lat, c.lon) for c in Commune.objects.filter(local=True))
        assert not drawn.shows(48.85, 2.35)

    def test_the_communes_and_groupings_share_the_frame_and_stay_light(self):
        drawn = projection(require_territory())
        assert len(drawn.communes) == 152
        assert len(drawn.epci) == 11
        assert sum(len(a.path) for a in drawn.communes) < 30_000
        assert sum(len(a.path) for a in drawn.epci) < 10_000
        assert all(a.path.startswith("M") and a.name for a in (*drawn.communes, *drawn.epci))
        whole = area(points_of(drawn.outline)[0])
        assert sum(area(ring) for a in drawn.communes for ring in points_of(a.path)) == pytest.approx(whole, rel=0.01)

    def test_a_drawing_is_made_once(self, django_assert_num_queries):
        territory = require_territory()
        with django_assert_num_queries(2):
            first = projection(territory)
            assert first.communes
        with django_assert_num_queries(0):
            again = projection(territory)
            assert (again.outline, again.communes) == (first.outline, first.communes)

    def test_new_contours_make_a_new_drawing(self):
        territory = require_territory()
        before = projection(territory).outline
        Contour.objects.filter(kind="territory").update(geometry=SQUARE)
        territory.contours_version = "other"
        assert projection(territory).outline != before

    def test_another_width_is_another_drawing(self):
        small = projection(require_territory(), 120, margin=4)
        assert (small.width, small.height) == (120, 142)
        assert len(small.outline) < len(projection(require_territory()).outline)

    def test_without_a_contour_the_frame_is_the_extent_of_the_pack(self):
        Contour.objects.all().delete()
        drawn = projection(require_territory())
        assert (drawn.outline, drawn.communes, drawn.view_box) == ("", (), "0 0 520 614")


def test_positions_fall_where_the_design_says():
    frame = Frame.around((2.9816, 44.1136, 3.9982, 44.9714), 520, 20)
    assert frame.xy(44.9714, 2.9816) == (20, 20)
    assert frame.xy(44.1136, 3.9982)[0] == 500


@pytest.mark.parametrize(
    "extent",
    [(8.53, 41.33, 9.41, 42.38), (55.21, -21.39, 55.84, -20.87), (-61.81, 15.83, -61.0, 16.52)],
    ids=["2A", "974", "971"],
)
def test_any_departement_keeps_its_proportions(extent):
    west, south, east, north = extent
    frame = Frame.around(extent, 520, 20)
    (x1, y1), (x2, y2) = frame.xy(north, west), frame.xy(south, east)
    assert (x1, y1, x2) == (20, 20, 500)
    assert y2 == pytest.approx(frame.height - 20, abs=1)


def test_simplifying_keeps_what_stands_out_and_drops_what_does_not():
    ring = [(0, 0), (5, 0.1), (10, 0), (10, 10), (5, 14), (0, 10), (0, 0)]
    assert simplify(ring, 0.5) == [(0, 0), (10, 0), (10, 10), (5, 14), (0, 10), (0, 0)]
    assert simplify(ring, 0.01) == ring


def test_a_path_over_its_limit_gets_coarser_and_small_islands_go():
    frame = Frame.around((3, 44, 4, 45), 520, 20)
    coast = [[3 + 0.5 * abs((i % 7) - 3) / 30 + i / 400, 44 + (i % 2) / 100] for i in range(300)]
    ring = [*coast, [4, 45], [3, 45], coast[0]]
    islet = [[3.5, 44.5], [3.501, 44.5], [3.501, 44.501], [3.5, 44.501], [3.5, 44.5]]
    geometry = {"type": "MultiPolygon", "coordinates": [[ring], [islet]]}
    assert len(light_path(geometry, frame, limit=100_000)) > 300
    light = light_path(geometry, frame, limit=300)
    assert len(light) <= 300
    assert light.count("M") == 1


def test_an_area_too_small_for_the_grid_is_not_drawn():
    frame = Frame.around((3, 44, 4, 45), 520, 20)
    dot = {"type": "Polygon", "coordinates": [[[3, 44], [3.0001, 44], [3.0001, 44.0001], [3, 44]]]}
    assert snapped_path(dot, frame, 2) == ""
    assert snapped_path(SQUARE, frame, 2).count("z") == 1

"""Positions, distances, cells and boxes on the sphere, poles and the 180° meridian included."""

import math
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from solozere.core.geo import (
    MAX_CELLS,
    Point,
    box_around,
    cell_of,
    cells_around,
    chord2,
    distance_km,
    km_of_chord2,
)

MENDE = Point(44.5180, 3.5010)
EDGES = [Point(0, 180), Point(0, -180), Point(90, 0), Point(-90, 12), Point(-16.5, 179.95), Point(71, -179.9)]
points = st.builds(
    Point,
    st.floats(-90, 90, allow_nan=False).map(lambda value: round(value, 6)),
    st.floats(-180, 180, allow_nan=False).map(lambda value: round(value, 6)),
)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (MENDE, MENDE, 0),
        (MENDE, Point(44.7270, 3.8550), 36.5),  # Langogne
        (Point(48.8566, 2.3522), Point(45.7640, 4.8357), 391.5),  # Paris, Lyon
        (Point(48.8566, 2.3522), Point(-20.8821, 55.4507), 9379),  # Paris, Saint-Denis of La Réunion
        (Point(0, 0), Point(0, 90), 10_007.5),  # a quarter of the equator
        (Point(0, 179.5), Point(0, -179.5), 111.2),  # across the 180° meridian
        (Point(89.5, 0), Point(89.5, 180), 111.2),  # across the pole
        (Point(0, 0), Point(0, 180), 20_015),  # the antipode
    ],
)
def test_known_distances(a, b, km):
    assert distance_km(a, b) == pytest.approx(km, rel=0.003, abs=0.01)
    assert distance_km(b, a) == pytest.approx(distance_km(a, b))


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (-90.1, 0), (0, -180.1), (math.nan, 0), (0, math.nan)])
def test_what_is_not_on_earth_is_no_point(lat, lon):
    with pytest.raises(ValueError, match="not a position"):
        Point(lat, lon)


@given(points, points)
def test_the_chord_tells_the_distance(a, b):
    squared = sum((i - j) ** 2 for i, j in zip(a.xyz, b.xyz, strict=True))
    assert km_of_chord2(squared) == pytest.approx(distance_km(a, b), abs=1e-6)


@given(st.floats(0, 20_000))
def test_a_distance_survives_its_chord(km):
    assert km_of_chord2(chord2(km)) == pytest.approx(km, rel=1e-6, abs=1e-6)


def test_a_radius_beyond_the_antipode_holds_the_whole_earth():
    assert chord2(30_000) == pytest.approx(4)


def test_both_sides_of_the_180_meridian_share_their_column():
    assert cell_of(-16.5, 180) == cell_of(-16.5, -180)


def in_box(point, box):
    return box.south <= point.lat <= box.north and any(w <= point.lon <= e for w, e in box.longitudes)


@given(points, points, st.floats(0, 3000))
@example(Point(0, 179.99), Point(0, -179.99), 5)
@example(Point(89.99, 10), Point(89.99, -170), 5)
@example(Point(0, 0), Point(0, 0), 0)
def test_the_box_holds_every_point_of_the_circle(centre, point, km):
    if distance_km(centre, point) <= km:
        assert in_box(point, box_around(centre, km))


@pytest.mark.parametrize("centre", [MENDE, *EDGES], ids=str)
@pytest.mark.parametrize("km", [0, 1, 30, 200])
def test_the_cells_hold_every_point_of_the_circle(centre, km):
    dice = random.Random(42)
    cells = cells_around(centre, km)
    box = box_around(centre, km)
    for _ in range(300):
        west, east = dice.choice(box.longitudes)
        point = Point(dice.uniform(box.south, box.north), dice.uniform(west, east))
        if distance_km(centre, point) <= km and cells is not None:
            assert point.cell in cells


def test_the_cells_are_few_where_the_index_serves_them():
    cells = cells_around(MENDE, 20)
    assert len(cells) == len(set(cells)) <= 35
    assert cells_around(MENDE, 400) is None
    assert len(cells_around(Point(0, 180), 60)) <= MAX_CELLS


def test_a_box_across_the_180_meridian_has_two_ranges_and_around_a_pole_all_longitudes():
    across = box_around(Point(0, 179.9), 50)
    assert [round(end) for part in across.longitudes for end in part] == [179, 180, -180, -180]
    assert box_around(Point(89.9, 30), 50).longitudes == ((-180.0, 180.0),)


@pytest.mark.parametrize("km", [-1, math.nan])
def test_a_radius_that_is_none_is_refused(km):
    with pytest.raises(ValueError, match="not a radius"):
        box_around(MENDE, km)

"""Names on the map of the home page: the largest marks', where there is room."""

from solozere.website.hero import MOST_NAMES, Mark, names_beside, short


def gable(x: float, y: float) -> Mark:
    return Mark("label-telecentre", x, y, 40)


def disc(x: float, y: float) -> Mark:
    return Mark("label-comptoir", x, y, 28)


def test_a_name_stands_on_the_inner_side_of_its_mark():
    west, east = names_beside([(gable(50, 300), "Ouest"), (gable(430, 100), "Est")], 520, 600)
    assert (west.anchor, east.anchor) == ("start", "end")
    assert west.x > 50 + 40
    assert east.x < 430


def test_a_name_goes_elsewhere_when_another_mark_is_in_its_way():
    marks = [(gable(200, 300), "Bourg"), (disc(250, 306), "Voisin")]
    (name,) = names_beside(marks, 520, 600)
    assert (name.text, name.anchor) == ("Bourg", "end")


def test_a_name_without_room_is_left_out():
    around = [(disc(200 + dx, 300 + dy), "Voisin") for dx in (-40, 0, 50) for dy in (-30, 0, 30, 55)]
    assert names_beside([(gable(200, 300), "Bourg-le-Très-Long-Nom"), *around], 520, 600) == []


def test_names_never_leave_the_drawing():
    corner = gable(0, 0)
    for name in names_beside([(corner, "Un nom qui ne tient pas dans un si petit dessin")], 200, 100):
        raise AssertionError(name)


def test_a_commune_with_two_marks_is_named_once():
    names = names_beside([(gable(100, 100), "Bourg"), (gable(100, 400), "Bourg")], 520, 600)
    assert [name.text for name in names] == ["Bourg"]


def test_only_the_largest_marks_are_named_and_not_too_many():
    gables = [(gable(60, 60 * n), f"B{n}") for n in range(12)]
    names = names_beside([*gables, (disc(300, 10), "Petit")], 520, 900)
    assert len(names) == MOST_NAMES
    assert "Petit" not in {name.text for name in names}


def test_no_name_means_no_error():
    assert names_beside([], 520, 600) == []


def test_a_saint_is_shortened_as_people_do_and_nobody_else():
    assert short("Saint-Chély-d’Apcher") == "Saint-Chély"
    assert short("Sainte-Croix-Vallée-Française") == "Sainte-Croix-Vallée-Française"
    assert short("Saint-Alban-sur-Limagnole") == "Saint-Alban"
    assert short("Le Pont-de-Montvert") == "Le Pont-de-Montvert"

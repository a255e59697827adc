"""Every row of two public registers is accounted for: read, empty, or refused with a reason."""

import csv
from collections import Counter

import pytest

from solozere.places.hours import HoursError, doubts_about, in_words, parse
from tests.places.hours.shared import shared_file


def fate(text: str) -> str:
    """What becomes of a value: nothing written, refused, doubtful or read as it stands."""
    if not text:
        return "empty"
    try:
        schedule = parse(text)
    except HoursError:
        return "refused"
    assert str(schedule) == text
    assert in_words(schedule)
    return "doubtful" if doubts_about(schedule) else "read"


def hours_of(name: str) -> list[str]:
    """The column of the hours."""
    with shared_file(name).open(encoding="utf-8", newline="") as file:
        return [row["opening_hours"] for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ship/mairies_48.csv", {"read": 150, "empty": 2}),
        ("test/france_services_2022.csv", {"read": 2515, "doubtful": 28, "refused": 12, "empty": 98}),
    ],
)
def test_every_row_is_accounted_for(name: str, expected: dict[str, int]) -> None:
    rows = hours_of(name)
    assert Counter(map(fate, rows)) == expected
    assert len(rows) == sum(expected.values())


def test_the_rows_refused_are_those_that_write_midnight_to_midnight_for_nothing() -> None:
    rows = hours_of("test/france_services_2022.csv")
    refused = [row for row in rows if fate(row) == "refused"]
    assert refused == [row for row in rows if "00:00-00:00" in row]
    for row in refused:
        with pytest.raises(HoursError, match="ne dit pas d’horaires") as error:
            parse(row)
        assert "00:00-00:00" not in error.value.suggestion
        parse(error.value.suggestion)

"""The week as a table, and the days that are unlike the others."""

from datetime import UTC, date, datetime

from solozere.places.hours import parse, typical_week, week
from tests.places.hours.shared import PARIS, REUNION, words

OFFICE = "Mo-Fr 09:00-12:00,14:00-18:00; Sa 20:00-02:00; PH off"


def test_the_week_has_seven_rows_from_monday_and_marks_today() -> None:
    rows = week(parse(OFFICE), (), date(2026, 11, 25), PARIS, "")
    assert [row.label for row in rows] == ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"]
    assert [row.day for row in rows] == [date(2026, 11, 23 + step) for step in range(7)]
    assert [row.is_today for row in rows] == [False, False, True, False, False, False, False]
    assert rows[0].ranges == words("9~h~– 12~h, 14~h~– 18~h")
    assert rows[0].stretches == (words("9~h~– 12~h"), words("14~h~– 18~h"))
    assert rows[5].ranges == words("20~h~– 2~h")
    assert (rows[6].ranges, rows[6].is_closed, rows[6].note) == ("Fermé", True, "")


def test_an_instant_is_read_on_the_clock_of_the_place() -> None:
    at = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
    assert [row.label for row in week(parse(OFFICE), (), at, PARIS, "") if row.is_today] == ["Mercredi"]
    assert [row.label for row in week(parse(OFFICE), (), at, REUNION, "974") if row.is_today] == ["Jeudi"]


def test_holidays_and_closures_are_noted_on_their_day() -> None:
    closures = [(date(2026, 11, 13), date(2026, 11, 14))]
    rows = week(parse(OFFICE), closures, date(2026, 11, 12), PARIS, "")
    assert (rows[2].ranges, rows[2].note) == ("Fermé", words("Jour férié~: Armistice"))
    assert (rows[4].ranges, rows[4].note) == ("Fermé", "Fermeture exceptionnelle")
    assert (rows[5].ranges, rows[5].note) == ("Fermé", "Fermeture exceptionnelle")
    assert rows[3].note == ""


def test_a_holiday_that_no_rule_names_is_to_be_checked() -> None:
    rows = week(parse("Mo-Fr 09:00-12:00"), (), date(2026, 11, 12), PARIS, "")
    assert (rows[2].ranges, rows[2].note) == ("Horaires à vérifier", words("Jour férié~: Armistice"))
    assert not rows[2].is_closed


def test_a_night_before_a_closure_ends_at_midnight() -> None:
    closures = [(date(2026, 11, 29), date(2026, 11, 29))]
    assert week(parse(OFFICE), closures, date(2026, 11, 23), PARIS, "")[5].ranges == words("20~h~– minuit")


def test_whole_days_comments_and_unknown_hours_have_words() -> None:
    text = (
        'Mo 00:00-24:00; Tu 00:00-12:00; We 09:00-12:00 "sur rendez-vous"; Th 09:00-12:00 unknown; Fr unknown "appelez"'
    )
    rows = week(parse(text), (), date(2026, 11, 23), PARIS, "")
    assert [row.ranges for row in rows] == [
        words("24~h sur 24"),
        words("minuit~– 12~h"),
        words("9~h~– 12~h (sur rendez-vous)"),
        words("9~h~– 12~h (à vérifier)"),
        "Appelez",
        "Fermé",
        "Fermé",
    ]


def test_what_is_said_of_the_other_hours_is_a_note() -> None:
    rows = week(parse('Mo 09:00-12:00 || "sur rendez-vous"'), (), date(2026, 11, 23), PARIS, "")
    assert (rows[0].ranges, rows[0].note) == (words("9~h~– 12~h"), words("Aux autres heures~: sur rendez-vous"))
    assert (rows[1].ranges, rows[1].note) == ("Sur rendez-vous", "")


def test_ranges_that_touch_are_said_as_one() -> None:
    assert week(parse("Mo 09:00-13:00,13:00-18:00"), (), date(2026, 11, 23), PARIS, "")[0].ranges == words("9~h~– 18~h")


def test_the_typical_week_knows_the_season_and_no_holiday() -> None:
    schedule = parse("Mo-Fr 09:00-12:00; Jul-Aug Mo-Fr 09:00-19:00; PH off")
    in_autumn, in_summer = typical_week(schedule, date(2026, 11, 11)), typical_week(schedule, date(2026, 7, 14))
    assert {row.ranges for row in in_autumn[:5]} == {words("9~h~– 12~h")}
    assert {row.ranges for row in in_summer[:5]} == {words("9~h~– 19~h")}
    assert not any(row.is_today or row.note for row in in_autumn + in_summer)

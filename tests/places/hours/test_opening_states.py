"""The state of a place at an instant, in words."""

from datetime import date

import pytest

from solozere.places.hours import Kind, not_given, parse, state_at, unconfirmed
from solozere.places.hours.timeline import Closures
from tests.places.hours.shared import CHRISTMAS, PARIS, on, words

OFFICE = "Mo-Fr 09:00-12:00,14:00-17:30; PH off"


def said(text: str, at: str, closures: Closures = ()) -> tuple[str, str]:
    """The kind and the words at that time in Paris."""
    state = state_at(parse(text), closures, on(at), PARIS, "")
    return state.kind.value, state.words


@pytest.mark.parametrize(
    ("at", "kind", "expected"),
    [
        ("2026-11-23 08:00", "closed", "Fermé, ouvre à 9~h"),
        ("2026-11-23 08:29:59", "closed", "Fermé, ouvre à 9~h"),
        ("2026-11-23 08:30", "opening_soon", "Fermé, ouvre dans 30~minutes"),
        ("2026-11-23 08:59:01", "opening_soon", "Fermé, ouvre dans 1~minute"),
        ("2026-11-23 09:00", "open", "Ouvert, ferme à 12~h"),
        ("2026-11-23 11:29", "open", "Ouvert, ferme à 12~h"),
        ("2026-11-23 11:30", "closing_soon", "Ferme dans 30~minutes"),
        ("2026-11-23 11:35", "closing_soon", "Ferme dans 25~minutes"),
        ("2026-11-23 11:35:30", "closing_soon", "Ferme dans 25~minutes"),
        ("2026-11-23 11:59:59", "closing_soon", "Ferme dans 1~minute"),
        ("2026-11-23 12:00", "closed", "Fermé, ouvre à 14~h"),
        ("2026-11-23 15:00", "open", "Ouvert, ferme à 17~h~30"),
        ("2026-11-23 17:30", "closed", "Fermé, ouvre demain à 9~h"),
        ("2026-11-27 18:00", "closed", "Fermé, ouvre lundi à 9~h"),
        ("2026-11-29 23:59", "closed", "Fermé, ouvre demain à 9~h"),
        ("2026-11-30 00:00", "closed", "Fermé, ouvre à 9~h"),
    ],
)
def test_an_ordinary_week_is_said(at: str, kind: str, expected: str) -> None:
    assert said(OFFICE, at) == (kind, words(expected))


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("Mo[1] 10:00-12:00", "2026-11-30 10:00", "Fermé, ouvre le lundi 7~décembre à 10~h"),
        ("Mo[1] 10:00-12:00", "2026-12-01 10:00", "Fermé, ouvre lundi à 10~h"),
        ("Jan 01 10:00-12:00", "2026-12-20 10:00", "Fermé, ouvre le vendredi 1er~janvier à 10~h"),
        ("Jul 10:00-12:00", "2026-11-23 10:00", "Fermé, ouvre le jeudi 1er~juillet 2027 à 10~h"),
        ("Feb 29 10:00-12:00", "2027-03-02 10:00", "Fermé, ouvre le mardi 29~février 2028 à 10~h"),
        ("Feb 29 10:00-12:00", "2026-03-01 10:00", "Fermé"),
        ("2020 Mo 10:00-12:00", "2026-11-23 10:00", "Fermé"),
        ("off", "2026-11-23 10:00", "Fermé"),
    ],
)
def test_the_next_opening_is_said_however_far(text: str, at: str, expected: str) -> None:
    assert said(text, at) == ("closed", words(expected))


@pytest.mark.parametrize(
    ("text", "at", "kind", "expected"),
    [
        ("Fr 20:00-02:00", "2026-11-27 21:00", "open", "Ouvert, ferme à 2~h"),
        ("Fr 20:00-02:00", "2026-11-28 01:00", "open", "Ouvert, ferme à 2~h"),
        ("Fr 20:00-02:00", "2026-11-28 01:45", "closing_soon", "Ferme dans 15~minutes"),
        ("Fr 20:00-02:00", "2026-11-28 02:00", "closed", "Fermé, ouvre vendredi à 20~h"),
        ("Fr 20:00-02:00; Sa 10:00-12:00", "2026-11-28 01:00", "open", "Ouvert, ferme à 2~h"),
        ("Fr 20:00-24:00", "2026-11-27 21:00", "open", "Ouvert, ferme à minuit"),
        ("Fr 20:00-24:00; Sa 00:00-03:00", "2026-11-27 21:00", "open", "Ouvert, ferme à 3~h"),
        ("Mo 00:00-12:00", "2026-11-22 20:00", "closed", "Fermé, ouvre à minuit"),
        ("Mo 00:00-12:00", "2026-11-20 20:00", "closed", "Fermé, ouvre dimanche à minuit"),
        ("Mo-Fr 00:00-24:00", "2026-11-24 20:00", "open", "Ouvert, ferme vendredi à minuit"),
        ("Mo 08:00-24:00; Tu 00:00-18:00", "2026-11-23 20:00", "open", "Ouvert, ferme demain à 18~h"),
    ],
)
def test_midnight_is_no_boundary_and_belongs_to_the_evening(text: str, at: str, kind: str, expected: str) -> None:
    assert said(text, at) == (kind, words(expected))


def test_round_the_clock_is_said_as_such() -> None:
    assert said("24/7", "2026-12-25 03:00") == ("open", "Ouvert en continu")
    assert state_at(parse("24/7"), (), on("2026-12-25 03:00"), PARIS, "").changes_at is None
    assert said("Mo-Su 00:00-24:00", "2026-12-25 03:00") == ("open", "Ouvert en continu")
    assert said('24/7 "avec un badge"', "2026-12-25 03:00") == ("open", "Ouvert en continu (avec un badge)")


def test_round_the_clock_ends_where_a_closure_begins() -> None:
    closures = [CHRISTMAS]
    assert said("24/7", "2026-12-10 10:00", closures) == ("open", "Ouvert en continu")
    assert said("24/7", "2026-12-20 10:00", closures) == ("open", "Ouvert, ferme mercredi à minuit")
    assert state_at(parse("24/7"), closures, on("2026-12-10 10:00"), PARIS, "").changes_at == on("2026-12-24 00:00")
    assert said("24/7", "2027-01-03 23:50", closures) == ("closed", "Fermé aujourd’hui, ouvre à minuit")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-12-23 20:00", "Fermé, ouvre le lundi 4~janvier à 9~h"),
        ("2026-12-24 00:00", "Fermé jusqu’au 3~janvier"),
        ("2026-12-26 10:00", "Fermé jusqu’au 3~janvier"),
        ("2027-01-03 23:59", "Fermé aujourd’hui, ouvre demain à 9~h"),
    ],
)
def test_an_exceptional_closure_says_until_when(at: str, expected: str) -> None:
    assert said(OFFICE, at, [CHRISTMAS]) == ("closed", words(expected))


def test_a_closure_that_ends_before_days_off_lasts_in_words_until_the_eve_of_the_opening() -> None:
    closures = [(date(2026, 12, 28), date(2026, 12, 31))]
    assert said(OFFICE, "2026-12-28 10:00", closures) == ("closed", words("Fermé jusqu’au 3~janvier"))


def test_closures_that_follow_each_other_are_one() -> None:
    closures = [(date(2026, 12, 1), date(2026, 12, 4)), (date(2026, 12, 5), date(2026, 12, 10))]
    assert said(OFFICE, "2026-12-01 10:00", closures) == ("closed", words("Fermé jusqu’au 10~décembre"))


def test_a_closure_of_one_day_is_said_of_today() -> None:
    closures = [(date(2026, 11, 23), date(2026, 11, 23))]
    assert said(OFFICE, "2026-11-23 10:00", closures) == ("closed", words("Fermé aujourd’hui, ouvre demain à 9~h"))


def test_a_closure_without_an_opening_after_it_is_just_closed() -> None:
    assert said("2026 Mo-Fr 09:00-12:00", "2026-12-28 10:00", [CHRISTMAS]) == ("closed", "Fermé")


def test_a_closure_cuts_the_night_before_it_and_the_whole_night_of_its_last_day() -> None:
    closures = [(date(2026, 11, 28), date(2026, 11, 28))]
    assert said("Fr,Sa 20:00-02:00", "2026-11-27 23:00", closures) == ("open", "Ouvert, ferme à minuit")
    assert said("Fr,Sa 20:00-02:00", "2026-11-28 01:00", closures)[0] == "closed"
    assert said("Fr,Sa 20:00-02:00", "2026-11-29 01:00", closures)[0] == "closed"


@pytest.mark.parametrize(
    ("text", "at", "kind", "expected"),
    [
        ('Mo-Fr 09:00-12:00 "sur rendez-vous"', "2026-11-23 10:00", "open", "Ouvert, ferme à 12~h (sur rendez-vous)"),
        ('Mo-Fr 09:00-12:00 "sonnez"', "2026-11-23 08:00", "closed", "Fermé, ouvre à 9~h (sonnez)"),
        ('"sur rendez-vous"', "2026-11-23 10:00", "unknown", "Sur rendez-vous"),
        ("Mo-Fr unknown", "2026-11-23 10:00", "unknown", "Horaires à vérifier"),
        ('Mo-Fr 09:00-12:00 || "sur rendez-vous"', "2026-11-23 10:00", "open", "Ouvert au moins jusqu’à 12~h"),
        (
            'Mo-Fr 09:00-12:00 || "sur rendez-vous"',
            "2026-11-23 13:00",
            "unknown",
            "Sur rendez-vous. Ouvre demain à 9~h",
        ),
    ],
)
def test_comments_and_hours_that_are_not_known_are_said(text: str, at: str, kind: str, expected: str) -> None:
    assert said(text, at) == (kind, words(expected))


def test_what_the_caller_knows_better_has_its_own_states() -> None:
    assert (unconfirmed().kind, unconfirmed().words) == (Kind.UNKNOWN, "Horaires non confirmés")
    assert (not_given().kind, not_given().words) == (Kind.UNKNOWN, "Horaires non communiqués")
    assert not unconfirmed().is_open


def test_open_and_closing_soon_are_open() -> None:
    assert [kind for kind in Kind if type(unconfirmed())(kind, "").is_open] == [Kind.OPEN, Kind.CLOSING_SOON]


def test_an_instant_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        state_at(parse(OFFICE), (), on("2026-11-23 10:00").replace(tzinfo=None), PARIS, "")


@pytest.mark.parametrize("year", [1, 1000, 9000, 9999])
def test_a_year_out_of_reach_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match="between the years"):
        state_at(parse(OFFICE), (), on("2026-11-23 10:00").replace(year=year), PARIS, "")

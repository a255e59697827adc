"""Public holidays, of the region; a holiday that no rule names is not sure. School holidays where a calendar is known."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from solozere.places.hours import check_region, holiday_name, intervals, parse, state_at
from solozere.places.hours.school import is_school_holiday
from solozere.territory.calendars import CALENDARS
from tests.places.hours.shared import PARIS, REUNION, on, words

UNSURE = words("Jour férié~: horaires à vérifier")


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        ("", date(2026, 11, 11), "Armistice"),
        ("", date(2027, 1, 1), "Jour de l’an"),
        ("", date(2027, 3, 29), "Lundi de Pâques"),
        ("", date(2027, 3, 26), ""),
        ("57", date(2027, 3, 26), "Vendredi saint"),
        ("6AE", date(2026, 12, 26), "Saint-Étienne"),
        ("", date(2026, 12, 26), ""),
        ("974", date(2026, 12, 20), "Abolition de l’esclavage"),
        ("", date(2026, 12, 20), ""),
        ("971", date(2027, 5, 27), "Abolition de l’esclavage"),
        ("976", date(2027, 4, 27), "Abolition de l’esclavage"),
        ("NC", date(2027, 9, 24), "Fête de la Citoyenneté"),
        ("Zone C", date(2026, 7, 14), "Fête nationale"),
        (None, date(2026, 7, 14), ""),
    ],
)
def test_each_region_has_its_holidays(region: str | None, day: date, name: str) -> None:
    assert holiday_name(day, region) == name


@pytest.mark.parametrize("region", ["Lozère", "48", "fr", "Zone D"])
def test_a_region_that_is_not_known_is_refused_with_those_that_are(region: str) -> None:
    with pytest.raises(ValueError, match="choisissez parmi : 57, 6AE, 971") as refused:
        check_region(region)
    assert region in str(refused.value)
    with pytest.raises(ValueError, match="choisissez parmi"):
        holiday_name(date(2026, 7, 14), region)


def test_every_region_answers() -> None:
    for region in CALENDARS:
        check_region(region)
        assert holiday_name(date(2026, 7, 14), region) == "Fête nationale"


@pytest.mark.parametrize(
    ("text", "at", "kind", "expected"),
    [
        ("Mo-Fr 09:00-12:00; PH off", "2026-11-11 10:00", "closed", "Fermé, ouvre demain à 9~h"),
        ("Mo-Fr 09:00-12:00; PH 10:00-11:00", "2026-11-11 10:00", "open", "Ouvert, ferme à 11~h"),
        ("Mo-Fr,PH 09:00-12:00", "2026-11-11 10:00", "open", "Ouvert, ferme à 12~h"),
        ("Mo-Fr 09:00-12:00, PH 14:00-15:00", "2026-11-11 10:00", "open", "Ouvert, ferme à 12~h"),
        ("24/7", "2026-11-11 10:00", "open", "Ouvert en continu"),
        ("24/7; PH off", "2026-11-10 20:00", "open", "Ouvert, ferme à minuit"),
        ("Mo-Fr 09:00-12:00; Nov 11 10:00-12:00", "2026-11-11 10:00", "open", "Ouvert, ferme à 12~h"),
        ("Mo-Fr 09:00-12:00; Nov 11 off", "2026-11-11 10:00", "closed", "Fermé, ouvre demain à 9~h"),
        ("Mo-Fr 09:00-12:00; Dec 24-Jan 02 off", "2026-12-25 10:00", "closed", "Fermé, ouvre le lundi 4~janvier à 9~h"),
    ],
)
def test_a_rule_that_names_the_holiday_makes_it_sure(text: str, at: str, kind: str, expected: str) -> None:
    state = state_at(parse(text), (), on(at), PARIS, "")
    assert (state.kind, state.words) == (kind, words(expected))


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 09:00-12:00",
        "09:00-12:00",
        "Nov Mo-Fr 09:00-12:00",
        "Oct 15-Nov 30 09:00-12:00",
        "2026 Mo-Fr 09:00-12:00",
        "PH off; Mo-Fr 09:00-12:00",
        "Mo-Fr 09:00-12:00; Jul-Aug PH off",
        "Mo-Fr 00:00-24:00",
    ],
)
def test_a_holiday_that_no_rule_names_is_not_sure_all_day(text: str) -> None:
    schedule = parse(text)
    for hour in ("00:00", "10:00", "23:59"):
        state = state_at(schedule, (), on(f"2026-11-11 {hour}"), PARIS, "")
        assert (state.kind, state.words) == ("holiday_unsure", UNSURE)
        assert state.changes_at == on("2026-11-12 00:00")
    assert not intervals(schedule, (), on("2026-11-11 00:00"), on("2026-11-12 00:00"), PARIS, "")


def test_a_holiday_on_a_day_without_hours_is_just_closed() -> None:
    assert state_at(parse("Mo-Fr 09:00-12:00"), (), on("2026-11-01 10:00"), PARIS, "").kind == "closed"


def test_a_closure_on_a_holiday_is_sure() -> None:
    closures = [(date(2026, 11, 11), date(2026, 11, 11))]
    state = state_at(parse("Mo-Fr 09:00-12:00"), closures, on("2026-11-11 10:00"), PARIS, "")
    assert (state.kind, state.words) == ("closed", words("Fermé aujourd’hui, ouvre demain à 9~h"))


def test_the_night_that_ends_on_a_holiday_belongs_to_its_eve() -> None:
    eve = on("2027-01-01 01:00")
    assert state_at(parse("Mo-Su 20:00-02:00; PH off"), (), eve, PARIS, "").words == words("Ouvert, ferme à 2~h")
    assert state_at(parse("Mo-Su 20:00-02:00"), (), eve, PARIS, "").is_open
    assert state_at(parse("Mo-Su 20:00-02:00"), (), on("2027-01-01 03:00"), PARIS, "").kind == "holiday_unsure"
    assert state_at(parse("Mo-Su 20:00-02:00"), (), on("2027-01-02 01:00"), PARIS, "").kind == "holiday_unsure"


def test_open_until_an_unsure_holiday_is_open_at_least_until_midnight() -> None:
    state = state_at(parse("Mo-Fr 00:00-24:00"), (), on("2026-11-10 20:00"), PARIS, "")
    assert (state.kind, state.words) == ("open", "Ouvert au moins jusqu’à minuit")
    assert state.changes_at == on("2026-11-11 00:00")


def test_overseas_holidays_and_clocks_are_those_of_the_place() -> None:
    schedule = parse("Mo-Su 09:00-18:00; PH off")
    at = on("2026-12-20 10:00", REUNION)
    assert state_at(schedule, (), at, REUNION, "974").words == words("Fermé, ouvre demain à 9~h")
    assert state_at(schedule, (), at, REUNION, "").words == words("Ouvert, ferme à 18~h")
    assert state_at(schedule, (), at, PARIS, "").words == words("Fermé, ouvre à 9~h")


def test_alsace_and_moselle_rest_on_good_friday() -> None:
    schedule = parse("Mo-Fr 09:00-12:00; PH off")
    at = on("2027-03-26 10:00")
    assert state_at(schedule, (), at, PARIS, "57").kind == "closed"
    assert state_at(schedule, (), at, PARIS, "6AE").kind == "closed"
    assert state_at(schedule, (), at, PARIS, "").is_open


def test_the_new_year_is_crossed_at_the_antipodes() -> None:
    noumea = ZoneInfo("Pacific/Noumea")
    state = state_at(parse("Mo-Su 09:00-18:00; PH off"), (), on("2026-12-31 20:00", noumea), noumea, "NC")
    assert state.words == words("Fermé, ouvre samedi à 9~h")
    assert state.changes_at == on("2027-01-02 09:00", noumea)


SCHOOL = "Mo-Fr 09:00-12:00; SH 14:00-16:00; PH off"


def test_school_holidays_are_those_of_the_zone() -> None:
    schedule = parse(SCHOOL)
    at = on("2027-02-10 10:00")
    assert is_school_holiday(date(2027, 2, 10), "Zone C") is True
    assert is_school_holiday(date(2027, 2, 10), "Zone A") is False
    assert state_at(schedule, (), at, PARIS, "Zone C").words == words("Fermé, ouvre à 14~h")
    assert state_at(schedule, (), at, PARIS, "Zone A").words == words("Ouvert, ferme à 12~h")


@pytest.mark.parametrize(("region", "day"), [("", "2027-02-10"), ("974", "2027-02-10"), ("Zone C", "2028-09-05")])
def test_where_no_school_calendar_is_known_hours_are_to_be_checked(region: str, day: str) -> None:
    assert is_school_holiday(date.fromisoformat(day), region) is None
    state = state_at(parse(SCHOOL), (), on(f"{day} 10:00"), PARIS, region)
    assert (state.kind, state.words) == ("unknown", "Horaires à vérifier")


def test_school_holidays_that_change_nothing_need_no_calendar() -> None:
    schedule = parse("Mo-Fr 09:00-12:00; Mo,SH 09:00-12:00; Sa,Su off")
    assert state_at(schedule, (), on("2027-02-08 10:00"), PARIS, "").is_open

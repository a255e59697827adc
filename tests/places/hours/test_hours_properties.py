"""What holds for any text and any hours."""

from datetime import date, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from solozere.places.hours import (
    HoursError,
    Kind,
    OpeningState,
    doubts_about,
    in_words,
    intervals,
    parse,
    state_at,
    to_schema_org,
    week,
)
from solozere.places.hours.timeline import Closures
from tests.places.hours.shared import PARIS
from tests.places.hours.strategies import INSTANTS, ZONES, texts

MANY = settings(
    max_examples=120, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
PIECES = [
    *(
        "Mo",
        "Tu",
        "Su",
        "PH",
        "SH",
        "Jan",
        "Feb",
        "week",
        "2026",
        "0900",
        "1",
        "31",
        "60",
        "09:00",
        "12:00",
        "25:00",
        "00:00",
    ),
    *(
        "-",
        "-",
        ",",
        ",",
        ";",
        "||",
        "+",
        "/",
        ":",
        "[",
        "]",
        "[1]",
        "off",
        "open",
        "unknown",
        '"a"',
        '"',
        "24/7",
        "easter",
    ),
    *(
        "sunrise",
        "lundi",
        "ven",
        "fermé",
        "sauf",
        "tous",
        "et",
        "à",
        "9h",
        "midi",
        "1er",
        "7/7",
        "\n",
        "\x00",
        "\u200b",
        "٣",
        "²",
        "%s",
    ),
]
CLOSURES = st.lists(
    st.builds(
        lambda first, days: (first, first + timedelta(days=days)),
        st.dates(date(2026, 1, 1), date(2028, 12, 31)),
        st.integers(0, 20),
    ),
    max_size=3,
)
FAMILY = {Kind.CLOSING_SOON: Kind.OPEN, Kind.OPENING_SOON: Kind.CLOSED}


def family(state: OpeningState) -> Kind:
    """Open, closed, not known or not sure, however soon that changes."""
    return FAMILY.get(state.kind, state.kind)


@MANY
@given(
    st.one_of(
        st.text(),
        st.text(st.characters(exclude_categories=())),
        st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
        st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    )
)
@example("\ud800")
@example("9" * 400)
@example('"' * 99)
@example("Mo[" + "1," * 200)
def test_any_text_is_read_or_refused_in_french(text: str) -> None:
    try:
        schedule = parse(text)
    except HoursError as refused:
        assert refused.remarks
        assert str(refused).endswith((".", "»"))
        assert "%(" not in str(refused).replace(text, "")
        for proposed in filter(None, [refused.suggestion, *(right for one in refused.remarks for right in one.right)]):
            assert str(parse(proposed)) == proposed
        return
    assert parse(str(schedule)) == schedule


@MANY
@given(texts())
@example('24/7; Jan 00:02-24:01; 00:00-24:00 off || "sur rendez-vous"')
def test_what_the_grammar_writes_is_read_and_said(text: str) -> None:
    schedule = parse(text)
    assert parse(str(schedule)) == schedule
    assert in_words(schedule).endswith(".")
    assert len(week(schedule, (), date(2026, 12, 25), PARIS, "")) == 7
    for entry in to_schema_org(schedule, date(2026, 11, 1)):
        assert entry["opens"] < "24:00"
        assert entry["closes"] < "24:00"
    doubts_about(schedule)


@MANY
@given(texts(), CLOSURES, INSTANTS, st.integers(0, 10_000), ZONES)
def test_intervals_are_sorted_apart_not_empty_and_inside_the_window(text, closures, start, minutes, zone) -> None:
    end = start + timedelta(minutes=minutes)
    found = intervals(parse(text), closures, start, end, *zone)
    flat = [instant for interval in found for instant in interval]
    assert flat == sorted(set(flat))
    assert all(start <= instant <= end for instant in flat)
    for opens, closes in found:
        for local in (opens.astimezone(zone[0]), (closes - timedelta(microseconds=1)).astimezone(zone[0])):
            assert not any(first <= local.date() <= last for first, last in closures)


@MANY
@given(texts(), CLOSURES, INSTANTS, ZONES)
def test_a_window_gives_what_its_halves_give(text, closures, start, zone) -> None:
    schedule = parse(text)
    middle, end = start + timedelta(hours=31), start + timedelta(hours=70)
    whole = intervals(schedule, closures, start, end, *zone)
    halves = intervals(schedule, closures, start, middle, *zone) + intervals(schedule, closures, middle, end, *zone)
    rejoined = [halves[0]] if halves else []
    for opens, closes in halves[1:]:
        if opens == rejoined[-1][1]:
            rejoined[-1] = (rejoined[-1][0], closes)
        else:
            rejoined.append((opens, closes))
    assert whole == rejoined


@MANY
@given(texts(), CLOSURES, INSTANTS, ZONES)
def test_the_state_is_open_if_and_only_if_the_instant_is_inside_an_interval(text, closures, at, zone) -> None:
    schedule = parse(text)
    around = intervals(schedule, closures, at - timedelta(days=3), at + timedelta(days=3), *zone)
    state = state_at(schedule, closures, at, *zone)
    assert state.is_open == any(opens <= at < closes for opens, closes in around)
    assert state.words


@MANY
@given(texts(), CLOSURES, INSTANTS, ZONES)
def test_changes_at_is_the_next_boundary(text, closures: Closures, at, zone) -> None:
    schedule = parse(text)
    state = state_at(schedule, closures, at, *zone)
    if state.changes_at is None:
        horizon = intervals(schedule, closures, at, at + timedelta(days=365), *zone)
        assert horizon == ([(at, at + timedelta(days=365))] if state.is_open else [])
        return
    assert state.changes_at > at
    just_before = state_at(schedule, closures, state.changes_at - timedelta(microseconds=1), *zone)
    assert family(just_before) == family(state)
    assert just_before.changes_at == state.changes_at
    assert family(state_at(schedule, closures, state.changes_at, *zone)) != family(state)
    between = intervals(schedule, closures, at, state.changes_at, *zone)
    assert between == ([(at, state.changes_at)] if state.is_open else [])

"""Texts of opening hours drawn from the grammar, and instants near the places where clocks and calendars are difficult."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from solozere.places.hours.selectors import DAYS, MONTHS
from tests.places.hours.shared import PARIS, REUNION

ZONES = st.sampled_from(
    [
        (PARIS, ""),
        (PARIS, "57"),
        (PARIS, "Zone C"),
        (REUNION, "974"),
        (ZoneInfo("Pacific/Noumea"), "NC"),
        (ZoneInfo("America/St_Johns"), ""),
        (ZoneInfo("America/Miquelon"), "PM"),
    ]
)
_DIFFICULT = (
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 12, 24, 23, tzinfo=UTC),
    datetime(2026, 12, 31, 23, tzinfo=UTC),
    datetime(2028, 2, 28, 23, tzinfo=UTC),
    datetime(2027, 3, 14, 6, tzinfo=UTC),
)
INSTANTS = st.one_of(
    st.integers(0, 3 * 366 * 1440).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.builds(
        lambda base, minutes: base + timedelta(minutes=minutes), st.sampled_from(_DIFFICULT), st.integers(-1500, 1500)
    ),
)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def spans(draw: st.DrawFn, *, nights: bool) -> str:
    """One span of a day, or of a night when `nights`."""
    start = draw(st.integers(0, 1434) | st.sampled_from([0, 120, 150, 540]))
    latest = start + 1439 if nights else 1440
    return f"{_clock(start)}-{_clock(draw(st.integers(start + 5, latest) | st.just(1440)))}"


_DAY = st.sampled_from(DAYS)
_DAY_RANGES = st.one_of(_DAY, st.builds("{}-{}".format, _DAY, _DAY))
_NTH_DAYS = st.builds("{}[{}]".format, _DAY, st.sampled_from(["1", "-1", "1,3", "2-4", "5"]))
_MONTH = st.sampled_from(MONTHS)
_DATE = st.builds("{} {:02}".format, _MONTH, st.integers(1, 28))
_SEASONS = st.one_of(
    st.builds("{}-{}".format, _MONTH, _MONTH),
    _DATE,
    st.builds("{}-{}".format, _DATE, _DATE),
    st.builds("2026 {}".format, _DATE),
    st.integers(1, 51).map(lambda week: f"week {week}-{week + 2}"),
    st.sampled_from(["2026", "2027", "2026-2027", "2027+", "week 02-52/2", "Feb 29"]),
)


@st.composite
def rules(draw: st.DrawFn, *, nights: bool, sure: bool) -> str:
    """One rule; `sure` ones are open or off, without comment and without school holidays."""
    parts = [draw(_SEASONS)] if draw(st.integers(0, 3)) == 0 else []
    if draw(st.integers(0, 5)):
        days = draw(st.lists(_DAY_RANGES | _NTH_DAYS, min_size=1, max_size=3))
        days += ["PH"] * draw(st.booleans())
        if not sure and draw(st.integers(0, 9)) == 0:
            days.append("SH")
        parts.append(draw(st.sampled_from([",".join(days), "PH", days[0]])))
    saying = draw(st.sampled_from(["open"] * 6 + ["off", "times off"] + ([] if sure else ["unknown", "comment"])))
    if saying != "off":
        parts.append(",".join(draw(st.lists(spans(nights=nights), min_size=1, max_size=2))))
    parts += {"off": ["off"], "times off": ["off"], "unknown": ["unknown"], "comment": ['"sur rendez-vous"']}.get(
        saying, []
    )
    return " ".join(parts)


@st.composite
def texts(draw: st.DrawFn, *, nights: bool = True, sure: bool = False) -> str:
    """Opening hours of one to four rules, now and then round the clock first or « sur rendez-vous » last."""
    first = "24/7" if draw(st.integers(0, 9)) == 0 else draw(rules(nights=nights, sure=sure))
    text = first
    for rule in draw(st.lists(rules(nights=nights, sure=sure), max_size=3)):
        text += draw(st.sampled_from(["; ", "; ", ", "])) + rule
    return f'{text} || "sur rendez-vous"' if not sure and draw(st.integers(0, 9)) == 0 else text

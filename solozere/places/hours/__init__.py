"""Opening hours as pure code: no database, no clock of its own. See docs/adr/0003-opening-hours.md."""

from solozere.places.hours.doubts import doubts_about
from solozere.places.hours.errors import HoursError
from solozere.places.hours.holidays import check_region, holiday_name
from solozere.places.hours.intervals import Interval, intervals
from solozere.places.hours.model import Remark, Schedule
from solozere.places.hours.parse import MAX_LENGTH, parse
from solozere.places.hours.schema_org import to_schema_org
from solozere.places.hours.sentences import in_words
from solozere.places.hours.states import Kind, OpeningState, not_given, state_at, unconfirmed
from solozere.places.hours.timeline import Closures
from solozere.places.hours.weeks import DayHours, typical_week, week

__all__ = [
    "MAX_LENGTH",
    "Closures",
    "DayHours",
    "HoursError",
    "Interval",
    "Kind",
    "OpeningState",
    "Remark",
    "Schedule",
    "check_region",
    "doubts_about",
    "holiday_name",
    "in_words",
    "intervals",
    "not_given",
    "parse",
    "state_at",
    "to_schema_org",
    "typical_week",
    "unconfirmed",
    "week",
]

"""What this app declares to the registries."""

from solozere.core import checks, throttle  # noqa: F401  (registers the system check)
from solozere.core.jobs import housekeeping
from solozere.core.links import renewing  # noqa: F401  (declares its limit)
from solozere.core.registries import Periodic, periodic

periodic.register("sessions", Periodic(every_minutes=24 * 60, run=housekeeping.clear_sessions))
periodic.register("lost_jobs", Periodic(every_minutes=10, run=housekeeping.take_back_lost_jobs))
periodic.register("job_journal", Periodic(every_minutes=24 * 60, run=housekeeping.clear_journal))
periodic.register("throttle", Periodic(every_minutes=24 * 60, run=throttle.purge))

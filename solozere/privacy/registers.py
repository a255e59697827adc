"""What this app declares to the registries."""

from solozere.core.registries import Periodic, periodic
from solozere.privacy import actions

periodic.register("retention", Periodic(every_minutes=24 * 60, run=actions.nightly))

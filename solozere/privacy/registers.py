"""What this app declares to the registries."""

from solozere.core.registries import Panel, Periodic, periodic, personal_data, space_asides
from solozere.privacy import actions, journals

periodic.register("retention", Periodic(every_minutes=24 * 60, run=actions.nightly))
personal_data.register("journals", journals.DATA, order=10)
space_asides.register("data", Panel("privacy/space_data.html", lambda request, contact: {}), order=90)

"""What the reviewer's side declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.reviewing import personal, tasks
from solozere.charter.reviewing.mails import KINDS
from solozere.charter.reviewing.nightly import lapse_silent
from solozere.core.registries import DeskLink, Periodic, TaskGroup, declare_tasks, desk_links, periodic, personal_data
from solozere.notices.kinds import declare

for kind in KINDS:
    declare(kind)
personal_data.register("reviews", personal.DATA, order=25)
desk_links.register(
    "applications", DeskLink(_("Demandes"), "applications", "/animation/demandes/", tasks.waiting_count), order=20
)
declare_tasks(
    "applications",
    TaskGroup(
        _("Demandes à examiner"),
        10,
        tasks.applications,
        total=tasks.waiting_count,
        all_url_name="applications",
        all_words=_("Toutes les demandes"),
    ),
)
declare_tasks("visits", TaskGroup(_("Visites de la semaine"), 20, tasks.visits))
declare_tasks("unanswered", TaskGroup(_("Compléments sans réponse depuis un mois"), 60, tasks.unanswered))
periodic.register("silent_applications", Periodic(every_minutes=24 * 60, run=lapse_silent))

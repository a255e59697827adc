"""What follows a label declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.enums import ReviewKind
from solozere.charter.memberships import calling_off, mails, nightly, personal, renewals, tasks
from solozere.core.links.purposes import LinkPurpose
from solozere.core.links.purposes import declare as declare_purpose
from solozere.core.registries import (
    DeskLink,
    Panel,
    Periodic,
    TaskGroup,
    declare_tasks,
    desk_figures,
    desk_links,
    periodic,
    personal_data,
    space_panels,
)
from solozere.notices.kinds import declare

for kind in mails.KINDS:
    declare(kind)
declare_purpose(
    LinkPurpose(calling_off.LINK, _("renouveler le label de votre lieu"), days=120, leads_to=renewals.path_of)
)
periodic.register("renewals", Periodic(every_minutes=24 * 60, run=nightly.run))
personal_data.register("renewals", personal.DATA, order=40)
desk_links.register("places", DeskLink(_("Lieux"), "desk_places", "/animation/lieux/"), order=40)
desk_links.register(
    "renewals",
    DeskLink(_("Renouvellements"), "desk_renewals", "/animation/renouvellements/", tasks.renewals_total),
    order=50,
)
desk_figures.register("labels", Panel("charter/memberships/figures.html", tasks.figures), order=20)
space_panels.register("labels", Panel("charter/memberships/space_panel.html", tasks.kept_places), order=55)
declare_tasks(
    "renewals",
    TaskGroup(
        _("Renouvellements"),
        50,
        tasks.renewals,
        total=tasks.renewals_total,
        all_url_name="desk_renewals",
        all_words=_("Tous les renouvellements"),
    ),
)
declare_tasks(
    "leavings",
    TaskGroup(_("Demandes à quitter le réseau"), 60, tasks.leavings, total=tasks.reviews_total(ReviewKind.LEAVE)),
)
declare_tasks(
    "versions",
    TaskGroup(_("Nouvelle version de la charte"), 70, tasks.versions, total=tasks.reviews_total(ReviewKind.VERSION)),
)

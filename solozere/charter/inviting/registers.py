"""What invitations declare to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.inviting import personal, tasks
from solozere.charter.inviting.actions import LINK, path_of, remind_all
from solozere.charter.inviting.mails import KINDS
from solozere.core.links.purposes import LinkPurpose
from solozere.core.links.purposes import declare as declare_link
from solozere.core.registries import DeskLink, Periodic, TaskGroup, declare_tasks, desk_links, periodic, personal_data
from solozere.notices.kinds import declare

for kind in KINDS:
    declare(kind)
declare_link(LinkPurpose(LINK, _("répondre à une invitation"), days=180, leads_to=path_of))
periodic.register("invitations", Periodic(every_minutes=24 * 60, run=remind_all))
personal_data.register("invitations", personal.DATA, order=20)
desk_links.register("invitations", DeskLink(_("Invitations"), "invitations", "/animation/invitations/"), order=30)
declare_tasks(
    "invitations",
    TaskGroup(
        _("Invitations sans réponse"),
        50,
        tasks.invitations,
        all_url_name="invitations",
        all_words=_("Toutes les invitations"),
    ),
)

"""What the applicant's side declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.joining import personal
from solozere.charter.joining.ending import warn_of_drafts
from solozere.charter.joining.mails import KINDS
from solozere.charter.joining.resuming import page_of
from solozere.charter.joining.sending import BEGIN, FOLLOW
from solozere.charter.joining.workflow import WORKFLOW
from solozere.core.links.purposes import LinkPurpose
from solozere.core.links.purposes import declare as declare_link
from solozere.core.registries import (
    FooterLink,
    MenuEntry,
    Panel,
    Periodic,
    footer_links,
    menu,
    periodic,
    personal_data,
    space_panels,
)
from solozere.core.workflow import definition
from solozere.notices import kinds

definition.declare(WORKFLOW)
declare_link(LinkPurpose(FOLLOW, _("suivre votre demande de label"), days=180, leads_to=page_of))
declare_link(LinkPurpose(BEGIN, _("remplir votre demande de label"), days=30, leads_to=page_of, renewable=False))
for kind in KINDS:
    kinds.declare(kind)
menu.register("join", MenuEntry(_("Proposer un lieu"), "join", "/rejoindre/"), order=80)
footer_links.register("join", FooterLink(_("Faire labelliser un lieu"), "join"), order=5)
personal_data.register("applications", personal.DATA, order=30)
space_panels.register("applications", Panel("charter/joining/space_panel.html", personal.panel), order=30)
periodic.register("application_drafts", Periodic(every_minutes=24 * 60, run=warn_of_drafts))

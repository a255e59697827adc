"""What a sending requires, and whom it tells: called by the workflow, in its transaction."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from solozere.accounts.enums import GlobalRole
from solozere.accounts.models import RoleGrant
from solozere.charter.joining.reading import read
from solozere.charter.models import Application
from solozere.core import links
from solozere.core.addresses import absolute
from solozere.core.authors import Author
from solozere.core.workflow.definition import Data
from solozere.notices.actions import queue
from solozere.notices.models import Contact

REVIEW = "/animation/demandes/%s/"
FOLLOW = "follow_application"
"""The link that a mail carries: who has it reads that address."""
BEGIN = "begin_application"
"""The link of the browser that typed an address, which nobody has proved yet."""


def missing(application: Any, data: Data) -> list[str]:
    """A sentence for each answer that is wrong or missing, and one without a signature."""
    problems = [f"{problem.step.label}\u00a0: {problem.message}" for problem in read(application).problems()]
    if not application.signed_hash:
        problems.append(_("Signez votre demande\u00a0: le nom, la qualité, et la case à cocher."))
    return problems


def follow_url(application: Application) -> str:
    """A new personal address of the page that follows an application, to put in a mail."""
    return links.make(FOLLOW, application, application.contact_id, Author.system(_("suivi d’une demande")))


def team() -> QuerySet[Contact]:
    """The contacts of the coordinators of today."""
    held = RoleGrant.objects.filter(role=GlobalRole.COORDINATOR, until__isnull=True, user__is_active=True)
    return Contact.objects.filter(user__in=held.values("user_id")).order_by("pk")


def ask_confirmation(application: Application) -> None:
    """The address was only typed so far: its mail has the link that sends what was signed."""
    context = {"application": application, "url": follow_url(application)}
    key = f"confirm:{application.pk}:{application.signed_hash[:16]}:{application.signed_at:%Y%m%d%H%M%S}"
    queue("application_to_confirm", application.contact, context, key=key, about=application)


def tell_sent(application: Application, line: int) -> None:
    """The applicant has a proof of it, the coordinators know that it waits."""
    context = {"application": application, "url": follow_url(application)}
    queue("application_received", application.contact, context, key=f"received:{line}", about=application)
    _tell_team(application, line, _("Une demande de label est arrivée."))


def tell_sent_again(application: Application, line: int) -> None:
    """As the first time."""
    context = {"application": application, "url": follow_url(application)}
    queue("application_received", application.contact, context, key=f"received:{line}", about=application)
    _tell_team(application, line, _("Une demande de label est revenue avec les réponses demandées."))


def tell_withdrawn(application: Application, line: int) -> None:
    """The person is sure that it is withdrawn; the coordinators stop."""
    context = {"application": application}
    queue("application_withdrawn", application.contact, context, key=f"withdrawn:{line}", about=application)
    _tell_team(application, line, _("Une demande de label est retirée par la personne qui l’avait envoyée."))


def _tell_team(application: Application, line: int, news: str) -> None:
    context = {"application": application, "news": news, "url": absolute(REVIEW % application.pk)}
    for contact in team():
        key = f"application_news:{line}:{contact.pk}"
        queue("application_news", contact, context, key=key, about=application)

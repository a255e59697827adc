"""The links by which a person comes back to what they began."""

import secrets

from django.db import transaction
from django.urls import reverse

from solozere.charter.enums import ApplicationState as State
from solozere.charter.joining import steps
from solozere.charter.joining.sending import follow_url
from solozere.charter.models import DECIDED, Application
from solozere.core.addresses import absolute
from solozere.notices.actions import contact_for, queue

MOST = 10


def page_of(application: Application) -> str:
    """Where a link to an application leads: its form while it is a draft that nobody signed, else what became of it."""
    if application.state == State.DRAFT and not application.signed_hash:
        return reverse("join_step", args=[application.pk, first_open(application)])
    return reverse("application", args=[application.pk])


def first_open(application: Application) -> str:
    """The address of the first step that was never filled; the last one once all are."""
    return next((step.slug for step in steps.STEPS if step.code not in application.answers), steps.STEPS[-1].slug)


def tell_begun(application: Application) -> None:
    """The link of a draft, to the address that was typed."""
    context = {"application": application, "url": follow_url(application)}
    queue("application_begun", application.contact, context, key=f"begun:{application.pk}", about=application)


@transaction.atomic
def send_links(email: str) -> None:
    """A link to each application under way; the same writes for an address that has none, which is told so by mail."""
    contact = contact_for(email)
    closed = [state for state in DECIDED if state != State.ACCEPTED]
    found = Application.objects.filter(contact=contact).exclude(state__in=closed).order_by("-updated_at", "-pk")[:MOST]
    context = {"applications": [(one, follow_url(one)) for one in found], "join_url": absolute(reverse("join"))}
    queue("application_links", contact, context, key=f"links:{secrets.token_urlsafe(16)}")

"""Who acts on an application, on the applicant's side."""

from typing import Any

from django.db.models import QuerySet

from solozere.accounts.perms import is_coordinator
from solozere.charter.enums import Channel
from solozere.charter.models import Application
from solozere.core.authors import Author, AuthorKind


def is_applicant(author: Author, application: Application) -> bool:
    """Is it this person's: by a link, or with the account of the same contact, whose address is verified?"""
    if author.kind == AuthorKind.CONTACT:
        return author.id == application.contact_id
    if author.kind == AuthorKind.USER and author.person is not None:
        contact = author.person.contact
        return bool(author.person.is_active and contact.verified_at and contact.pk == application.contact_id)
    return False


def applicant(application: Application) -> Author:
    """The applicant who comes by a link, under their own name, else that of the person responsible whom they named."""
    contact = application.contact
    named = contact.name or str(application.answers.get("contact", {}).get("person_name", "")).strip()[:150]
    return Author(AuthorKind.CONTACT, named or Author.contact(contact).name, contact.pk, contact)


def is_reviewer(author: Author, application: Application) -> bool:
    """Reviews and decides: a coordinator or an administrator, who is not the applicant."""
    del application
    return author.kind == AuthorKind.USER and is_coordinator(author.person)


def enters(author: Author, application: Application) -> bool:
    """Fills and sends it: the applicant, or a coordinator for somebody who phoned, wrote or came."""
    if is_applicant(author, application):
        return True
    return application.channel != Channel.ONLINE and is_reviewer(author, application)


def can_enter_for_others(user: Any) -> bool:
    """May enter an application on somebody's behalf."""
    return is_coordinator(user)


def visible_to(user: Any) -> QuerySet[Application]:
    """The applications that an account may see: its own, all for a coordinator."""
    if is_coordinator(user):
        return Application.objects.all()
    if not user.is_authenticated or not user.is_active:
        return Application.objects.none()
    return Application.objects.filter(contact_id=user.contact_id, contact__verified_at__isnull=False)

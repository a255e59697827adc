"""Who opens an application: by the link of a mail, by an account, by the browser that began it, or at the desk."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from solozere.charter.enums import Channel
from solozere.charter.joining.perms import applicant, is_applicant, is_reviewer
from solozere.charter.joining.sending import BEGIN, FOLLOW
from solozere.charter.models import Application
from solozere.core import links
from solozere.core.authors import Author


@dataclass(frozen=True)
class Access:
    """`proven`: who is there reads the address of the application, or answers for it at the desk.

    `on_behalf`: a coordinator who enters it for somebody.
    """

    application: Application
    author: Author
    proven: bool
    on_behalf: bool = False


def access(request: HttpRequest, pk: int, *, desk: bool = True) -> Access:
    """404 for what does not exist and for what this person may not see, alike. `desk=False`: the applicant alone."""
    application = Application.objects.select_related("contact", "place").filter(pk=pk).first()
    if application is None:
        raise Http404
    found = _by_mail(request, application) or _by_account(request, application) or _by_browser(request, application)
    if found is None and desk:
        found = _at_the_desk(request, application)
    if found is None:
        raise Http404
    return found


def _by_mail(request: HttpRequest, application: Application) -> Access | None:
    if links.current(request, FOLLOW, application) is None:
        return None
    return Access(application, applicant(application), proven=True)


def _by_account(request: HttpRequest, application: Application) -> Access | None:
    user: Any = request.user
    if not user.is_authenticated or user.contact_id != application.contact_id:
        return None
    author = Author.user(user)
    return Access(application, author, proven=True) if is_applicant(author, application) else None


def _by_browser(request: HttpRequest, application: Application) -> Access | None:
    if links.current(request, BEGIN, application) is None:
        return None
    return Access(application, applicant(application), proven=False)


def _at_the_desk(request: HttpRequest, application: Application) -> Access | None:
    user: Any = request.user
    if not user.is_authenticated or application.channel == Channel.ONLINE:
        return None
    author = Author.user(user)
    if not is_reviewer(author, application):
        return None
    return Access(application, author, proven=application.channel != Channel.PHONE, on_behalf=True)

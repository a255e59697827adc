"""What a person's space shows of their account. Each panel is given the contact."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from solozere.accounts import perms
from solozere.accounts.enums import GlobalRole
from solozere.notices.models import Contact


def person(request: HttpRequest, contact: Contact) -> dict[str, Any]:
    """Who the person is here."""
    return {"contact": contact, "initials": initials(contact.name)}


def ways_in(request: HttpRequest, contact: Contact) -> dict[str, Any]:
    """With what they enter."""
    kinds = list(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    return {
        "contact": contact,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "application": Authenticator.Type.TOTP in kinds,
        "has_password": request.user.has_usable_password(),  # type: ignore[union-attr]
    }


def roles(request: HttpRequest, contact: Contact) -> dict[str, Any] | None:
    """What they do for the network; nothing for who only takes part in it."""
    held = perms.roles_of(request.user) - {GlobalRole.TELEWORKER}
    if not held:
        return None
    labels = [role.label for role in GlobalRole if role in held]
    return {"labels": labels, "administers": perms.is_administrator(request.user)}


def initials(name: str) -> str:
    """« LE » for « Léa Exemple »; "" without a name."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

"""An account, for the person whom it lets in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.accounts.browsers import name_of
from solozere.accounts.models import RoleGrant, User
from solozere.core.registries import PersonalData
from solozere.notices.models import Contact

MODELS = (
    "accounts.User",
    "accounts.RoleGrant",
    "mfa.Authenticator",
    "usersessions.UserSession",
    "sessions.Session",
    "admin.LogEntry",
)


def user_of(contact: Contact) -> User | None:
    """The account of a contact."""
    return User.objects.filter(contact_id=contact.pk).first()


def export(contact: Contact) -> list[dict[str, Any]]:
    """The account, its roles, its second factors by name, the devices that are signed in, what it did in the administration."""
    user = user_of(contact)
    if user is None:
        return []
    found: list[dict[str, Any]] = [
        {
            _("compte"): user.email,
            _("ouvert le"): user.created_at,
            _("dernière connexion"): user.last_login,
            _("mot de passe"): _("oui") if user.has_usable_password() else _("non"),
        }
    ]
    return [*found, *_roles(user), *_ways_in(user), *_acts(user)]


def _roles(user: User) -> list[dict[str, Any]]:
    grants = RoleGrant.objects.filter(user=user).order_by("since", "pk")
    return [{_("rôle"): str(grant), _("depuis"): grant.since, _("jusqu’à"): grant.until} for grant in grants]


def _ways_in(user: User) -> list[dict[str, Any]]:
    factors = Authenticator.objects.filter(user=user).order_by("created_at", "pk")
    devices = UserSession.objects.filter(user=user).order_by("created_at", "pk")
    return [
        *(
            {_("second moyen"): str(one), _("ajouté le"): one.created_at, _("dernier usage"): one.last_used_at}
            for one in factors
        ),
        *({_("appareil connecté"): name_of(one.user_agent), _("depuis"): one.created_at} for one in devices),
    ]


def _acts(user: User) -> list[dict[str, Any]]:
    entries = LogEntry.objects.filter(user=user).order_by("action_time", "pk")
    return [{_("dans l’administration"): str(entry), _("le"): entry.action_time} for entry in entries]


def erase(contact: Contact) -> None:
    """Every session ends, then the account goes with its roles and its second factors.

    Raises ValidationError for the last administrator: nobody could open the site's settings any more.
    """
    user = user_of(contact)
    if user is None:
        return
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise ValidationError(
            _("Vous êtes la dernière personne à administrer le site. Ouvrez d’abord un compte à quelqu’un d’autre.")
        )
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    user.delete()


DATA = PersonalData(gettext_lazy("Votre compte"), MODELS, export, erase)

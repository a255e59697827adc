"""The messages about an account: the code that lets in, and a word when how one enters changed."""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from solozere.accounts.models import User
from solozere.accounts.rules import CODE_SECONDS
from solozere.notices import actions
from solozere.notices.kinds import MailKind

CHANGES: dict[str, str | Promise] = {
    "mfa/email/totp_activated": _("Une application de codes est désormais demandée pour entrer."),
    "mfa/email/totp_deactivated": _("L’application de codes n’est plus demandée pour entrer."),
    "mfa/email/webauthn_added": _("Une clé d’accès a été ajoutée."),
    "mfa/email/webauthn_removed": _("Une clé d’accès a été retirée."),
    "mfa/email/recovery_codes_generated": _(
        "De nouveaux codes de secours ont été faits\u00a0; les anciens ne servent plus."
    ),
    "account/email/password_set": _("Un mot de passe a été enregistré."),
    "accounts/address_changed": _("L’adresse de votre compte a changé\u00a0: celle-ci ne sert plus pour entrer."),
    "accounts/password_removed": _("Le mot de passe a été retiré."),
}
"""What changed, under the name that allauth gives it → our sentence."""
CODE = MailKind(
    code="sign_in_code",
    name=_("Code pour entrer"),
    when=_("Quand vous demandez un code sur la page de connexion."),
    because=_("votre adresse a servi à demander un code"),
    template="accounts/mail/code",
    sample=lambda: {"code": "482\u00a0160"},
    secret=True,
    priority=100,
    useful_for=timedelta(seconds=CODE_SECONDS),
)
CHANGE = MailKind(
    code="sign_in_change",
    name=_("Changement dans votre façon d’entrer"),
    when=_("Quand une clé d’accès, une application ou un mot de passe est ajouté ou retiré."),
    because=_("vous avez un compte ici"),
    template="accounts/mail/change",
    sample=lambda: _change("account/email/password_set"),
    priority=80,
)


def send_code(email: str, code: str) -> None:
    """The code that lets `email` in: the same message and the same writes whether the address has an account or not."""
    contact = actions.contact_for(email)
    actions.queue(CODE.code, contact, {"code": f"{code[:3]}\u00a0{code[3:]}"}, key=_key(CODE))


def send_change(user: User, change: str) -> None:
    """How an account is entered changed: its owner is told, for it may be somebody else. Raises KeyError for an unknown change."""
    actions.queue(CHANGE.code, user.contact, _change(change), key=_key(CHANGE))


def _change(change: str) -> dict[str, Any]:
    return {"change": CHANGES[change], "url": f"{settings.SITE_URL}{reverse('mfa_index')}"}


def _key(kind: MailKind) -> str:
    """Each sending is one of its own: asking twice is being answered twice."""
    return f"{kind.code}:{secrets.token_urlsafe(16)}"

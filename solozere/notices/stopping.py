"""The secret address where a person says how they wish to receive a kind of mail.

It is signed, not stored: it must work years later, from the oldest letter. It gives nothing to read and nothing else to do.
"""

from django.core import signing
from django.urls import reverse

from solozere.core.addresses import absolute

SALT = "solozere.notices.stopping"


def stop_url(contact_id: int, kind: str) -> str:
    """The whole address, for the foot of a mail and its `List-Unsubscribe`."""
    return absolute(reverse("mail_choice", args=[token(contact_id, kind)]))


def token(contact_id: int, kind: str) -> str:
    """What the address holds."""
    return signing.Signer(salt=SALT).sign_object([contact_id, kind])


def read(said: str) -> tuple[int, str] | None:
    """`(contact id, kind)` of a token, or None where it is not ours."""
    try:
        contact_id, kind = signing.Signer(salt=SALT).unsign_object(said)
    except (signing.BadSignature, ValueError, TypeError, UnicodeError):
        return None
    return int(contact_id), str(kind)

"""Writing a new secret link to the contact whose own is over."""

from typing import Any

from django.utils import timezone

from solozere.core.addresses import absolute
from solozere.core.links import SecretLink, by_token
from solozere.core.links.purposes import purposes
from solozere.notices.actions import queue
from solozere.notices.models import Contact

NEW_LINK = "new_link"


def send(over: SecretLink, address: str) -> None:
    """Queue a mail with `address`, in the transaction that made it. A contact that is gone receives nothing."""
    contact = Contact.objects.filter(pk=over.contact_id or 0).first()
    made = by_token(address.rstrip("/").rpartition("/")[2])
    if contact is None or made is None:
        return
    context = {"purpose": purposes[over.purpose].name, "url": address, "until": made.expires_at}
    queue(NEW_LINK, contact, context, key=f"{NEW_LINK}:{made.pk}")


def sample() -> dict[str, Any]:
    """For the test that renders every kind of mail."""
    return {"purpose": "suivre votre demande", "url": absolute(f"/suivi/{'x' * 43}/"), "until": timezone.now()}

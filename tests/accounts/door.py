"""Coming in as people do: by the door."""

import re
from typing import Any

from django.test import Client

from solozere.notices.models import OutgoingMail

ADDRESS, CODE, SPACE = "/compte/connexion/", "/compte/code/", "/espace/"


def letters() -> list[str]:
    """The texts of the mails written, the oldest first, on one line each; they go when a transaction ends, here never."""
    texts = OutgoingMail.objects.order_by("pk").values_list("text", flat=True)
    return [" ".join(text.split()) for text in texts]


def codes() -> list[str]:
    """The codes that were written, the oldest first."""
    found = [re.search(r"Votre code est le (\d{3})\s(\d{3})", text) for text in letters()]
    return ["".join(match.groups()) for match in found if match]


def ask(client: Client, email: str, **more: Any) -> Any:
    """Type an address; the answer of the first step."""
    return client.post(ADDRESS, {"email": email, **more})


def enter(client: Client, email: str, **more: Any) -> Any:
    """Both steps; the answer of the second."""
    ask(client, email)
    return client.post(CODE, {"code": codes()[-1], **more})

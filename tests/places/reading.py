"""How tests read a page."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def text(client, path: str, status: int = 200) -> str:
    """The page at `path`, no-break spaces made plain and spaces joined."""
    answer = client.get(path)
    assert answer.status_code == status
    return " ".join(answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ").split())


def queries(client, path: str) -> int:
    """How many queries the page asks once the territory is in memory."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)

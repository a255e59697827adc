"""Pages travel compressed: a valley's connection carries a fifth of them."""

import gzip

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_page_is_compressed_for_who_accepts_it_and_says_its_own_weight(client: Client) -> None:
    plain = client.get("/accessibilite/")
    packed = client.get("/accessibilite/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    assert "poids@@" not in gzip.decompress(packed.content).decode()
    assert "Accept-Encoding" in packed["Vary"]


def test_a_page_is_sent_as_it_is_to_who_does_not(client: Client) -> None:
    response = client.get("/accessibilite/")
    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(response.content)

"""Two sendings at once: one is sent, the other is told; two applications never share a number."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from solozere.charter.joining import actions
from solozere.charter.models import Application, ApplicationLine
from solozere.core.authors import Author
from solozere.core.workflow import Moved
from tests.charter.joining.conftest import ANSWERS, SIGNATORY

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def send(pk: int) -> str:
    """One sending, in a connection of its own."""
    try:
        application = Application.objects.get(pk=pk)
        actions.send(application, Author.contact(application.contact), signatory=SIGNATORY, proven=True)
        return application.number
    except Moved as refusal:
        return "own" if refusal.own else "moved"
    finally:
        connection.close()


def test_a_double_click_sends_once_and_two_applications_have_two_numbers(draft, contact):
    other = actions.begin(contact, ANSWERS, Author.contact(contact))
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(send, [draft.pk, other.pk, draft.pk, other.pk]))
    numbers = sorted(one for one in said if one != "own")
    assert len(set(numbers)) == len(numbers) == 2
    assert numbers == sorted(Application.objects.values_list("number", flat=True))
    assert ApplicationLine.objects.count() == 2

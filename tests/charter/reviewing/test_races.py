"""Two reviewers who decide at the very same time: one label, the other is told."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from solozere.charter.models import Application, Membership
from solozere.charter.reviewing import actions
from solozere.charter.reviewing.actions import Grant
from solozere.core import workflow
from solozere.core.authors import Author
from solozere.core.workflow import Moved
from solozere.notices.models import OutgoingMail
from solozere.places.models import Place
from tests.factories import UserFactory


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(checked, claire, queue_in_the_database):
    maud = UserFactory(admin=True, contact__name="Maud")
    seen, barrier, told = workflow.last_seen(checked), Barrier(2), []

    def decide(user, verb, **given):
        try:
            barrier.wait(10)
            verb(Application.objects.get(pk=checked.pk), Author.user(user), seen=seen, **given)
            told.append("done")
        except Moved as moved:
            told.append(" ".join(moved.messages))
        except ValidationError as error:
            told.append(f"wrong: {error.messages}")
        finally:
            connection.close()

    refusal = {"reason": "Non.", "criteria": ["wifi-gratuit"], "person": "Maud", "phone": "04 65 71 00 00"}
    threads = [
        Thread(target=decide, args=(claire, actions.accept), kwargs={"grant": Grant("comptoir")}),
        Thread(target=decide, args=(maud, actions.refuse), kwargs=refusal),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    state = Application.objects.get().state
    assert told.count("done") == 1
    assert any(words.startswith("Entre-temps, ") for words in told)
    assert state in ("accepted", "refused")
    assert Place.objects.count() == Membership.objects.count() == (state == "accepted")
    assert OutgoingMail.objects.count() == 1

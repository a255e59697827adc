"""An administrator reads the worker's journal and changes nothing in it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from solozere.core.models import JobRun, PeriodicState
from tests.factories import UserFactory


@pytest.mark.django_db
def test_the_journal_is_read_and_cannot_be_changed(client):
    run = JobRun.objects.create(name="periodic.sessions", started_at=timezone.now(), seconds=0.1, succeeded=True)
    PeriodicState.objects.create(name="sessions", next_at=timezone.now())
    client.force_login(UserFactory(admin=True))
    assert "periodic.sessions" in client.get(reverse("admin:core_jobrun_changelist")).content.decode()
    assert "sessions" in client.get(reverse("admin:core_periodicstate_changelist")).content.decode()
    assert client.get(reverse("admin:core_jobrun_change", args=[run.pk])).status_code == 200
    assert client.get(reverse("admin:core_jobrun_add")).status_code == 403
    assert client.post(reverse("admin:core_jobrun_delete", args=[run.pk]), {"post": "yes"}).status_code == 403

"""What the night closes: an applicant who has not answered for six months is told, and may come back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from solozere.charter.reviewing.nightly import SILENT_DAYS, lapse_silent
from solozere.notices.models import OutgoingMail
from tests.charter.reviewing.applications import sent

pytestmark = pytest.mark.django_db


def test_only_what_waits_for_its_applicant_for_six_months_is_closed_once(commune):
    old, recent = timezone.now() - timedelta(days=SILENT_DAYS + 1), timezone.now() - timedelta(days=SILENT_DAYS - 1)
    silent = sent(commune, state="changes_requested", at=old)
    others = [
        sent(commune, state="changes_requested", at=recent, number="2026-0002"),
        sent(commune, state="in_review", at=old, number="2026-0003"),
    ]
    assert lapse_silent() == "1 lapsed"
    silent.refresh_from_db()
    assert silent.state == "lapsed"
    assert silent.decided_at is not None
    assert "six mois" in silent.journal.first().reason
    assert [mail.contact for mail in OutgoingMail.objects.all()] == [silent.contact]
    for other in others:
        before = other.state
        other.refresh_from_db()
        assert other.state == before
    assert lapse_silent() is None

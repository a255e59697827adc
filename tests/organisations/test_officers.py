"""The administrator says who acts for a partner; the person is told how to enter."""

import pytest
from django.utils import timezone

from solozere.notices.models import OutgoingMail
from solozere.organisations.models import Membership
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_officer_is_appointed_by_their_address_told_then_ended(client):
    client.force_login(UserFactory(admin=True))
    OrganisationFactory(slug="agence", name="Agence du plateau")
    assert "Agence du plateau" in client.get("/animation/organisations/").content.decode()
    wrong = client.post("/animation/organisations/agence/", {"email": "hugo", "name": "Hugo"}).content.decode()
    assert "n’est pas complète" in wrong
    assert 'value="Hugo"' in wrong
    for _time in range(2):
        client.post("/animation/organisations/agence/", {"email": "hugo@exemple.fr", "name": "Hugo Spécimen"})
    term = Membership.objects.get()
    assert (term.contact.name, term.since, term.until) == ("Hugo Spécimen", timezone.localdate(), None)
    assert "second moyen" in OutgoingMail.objects.get().text
    address = f"/animation/organisations/agence/{term.pk}/"
    assert "Dites pourquoi" in client.post(address, {"reason": ""}).content.decode()
    client.post(address, {"reason": "Change de poste."})
    term.refresh_from_db()
    assert (term.until, OutgoingMail.objects.count()) == (timezone.localdate(), 2)
    assert client.get(address).status_code == 404

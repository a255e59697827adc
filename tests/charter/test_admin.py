"""The administration looks at the charter and at memberships, and changes neither."""

import pytest

from solozere.charter.actions import admit
from solozere.charter.models import CharterVersion, Membership
from solozere.core.authors import Author
from tests.charter.charters import COMPTOIR, DAY
from tests.charter.conftest import offered
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory(admin=True))
    return client


@pytest.mark.parametrize("model", ["charterversion", "membership"])
def test_versions_and_memberships_are_shown_and_not_changed(administrator, charter, new_place, model):
    admit(new_place(services=offered(COMPTOIR)), None, on=DAY, author=Author.system("essais"), reason="Vérifié.")
    row = (CharterVersion if model == "charterversion" else Membership).objects.get()
    base = f"/administration/charter/{model}/"
    assert administrator.get(base).status_code == 200
    assert administrator.get(f"{base}{row.pk}/change/").status_code == 200
    assert administrator.get(f"{base}add/").status_code == 403
    assert administrator.post(f"{base}{row.pk}/change/", {"title": "Autre", "reason": "Autre"}).status_code == 403
    assert administrator.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert type(row).objects.filter(pk=row.pk).exists()

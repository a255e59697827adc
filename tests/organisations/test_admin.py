"""Partners in the administration."""

import pytest
from django.urls import reverse

from solozere.core.models import HistoryEntry
from solozere.organisations.models import Organisation
from tests.factories import OrganisationFactory, TerritoryFactory, UserFactory

pytestmark = pytest.mark.django_db
NO_MISSION = {"missions-TOTAL_FORMS": "0", "missions-INITIAL_FORMS": "0"}


@pytest.fixture
def admin(client):
    """A client signed in as an administrator."""
    TerritoryFactory()
    client.force_login(UserFactory(admin=True, contact__name="Camille Exemple"))
    return client


def fields(organisation: Organisation, **changes: str) -> dict[str, str]:
    """What the form sends."""
    return {
        "order": str(organisation.order),
        "name": organisation.name,
        "kind": organisation.kind,
        "source": organisation.source,
        "known_on": organisation.known_on,
        **NO_MISSION,
        **changes,
    }


def address(name: str, organisation: Organisation, *args: int) -> str:
    """Of an admin page of an organisation."""
    return reverse(f"admin:organisations_organisation_{name}", args=[organisation.pk, *args])


def test_an_administrator_creates_a_partner_with_a_mission(admin):
    data = {
        "slug": "agence",
        "order": "100",
        "name": "Agence",
        "kind": "agency",
        "source": "Gazette",
        "known_on": "2024",
        "missions-TOTAL_FORMS": "1",
        "missions-INITIAL_FORMS": "0",
        "missions-0-order": "0",
        "missions-0-what": "Anime le réseau",
        "missions-0-source": "Gazette",
    }
    answer = admin.post(reverse("admin:organisations_organisation_add"), data)
    assert answer.status_code == 302
    assert Organisation.objects.get().missions.get().what == "Anime le réseau"
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.author_name, entry.before) == ("create", "Camille Exemple", None)
    assert entry.after["missions"][0]["what"] == "Anime le réseau"


def test_a_change_is_kept_before_and_after_shown_and_undone(admin):
    organisation = OrganisationFactory(name="Agence", missions=1)
    mission = organisation.missions.get()
    data = fields(organisation, name="Agence du lac") | {
        "missions-TOTAL_FORMS": "1",
        "missions-INITIAL_FORMS": "1",
        "missions-0-id": str(mission.pk),
        "missions-0-organisation": str(organisation.pk),
        "missions-0-DELETE": "on",
        "missions-0-order": "0",
        "missions-0-what": mission.what,
        "missions-0-source": mission.source,
    }
    assert admin.post(address("change", organisation), data).status_code == 302
    entry = HistoryEntry.objects.get()
    assert (entry.before["name"], entry.after["name"]) == ("Agence", "Agence du lac")
    assert (len(entry.before["missions"]), entry.after["missions"]) == (1, [])

    html = admin.get(address("history", organisation)).content.decode()
    assert "<del>Agence</del> → <ins>Agence du lac</ins>" in html
    assert "Camille Exemple" in html

    restore = address("restore", organisation, entry.pk)
    assert restore in html
    assert admin.get(restore).status_code == 405
    assert admin.post(restore).status_code == 302
    organisation.refresh_from_db()
    assert (organisation.name, organisation.missions.get().what) == ("Agence", mission.what)
    assert HistoryEntry.objects.latest("pk").reason.startswith("Retour à l’état d’avant le")


def test_saving_without_a_change_leaves_no_entry(admin):
    organisation = OrganisationFactory()
    admin.post(address("change", organisation), fields(organisation))
    assert not HistoryEntry.objects.exists()


def test_the_way_back_exists_for_its_own_object_only(admin):
    organisation, other = OrganisationFactory(), OrganisationFactory()
    admin.post(address("change", organisation), fields(organisation, name="Autre nom"))
    entry = HistoryEntry.objects.get()
    assert admin.post(address("restore", other, entry.pk)).status_code == 404
    assert admin.post(address("restore", organisation, entry.pk + 1)).status_code == 404


def test_an_address_is_chosen_once(admin):
    organisation = OrganisationFactory(slug="agence")
    admin.post(address("change", organisation), fields(organisation, slug="autre", name="Autre"))
    organisation.refresh_from_db()
    assert (organisation.slug, organisation.name) == ("agence", "Autre")


def test_a_wrong_date_is_refused_with_a_sentence(admin):
    organisation = OrganisationFactory()
    html = admin.post(address("change", organisation), fields(organisation, known_on="hier")).content.decode()
    assert "écrivez une année (2013), un mois (2013-03) ou un jour (2013-03-15)" in html


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_deleted_partner_leaves_its_entry(admin, in_bulk):
    organisation = OrganisationFactory(name="Éphémère")
    if in_bulk:
        data = {"action": "delete_selected", "_selected_action": [organisation.pk], "post": "yes"}
        admin.post(reverse("admin:organisations_organisation_changelist"), data)
    else:
        admin.post(address("delete", organisation), {"post": "yes"})
    assert not Organisation.objects.exists()
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.before["name"]) == ("delete", "Éphémère")


def test_a_partner_that_another_one_names_is_not_deleted(admin):
    heir = OrganisationFactory()
    OrganisationFactory(successor=heir)
    admin.post(address("delete", heir), {"post": "yes"})
    assert Organisation.objects.filter(pk=heir.pk).exists()


def test_a_malformed_key_leads_back_to_the_list(admin):
    assert admin.post("/administration/organisations/organisation/abc/change/", {}).status_code == 302

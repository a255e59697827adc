"""The territory and its zones in the administration."""

import pytest
from django.urls import reverse

from solozere.core import history
from solozere.territory.current import require_territory
from solozere.territory.loading import load_pack
from solozere.territory.models import Commune, Territory, Zone
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client):
    client.force_login(UserFactory(admin=True))
    return client


def form_of(response):
    """What the page's form would send back as it stands."""
    form = response.context["adminform"].form
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: form.fields[name].prepare_value(value) for name, value in data.items()}
    for formset in response.context["inline_admin_formsets"]:
        management = formset.formset.management_form
        data |= {management.add_prefix(name): management[name].value() for name in management.fields}
        for inline in formset.formset.initial_forms:
            data |= {inline.add_prefix(name): inline[name].value() for name in inline.fields}
    return {name: value for name, value in data.items() if value is not None}


@pytest.mark.usefixtures("valdore")
class TestTerritory:
    URL = "/administration/territory/territory/1/change/"

    def test_an_edit_shows_at_once_is_kept_in_the_history_and_left_alone_by_the_next_load(
        self, admin_client, tiny_pack, only_geography
    ):
        assert require_territory().tagline == "le télétravail, de la côte aux Hauts"
        data = form_of(admin_client.get(self.URL)) | {"tagline": "notre accroche"}
        assert admin_client.post(self.URL, data).status_code == 302
        assert require_territory().tagline == "notre accroche"
        [entry] = history.of(Territory.objects.get())
        assert (entry.before["tagline"], entry.after["tagline"]) == (
            "le télétravail, de la côte aux Hauts",
            "notre accroche",
        )
        assert [key for key, _why in load_pack(tiny_pack)["territory"].left] == ["99"]

    def test_saving_without_a_change_is_no_edit(self, admin_client, tiny_pack, only_geography):
        assert admin_client.post(self.URL, form_of(admin_client.get(self.URL))).status_code == 302
        assert not history.of(Territory.objects.get()).exists()
        assert load_pack(tiny_pack).quiet

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("time_zone", "Mars/Olympus", "n’est pas un fuseau horaire connu"),
            ("holidays_subdivision", "Zone D", "n’est pas un calendrier connu"),
            ("west", "70", "L’ouest doit précéder l’est"),
            ("texts", "{}", "Il manque le texte « footer »"),
            ("texts", "[1]", "Écrivez les textes un par un"),
            ("observations", '[{"count": "x"}]', "Il manque la date du compte"),
            ("colours", '{"light": {"hero": "red"}}', "s’écrit # puis six chiffres"),
        ],
    )
    def test_what_a_pack_would_be_refused_for_is_refused_here(self, admin_client, field, value, words):
        data = form_of(admin_client.get(self.URL)) | {field: value}
        response = admin_client.post(self.URL, data)
        assert response.status_code == 200
        assert words in response.context["adminform"].form.errors[field][0]

    def test_nobody_adds_or_deletes_the_territory(self, admin_client):
        assert admin_client.get("/administration/territory/territory/add/").status_code == 403
        assert admin_client.post("/administration/territory/territory/1/delete/").status_code == 403


@pytest.mark.usefixtures("valdore")
class TestZones:
    def test_a_zone_shows_its_communes_and_keeps_the_history_of_its_edits(self, admin_client):
        zone = Zone.objects.get()
        url = reverse("admin:territory_zone_change", args=[zone.pk])
        page = admin_client.get(url)
        assert "Anse-Blanche" in page.content.decode()
        assert admin_client.post(url, form_of(page) | {"name": "Le littoral"}).status_code == 302
        [entry] = history.of(zone)
        assert (entry.before[0], entry.after[0]) == ("Le littoral de 2014", "Le littoral")

    def test_the_list_of_zones_is_shown(self, admin_client):
        assert "littoral de 2014" in admin_client.get(reverse("admin:territory_zone_changelist")).content.decode()

    def test_its_communes_are_shown_and_changed_in_the_pack_only(self, admin_client):
        zone = Zone.objects.get()
        url = reverse("admin:territory_zone_change", args=[zone.pk])
        page = admin_client.get(url)
        row = zone.communes.get(code="99001")
        data = form_of(page) | {"communes-0-id": row.pk, "communes-0-name": "Autre", "communes-0-DELETE": "on"}
        admin_client.post(url, data)
        assert zone.communes.get(code="99001").name == "Port-Embrun"
        assert admin_client.get(reverse("admin:territory_zone_add")).status_code == 403


@pytest.mark.usefixtures("valdore")
class TestCommunes:
    def test_a_commune_is_looked_up_by_postal_code_and_changes_nothing(self, admin_client):
        page = admin_client.get(reverse("admin:territory_commune_changelist"), {"q": "99300"}).content.decode()
        assert "Saint-Gaël" in page
        assert "Grand-Ilet" in page
        assert "Port-Embrun" not in page
        url = reverse("admin:territory_commune_change", args=["99003"])
        assert "99300" in admin_client.get(url).content.decode()
        assert admin_client.post(url, {"name": "Autre"}).status_code == 403
        assert Commune.objects.get(pk="99003").name == "Saint-Gaël"

    def test_the_list_asks_as_much_whatever_it_shows(self, admin_client, django_assert_max_num_queries):
        with django_assert_max_num_queries(9):
            admin_client.get(reverse("admin:territory_commune_changelist"))

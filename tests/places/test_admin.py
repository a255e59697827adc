"""Places in the administration: each change is an action's, in the administrator's name, and the pack then yields."""

import io
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from zeal import zeal_ignore

from solozere.core.models import HistoryEntry, StoredFile
from solozere.places import actions
from solozere.places.actions import change_slug
from solozere.places.models import FactGroup, FormerSlug, Place, Service, StatusChange
from solozere.places.pack import PlacesSection
from tests.factories import CommuneFactory, LabelFactory, OrganisationFactory, PlaceFactory, ServiceFactory
from tests.places.conftest import ADA, describe

pytestmark = pytest.mark.django_db
PREFIXES = {
    "spaces": ("kind", "name", "capacity", "accessible", "note"),
    "services": ("service_id", "available", "detail"),
    "measures": ("technology", "down_mbps", "up_mbps", "latency_ms", "measured_on", "method"),
    "closures": ("first_day", "last_day", "reason"),
    "pictures": ("alt", "caption", "credit", "order"),
    "roles": ("organisation_id", "role", "since", "until"),
    "external_ids": ("source", "value", "url", "seen_on"),
}
COLUMNS = (
    *("name", "slug", "summary", "origin", "origin_note", "address", "postal_code", "lat", "lon", "precision"),
    *("opening_hours", "hours_note", "access_public_transport", "access_car", "accessibility", "acceslibre_url"),
    *("contact_label", "phone", "email", "website", "prices"),
)


@pytest.fixture(autouse=True)
def rows_read_one_by_one():
    """Django's own formsets ask for each row that a form sends back."""
    with zeal_ignore():
        yield


def sent(place: Place | None = None, **changes) -> dict:
    """What the form of `place` sends, with these changes; a None takes the field away."""
    data = {"step": "", "step_on": "", "step_note": ""}
    for prefix in ("status_changes", "fact_groups"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    for prefix, columns in PREFIXES.items():
        rows = list(getattr(place, prefix).all()) if place else []
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": len(rows)}
        for index, row in enumerate(rows):
            data |= {f"{prefix}-{index}-id": row.pk, f"{prefix}-{index}-place": place.pk}
            for column in columns:
                value = getattr(row, column)
                data[f"{prefix}-{index}-{column.removesuffix('_id')}"] = "" if value is None else value
    if place:
        data |= {column: "" if getattr(place, column) is None else getattr(place, column) for column in COLUMNS}
        data["commune"] = place.commune_id
    data |= changes
    return {name: value for name, value in data.items() if value is not None}


def add_row(data: dict, prefix: str, **values) -> dict:
    """One more row in a table of the form."""
    index = data[f"{prefix}-TOTAL_FORMS"]
    data[f"{prefix}-TOTAL_FORMS"] = index + 1
    data |= {f"{prefix}-{index}-{name}": value for name, value in values.items()}
    return data


def change(client, place: Place, **changes):
    """Sends the form of `place`; an error of the form is shown by the assertion."""
    return post(client, place, sent(place, **changes))


def post(client, place: Place, data: dict):
    answer = client.post(reverse("admin:places_place_change", args=[place.pk]), data)
    assert answer.status_code == 302, errors_of(answer)
    place.refresh_from_db()
    return answer


def errors_of(answer) -> list[str]:
    """All that the page says is wrong."""
    form = answer.context["adminform"].form
    found = [f"{name}: {' '.join(errors)}" for name, errors in form.errors.items()]
    for inline in answer.context["inline_admin_formsets"]:
        found += [str(error) for errors in inline.formset.errors for error in errors.items()]
        found += [str(error) for error in inline.formset.non_form_errors()]
    return found


def refused(client, place: Place, data: dict) -> str:
    """What is said of a form that is refused."""
    before = PlacesSection().state(place)
    answer = client.post(reverse("admin:places_place_change", args=[place.pk]), data)
    assert answer.status_code == 200
    assert PlacesSection().state(Place.objects.get(pk=place.pk)) == before
    return "\n".join(errors_of(answer)).replace("\u00a0", " ")


def group(place: Place, code: str) -> FactGroup:
    return FactGroup.objects.get(place=place, code=code)


def test_an_administrator_creates_a_place_with_its_groups(admin):
    CommuneFactory(code="99100", name="Valbourg")
    ServiceFactory(code="free_wifi")
    data = sent(
        name="La Remise",
        slug="la-remise",
        origin="application",
        commune="99100",
        address="2 rue du Puits",
        precision="commune",
        opening_hours="mo-fr 9:00-12:00",
        step="in_service",
        step_on="2026-03",
        step_note="Inauguration",
    )
    add_row(data, "services", service="free_wifi", available="on", detail="partout")
    answer = admin.post(reverse("admin:places_place_add"), data)
    assert answer.status_code == 302, errors_of(answer)
    place = Place.objects.get()
    assert (place.slug, place.status, place.status_since) == ("la-remise", "in_service", "2026-03")
    assert (place.opening_hours, place.address) == ("Mo-Fr 09:00-12:00", "2 rue du Puits")
    assert place.services.get().detail == "partout"
    step = StatusChange.objects.get()
    assert (step.note, step.author_name) == ("Inauguration", "Camille Exemple")
    found = {g.code: (g.source, g.author_name, g.confirmed_at is not None) for g in place.fact_groups.all()}
    assert found == dict.fromkeys(
        ("identity", "location", "hours", "services"), ("Administration du site", "Camille Exemple", True)
    )


def test_a_change_is_written_in_its_group_alone_and_confirmed_now(admin, full_place):
    describe(full_place, confirmed_at=datetime(2026, 1, 2, tzinfo=UTC))
    change(admin, full_place, phone="04 65 71 00 49")
    contact = group(full_place, "contact")
    assert full_place.phone == "04 65 71 00 49"
    assert (contact.source, contact.author_name) == ("Administration du site", "Camille Exemple")
    assert contact.previous["phone"] == "04 65 71 00 48"
    assert contact.confirmed_at > datetime(2026, 6, 1, tzinfo=UTC)
    assert group(full_place, "hours").confirmed_at == datetime(2026, 1, 2, tzinfo=UTC)
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.part, entry.author_name, entry.action) == ("contact", "Camille Exemple", "update")


def test_a_form_sent_without_a_change_writes_nothing(admin, full_place):
    before, count = PlacesSection().state(full_place), HistoryEntry.objects.count()
    change(admin, full_place)
    assert PlacesSection().state(full_place) == before
    assert HistoryEntry.objects.count() == count


def test_rows_are_changed_added_and_deleted_as_one_list(admin, full_place):
    office = full_place.spaces.get(name="Bureau 1")
    rows = list(full_place.spaces.all())
    data = sent(full_place)
    index = rows.index(office)
    data[f"spaces-{index}-name"] = "Bureau rouge"
    data[f"spaces-{rows.index(full_place.spaces.get(name='Bureau 2'))}-DELETE"] = "on"
    add_row(data, "spaces", kind="phone_box", name="Cabine", capacity="1", accessible="unknown", note="")
    post(admin, full_place, data)
    assert sorted(full_place.spaces.values_list("name", flat=True)) == ["Bureau rouge", "Cabine", "Grande salle"]
    assert full_place.spaces.get(name="Bureau rouge").pk == office.pk
    assert group(full_place, "spaces").author_name == "Camille Exemple"
    assert HistoryEntry.objects.latest("pk").part == "spaces"


def test_services_closures_organisations_and_identifiers_are_rows_too(admin, full_place):
    organisation = OrganisationFactory(slug="mairie")
    data = sent(full_place)
    add_row(data, "services", service="kitchen", available="", detail="")
    add_row(data, "closures", first_day="2027-05-01", last_day="2027-05-02", reason="pont")
    add_row(data, "external_ids", source="OSM", value="node/1", url="osm.example/node/1", seen_on="2026")
    add_row(data, "roles", organisation=organisation.pk, role="host", since="2020", until="")
    post(admin, full_place, data)
    assert full_place.services.get(service_id="kitchen").available is False
    assert full_place.closures.count() == 2
    assert full_place.external_ids.get(source="OSM").url == "https://osm.example/node/1"
    assert full_place.roles.get(role="host").organisation == organisation


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"opening_hours": "lundi de 9h à 12h"}, "opening_hours: « lundi de 9h à 12h »"),
        ({"slug": "Pas Une Adresse"}, "slug:"),
        ({"slug": "autre"}, "slug:"),
        ({"slug": "ancien"}, "slug: Cette adresse a été celle d’un autre lieu"),
        ({"phone": "appelez"}, "phone: Ce numéro ne peut pas être appelé"),
        ({"postal_code": "48"}, "postal_code: Un code postal a cinq chiffres"),
        ({"lat": "3.85", "lon": "44.72"}, "inversées"),
        ({"lat": "", "lon": "3.85"}, "lat: Donnez la latitude et la longitude"),
        ({"commune": "00000"}, "commune:"),
        ({"name": ""}, "name:"),
        ({"step": "planned"}, "step:"),
        ({"step": "closed", "step_on": "2999"}, "step_on: Ce jour n’est pas encore venu"),
        ({"step": "closed", "step_on": "jadis"}, "step_on: « jadis » n’est pas une date"),
        ({"step_on": "2026"}, "step: Choisissez l’état"),
        ({"confirm": ["pictures"]}, "confirm:"),
        ({"email": "a@b"}, "email:"),
    ],
)
def test_a_mistake_is_said_at_its_field(admin, full_place, changes, words):
    change_slug(PlaceFactory(slug="ancien"), "autre", author=ADA)
    assert words in refused(admin, full_place, sent(full_place, **changes))


@pytest.mark.parametrize(
    ("prefix", "row", "words"),
    [
        ("spaces", {"kind": "open_space", "name": "S", "capacity": "0"}, "capacity"),
        ("spaces", {"kind": "open_space", "name": "Bureau 1", "capacity": "1"}, "double"),
        ("services", {"service": "free_wifi", "available": "on"}, "double"),
        ("closures", {"first_day": "2026-02-02", "last_day": "2026-02-01"}, "suivre"),
        ("measures", {"down_mbps": "0", "measured_on": "2026-02-02", "method": "contract"}, "zéro"),
        ("roles", {"role": "host"}, "organisation"),
        ("pictures", {"alt": "Une salle", "order": "0"}, "Choisissez la photo à déposer"),
        ("external_ids", {"source": "Registre", "value": "R-99"}, "Un autre lieu porte déjà"),
    ],
)
def test_a_mistake_in_a_row_is_said(admin, full_place, prefix, row, words):
    other = PlaceFactory()
    other.external_ids.create(source="Registre", value="R-99")
    assert words in refused(admin, full_place, add_row(sent(full_place), prefix, **row))


def test_doubtful_hours_are_kept_and_the_doubt_is_said(admin, full_place):
    answer = admin.post(
        reverse("admin:places_place_change", args=[full_place.pk]),
        sent(full_place, opening_hours="Mo-Fr 09:00-12:00,11:00-18:00"),
        follow=True,
    )
    full_place.refresh_from_db()
    assert full_place.opening_hours == "Mo-Fr 09:00-12:00,11:00-18:00"
    assert any("chevauchent" in str(message) for message in answer.context["messages"])


def test_a_status_changes_by_the_action_with_its_day_and_reason(admin, full_place):
    change(admin, full_place, step="suspended", step_on="2026-03-02", step_note="Travaux")
    assert (full_place.status, full_place.status_since) == ("suspended", "2026-03-02")
    step = StatusChange.objects.latest("pk")
    assert (step.status, step.note, step.author_name) == ("suspended", "Travaux", "Camille Exemple")


def test_a_new_address_redirects_the_former_one(admin, full_place):
    change(admin, full_place, slug="atelier-neuf")
    assert full_place.slug == "atelier-neuf"
    assert FormerSlug.objects.get().slug == "atelier"


def test_groups_are_confirmed_as_they_stand(admin, full_place):
    describe(full_place, confirmed_at=datetime(2026, 1, 2, tzinfo=UTC))
    change(admin, full_place, confirm=["hours", "prices"], prices="Gratuit.")
    hours, prices = group(full_place, "hours"), group(full_place, "prices")
    assert (hours.author_name, hours.source) == ("Camille Exemple", "Visite")
    assert (prices.author_name, prices.source) == ("Camille Exemple", "Administration du site")
    assert hours.confirmed_at > datetime(2026, 6, 1, tzinfo=UTC)
    assert [entry.part for entry in HistoryEntry.objects.filter(action="confirm")] == ["hours"]


def picture(colour: str) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG")
    return SimpleUploadedFile("salle.png", buffer.getvalue(), content_type="image/png")


def test_a_picture_is_stored_with_its_alternative_text(admin, full_place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    data = add_row(sent(full_place), "pictures", alt="La grande salle", caption="", credit="Ada", order="1")
    post(admin, full_place, data | {"pictures-0-upload": picture("blue")})
    found = full_place.pictures.get()
    assert (found.alt, found.credit, found.file.visibility) == ("La grande salle", "Ada", "public")
    assert group(full_place, "pictures").author_name == "Camille Exemple"
    data = sent(full_place)
    data["pictures-0-alt"] = "La salle bleue"
    post(admin, full_place, data)
    assert full_place.pictures.get().alt == "La salle bleue"
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("upload", "alt", "words"),
    [
        (SimpleUploadedFile("a.txt", b"bonjour"), "Une salle", "n’est pas une photo"),
        (SimpleUploadedFile("a.png", b""), "Une salle", "vide"),
        (None, "Une salle", "Choisissez la photo"),
        ("blue", "", "alt"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused(admin, full_place, settings, tmp_path, upload, alt, words):
    settings.MEDIA_ROOT = tmp_path
    data = add_row(sent(full_place), "pictures", alt=alt, caption="Salle", credit="", order="1")
    if upload is not None:
        data["pictures-0-upload"] = picture(upload) if isinstance(upload, str) else upload
    assert words in refused(admin, full_place, data)


def test_the_history_shows_each_change_and_goes_back(admin, full_place):
    change(admin, full_place, prices="Gratuit.")
    entry = HistoryEntry.objects.get(part="prices", author_name="Camille Exemple")
    page = admin.get(reverse("admin:places_place_history", args=[full_place.pk]))
    assert "Gratuit." in page.content.decode()
    admin.post(reverse("admin:places_place_restore", args=[full_place.pk, entry.pk]))
    full_place.refresh_from_db()
    assert full_place.prices.startswith("Demi-journée")
    assert "Retour à l’état" in HistoryEntry.objects.latest("pk").reason


def test_a_step_of_a_life_is_no_state_to_go_back_to(admin, full_place):
    change(admin, full_place, step="suspended")
    entry = HistoryEntry.objects.get(action="status")
    answer = admin.post(reverse("admin:places_place_restore", args=[full_place.pk, entry.pk]), follow=True)
    assert any("Seuls les faits" in str(message) for message in answer.context["messages"])
    full_place.refresh_from_db()
    assert full_place.status == "suspended"


def test_what_an_action_refuses_after_all_is_said_and_nothing_is_written(admin, full_place, monkeypatch):
    def refuse(*args, **kwargs):
        raise ValidationError("Quelqu’un vient de fermer ce lieu.")

    monkeypatch.setattr(actions, "update_group", refuse)
    answer = admin.post(
        reverse("admin:places_place_change", args=[full_place.pk]), sent(full_place, prices="Gratuit."), follow=True
    )
    assert [str(message) for message in answer.context["messages"]] == ["Quelqu’un vient de fermer ce lieu."]
    full_place.refresh_from_db()
    assert full_place.prices != "Gratuit."


def test_a_place_edited_here_is_no_longer_what_the_pack_loaded(admin, full_place):
    section = PlacesSection()
    before = section.state(full_place)
    change(admin, full_place, summary="Autre chose.")
    assert section.state(full_place) != before
    assert section.find(full_place.slug) == full_place


def test_a_place_is_closed_and_never_deleted(admin, full_place):
    assert admin.post(reverse("admin:places_place_delete", args=[full_place.pk]), {"post": "yes"}).status_code == 403
    assert Place.objects.exists()


def test_pages_of_the_administration_answer(admin, full_place):
    LabelFactory()
    for name, args in (
        ("place_changelist", []),
        ("place_add", []),
        ("place_change", [full_place.pk]),
        ("service_changelist", []),
        ("service_change", ["free_wifi"]),
        ("label_changelist", []),
        ("label_change", ["escale"]),
    ):
        page = admin.get(reverse(f"admin:places_{name}", args=args))
        assert page.status_code == 200, name
    page = admin.get(reverse("admin:places_place_changelist"), {"q": "Valbourg"})
    assert "L’Atelier" in page.content.decode()


def test_the_page_of_a_place_asks_as_much_for_many_rows_as_for_few(admin, full_place, django_assert_max_num_queries):
    url = reverse("admin:places_place_change", args=[full_place.pk])
    for n in range(20):
        full_place.spaces.create(kind="open_space", name=f"Salle {n}", capacity=1)
        service = ServiceFactory()
        full_place.services.create(service=service)
    with django_assert_max_num_queries(40):
        admin.get(url)


def test_a_service_keeps_its_code_and_its_changes_are_in_the_history(admin, catalogue):
    url = reverse("admin:places_service_change", args=["free_wifi"])
    data = {"name": "Wifi offert", "name_en": "", "icon": "wifi", "hint": "", "hint_en": "", "order": "1"}
    assert admin.post(url, data | {"code": "autre"}).status_code == 302
    assert Service.objects.get(code="free_wifi").name == "Wifi offert"
    assert HistoryEntry.objects.get().before["name"] == "Wifi gratuit"
    answer = admin.post(url, data | {"icon": "licorne"})
    assert "licorne" in str(answer.context["adminform"].form.errors["icon"])

"""The manager's pages: what they show, what they write, what they keep of what was typed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from solozere.core import files, history
from solozere.places.actions import appoint_manager, update_group
from solozere.places.keeping.actions import last_change
from solozere.places.models import FactGroup, Place, PlaceReport
from tests.factories import CommuneFactory, PlaceFactory, UserFactory
from tests.places.conftest import ADA
from tests.places.keeping.conftest import AUTHOR, SINCE, address, letters, sent

pytestmark = pytest.mark.django_db
SLUGS = (
    "presentation",
    "adresse",
    "horaires",
    "espaces",
    "services",
    "connexion",
    "acces",
    "contact",
    "tarifs",
    "photos",
)


def words(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def again(place):
    return Place.objects.get(pk=place.pk)


def test_who_keeps_a_place_sees_its_state_group_by_group(kept, full_place):
    page = words(kept.get(address(full_place)))
    assert "Horaires et fermetures" in page
    assert "Du lundi au vendredi" in page
    assert "Tout est encore exact" in page
    assert "L’Atelier" in words(kept.get("/espace/lieux/"))
    assert address(full_place) in words(kept.get("/espace/"))


def test_to_a_stranger_the_pages_do_not_exist(client, full_place):
    client.force_login(UserFactory())
    for slug in ("", "exact", *SLUGS, "horaires/historique"):
        ask = client.post if slug == "exact" else client.get
        assert ask(address(full_place, slug)).status_code == 404, slug


def test_who_kept_it_once_does_not_any_more(client, full_place):
    former = UserFactory()
    term = appoint_manager(full_place, former.contact, since=SINCE, author=AUTHOR)
    term.until = SINCE
    term.save()
    client.force_login(former)
    assert client.get(address(full_place)).status_code == 404


@pytest.mark.parametrize("slug", SLUGS)
def test_each_group_has_its_form_and_sent_as_it_stands_it_changes_nothing(kept, full_place, slug):
    assert kept.get(address(full_place, slug)).status_code == 200
    before = history.of(full_place).exclude(action="confirm").count()
    answer = kept.post(address(full_place, slug), sent(full_place, slug))
    assert answer.status_code == 302, words(answer)
    assert history.of(full_place).exclude(action="confirm").count() == before
    assert kept.get(address(full_place, f"{slug}/historique")).status_code == 200


def test_a_change_is_public_at_once_in_the_manager_s_name_with_its_history(kept, full_place, client):
    kept.post(address(full_place, "tarifs"), sent(full_place, "tarifs", prices="Gratuit."))
    group = FactGroup.objects.get(place=full_place, code="prices")
    assert (again(full_place).prices, group.source, group.author_name) == (
        "Gratuit.",
        "Responsable du lieu",
        "Rose Fictif",
    )
    assert group.confirmed_at is not None
    assert "Gratuit." in words(client.get(full_place.get_absolute_url()))
    assert history.of(full_place).first().after == {"prices": "Gratuit."}


def test_a_coordinator_edits_any_place_through_the_same_pages(client, claire, full_place):
    client.force_login(claire)
    client.post(address(full_place, "presentation"), sent(full_place, "presentation", name="Le Nouveau"))
    assert again(full_place).name == "Le Nouveau"
    assert FactGroup.objects.get(place=full_place, code="identity").source == "Coordination du réseau"


def test_what_is_wrong_is_said_in_french_and_what_was_typed_stays(kept, full_place):
    data = sent(full_place, "contact", phone="12", contact_label="La concierge")
    page = words(kept.post(address(full_place, "contact"), data))
    assert "Ce numéro ne peut pas être appelé" in page
    assert 'value="La concierge"' in page
    assert again(full_place).contact_label == "Accueil"


def test_hours_in_french_are_read_back_and_kept_once_agreed_to(kept, full_place):
    french = "Lundi à vendredi 8h-12h"
    page = words(kept.post(address(full_place, "horaires"), sent(full_place, "horaires", opening_hours=french)))
    assert "Du lundi au vendredi, de 8 h à 12 h" in page
    assert french in page
    assert again(full_place).opening_hours.startswith("Mo-Fr 09:00")
    data = sent(full_place, "horaires", opening_hours=french, understood="Mo-Fr 08:00-12:00")
    assert kept.post(address(full_place, "horaires"), data).status_code == 302
    assert again(full_place).opening_hours == "Mo-Fr 08:00-12:00"


def test_hours_that_are_doubtful_are_kept_and_the_doubt_is_said(kept, full_place):
    data = sent(full_place, "horaires", opening_hours="PH off; Mo-Su 09:00-18:00")
    page = words(kept.post(address(full_place, "horaires"), data, follow=True))
    assert "jours fériés à la fin" in page
    assert "jours fériés à la fin" in words(kept.get(address(full_place, "horaires")))


def test_a_closure_is_added_and_another_one_taken_off(kept, full_place):
    data = sent(
        full_place,
        "horaires",
        **{"closures-0-DELETE": "on", "closures-1-first_day": "2027-05-01"},
        **{"closures-1-last_day": "02/05/2027"},
    )
    assert kept.post(address(full_place, "horaires"), data).status_code == 302
    assert [str(one) for one in again(full_place).closures.all()] == ["2027-05-01 – 2027-05-02"]


def test_a_closure_that_ends_before_it_begins_is_refused_at_its_field(kept, full_place):
    data = sent(full_place, "horaires", **{"closures-0-last_day": "2026-12-01"})
    page = words(kept.post(address(full_place, "horaires"), data))
    assert "vérifiez les deux dates" in page
    assert 'href="#id_closures-0-last_day"' in page


def test_a_renamed_space_stays_the_same_row_and_an_emptied_one_goes(kept, full_place):
    room = full_place.spaces.get(name="Grande salle")
    office = full_place.spaces.get(name="Bureau 2")
    data = sent(full_place, "espaces")
    rows = {data[f"spaces-{n}-name"]: n for n in range(3)}
    data[f"spaces-{rows['Grande salle']}-name"] = "Salle du bas"
    for name in ("name", "kind", "capacity", "accessible", "note"):
        data[f"spaces-{rows['Bureau 2']}-{name}"] = ""
    data["spaces-3-name"], data["spaces-3-kind"], data["spaces-3-capacity"] = "Cabine", "phone_box", "1"
    assert kept.post(address(full_place, "espaces"), data).status_code == 302
    assert full_place.spaces.get(pk=room.pk).name == "Salle du bas"
    assert not full_place.spaces.filter(pk=office.pk).exists()
    assert full_place.spaces.filter(name="Cabine", kind="phone_box").exists()


def test_a_service_is_offered_refused_or_not_known(kept, full_place):
    data = sent(full_place, "services", s_free_wifi="", s_printer="yes", s_kitchen="no", d_printer="en couleur")
    assert kept.post(address(full_place, "services"), data).status_code == 302
    rows = {row.service_id: (row.available, row.detail) for row in full_place.services.all()}
    assert rows == {"printer": (True, "en couleur"), "kitchen": (False, "")}


def test_a_measure_says_how_it_was_made_and_takes_a_comma(kept, full_place):
    new = {"method": "speed_test", "measured_on": "2026-01-02", "down_mbps": "94,5"}
    data = sent(full_place, "connexion", **{f"measures-1-{name}": value for name, value in new.items()})
    assert kept.post(address(full_place, "connexion"), data).status_code == 302
    assert str(full_place.measures.get(measured_on="2026-01-02").down_mbps) == "94.5"
    data = sent(full_place, "connexion", **{"measures-2-down_mbps": "vite"})
    page = words(kept.post(address(full_place, "connexion"), data))
    assert "Écrivez un nombre, par exemple 94,5." in page
    assert "Dites comment ce débit est connu" in page


def photo():
    buffer = io.BytesIO()
    Image.new("RGB", (800, 400), "green").save(buffer, "JPEG")
    return SimpleUploadedFile("salle.jpg", buffer.getvalue(), "image/jpeg")


def test_a_picture_wants_its_words_and_is_not_asked_for_twice(kept, full_place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    url = address(full_place, "photos")
    page = words(kept.post(url, sent(full_place, "photos", **{"pictures-0-upload": photo()})))
    assert "Décrivez la photo en une phrase" in page
    assert not full_place.pictures.exists()
    stored = files.StoredFile.objects.get()
    assert stored.sha256 in page
    again_sent = sent(full_place, "photos", **{"pictures-0-file": stored.sha256, "pictures-0-alt": "Six bureaux"})
    assert kept.post(url, again_sent).status_code == 302
    assert full_place.pictures.get().file == stored


def test_a_file_kept_for_the_team_is_not_published_by_its_number(kept, full_place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = files.store_image(photo(), purpose="visite")
    data = sent(full_place, "photos", **{"pictures-0-file": stored.sha256, "pictures-0-alt": "Six bureaux"})
    assert "Choisissez la photo" in words(kept.post(address(full_place, "photos"), data))
    assert not full_place.pictures.exists()


def test_the_second_of_two_people_is_told_what_changed_and_loses_nothing(kept, full_place):
    data = sent(full_place, "tarifs", prices="Gratuit le lundi.")
    update_group(full_place, "prices", {"prices": "10 € la journée."}, author=ADA, source="Visite")
    page = words(kept.post(address(full_place, "tarifs"), data))
    assert "Ada Exemple" in page
    assert "10 € la journée." in page
    assert "Gratuit le lundi." in page
    assert again(full_place).prices == "10 € la journée."
    data["seen"] = last_change(full_place, "prices")
    assert f'name="seen" value="{data["seen"]}"' in page
    kept.post(address(full_place, "tarifs"), data)
    assert again(full_place).prices == "Gratuit le lundi."


def test_a_double_click_saves_once_and_is_no_conflict(kept, full_place):
    data = sent(full_place, "tarifs", prices="Gratuit.")
    for _click in range(2):
        assert kept.post(address(full_place, "tarifs"), data).status_code == 302
    assert history.of(full_place).filter(part="prices", action="update", after={"prices": "Gratuit."}).count() == 1


def test_what_stood_before_is_taken_up_again_and_saved_by_its_author(kept, full_place):
    kept.post(address(full_place, "tarifs"), sent(full_place, "tarifs", prices="Gratuit."))
    entry = last_change(full_place, "prices")
    page = words(kept.get(address(full_place, "tarifs/historique")))
    assert f"?depuis={entry}" in page
    form = words(kept.get(f"{address(full_place, 'tarifs')}?depuis={entry}"))
    assert "Demi-journée : 6 €." in form
    assert "Rien n’est encore enregistré" in form
    assert again(full_place).prices == "Gratuit."
    assert kept.get(f"{address(full_place, 'tarifs')}?depuis=9999999").status_code == 200


def test_everything_is_confirmed_by_one_button_and_never_by_reading(kept, full_place):
    FactGroup.objects.filter(place=full_place).update(confirmed_at=None)
    assert kept.get(address(full_place, "exact")).status_code == 405
    assert "tout est vérifié aujourd’hui" in words(kept.post(address(full_place, "exact"), follow=True))
    assert not FactGroup.objects.filter(place=full_place, confirmed_at=None).exists()


def test_where_nothing_is_known_there_is_nothing_to_confirm(client, claire, here):
    place = PlaceFactory()
    client.force_login(claire)
    page = words(client.get(address(place)))
    assert "Tout est encore exact" not in page
    assert "Rien n’est encore renseigné" in page
    assert "complétez la fiche" in words(client.post(address(place, "exact"), follow=True))


# What a manager proposes


def test_a_new_name_is_proposed_and_the_rest_published(kept, full_place):
    data = sent(full_place, "presentation", name="Le Grand Atelier", summary="Au bord de l’eau.")
    page = words(kept.post(address(full_place, "presentation"), data, follow=True))
    assert "quand la coordination du réseau l’aura relu" in page
    place = again(full_place)
    assert (place.name, place.summary) == ("L’Atelier", "Au bord de l’eau.")
    assert PlaceReport.objects.get().proposed == {"name": "Le Grand Atelier"}


def test_the_point_is_put_right_within_200_metres_and_a_move_is_proposed(kept, full_place):
    kept.post(address(full_place, "adresse"), sent(full_place, "adresse", lat="44,72600"))
    assert again(full_place).lat == 44.726
    kept.post(address(full_place, "adresse"), sent(full_place, "adresse", lat="44,7300"))
    assert again(full_place).lat == 44.726
    assert PlaceReport.objects.get().proposed["lat"] == 44.73


def test_a_coordinator_writes_what_was_proposed_and_the_manager_is_told(
    client, kept, rose, claire, full_place, django_capture_on_commit_callbacks
):
    other = CommuneFactory(code="99101", name="Hautbourg")
    kept.post(address(full_place, "adresse"), sent(full_place, "adresse", commune=other.code, precision="commune"))
    kept.post(address(full_place, "adresse"), sent(full_place, "adresse", commune=other.code, precision="commune"))
    made = PlaceReport.objects.get()
    client.force_login(claire)
    assert "99101" in words(client.get(f"/animation/signalements/{made.pk}/"))
    client.post(f"/animation/signalements/{made.pk}/", {"step": "corrected", "reason": "D’accord.", "seen": "0"})
    assert again(full_place).commune == other
    assert [mail.contact for mail in letters("report_answered")] == [rose.contact]

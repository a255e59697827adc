"""The administrator's pages: try a file, read its report, choose, write; to anybody else they do not exist."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from odf.opendocument import load

from solozere.core import declarations
from solozere.core.authors import Author
from solozere.core.jobs.loop import Loop
from solozere.places.actions import confirm_group
from solozere.places.imports import jobs, report, running, steps
from solozere.places.models import Place, PlaceImport, PlaceImportLine
from tests.factories import UserFactory
from tests.places.imports.conftest import HEADER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("communes")]
LIST = "/animation/imports/"
BIEF = "1;Le Bief;Valbourg;99100;44.5;3.5;Mo-Fr 09:00-12:00;04 66 00 00 01;"
LINES = (
    BIEF,
    "2;Le Moulin;Hautval;99200;44.7;3.6;Mo 08:22;;",
    "3;Le Pont;Valbour;99100;;;;;",
    "4;Le Bief;Valbourg;99100;44.5;3.5;;;",
)


class Administrator(Client):
    """Whose worker takes up at once what each form asks for, outside of the request as in production."""

    idle = False

    def post(self, *args, follow=False, **kwargs):
        answer = super().post(*args, **kwargs)
        if not self.idle:
            Loop().once(with_periodic=False)
        return self.get(answer["Location"]) if follow else answer


@pytest.fixture
def admin(queue_in_the_database):
    client = Administrator()
    client.force_login(UserFactory(admin=True, contact__name="Claire Modèle"))
    return client


def sent(*lines: str, header: str = HEADER, name: str = "lieux.csv", **fields):
    return {
        "file": SimpleUploadedFile(name, "\n".join([header, *lines]).encode()),
        "source": "Registre",
        "source_date": "2024-01",
        **fields,
    }


@pytest.fixture
def batch(admin) -> PlaceImport:
    admin.post(LIST, sent(*LINES))
    return PlaceImport.objects.get()


def page(client: Client, batch: PlaceImport, suffix: str = "") -> str:
    answer = client.get(f"{LIST}{batch.pk}/{suffix}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_to_anybody_else_the_pages_do_not_exist(batch):
    visitor, member = Client(), Client()
    member.force_login(UserFactory())
    names = ["place_import", "place_import_mapping", "place_import_choices", "place_import_apply"]
    addresses = [LIST, *(reverse(name, args=[batch.pk]) for name in names), f"{LIST}{batch.pk}/compte-rendu.csv"]
    for address in addresses:
        for client in (visitor, member):
            assert client.get(address).status_code == 404
            assert client.post(address).status_code == 404


def staff(*, administrator):
    """Somebody who enters the administration, with the rights on places there, an administrator or not."""
    user, client = UserFactory(is_staff=True, is_superuser=administrator), Client()
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_place", "add_place", "change_place"]))
    client.force_login(user)
    return client


@pytest.mark.parametrize(("administrator", "status"), [(False, 404), (True, 200)])
def test_an_administrator_alone_brings_a_register(batch, administrator, status):
    assert staff(administrator=administrator).get(LIST).status_code == status


@pytest.mark.parametrize("administrator", [False, True])
def test_the_administration_shows_the_way_to_import_to_who_may_only(administrator):
    answer = staff(administrator=administrator).get(reverse("admin:places_place_changelist"))
    assert answer.status_code == 200
    assert ("Importer un tableau" in answer.content.decode()) is administrator


def test_a_file_is_tried_without_writing_anything(admin, batch):
    assert batch.state == "tried"
    assert (batch.author_name, batch.total, batch.source, batch.source_date) == (
        "Claire Modèle",
        4,
        "Registre",
        "2024-01",
    )
    assert not Place.objects.exists()
    text = page(admin, batch)
    for words in (
        "Rien n’est encore écrit.",
        "Appliquer les 2 changements",
        "Les 4 lignes",
        "1 ligne refusée",
        "Valbourg (99001), sans doute",
        "1 ligne acceptée, avec une réponse laissée de côté",
        "Mo 08:22-12:00",
        "Le Bief\u00a0: peut-être deux fois le même lieu",
        "Même nom que la ligne 2, au même endroit, sans",
    ):
        assert words in text, words


def test_applied_it_makes_the_places_and_says_so(admin, batch):
    answer = admin.post(f"{LIST}{batch.pk}/appliquer/", follow=True)
    assert "Cet import est écrit." in answer.content.decode()
    assert "Lieux créés" in answer.content.decode()
    place = Place.objects.get(name="Le Bief")
    assert place.fact_groups.first().author_name == "Claire Modèle"
    assert place.get_absolute_url() in page(admin, batch, "compte-rendu.csv")
    admin.post(f"{LIST}{batch.pk}/appliquer/")
    assert Place.objects.count() == 2
    assert sorted(batch.lines.values_list("outcome", flat=True)) == ["duplicate", "left", "left", "refused"]


def test_a_conflict_shows_both_values_and_is_settled_by_who_administers(admin, batch):
    admin.post(f"{LIST}{batch.pk}/appliquer/")
    place = Place.objects.get(name="Le Bief")
    confirm_group(place, "contact", author=Author.system("Rose Fictif"))
    admin.post(LIST, sent("1;Le Bief;Valbourg;99100;44.5;3.5;;04 66 99 99 99;", source_date="2026"))
    second = PlaceImport.objects.first()
    text = page(admin, second)
    for words in (
        "Le Bief, Valbourg\u00a0: contact",
        "04 66 00 00 01",
        "04 66 99 99 99",
        "Rose Fictif",
        "daté de 2026",
    ):
        assert words in text, words
    assert "Et rien ne le serait" in text
    assert "/appliquer/" not in text

    admin.post(f"{LIST}{second.pk}/appliquer/")
    place.refresh_from_db()
    assert place.phone == "04 66 00 00 01"

    answer = admin.post(f"{LIST}{second.pk}/choix/", {"l2-contact": "take", "page": "1"}, follow=True)
    assert "Vos choix sont gardés" in answer.content.decode()
    place.refresh_from_db()
    assert place.phone == "04 66 00 00 01"
    admin.post(f"{LIST}{second.pk}/appliquer/")
    place.refresh_from_db()
    assert place.phone == "04 66 99 99 99"
    assert second.lines.get().outcome == "updated"


def test_a_conflict_says_names_and_words_and_only_what_the_file_gives(admin, communes):
    from solozere.places.actions import update_group
    from solozere.places.models import Service

    for code, name in (("wifi", "Wifi gratuit"), ("printer", "Imprimante")):
        Service.objects.get_or_create(code=code, defaults={"name": name, "icon": "wifi"})
    header = "id;nom;commune;cp;horaires;services"
    admin.post(LIST, sent("1;Le Bief;Valbourg;99100;;", header=header))
    admin.post(f"{LIST}{PlaceImport.objects.get().pk}/appliquer/")
    place, rose = Place.objects.get(), Author.system("Rose Fictif")
    confirm_group(place, "location", author=rose)
    update_group(place, "hours", {"opening_hours": "Tu-Fr 10:00-18:00"}, author=rose, source="Sur place")
    services = [{"service_id": "wifi", "available": True, "detail": ""}]
    update_group(place, "services", {"services": services}, author=rose, source="Sur place")
    admin.post(LIST, sent("1;Le Bief;Hautval;99200;Mo 10:00-18:00;printer", header=header, source_date="2026"))
    batch = PlaceImport.objects.first()
    text = page(admin, batch)
    wifi, printer = (Service.objects.get(code=code).label for code in ("wifi", "printer"))
    for words in (
        "Commune\u00a0: Valbourg, Code postal\u00a0: 99100",
        "Commune\u00a0: Hautval, Code postal\u00a0: 99200<",
        f"Services du catalogue\u00a0: {wifi}<",
        f"Services du catalogue\u00a0: {printer}<",
        "Horaires\u00a0: Du mardi au vendredi, de 10\u00a0h à 18\u00a0h<",
    ):
        assert words in text, words
    assert "Tu-Fr" not in text
    report = page(admin, batch, "compte-rendu.csv")
    assert "en conflit" in report
    assert f"Services\u00a0: la fiche dit «\u00a0Services du catalogue\u00a0: {wifi}\u00a0», le fichier «" in report
    assert "Commune\u00a0: Hautval, Code postal\u00a0: 99200" in report


def test_the_report_names_what_was_updated(admin, batch):
    admin.post(f"{LIST}{batch.pk}/appliquer/")
    admin.post(LIST, sent(BIEF.replace("01", "02").replace("09", "10"), source_date="2026"))
    [line] = page(admin, PlaceImport.objects.first(), "compte-rendu.csv").splitlines()[1:]
    assert "lieu mis à jour;Le Bief" in line
    assert line.endswith(";contact, horaires;")


def test_each_line_to_choose_about_is_counted_with_its_number_and_those_that_repeat_another_are_shown(admin):
    admin.post(LIST, sent(BIEF, BIEF.replace("Le Bief", "Le Moulin"), BIEF.replace("1;", "7;", 1)))
    text = page(admin, PlaceImport.objects.get())
    assert "1 ligne où choisir" in text
    assert "Ligne 4, Le Bief\u00a0: peut-être deux fois le même lieu" in text
    assert "1 ligne qui en répète une autre" in text
    assert "Même identifiant que la ligne 2." in text


def test_a_choice_about_what_has_changed_since_is_void(admin, batch):
    admin.post(f"{LIST}{batch.pk}/appliquer/")
    place = Place.objects.get(name="Le Bief")
    confirm_group(place, "contact", author=Author.system("Rose"))
    admin.post(LIST, sent("1;Le Bief;Valbourg;99100;44.5;3.5;;04 66 99 99 99;", source_date="2026"))
    second = PlaceImport.objects.first()
    admin.post(f"{LIST}{second.pk}/choix/", {"l2-contact": "take"})
    Place.objects.filter(pk=place.pk).update(phone="04 66 22 22 22")
    admin.post(f"{LIST}{second.pk}/appliquer/")
    place.refresh_from_db()
    assert place.phone == "04 66 22 22 22"
    assert second.lines.get().outcome == "conflict"


def test_two_places_of_the_same_name_are_made_when_chosen(admin, batch):
    admin.post(f"{LIST}{batch.pk}/choix/", {"l5-duplicate": "two"})
    assert "Appliquer les 3 changements" in page(admin, batch)
    admin.post(f"{LIST}{batch.pk}/appliquer/")
    assert Place.objects.filter(name="Le Bief").count() == 2


@pytest.mark.parametrize(
    "choices",
    [{"l5-duplicate": "x"}, {"l2-contact": "take"}, {"l999999999999-a": "b"}, {"l": ""}, {"lé-": "1", "page": "²"}],
)
def test_a_choice_that_was_not_asked_for_changes_nothing(admin, batch, choices):
    assert admin.post(f"{LIST}{batch.pk}/choix/", choices).status_code == 302
    assert not batch.lines.exclude(choices={}).exists()


def test_columns_that_are_not_recognised_are_asked_for(admin):
    answer = admin.post(
        LIST, sent("Le Bief;Valbourg;99100", header="Appellation;Bourg;Poste", name="é/../b\u0007ief.csv")
    )
    batch = PlaceImport.objects.get()
    assert batch.filename == "bief.csv"
    assert answer["Location"] == f"{LIST}{batch.pk}/correspondance/"
    assert "Appellation" in page(admin, batch, "correspondance/")
    answer = admin.post(f"{LIST}{batch.pk}/correspondance/", {"c0": "name"})
    assert "Il manque la colonne" in answer.content.decode()
    admin.post(f"{LIST}{batch.pk}/correspondance/", {"c0": "name", "c1": "commune", "c2": "postal_code"})
    assert batch.lines.get().outcome == "created"
    assert "Commune, par son nom" in page(admin, batch)


def test_a_mapping_file_wins_and_its_mistakes_are_said(admin):
    toml = SimpleUploadedFile("m.toml", b'source = "Autre"\n[columns]\nA = "name"\nB = "commune_code"\n')
    admin.post(LIST, sent("Le Bief;99001", header="A;B", mapping_file=toml, source=""))
    assert PlaceImport.objects.get().source == "Autre"
    bad = SimpleUploadedFile("m.toml", b"[columns]\nA = 'x'")
    assert "n’est pas un fait" in admin.post(LIST, sent("a;b", header="A;B", mapping_file=bad)).content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"file": ""}, "Choisissez le fichier"),
        ({"file": SimpleUploadedFile("a.csv", b"\x00")}, "pas un tableau"),
        ({"source": ""}, "Dites d’où vient"),
        ({"source": "x" * 61}, "60"),
        ({"source_date": "hier"}, "2013-03"),
        ({"mapping": "inconnu"}, "inconnu"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_is_kept(admin, fields, words):
    answer = admin.post(LIST, {**sent(BIEF), "source": "Mon registre", **fields})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert words in text
    assert 'class="error-summary"' in text
    assert (fields.get("source", "Mon registre") or "Nom de la source") in text
    assert not PlaceImport.objects.exists()


def test_a_heavy_file_is_refused(admin, monkeypatch):
    monkeypatch.setattr("solozere.places.imports.forms.MAX_BYTES", 10)
    assert "coupez-le en plusieurs" in admin.post(LIST, sent(BIEF)).content.decode()


def test_the_reports_download_and_no_cell_runs(admin):
    admin.post(LIST, sent("1;=HYPERLINK(1);Nullepart;;;;;;", BIEF.replace("1;", "7;", 1)))
    batch = PlaceImport.objects.get()
    answer = admin.get(f"{LIST}{batch.pk}/compte-rendu.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="lieux-compte-rendu.csv"'
    assert answer["Cache-Control"] == "private, no-store"
    assert "'=HYPERLINK(1)" in answer.content.decode()
    refused = admin.get(f"{LIST}{batch.pk}/compte-rendu.csv?lignes=refusees").content.decode("utf-8-sig").splitlines()
    assert refused[0] == HEADER + ";motif du refus"
    assert refused[1].startswith("1;'=HYPERLINK(1);Nullepart")
    assert len(refused) == 2
    sheet = load(BytesIO(admin.get(f"{LIST}{batch.pk}/compte-rendu.ods").content))
    assert "=HYPERLINK(1)" in str(sheet.spreadsheet)
    assert admin.get(f"{LIST}{batch.pk}/compte-rendu.exe").status_code == 404
    assert admin.get(f"{LIST}99999999999999999999/").status_code == 404


def test_the_worker_reads_and_the_page_says_how_far(admin, monkeypatch):
    admin.idle = True
    monkeypatch.setattr(running, "EVERY", 1)
    seen = []
    monkeypatch.setattr(running, "read_row", spy(running.read_row, lambda: seen.append(PlaceImport.objects.get().done)))
    admin.post(LIST, sent(*LINES))
    batch = PlaceImport.objects.get()
    text = page(admin, batch)
    assert "En attente" in text
    assert f'href="{LIST}{batch.pk}/">' in text  # « Actualiser » for whoever has no JavaScript
    PlaceImport.objects.update(state="reading", done=2)
    assert "2 lignes lues sur 4" in page(admin, batch)
    Loop().once(with_periodic=False)
    assert seen == [0, 1, 2, 3]
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert "Rien n’est encore écrit" in page(admin, batch)


def spy(function, before):
    def called(*args, **kwargs):
        before()
        return function(*args, **kwargs)

    return called


def test_an_import_that_is_at_work_is_not_started_twice(admin, batch):
    PlaceImport.objects.update(state="writing")
    answer = admin.post(f"{LIST}{batch.pk}/appliquer/", follow=True)
    assert "déjà en cours" in answer.content.decode()
    assert not Place.objects.exists()


def test_an_import_that_breaks_says_so_and_has_written_nothing(admin, batch, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr(running, "create_places", broken)
    assert steps.ask_write(batch.pk)
    with pytest.raises(RuntimeError):
        jobs.apply_import.func(batch.pk)
    assert not Place.objects.exists()
    assert "rien n’a été écrit" in page(admin, batch)
    assert jobs.try_import.func(0) == "gone"


def test_the_list_and_the_page_of_an_import_cost_the_same_queries_for_more_lines(
    admin, batch, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9):
        admin.get(LIST)
    admin.post(LIST, sent(*(f"{n};Lieu;Valbourg;99100;44.5;3.5;;;" for n in range(60))))
    with django_assert_max_num_queries(16):
        text = page(admin, PlaceImport.objects.first())
    assert text.count("<legend>") == 20
    assert 'href="?page=3"' in text


def test_imports_go_after_six_months_with_their_file_and_their_lines(batch):
    [rule] = [rule for rule in declarations.rules() if rule.model == "places.PlaceImport"]
    assert (rule.keep_days, rule.action, rule.anchor) == (180, "delete", "created_at")
    batch.delete()
    assert not PlaceImportLine.objects.exists()


@pytest.mark.parametrize(("cell", "written"), [("-3.5", "-3.5"), ("+33 4", "'+33 4"), ("@x", "'@x"), ("a=b", "a=b")])
def test_only_what_a_spreadsheet_would_run_is_marked(cell, written):
    assert report.as_csv([[cell]]).decode("utf-8-sig").strip() == written

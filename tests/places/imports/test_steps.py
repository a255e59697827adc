"""An import goes from one step to the next once, keeps what was chosen, and never stays at work for ever."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from solozere.core.authors import Author
from solozere.core.jobs import housekeeping
from solozere.core.jobs.loop import Loop
from solozere.places.actions import confirm_group
from solozere.places.imports import jobs, running, steps
from solozere.places.models import Place, PlaceImport
from tests.factories import UserFactory
from tests.places.imports.conftest import HEADER
from tests.places.imports.test_pages import BIEF, LINES, LIST, Administrator, page, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("communes")]
FIELDS = ("identifier", "name", "commune", "postal_code", "lat", "lon", "opening_hours", "phone", "email")
COLUMNS = {f"c{rank}": name for rank, name in enumerate(FIELDS)}


@pytest.fixture
def admin(queue_in_the_database):
    client = Administrator()
    client.force_login(UserFactory(admin=True, contact__name="Claire Modèle"))
    return client


@pytest.fixture
def batch(admin) -> PlaceImport:
    admin.post(LIST, sent(*LINES))
    return PlaceImport.objects.get()


def state(batch: PlaceImport) -> str:
    batch.refresh_from_db()
    return str(batch.state)


def apply(admin, batch, **options):
    return admin.post(f"{LIST}{batch.pk}/appliquer/", **options)


def try_again(admin, batch, **columns):
    return admin.post(f"{LIST}{batch.pk}/correspondance/", {**COLUMNS, **columns}, follow=True)


# The file is read by the worker only


@pytest.mark.parametrize("state", ["waiting", "reading", "writing", "tried", "applied", "failed"])
def test_no_page_reads_the_file(admin, batch, state):
    PlaceImport.objects.update(state=state, content=b"")
    page(admin, batch)
    text = page(admin, batch, "correspondance/")
    assert all(f">{header}<" in text.replace("\n", "") or header in text for header in HEADER.split(";"))


def test_while_it_is_at_work_the_page_asks_for_where_it_is_only(admin, batch, django_assert_num_queries):
    PlaceImport.objects.update(state="reading")
    with django_assert_num_queries(5):  # session, user, roles, second factor, import
        page(admin, batch)


def test_columns_that_are_not_known_do_not_wait_for_a_worker(admin):
    admin.post(LIST, sent("Le Bief;Valbourg", header="Quoi;Patelin"))
    batch = PlaceImport.objects.get()
    assert batch.state == "columns"
    text = page(admin, batch)
    assert "Dire ce que sont les colonnes" in text
    assert "imports.js" not in text
    try_again(admin, batch, c0="name", c1="commune")
    assert state(batch) == "tried"


# Choices


def test_a_choice_outlives_another_try_and_is_written(admin, batch):
    admin.post(f"{LIST}{batch.pk}/choix/", {"l5-duplicate": "two"})
    text = try_again(admin, batch).content.decode()
    assert "Appliquer les 3 changements" in text
    assert 'value="two" checked' in text
    apply(admin, batch)
    assert Place.objects.filter(name="Le Bief").count() == 2
    assert not batch.lines.exclude(choices={}).exists()


@pytest.fixture
def conflict(admin, batch):
    """An import whose second telephone is another than the one that Rose confirmed; the file's was chosen."""
    apply(admin, batch)
    confirm_group(Place.objects.get(name="Le Bief"), "contact", author=Author.system("Rose"))
    header, line = f"{HEADER};autre", "1;Le Bief;Valbourg;99100;44.5;3.5;;04 66 99 99 99;;04 66 88 88 88"
    admin.post(LIST, sent(line, header=header, source_date="2026"))
    second = PlaceImport.objects.first()
    admin.post(f"{LIST}{second.pk}/choix/", {"l2-contact": "take"})
    return second


def test_a_choice_outlives_a_try_in_which_the_columns_changed_elsewhere(admin, conflict):
    try_again(admin, conflict, c6="")
    apply(admin, conflict)
    assert Place.objects.get(name="Le Bief").phone == "04 66 99 99 99"


def test_a_choice_about_another_column_is_void(admin, conflict):
    text = try_again(admin, conflict, c7="", c9="phone").content.decode()
    assert "04 66 88 88 88" in text
    assert 'value="take" checked' not in text
    apply(admin, conflict)
    assert Place.objects.get(name="Le Bief").phone == "04 66 00 00 01"


# One step at a time


def test_a_late_try_leaves_what_was_applied(admin, batch):
    apply(admin, batch)
    assert jobs.try_import.func(batch.pk) == "gone"
    assert state(batch) == "applied"


def test_a_late_writing_leaves_what_was_only_tried(batch):
    assert jobs.apply_import.func(batch.pk) == "gone"
    assert (state(batch), Place.objects.count()) == ("tried", 0)


def test_saving_the_columns_twice_queues_one_try(admin, batch):
    admin.idle = True
    before = DBTaskResult.objects.count()
    try_again(admin, batch)
    assert "déjà en cours" in try_again(admin, batch).content.decode()
    assert DBTaskResult.objects.count() == before + 1


def test_whoever_was_overtaken_writes_nothing(admin, batch, monkeypatch):
    decide = running.decide

    def overtaken(*args):
        steps.take(batch.pk, asked=("writing",), state="writing")
        return decide(*args)

    monkeypatch.setattr(running, "decide", overtaken)
    steps.ask_write(batch.pk)
    assert jobs.apply_import.func(batch.pk) == "overtaken"
    assert (state(batch), Place.objects.count()) == ("writing", 0)


# Nothing stays at work for ever


def test_a_report_that_cannot_be_kept_undoes_the_writing(admin, batch, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "keep_lines", full)
        apply(admin, batch)
    assert (state(batch), Place.objects.count()) == ("failed", 0)
    assert "rien n’a été écrit" in page(admin, batch)
    try_again(admin, batch)
    assert state(batch) == "tried"
    apply(admin, batch)
    assert (state(batch), Place.objects.count()) == ("applied", 2)


class Killed(BaseException):
    """What no handler sees."""


@pytest.fixture
def dead_worker(admin, batch, monkeypatch):
    """An import whose worker died while it was writing."""

    def killed(*args, **kwargs):
        raise Killed

    admin.idle = True
    apply(admin, batch)
    admin.idle = False
    DBTaskResult.objects.filter(status="READY").update(status="RUNNING", started_at=timezone.now(), worker_ids=["dead"])
    with monkeypatch.context() as patch:
        patch.setattr(running, "create_places", killed)
        with pytest.raises(Killed):
            jobs.apply_import.func(batch.pk)
    return batch


def test_a_worker_that_died_leaves_an_import_that_is_written_by_the_next_one(dead_worker):
    assert state(dead_worker) == "writing"
    DBTaskResult.objects.filter(status="RUNNING").update(started_at=timezone.now() - timedelta(hours=2))
    assert housekeeping.take_back_lost_jobs() == "1 put back, 0 given up"
    DBTaskResult.objects.update(run_after=timezone.now())
    Loop().once(with_periodic=False)
    assert (state(dead_worker), Place.objects.count()) == ("applied", 2)


def test_a_worker_that_died_leaves_an_import_that_an_administrator_takes_back(admin, dead_worker):
    assert "déjà en cours" in apply(admin, dead_worker, follow=True).content.decode()
    PlaceImport.objects.update(started_at=timezone.now() - timedelta(minutes=31))
    text = page(admin, dead_worker)
    assert "n’avance plus" in text
    assert "Écrire à nouveau" in text
    assert "imports.js" not in text
    apply(admin, dead_worker)
    assert (state(dead_worker), Place.objects.count()) == ("applied", 2)


@pytest.mark.parametrize("left", ["waiting", "reading", "writing"])
def test_what_was_left_at_work_is_tried_again(admin, batch, left):
    PlaceImport.objects.update(state=left, started_at=None)
    assert "Essayer à nouveau" in page(admin, batch)
    try_again(admin, batch)
    assert state(batch) == "tried"


def test_what_was_left_unread_is_not_written(admin, batch):
    PlaceImport.objects.update(state="reading", started_at=None)
    assert "Écrire à nouveau" not in page(admin, batch)
    apply(admin, batch)
    assert (state(batch), Place.objects.count()) == ("reading", 0)


def test_a_line_of_the_same_file_is_still_the_same_after_a_try(admin, batch):
    assert BIEF in LINES
    before = list(batch.lines.values_list("number", "outcome", "details"))
    try_again(admin, batch)
    assert list(batch.lines.values_list("number", "outcome", "details")) == before

"""Steps from state to state: by name, allowed, complete, one at a time, never without a line in the journal."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from solozere.core.authors import Author, AuthorKind
from solozere.core.workflow import Moved, Refusal, VisibleTo, Workflow, apply, available, last_seen, lines
from solozere.core.workflow.definition import workflow_of, workflows
from tests.core.trial_files import STEPS, WORKFLOW, State, TrialFile, TrialLine, told
from tests.factories import ContactFactory

ADA, BEN = Author(AuthorKind.USER, "Ada Modèle", 1), Author(AuthorKind.USER, "Ben Spécimen", 2)
CAMILLE = Author(AuthorKind.CONTACT, "Camille Exemple", 1)


@pytest.fixture(scope="module", autouse=True)
def _tables(django_db_setup, django_db_blocker):
    """The tables of the trial app, for the tests of this module."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(TrialFile)
            editor.create_model(TrialLine)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(TrialLine)
            editor.delete_model(TrialFile)


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    monkeypatch.setitem(workflows._entries, "core.trialfile", (100, WORKFLOW))
    told.clear()


@pytest.fixture
def file(db):
    """In review."""
    return TrialFile.objects.create(name="Le Bief")


class TestAStep:
    """Taken by whom may."""

    def test_it_changes_the_state_and_leaves_a_line(self, file):
        entry = apply(file, "accept", ADA, reason="Tout y est.", labels=["comptoir"], other="x")
        assert file.state == TrialFile.objects.get().state == State.ACCEPTED
        line = TrialLine.objects.get()
        assert line == entry
        assert (line.transition, line.from_state, line.to_state) == ("accept", "in_review", "accepted")
        assert (line.author_kind, line.author_id, line.author_name) == ("user", 1, "Ada Modèle")
        assert (line.reason, line.details, line.visible_to) == (
            "Tout y est.",
            {"labels": ["comptoir"]},
            VisibleTo.CONCERNED,
        )

    def test_who_may_not_learns_nothing_and_changes_nothing(self, file):
        with pytest.raises(PermissionDenied, match="ne vous est pas ouverte"):
            apply(file, "accept", CAMILLE)
        apply(file, "accept", ADA)
        with pytest.raises(PermissionDenied):
            apply(file, "refuse", CAMILLE)
        assert TrialLine.objects.count() == 1

    def test_what_is_missing_is_said_and_nothing_is_written(self, file):
        for reason in ("", "   "):
            with pytest.raises(Refusal) as refusal:
                apply(file, "refuse", ADA, reason=reason)
            assert refusal.value.messages == [
                "Écrivez le motif de cette décision\u00a0: la personne concernée doit pouvoir le comprendre."
            ]
        assert not isinstance(refusal.value, Moved)
        assert TrialFile.objects.get().state == State.IN_REVIEW
        assert apply(file, "refuse", ADA, reason="Pas de wifi.").reason == "Pas de wifi."

    def test_a_step_or_a_workflow_that_nobody_declared_is_a_mistake(self, file):
        with pytest.raises(KeyError):
            apply(file, "publish", ADA)
        with pytest.raises(KeyError):
            workflow_of(ContactFactory())

    def test_an_object_that_is_gone_is_refused(self, file):
        TrialFile.objects.all().delete()
        with pytest.raises(TrialFile.DoesNotExist):
            apply(file, "accept", ADA)

    def test_the_buttons_are_those_of_the_state_and_of_who_reads(self, file):
        assert [step.code for step in available(file, ADA)] == ["accept", "refuse"]
        assert available(file, CAMILLE) == []
        file.state = State.DRAFT
        assert [step.label for step in available(file, CAMILLE)] == ["Envoyer"]


class TestHooks:
    """What happens with a step, and after it."""

    def test_one_runs_in_the_transaction_and_the_other_once_it_is_written(
        self, file, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            apply(file, "accept", ADA)
            assert told == [("prepare", "in_review"), ("within", "accepted")]
        assert told == [("prepare", "in_review"), ("within", "accepted"), ("after", "accepted")]

    def test_what_fails_with_a_step_undoes_it_all(self, file, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
            apply(file, "accept", ADA, fails=True)
        assert TrialFile.objects.get().state == State.IN_REVIEW
        assert not TrialLine.objects.exists()
        assert told == [("prepare", "in_review"), ("within", "accepted")]

    def test_what_refuses_to_prepare_leaves_the_state(self, file):
        with pytest.raises(ValidationError, match="il manque"):
            apply(file, "accept", ADA, refused=True)
        assert TrialFile.objects.get().state == State.IN_REVIEW
        assert not TrialLine.objects.exists()


class TestMeanwhile:
    """Somebody else was faster."""

    def test_the_second_is_told_what_happened_when_and_by_whom(self, file):
        stale = TrialFile.objects.get()
        with (
            timezone.override("Indian/Reunion"),
            time_machine.travel(datetime(2026, 11, 24, 10, 30, tzinfo=UTC), tick=False),
        ):
            apply(file, "accept", ADA)
            with pytest.raises(Moved) as refusal:
                apply(stale, "refuse", BEN, reason="Pas de wifi.")
        assert refusal.value.messages == [
            "Entre-temps, Ada Modèle a accepté ce dossier, le 24 novembre 2026 à 14\u00a0h\u00a030. "
            "Votre réponse n’est pas enregistrée\u00a0: relisez, puis décidez."
        ]
        assert (refusal.value.entry, refusal.value.own) == (TrialLine.objects.get(), False)

    def test_a_double_click_is_done_once_and_told_apart(self, file):
        apply(file, "accept", ADA)
        with pytest.raises(Moved, match="C’est déjà fait") as refusal:
            apply(file, "accept", ADA)
        assert refusal.value.own
        assert TrialLine.objects.count() == 1

    def test_a_page_read_before_another_step_decides_nothing_even_where_the_step_is_possible_again(self, file):
        seen = last_seen(file)
        assert seen == 0
        apply(file, "accept", ADA, seen=seen)
        apply(file, "reopen", ADA)
        with pytest.raises(Moved, match="Ada Modèle a rouvert ce dossier"):
            apply(file, "refuse", BEN, reason="Pas de wifi.", seen=seen)
        assert apply(file, "refuse", BEN, reason="Pas de wifi.", seen=last_seen(file)).author_name == "Ben Spécimen"

    def test_a_contact_does_not_learn_who_wrote_a_line_of_the_team(self, file):
        apply(file, "accept", ADA)
        apply(file, "reopen", ADA)
        with pytest.raises(Moved, match="Entre-temps, l’équipe du réseau a rouvert ce dossier"):
            apply(file, "submit", CAMILLE)

    def test_a_state_without_a_journal_is_said_by_its_name(self, db):
        with pytest.raises(Moved) as refusal:
            apply(TrialFile.objects.create(state=State.DRAFT), "accept", ADA)
        assert refusal.value.messages == [
            "«\u00a0Accepter\u00a0» n’est pas possible\u00a0: l’état est «\u00a0brouillon\u00a0»."
        ]
        assert refusal.value.entry is None


class TestTheJournal:
    """What is kept."""

    def test_each_reads_the_lines_that_are_theirs_newest_first(self, file):
        accepted, reopened = apply(file, "accept", ADA), apply(file, "reopen", ADA)
        assert list(lines(file)) == [reopened, accepted]
        assert list(lines(file, VisibleTo.CONCERNED)) == [accepted]
        assert not lines(file, VisibleTo.PUBLIC).exists()

    def test_a_line_is_never_altered_but_for_an_erased_name(self, file):
        line = apply(file, "accept", ADA)
        line.reason = "Autre"
        with pytest.raises(ValueError, match="append-only"):
            line.save()
        line.author_name = "personne effacée"
        line.save(update_fields=["author_name"])
        line.refresh_from_db()
        assert (line.author_name, line.reason) == ("personne effacée", "")

    def test_a_line_has_its_file(self, file):
        with pytest.raises(IntegrityError), transaction.atomic():
            TrialLine.objects.create(transition="accept", from_state="a", to_state="b", visible_to="team")


@pytest.mark.parametrize(
    "steps",
    [(STEPS[0], STEPS[0]), (STEPS[0].__class__("x", "X", "x", ("draft",), "gone", lambda a, o: True),)],
    ids=["twice", "unknown state"],
)
def test_a_workflow_that_contradicts_itself_is_refused(steps):
    with pytest.raises(ValueError, match=steps[-1].code):
        Workflow(TrialFile, TrialLine, State, steps)


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
class TestRaces:
    """Several connections."""

    @pytest.fixture(autouse=True)
    def _no_rows_left(self):
        """Nothing of Django's empties tables that it does not know."""
        yield
        TrialLine.objects.all().delete()
        TrialFile.objects.all().delete()

    @staticmethod
    def decided(*decisions) -> list[object]:
        """What each gets, all starting together from the page that they read."""
        start = threading.Barrier(len(decisions))

        def run(decision):
            name, author = decision
            obj = TrialFile.objects.get()
            try:
                start.wait(10)
                return apply(obj, name, author, reason="Parce que.")
            except Moved as refusal:
                return refusal
            finally:
                connection.close()

        with ThreadPoolExecutor(len(decisions)) as pool:
            return list(pool.map(run, decisions))

    def test_of_two_reviewers_who_decide_at_once_one_wins_and_the_other_is_told(self):
        for _round in range(5):
            TrialLine.objects.all().delete()
            TrialFile.objects.all().delete()
            TrialFile.objects.create(name="Le Bief")
            ada, ben = self.decided(("accept", ADA), ("refuse", BEN))
            line = TrialLine.objects.get()
            lost, winner = (ben, "Ada Modèle") if line.author_name == "Ada Modèle" else (ada, "Ben Spécimen")
            assert isinstance(lost, Moved)
            assert winner in lost.messages[0]
            assert TrialFile.objects.get().state == line.to_state

    def test_a_double_click_is_one_step(self):
        TrialFile.objects.create(name="Le Bief")
        answers = self.decided(*[("accept", ADA)] * 4)
        assert sum(isinstance(answer, Moved) and answer.own for answer in answers) == 3
        assert TrialLine.objects.count() == 1

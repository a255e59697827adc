"""The pages of the review, as a coordinator uses them without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from solozere.charter.models import Application, CriterionCheck
from solozere.charter.reviewing import actions
from solozere.charter.reviewing.actions import Grant
from solozere.core import workflow
from solozere.core.authors import Author
from solozere.notices.models import OutgoingMail
from solozere.places.actions import confirm_group, update_group
from solozere.places.models import Place
from tests.charter.reviewing.applications import COMPTOIR_CRITERIA, sent
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/animation/demandes/"


@pytest.fixture
def desk(client, claire):
    """A client signed in as a coordinator."""
    client.force_login(claire)
    return client


def text(answer) -> str:
    """The page without its markup, its spaces plain."""
    page = re.sub(r"<svg.*?</svg>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").replace("&nbsp;", " ").split())


def url(name, application, *more):
    return reverse(name, args=[application.pk, *more])


def chosen(**verdicts):
    """What the form of checks sends: the criteria without « - », underscores in their names."""
    data = {}
    for name, (before, verdict, comment) in verdicts.items():
        prefix = f"c-{name.replace('_', '-')}"
        data |= {f"{prefix}-verdict": verdict, f"{prefix}-comment": comment}
        data |= {f"initial-{prefix}-verdict": before, f"initial-{prefix}-comment": ""}
    return data


class TestTheList:
    """Who waits, since when."""

    def test_each_application_stands_under_whom_it_waits_for(self, desk, commune, claire):
        old = sent(commune, name="Café du Marché", at=timezone.now() - timedelta(days=12))
        other = sent(commune, name="Épicerie du Pont", number="2026-0002", at=timezone.now() - timedelta(days=2))
        asked = actions.Change("place.summary", "Présentation", "Une phrase ?")
        actions.request_changes(other, Author.user(claire), changes=[asked])
        page = text(desk.get(LIST))
        assert "Café du Marché" in page
        assert "Épicerie du Pont" not in page
        assert "Depuis 12 jours" in page
        assert "À nous 1" in page
        assert "Au demandeur 1" in page
        assert "Comptoir" in page
        waiting = text(desk.get(f"{LIST}?etat=au-demandeur"))
        assert "Épicerie du Pont" in waiting
        assert "Depuis aujourd’hui" in waiting
        assert old.pk != other.pk

    @pytest.mark.parametrize(("typed", "found"), [("epicerie", True), ("0002", True), ("boulangerie", False)])
    def test_a_name_or_a_number_is_found_whatever_its_accents(self, desk, commune, typed, found):
        sent(commune, name="Épicerie du Pont", number="2026-0002")
        assert ("Épicerie du Pont" in text(desk.get(LIST, {"q": typed}))) == found

    def test_a_draft_is_its_authors(self, desk, commune):
        draft = sent(commune, name="En cours", number="", state="draft")
        assert "En cours" not in text(desk.get(LIST))
        assert desk.get(url("application_review", draft)).status_code == 404

    def test_strange_addresses_give_the_first_page(self, desk, application):
        for query in ("?etat=x&page=zz", "?page=99999", "?q=%00", "?q=" + "x" * 3000):
            assert desk.get(LIST + query).status_code in (200, 400)

    def test_to_anybody_else_it_does_not_exist(self, client, application):
        assert client.get(LIST).status_code == 302
        client.force_login(UserFactory(contact=application.contact))
        for name in ("application_review", "application_grant", "application_refuse"):
            assert client.get(url(name, application)).status_code == 404

    def test_its_queries_do_not_grow_with_its_rows(self, desk, commune, django_assert_max_num_queries):
        for number in range(6):
            sent(commune, number=f"2026-{number:04d}")
        with django_assert_max_num_queries(14):
            desk.get(LIST)


class TestThePage:
    """The application, the charter beside it."""

    def test_it_says_what_is_declared_what_is_expected_and_what_was_found(self, desk, checked):
        page = text(desk.get(url("application_review", checked)))
        for words in (
            "Label Comptoir demandé", "1, place du Marché", "mardi au samedi", "Comptoir : 4 critères conformes sur 4",
            "Preuve attendue : Les horaires affichés à l’entrée.", "Noté par Claire Modèle",
            "Tous les critères d’un label sont constatés conformes.", "Lucien Fictif",
        ):  # fmt: skip
            assert words.lower() in page.lower(), words

    def test_answers_that_say_the_contrary_are_told(self, desk, commune):
        application = sent(commune, services=["public_access"])
        page = text(desk.get(url("application_review", application)))
        assert "Les réponses disent le contraire" in page
        assert "Non proposé : Wifi gratuit" in page

    def test_verdicts_are_kept_and_one_without_its_reason_is_said_with_what_was_typed(self, desk, application):
        data = chosen(
            wifi_gratuit=("unknown", "met", "Essayé."),
            espace_dedie=("unknown", "not_met", ""),
        )
        answer = desk.post(url("application_checks", application), data)
        assert answer.status_code == 200
        assert "Dites en une phrase pourquoi ce critère n’est pas conforme." in text(answer)
        assert re.search(r'value="not_met"[^>]*checked', answer.content.decode())
        assert [(c.criterion, c.verdict, c.comment) for c in CriterionCheck.objects.all()] == [
            ("wifi-gratuit", "met", "Essayé.")
        ]

    def test_what_somebody_else_wrote_since_is_not_overwritten(self, desk, checked):
        data = chosen(wifi_gratuit=("unknown", "not_met", "Payant."), espace_dedie=("met", "met", ""))
        answer = desk.post(url("application_checks", checked), data)
        assert "Entre-temps, Claire Modèle a noté « conforme »" in text(answer)
        assert checked.checks.get(criterion="wifi-gratuit").verdict == "met"
        again = dict(re.findall(r'name="(initial-c-wifi-gratuit-\w+)" value="(\w*)"', answer.content.decode()))
        assert again == {"initial-c-wifi-gratuit-verdict": "met", "initial-c-wifi-gratuit-comment": ""}

    def test_the_script_receives_the_tally_alone(self, desk, application):
        data = chosen(wifi_gratuit=("unknown", "met", ""))
        answer = desk.post(url("application_checks", application), data, headers={"HX-Request": "true"})
        page = answer.content.decode()
        assert "Comptoir : 1 critère conforme sur 4" in text(answer)
        assert 'id="dit-wifi-gratuit"' in page
        assert 'id="dit-espace-dedie"' not in page
        assert "<html" not in page

    def test_the_history_tells_steps_and_verdicts(self, desk, checked, claire):
        actions.take(checked, Author.user(claire))
        page = text(desk.get(url("application_review", checked)))
        assert "Claire Modèle a pris en charge cette demande" in page
        assert "Claire Modèle a noté « conforme » pour le critère « Le wifi est gratuit. »" in page

    def test_a_note_is_added_and_an_empty_one_is_refused(self, desk, application):
        assert "Écrivez la note avant" in text(desk.post(url("application_note", application), {"text": " "}))
        desk.post(url("application_note", application), {"text": "Voir Maud <b>."})
        page = desk.get(url("application_review", application)).content.decode()
        assert "Voir Maud &lt;b&gt;." in page

    def test_a_lost_mail_is_sent_again(self, desk, application, claire, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            actions.lapse(application, Author.user(claire), reason="Pas de réponse.")
        mail = OutgoingMail.objects.get()
        answer = desk.post(url("application_mail_again", application, mail.pk), follow=True)
        assert "Le message est envoyé à nouveau." in text(answer)
        assert OutgoingMail.objects.filter(resent_from=mail).count() == 1
        assert desk.post(url("application_mail_again", application, mail.pk + 99)).status_code == 404


class TestDeciding:
    """Each decision on its page."""

    def test_a_label_is_granted(self, desk, checked, group_by_group):
        page = desk.get(url("application_grant", checked))
        assert "à renouveler dans 3 ans" in text(page)
        data = {
            "seen": workflow.last_seen(checked),
            "label": "comptoir",
            "status": "in_service",
            "organisation": "",
            "reason": "",
        }
        answer = desk.post(url("application_grant", checked), data, follow=True)
        assert "Label Comptoir attribué" in text(answer)
        place = Place.objects.get()
        public = text(desk.get(place.get_absolute_url()))
        assert "Ce lieu porte le label Comptoir parce qu’il remplit les 4 critères" in public
        pdf = desk.get(reverse("place_certificate", args=[place.slug]))
        assert (pdf.status_code, pdf["Content-Type"], pdf.content[:5]) == (200, "application/pdf", b"%PDF-")

    def test_a_place_without_a_label_has_no_certificate(self, client, commune, new_place):
        assert client.get(reverse("place_certificate", args=[new_place("x").slug])).status_code == 404

    def test_nothing_is_granted_before_the_criteria_are_found_met(self, desk, application):
        page = desk.get(url("application_review", application)).content.decode()
        assert re.search(r"<button[^>]*disabled[^>]*blocage", page)
        data = {"seen": workflow.last_seen(application), "label": "comptoir", "status": "in_service"}
        assert desk.post(url("application_grant", application), data).status_code == 200
        assert not Place.objects.exists()

    def test_a_conflict_with_the_sheet_is_shown_and_chosen(self, desk, commune, new_place, claire, group_by_group):
        author, known = Author.user(claire), new_place("bief")
        update_group(known, "hours", {"opening_hours": "Mo 09:00-12:00"}, author=author, source="visite")
        confirm_group(known, "hours", author=author)
        application = sent(commune, place=known)
        from tests.charter.reviewing.conftest import check

        check(application, author, *COMPTOIR_CRITERIA)
        page = text(desk.get(url("application_grant", application)))
        assert "La fiche et la demande ne disent pas la même chose" in page
        assert "le lundi" in page.lower()
        data = {
            "seen": workflow.last_seen(application),
            "label": "comptoir",
            "status": "in_service",
            "g-hours": "demande",
        }
        desk.post(url("application_grant", application), data)
        assert Place.objects.get().opening_hours == "Tu-Sa 08:00-19:00"

    def test_a_refusal_keeps_what_was_typed_until_it_is_whole(self, desk, application, settings):
        settings.CONTACT_PHONE = "04 65 71 00 00"
        page = desk.get(url("application_refuse", application)).content.decode()
        assert 'value="Claire Modèle"' in page
        assert 'value="04 65 71 00 00"' in page
        data = {
            "seen": workflow.last_seen(application),
            "reason": "Il faut consommer.",
            "person": "Claire",
            "phone": "1",
        }
        answer = desk.post(url("application_refuse", application), data)
        assert "Choisissez au moins un critère de la charte." in text(answer)
        assert "Il faut consommer." in text(answer)
        desk.post(url("application_refuse", application), {**data, "criteria": ["sans-restriction"]})
        assert Application.objects.get().state == "refused"

    def test_questions_are_added_line_by_line(self, desk, application):
        address = url("application_changes", application)
        data = {
            "seen": workflow.last_seen(application), "reason": "", "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0",
            "form-0-field": "place.summary", "form-0-message": "Une phrase de plus ?",
        }  # fmt: skip
        more = desk.post(address, {**data, "plus": "1"})
        assert 'value="4"' in more.content.decode()
        assert "Une phrase de plus ?" in text(more)
        assert application.changes.count() == 0
        alone = desk.post(address, {**data, "form-0-message": ""})
        assert "Écrivez ce que vous demandez." in text(alone)
        assert "Dites au moins une chose" in text(
            desk.post(address, {**data, "form-0-field": "", "form-0-message": ""})
        )
        desk.post(address, data)
        assert [(row.field, row.message) for row in application.changes.all()] == [
            ("place.summary", "Une phrase de plus ?")
        ]

    def test_a_visit_in_the_past_is_refused_then_planned_noted_and_shown(self, desk, application):
        address = url("application_visit", application)
        data = {"seen": workflow.last_seen(application), "day": "01/02/2020", "hour": "14:30", "visitor": "Claire"}
        assert "Ce moment est passé" in text(desk.post(address, data))
        day = timezone.localdate() + timedelta(days=3)
        desk.post(address, {**data, "day": day.isoformat(), "hour": "14h30"})
        application.refresh_from_db()
        assert application.state == "visit_planned"
        assert "14h30, Claire" in text(desk.get(url("application_review", application)))
        for name, field in (("application_visit_done", "report"), ("application_visit_cancel", "reason")):
            assert "rreur" in text(desk.post(url(name, application), {field: ""}))
        desk.post(
            url("application_visit_done", application), {"seen": workflow.last_seen(application), "report": "Bien."}
        )
        application.refresh_from_db()
        assert application.state == "in_review"

    def test_who_decides_second_is_told_and_keeps_what_was_typed(self, desk, checked, claire):
        seen = workflow.last_seen(checked)
        actions.accept(
            checked, Author.user(UserFactory(admin=True, contact__name="Maud")), grant=Grant("comptoir"), seen=seen
        )
        data = {
            "seen": seen,
            "reason": "Il manque une table.",
            "criteria": ["wifi-gratuit"],
            "person": "C",
            "phone": "1",
        }
        answer = desk.post(url("application_refuse", checked), data)
        assert "Entre-temps, Maud a accepté cette demande" in text(answer)
        assert "Il manque une table." in text(answer)
        assert Application.objects.get().state == "accepted"

    def test_a_double_click_is_a_success(self, desk, application):
        data = {"seen": workflow.last_seen(application), "reason": "Pas de réponse."}
        for _click in range(2):
            assert "classée sans suite" in text(desk.post(url("application_lapse", application), data, follow=True))
        assert OutgoingMail.objects.count() == 1

    def test_a_step_that_is_over_says_so(self, desk, application, claire):
        actions.lapse(application, Author.user(claire), reason="Pas de réponse.")
        for name in ("application_visit", "application_lapse", "application_changes", "application_grant"):
            assert "cette étape n’est plus possible" in text(desk.get(url(name, application)))
        assert desk.get(url("application_reopen", application)).status_code == 200
        desk.post(url("application_reopen", application), {"seen": workflow.last_seen(application), "reason": "Si."})
        assert Application.objects.get().state == "in_review"


class TestTheFirstPageOfTheTeam:
    """What waits, each line one click from its act."""

    def test_applications_and_visits_are_there(self, desk, commune, claire):
        late = sent(commune, at=timezone.now() - timedelta(days=12))
        visited = sent(commune, name="Épicerie du Pont", number="2026-0002")
        at = timezone.now() + timedelta(days=2)
        actions.plan_visit(visited, Author.user(claire), at=at, visitor="Maud")
        page = text(desk.get("/animation/"))
        assert "Demandes à examiner" in page
        assert "Depuis 12 jours" in page
        assert "Visites de la semaine" in page
        assert "Par Maud" in page
        assert url("application_review", late) in desk.get("/animation/").content.decode()

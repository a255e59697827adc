"""What a version of the charter changes, shown before it is applied; applied by decision, never by loading it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from solozere.charter.memberships import rules
from solozere.charter.memberships.effects import effects_of
from solozere.charter.models import CharterVersion, Membership, Renewal, Review
from solozere.charter.rules import charter_of
from tests.charter.charters import COMPTOIR, LOZERE, TELECENTRE, TINY, definition, facts, lozere
from tests.charter.conftest import load
from tests.factories import UserFactory

DAY = date(2026, 6, 1)
STRICT = {"id": "visio", "short": "la visioconférence", "wording": "Une salle pour les visioconférences."}


def stricter(tables=None):
    """The charter of 2013, whose Comptoir also asks for a videoconference."""
    tables = tables or definition(LOZERE / "charter" / "2013.toml")
    more = {**STRICT, "labels": ["comptoir"], "status": "announcement", "source": "Article 1"}
    more |= {"evidence": {"text": "Une photo.", "status": "proposal"}, "when": {"is_true": "service.visio"}}
    head = {**tables["charter"], "code": "2026", "title": "Charte de 2026", "in_force_from": date(2026, 1, 1)}
    return {**tables, "charter": head, "criteria": [*tables["criteria"], more]}


class TestRule:
    """Pure: a place's facts, a version, a day."""

    def test_a_label_still_reached_is_kept_and_a_better_one_is_told(self):
        assert rules.effect("comptoir", lozere(), facts(COMPTOIR), DAY) == rules.Effect("comptoir", "comptoir", None)
        both = rules.effect("comptoir", lozere(), facts({**COMPTOIR, **TELECENTRE}), DAY)
        assert (both.after, both.better, both.kept, both.changes) == ("comptoir", "telecentre", True, True)

    def test_a_criterion_not_met_and_a_fact_not_known_are_told_apart(self):
        charter = charter_of(stricter())
        unknown = rules.effect("comptoir", charter, facts(COMPTOIR), DAY)
        assert (unknown.after, unknown.unknown, unknown.open) == (None, ("la visioconférence",), ("service.visio",))
        unmet = rules.effect("comptoir", charter, facts({**COMPTOIR, "service.visio": False}), DAY)
        assert (unmet.unmet, unmet.unknown) == (("la visioconférence",), ())
        assert rules.totals([unknown, unmet]) == rules.Totals(kept=0, other=0, lost=2, unknown=1)

    def test_a_label_that_the_version_drops_is_lost_without_a_reason_of_facts(self):
        charter = lozere()
        gone = replace(charter, labels=tuple(label for label in charter.labels if label.code != "comptoir"))
        assert rules.effect("comptoir", gone, facts(COMPTOIR), DAY) == rules.Effect("comptoir", None, None)

    def test_what_differs_between_two_versions_of_a_label(self):
        old, new = lozere(), charter_of(stricter())
        found = rules.changes(old, new, "comptoir")
        assert ([one.id for one in found.added], found.removed, found.reworded) == (["visio"], (), ())
        assert [one.id for one in rules.changes(new, old, "comptoir").removed] == ["visio"]
        assert not rules.changes(old, new, "telecentre")

    @pytest.mark.parametrize(
        ("begin", "end", "day"),
        [
            ("2020-01-01", None, "2026-06-01"),
            ("2027-01-01", None, "2027-01-01"),
            ("2013-01-01", "2020-12-31", "2020-12-31"),
        ],
    )
    def test_a_version_is_tried_on_a_day_when_it_is_in_force(self, begin, end, day):
        last = date.fromisoformat(end) if end else None
        charter = replace(lozere(), in_force_from=date.fromisoformat(begin), in_force_until=last)
        assert rules.judged_on(charter, DAY) == date.fromisoformat(day)


@pytest.fixture
def two_versions(labelled):
    """Places admitted under the charter of 2013, then the stricter one in force since."""
    keeps = labelled("bief", declared={**COMPTOIR, "service.visio": True})
    loses = labelled("forge", declared={**COMPTOIR, "service.visio": False})
    tables = stricter()
    head = {**tables["charter"], "in_force_from": "2026-01-01"}
    CharterVersion.objects.update(in_force_until=date(2025, 12, 31))
    version = CharterVersion.objects.create(
        code="2026", title="Charte de 2026", in_force_from=date(2026, 1, 1), definition={**tables, "charter": head}
    )
    return keeps, loses, version


@pytest.mark.django_db
class TestPage:
    """Shown, then applied by who decides."""

    def test_it_shows_before_and_after_and_can_show_only_what_changes(self, client, coordinator, two_versions):
        page = client.get("/animation/charte/2026/effets/").content.decode()
        assert "2 lieux labellisés selon une autre version" in page
        assert "la visioconférence" in page
        changing = client.get("/animation/charte/2026/effets/?suivi=change").content.decode()
        assert ("Le lieu forge" in changing, "Le lieu bief" in changing) == (True, False)

    def test_applied_to_all_those_that_keep_it_the_others_wait_for_a_review(self, client, coordinator, two_versions):
        keeps, loses, version = two_versions
        Membership.objects.update(due_on=date(2026, 12, 10))
        renewal = Renewal.objects.create(membership=Membership.objects.get(place=keeps))
        given = {"act": "tous", "reason": "Assemblée du 3 novembre."}
        client.post("/animation/charte/2026/effets/", given)
        kept = Membership.objects.current().get(place=keeps)
        assert (kept.charter, kept.label_id, kept.due_on) == (version, "comptoir", date(2026, 12, 10))
        assert kept.reason == "Assemblée du 3 novembre."
        renewal.refresh_from_db()
        assert (renewal.membership, renewal.state) == (kept, "asked")
        loses.refresh_from_db()
        review = Review.objects.get()
        assert (loses.label_id, review.place, review.kind) == ("comptoir", loses, "version")
        assert review.details["unmet"] == ["la visioconférence"]
        assert "Nouvelle version de la charte" in client.get("/animation/").content.decode()
        client.post("/animation/charte/2026/effets/", given)
        assert (Review.objects.count(), Membership.objects.count()) == (1, 3)
        client.post("/animation/charte/2026/effets/", {"act": "relire-forge", "reason": "Un mois pour s’équiper."})
        review.refresh_from_db()
        assert review.outcome == "Un mois pour s’équiper."

    def test_a_place_that_does_not_keep_its_label_is_refused_by_name(self, client, coordinator, two_versions):
        given = {"act": "choix", "lieu": ["forge"], "reason": "Essai."}
        page = client.post("/animation/charte/2026/effets/", given).content.decode()
        assert "Ces lieux ne gardent pas leur label" in page
        assert Membership.objects.filter(charter__code="2026").count() == 0
        nobody = client.post("/animation/charte/2026/effets/", {"act": "choix", "reason": "Essai."}).content.decode()
        assert "Cochez au moins un lieu" in nobody

    def test_a_version_to_come_is_shown_and_not_applied(self, client, coordinator, two_versions):
        CharterVersion.objects.filter(code="2026").update(in_force_from=date(2999, 1, 1))
        page = client.get("/animation/charte/2026/effets/").content.decode()
        assert "Rien n’est encore appliqué" in page
        assert "Appliquer" not in page
        answer = client.post("/animation/charte/2026/effets/", {"act": "tous", "reason": "Essai."})
        assert "n’est pas en vigueur" in answer.content.decode()
        assert not Review.objects.exists()

    def test_nobody_else_sees_it(self, client, two_versions):
        client.force_login(UserFactory())
        assert client.get("/animation/charte/2026/effets/").status_code == 404


@pytest.mark.django_db
def test_the_command_tries_a_file_that_is_not_loaded_and_writes_nothing(labelled, tmp_path, capsys):
    labelled("bief")
    source = (LOZERE / "charter" / "2013.toml").read_text(encoding="utf-8")
    path = Path(tmp_path) / "2027.toml"
    more = """
[[criteria]]
id = "visio"
short = "la visioconférence"
wording = "Une salle pour les visioconférences."
labels = ["comptoir"]
status = "announcement"
source = "Article 1"
evidence = { text = "Une photo.", status = "proposal" }
when = { is_true = "service.visio" }
"""
    path.write_text(source.replace('code = "2013"', 'code = "2027"') + more, encoding="utf-8")
    call_command("charter_effects", str(path))
    said = capsys.readouterr().out
    assert "Le lieu bief\u00a0: comptoir → aucun label" in said
    assert "Visioconférence" in said
    assert "0 gardent leur label, 0 en changent, 1 le perdent, dont 1 faute de faits renseignés" in said
    assert CharterVersion.objects.count() == 1
    with pytest.raises(CommandError, match="ni une version chargée"):
        call_command("charter_effects", "2042")


@pytest.mark.django_db
def test_loading_a_new_version_judges_nobody(territory, labelled):
    place = labelled("bief")
    before = list(Membership.objects.values_list("pk", "charter__code", "label", "until"))
    CharterVersion.objects.update(in_force_until=date(2019, 12, 31))
    load(TINY)
    place.refresh_from_db()
    assert list(Membership.objects.values_list("pk", "charter__code", "label", "until")) == before
    assert place.label_id == "comptoir"
    assert [one.effect.after for one in effects_of(CharterVersion.objects.get(code="seconde").charter())] == ["escale"]

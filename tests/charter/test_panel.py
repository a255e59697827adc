"""« Pourquoi ce label ? » on a place's page."""

import re
import shutil
from pathlib import Path

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.html import strip_tags

from solozere.charter.actions import admit, end_membership
from solozere.charter.panel import context
from solozere.core.authors import Author
from solozere.places.actions import change_status, update_group
from solozere.places.models import Place
from tests.charter.charters import COMPTOIR, DAY, LOZERE, TELECENTRE, TINY
from tests.charter.conftest import load, offered

pytestmark = pytest.mark.django_db
ADA = Author.system("Ada Exemple")


def panel(place: Place) -> str:
    """The words of the panel, spaces made one."""
    request = RequestFactory().get("/")
    found = context(request, Place.objects.get(pk=place.pk))
    html = render_to_string("charter/panel.html", found, request)
    text = strip_tags(html).replace("&nbsp;", " ").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def admitted(place: Place, label: str | None = None, on=DAY) -> Place:
    admit(place, label, on=on, author=ADA, reason="Vérifié.")
    return place


def test_a_label_is_explained_criterion_by_criterion(charter, new_place):
    said = panel(admitted(new_place(services=offered(COMPTOIR))))
    assert "Pourquoi ce label ?" in said
    assert "porte le label Comptoir parce qu’il remplit les 4 critères" in said
    assert "Le wifi est gratuit. (critère rempli) Wifi gratuit." in said
    assert "Label attribué le 1er juin 2014, selon la version « Charte qualité" in said
    assert said.count("Confirmé le 2 mai 2014 par Ada Exemple.") == 1


def test_the_other_label_says_what_it_lacks(charter, new_place):
    place = new_place(services={**offered(COMPTOIR), "reception_staff": True, "animation": False})
    said = panel(admitted(place))
    assert "Et le label Télécentre ?" in said
    assert (
        "1 critère rempli sur 5. Il manque : des rendez-vous pour les télétravailleurs. Pas encore renseigné :" in said
    )


def test_a_place_that_reaches_both_says_which_one_it_bears(charter, new_place):
    said = panel(admitted(new_place(services=offered({**COMPTOIR, **TELECENTRE}))))
    assert "porte le label Télécentre" in said
    assert "Ce lieu en remplit aussi tous les critères. Un lieu n’en porte qu’un : ici, Télécentre." in said


def test_a_planned_place_says_what_will_be_asked_and_judges_nothing(charter, new_place):
    said = panel(new_place(status="planned"))
    assert "Quel label à l’ouverture ?" in said
    assert "il ne porte pas encore de label" in said
    assert "Le wifi est gratuit." in said
    assert "critère non rempli" not in said
    assert "Proposition" not in said


def test_a_place_of_which_nothing_is_known_is_not_blamed(charter, new_place):
    said = panel(new_place())
    assert "Nous ne savons encore rien de ce qu’il propose" in said
    assert "critère non rempli" not in said


def test_a_place_without_label_shows_what_is_met_unmet_and_unknown(charter, new_place):
    said = panel(new_place(services={"public_access": True, "free_wifi": False}))
    assert "Quel label pour ce lieu ?" in said
    assert "Le wifi est gratuit. (critère non rempli)" in said
    assert "Il faudrait que « Wifi gratuit » soit « oui »." in said
    assert "(critère à vérifier) Pas encore renseigné : espace de télétravail." in said
    assert (
        "Pas encore renseigné : imprimante, visioconférence, salle de réunion ou nombre d’espaces de type salle de réunion."
        in said
    )
    assert "2 critères remplis sur 4. Il manque : le wifi gratuit. Pas encore renseigné : un espace dédié" in said
    assert "Aucun critère rempli sur 5." in said


def test_facts_nobody_confirmed_are_said_to_be_only_declared(charter, new_place):
    said = panel(new_place(services=offered(COMPTOIR), confirmed_at=None))
    assert "Déclaré, pas encore confirmé." in said
    assert "Tous les critères sont remplis : le label peut être demandé." in said


def test_confirmations_that_differ_are_said_at_each_criterion(charter, new_place):
    place = new_place(services=offered({**COMPTOIR, **TELECENTRE}))
    spaces = [{"kind": "private_office", "name": "Bureau", "capacity": 1, "accessible": False, "note": ""}]
    update_group(place, "spaces", {"spaces": spaces}, author=ADA, source="plan")
    said = panel(admitted(place))
    assert said.count("Confirmé le 2 mai 2014 par Ada Exemple.") > 1
    assert "Déclaré, pas encore confirmé." in said


def test_a_label_whose_criteria_are_lost_since_is_said_to_be_reviewed(charter, new_place):
    place = admitted(new_place(services=offered(COMPTOIR)))
    place.services.filter(service_id="free_wifi").update(available=False)  # as written before labels followed the facts
    said = panel(place)
    assert "ne suffit plus pour ce label" in said
    assert "parce qu’il remplit" not in said


def test_former_labels_are_remembered(charter, new_place):
    place = admitted(new_place(services=offered(COMPTOIR)))
    end_membership(place, on=DAY.replace(year=2016), author=ADA, reason="Travaux.")
    assert "Label Comptoir, du 1er juin 2014 au 1er juin 2016" in panel(place)


def test_a_label_given_under_a_former_version_says_so(territory, new_place):
    load(TINY)
    place = admitted(new_place(services=offered(COMPTOIR)), "escale", on=DAY.replace(year=2021))
    with time_machine.travel("2025-06-01"):
        said = panel(place)
    assert "selon la version « Engagements des lieux du Valdoré »" in said
    assert "Une nouvelle version de la charte est en vigueur depuis" in said


def test_without_a_charter_there_is_no_panel(territory, new_place):
    assert context(RequestFactory().get("/"), new_place()) is None


def test_a_place_that_is_gone_explains_no_label(charter, new_place):
    place = admitted(new_place(services=offered(COMPTOIR)))
    change_status(place, "closed", on=None, author=ADA)
    assert context(RequestFactory().get("/"), Place.objects.get(pk=place.pk)) is None


def test_the_panel_is_on_the_page_of_the_place(client, charter, new_place):
    place = admitted(new_place(services=offered(COMPTOIR)))
    page = client.get(f"/lieux/{place.slug}/").content.decode()
    assert "Pourquoi ce label" in page
    assert 'href="/charte/2013/"' in page


@pytest.mark.django_db(transaction=True)  # outside a transaction, as a visitor: charter and catalogue are then kept
def test_its_queries_do_not_grow_with_facts_or_memberships(charter, new_place, django_assert_num_queries):
    few = new_place(services={"public_access": True})
    many = new_place("autre", services=offered({**COMPTOIR, **TELECENTRE}))
    admitted(many, "comptoir")
    admitted(many, "telecentre", on=DAY.replace(year=2015))
    for place in (few, many):
        fresh = Place.objects.for_page("pk", place.pk)
        context(RequestFactory().get("/"), fresh)  # the territory is then in the cache
        with django_assert_num_queries(0):  # memberships come with the place
            context(RequestFactory().get("/"), fresh)


@pytest.mark.django_db(transaction=True)  # as above: what is kept in memory must change with what it was made from
def test_a_charter_that_is_loaded_again_judges_at_once(client, charter, new_place, tmp_path):
    place = new_place()
    assert "Le wifi est gratuit." in client.get(f"/lieux/{place.slug}/").content.decode()
    folder = Path(shutil.copytree(LOZERE / "charter", tmp_path / "charter"))
    written = (folder / "2013.toml").read_text(encoding="utf-8")
    (folder / "2013.toml").write_text(written.replace("Le wifi est gratuit.", "Le wifi est offert."), encoding="utf-8")
    load(tmp_path)
    assert "Le wifi est offert." in client.get(f"/lieux/{place.slug}/").content.decode()

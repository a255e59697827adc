"""The page of a place: what is known is said, what is not is said too, never an error."""

import io
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.template import Context, Template
from PIL import Image

from solozere.core.files import store_image
from solozere.core.geo import Point
from solozere.core.registries import Panel, place_panels, sitemaps
from solozere.places.actions import change_slug, change_status, update_group
from solozere.places.enums import PlaceOrigin
from solozere.places.models import Place
from solozere.territory.models import Contour, ContourKind
from tests.factories import CommuneFactory, LabelFactory, OrganisationFactory, PlaceFactory, ServiceFactory
from tests.places.conftest import ADA, FACTS, describe
from tests.places.reading import queries, text

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
OUTLINE = {"type": "Polygon", "coordinates": [[[2.9, 44.1], [4.0, 44.1], [4.0, 45.0], [2.9, 45.0], [2.9, 44.1]]]}
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
"""10:30 in Paris."""


def page(client, place: Place) -> str:
    return text(client, place.get_absolute_url())


class TestFullPlace:
    """A place of which everything is known, on a Tuesday morning."""

    @pytest.fixture(autouse=True)
    def on_tuesday(self):
        with time_machine.travel(TUESDAY, tick=False):
            yield

    def test_the_head_names_the_place_its_label_its_commune_and_whether_it_is_open(self, client, confirmed_place):
        html = page(client, confirmed_place)
        assert "<h1>L’Atelier</h1>" in html
        assert '<div class="place-head label-telecentre">' in html
        assert "Télécentre</span>" in html
        assert '<p class="lead">Valbourg</p>' in html
        assert "Ouvert, ferme à 12 h 30" in html
        assert "<title>L’Atelier, Valbourg – SoValdoré</title>" in html
        assert '<link rel="canonical" href="http://127.0.0.1:8000/lieux/atelier/">' in html
        assert '<meta name="description" content="L’Atelier, à Valbourg. Face à la gare, « L’Atelier » a trois' in html

    def test_one_may_call_come_and_take_the_sheet_for_the_door(self, client, confirmed_place):
        html = page(client, confirmed_place)
        assert 'href="tel:+33465710048"' in html
        assert 'href="#acces"' in html
        assert 'href="/lieux/atelier/affiche.pdf"' in html
        assert 'href="/lieux/atelier/contact.vcf"' in html
        assert 'href="/lieux/atelier/qr.svg"' in html

    def test_services_are_offered_refused_or_not_known(self, client, confirmed_place):
        html = page(client, confirmed_place)
        assert '<strong>Wifi gratuit</strong><br><span class="soft small">dans toute la salle</span>' in html
        assert "<strong>Non proposé :</strong> Imprimante." in html
        assert '<strong>Non renseigné :</strong> <span class="soft">Cuisine.</span>' in html

    def test_spaces_have_their_seats_and_the_connection_its_measure(self, client, confirmed_place):
        html = page(client, confirmed_place)
        assert "2 bureaux fermés" in html
        assert "Bureau 2 : 2 places, non accessible en fauteuil roulant, calme" in html
        assert "Grande salle : 12 places, accessible en fauteuil roulant" in html
        assert "480,5 Mbit par seconde en réception, 410 en envoi" in html
        assert "Fibre. Mesuré sur place le 12 octobre 2026. Latence : 9 ms." in html

    def test_the_week_marks_today_and_says_the_closures_to_come(self, client, confirmed_place):
        html = page(client, confirmed_place)
        assert (
            '<tr aria-current="date"><th scope="row">Mardi (aujourd’hui)</th><td>9 h – 12 h 30<br>13 h 30 – 17 h 30</td>'
            in html
        )
        assert "Fermé du 24 décembre 2026 au 3 janvier 2027 : congés" in html
        assert "Sonnez au portail." in html
        assert '<th scope="row">Dimanche</th><td>Fermé</td>' in html

    def test_a_comma_in_a_comment_does_not_cut_the_stretch(self, client, bare_place):
        hours = {"opening_hours": 'Tu 09:00-12:00 "sur rendez-vous, au guichet"'}
        update_group(bare_place, "hours", hours, author=ADA, source="Visite")
        assert "9 h – 12 h (sur rendez-vous, au guichet)</td>" in page(client, bare_place)

    def test_coming_is_explained_and_the_precision_of_the_point_said(self, client, confirmed_place):
        html = page(client, confirmed_place)
        assert "1 quai des Essais<br>99100 Valbourg" in html
        assert 'href="https://www.openstreetmap.org/directions?to=44.72552%2C3.85716"' in html
        assert 'href="geo:44.72552,3.85716?q=44.72552%2C3.85716%28L%E2%80%99Atelier%29"' in html
        assert "Le repère est à l’entrée." in html
        for words in ("Gare à 650 m.", "Parking gratuit.", "Entrée de plain-pied.", "https://acceslibre.example/lieu"):
            assert words in html

    def test_contact_prices_organisations_life_and_identifiers_are_there(self, client, confirmed_place):
        html = page(client, confirmed_place)
        assert "Accueil<br>" in html
        assert 'href="mailto:atelier@exemple.fr"' in html
        assert "Demi-journée : 6 €.<br>Journée : 10 €." in html
        assert (
            '<dt>Porte le lieu</dt><dd><a href="/partenaires/agence/">Agence du Plateau</a> <span class="soft">(depuis 2012)'
            in html
        )
        assert "<strong>En service</strong>" in html
        assert "A demandé à rejoindre le réseau" in html
        assert '<a href="https://registre.example/R-12">R-12</a>' in html

    def test_freshness_names_who_confirmed_and_when(self, client, confirmed_place):
        html = page(client, confirmed_place)
        assert "Fiche vérifiée le 20 novembre 2026 par Ada Exemple." in html
        assert "Confirmé le 20 novembre 2026 par Ada Exemple" in html
        assert 'href="/lieux/atelier/signaler/"' in html

    def test_six_months_later_the_page_warns_and_no_longer_says_open(self, client, confirmed_place):
        with time_machine.travel(TUESDAY + timedelta(days=183), tick=False):
            html = page(client, confirmed_place)
        assert 'class="notice notice-warn"' in html
        assert "Non vérifiée depuis le 20 novembre 2026." in html
        assert 'Appelez avant de venir : <a class="nowrap" href="tel:+33465710048">04 65 71 00 48</a>' in html
        assert html.count("Horaires non confirmés") == 2
        assert "Ouvert, ferme" not in html
        assert "9 h – 12 h 30" in html

    def test_search_engines_read_the_place(self, client, confirmed_place):
        data = json.loads(SCRIPT.search(client.get("/lieux/atelier/").content.decode())[1])
        assert (data["@context"], data["@type"]) == ("https://schema.org", "LocalBusiness")
        assert data["url"] == data["@id"] == "http://127.0.0.1:8000/lieux/atelier/"
        assert data["address"] == {
            "@type": "PostalAddress",
            "streetAddress": "1 quai des Essais",
            "postalCode": "99100",
            "addressLocality": "Valbourg",
            "addressCountry": "FR",
        }
        assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 44.72552, "longitude": 3.85716}
        assert (data["telephone"], data["email"]) == ("+33465710048", "atelier@exemple.fr")
        assert [(f["name"], f["value"]) for f in data["amenityFeature"]] == [
            ("Wifi gratuit", True),
            ("Imprimante", False),
        ]
        hours = data["openingHoursSpecification"]
        assert {"opens": "09:00", "closes": "12:30"}.items() <= hours[0].items()
        assert hours[0]["dayOfWeek"] == [
            f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        ]
        assert ("2026-12-24", "2027-01-03") in [(h.get("validFrom"), h.get("validThrough")) for h in hours]

    def test_search_engines_are_not_told_hours_that_nobody_confirmed(self, client, confirmed_place):
        with time_machine.travel(TUESDAY + timedelta(days=200), tick=False):
            data = json.loads(SCRIPT.search(client.get("/lieux/atelier/").content.decode())[1])
        assert "openingHoursSpecification" not in data

    def test_panels_of_the_apps_above_are_shown(self, client, confirmed_place, monkeypatch, tmp_path, settings):
        shown = []

        def context(request, place):
            shown.append(place)
            return {"text": "Bienvenue", "kind": "info", "role": ""}

        entries = {
            "hidden": (1, Panel("places/none.html", lambda request, place: None)),
            "shown": (2, Panel("core/components/notice.html", context)),
        }
        monkeypatch.setattr(place_panels, "_entries", entries)
        assert "Bienvenue" in page(client, confirmed_place)
        assert shown == [confirmed_place]


@pytest.mark.parametrize(
    ("status", "state", "kind", "poster"),
    [
        ("planned", "Prévu, pas encore ouvert", "Place", False),
        ("opening", "Pas encore ouvert au public", "Place", True),
        ("in_service", "Horaires non communiqués", "LocalBusiness", True),
        ("suspended", "Fermé pour un temps", "Place", True),
        ("closed", "Fermé définitivement", "Place", False),
    ],
)
def test_a_place_of_which_nothing_is_known_has_a_page_at_every_step_of_its_life(
    client, here, catalogue, status, state, kind, poster
):
    place = PlaceFactory(status=status, commune__name="Valbourg")
    html = page(client, place)
    assert state in html
    assert f'"@type":"{kind}"' in html
    assert ("affiche.pdf" in html) is poster
    assert ("Photo à venir" in html) is (status != "closed")
    assert "Aucun contact n’est encore connu" in html
    assert "Rien n’est encore renseigné." in html
    assert client.get(f"{place.get_absolute_url()}affiche.pdf").status_code == (200 if poster else 404)


def test_a_planned_place_shows_its_badge_and_no_label(client, here):
    LabelFactory()
    place = PlaceFactory(status="planned", status_on="2012", note="Retenu en 2012.")
    html = page(client, place)
    assert '<div class="place-head label-planned">' in html
    assert "</svg>Prévu</span>" in html
    assert '<time datetime="2012">2012</time><strong>Lieu prévu</strong><br>Retenu en 2012.' in html
    assert "Les horaires seront affichés ici à l’ouverture." in html


def test_a_closed_place_keeps_its_page_and_leaves_the_list(client, here):
    place = PlaceFactory(label=LabelFactory())
    change_status(place, "closed", on="2025", author=ADA, note="Vente du bâtiment")
    html = page(client, place)
    assert "Fermé définitivement depuis 2025" in html
    assert "N’existe plus" in html
    assert "Vente du bâtiment" in html
    assert place.name not in text(client, "/lieux/")
    assert place not in sitemaps["places"]().items()


def test_a_former_address_leads_to_the_place_for_ever(client, bare_place):
    change_slug(bare_place, "atelier-neuf", author=ADA)
    change_slug(bare_place, "remise", author=ADA)
    for old in ("atelier", "atelier-neuf"):
        for rest in ("", "contact.vcf", "qr.svg", "affiche.pdf"):
            answer = client.get(f"/lieux/{old}/{rest}")
            assert (answer.status_code, answer.headers["Location"]) == (301, f"/lieux/remise/{rest}")


@pytest.mark.parametrize(
    "path",
    [
        "/lieux/inconnu/",
        "/lieux/inconnu/contact.vcf",
        "/lieux/inconnu/qr.svg",
        "/lieux/inconnu/affiche.pdf",
        "/lieux/é/",
        "/lieux/a b/",
        "/lieux/..%2Fetc/",
        "/lieux/%00/",
        "/lieux/<script>/",
        "/lieux/" + "a" * 3000 + "/",
        "/lieux/1%27 OR 1=1/",
    ],
)
def test_an_address_that_is_no_places_gets_a_sentence(client, here, path):
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("path", ["/lieux/", "/lieux/atelier/", "/lieux/atelier/qr.svg"])
def test_reads_take_no_other_verb(client, bare_place, path):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


def test_words_of_people_are_escaped_everywhere(client, bare_place, catalogue):
    evil = '</script><img src=x onerror="alert(1)">&'
    for code, values in {
        "identity": {"name": evil, "summary": evil, "origin_note": evil},
        "location": {"address": evil},
        "services": {"services": [{"service_id": "free_wifi", "available": True, "detail": evil}]},
        "spaces": {"spaces": [{"kind": "open_space", "name": evil, "capacity": 1, "note": evil}]},
        "hours": {"opening_hours": "Mo 09:00-10:00", "hours_note": evil},
        "contact": {"contact_label": evil},
        "prices": {"prices": evil},
        "access": {"accessibility": evil},
        "external": {"external_ids": [{"source": evil[:60], "value": evil}]},
    }.items():
        update_group(bare_place, code, values, author=ADA, source=evil)
    html = client.get("/lieux/atelier/").content.decode()
    assert "<img src=x" not in html
    assert html.count("</script>") == html.count("<script")
    assert json.loads(SCRIPT.search(html)[1])["name"].replace("’", "'") == evil
    assert "<img src=x" not in client.get("/lieux/").content.decode()


def test_the_block_of_data_cannot_be_ended_from_within():
    found = Template("{% load places %}{% json_ld data %}").render(Context({"data": {"a": "</script>\u2028&"}}))
    assert found == '<script type="application/ld+json">{"a":"\\u003C/script\\u003E\\u2028\\u0026"}</script>'


def test_the_locator_draws_the_place_on_its_territory(client, here, full_place):
    Contour.objects.create(kind=ContourKind.TERRITORY, code="99", name="Valdoré", geometry=OUTLINE)
    html = page(client, full_place)
    assert re.search(r'<svg class="locator" viewBox="0 0 \d+ \d+" aria-hidden="true"><path class="map-flat"', html)
    assert 'href="#label-telecentre"' in html
    assert f"Valbourg est au nord-est {here.with_of}." in html


@pytest.mark.parametrize(
    ("point", "words"),
    [
        (Point(44.95, 2.95), "au nord-ouest"),
        (Point(44.55, 3.45), "au centre"),
        (Point(44.15, 3.9), "au sud-est"),
        (Point(44.15, 3.4), "au sud"),
    ],
)
def test_the_locator_says_in_words_where_the_place_is(client, here, point, words):
    Contour.objects.create(kind=ContourKind.TERRITORY, code="99", name="Valdoré", geometry=OUTLINE)
    place = PlaceFactory(commune=CommuneFactory(point=point))
    assert f"est {words} du Valdoré." in page(client, place)


@pytest.mark.parametrize("point", [None, Point(48.85, 2.35)])
def test_a_place_off_the_map_has_no_locator(client, here, point):
    Contour.objects.create(kind=ContourKind.TERRITORY, code="99", name="Valdoré", geometry=OUTLINE)
    place = PlaceFactory(commune=CommuneFactory(point=point))
    html = page(client, place)
    assert 'class="locator"' not in html
    assert ("openstreetmap" in html) is (point is not None)


def test_a_holiday_is_named_in_the_week_and_the_place_closed(client, confirmed_place):
    with time_machine.travel(datetime(2026, 12, 25, 9, tzinfo=UTC), tick=False):
        html = page(client, confirmed_place)
    assert "Jour férié : Noël" in html
    assert '<th scope="row">Vendredi (aujourd’hui)' in html
    assert "Fermé jusqu’au 3 janvier" in html


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 24, 22, 59, tzinfo=UTC), "Mardi (aujourd’hui)"),
        (datetime(2026, 11, 24, 23, 0, tzinfo=UTC), "Mercredi (aujourd’hui)"),
        (datetime(2027, 3, 28, 21, 59, tzinfo=UTC), "Dimanche (aujourd’hui)"),
        (datetime(2027, 3, 28, 22, 0, tzinfo=UTC), "Lundi (aujourd’hui)"),
    ],
)
def test_today_begins_at_the_midnight_of_the_territory_also_when_clocks_change(client, confirmed_place, at, words):
    with time_machine.travel(at, tick=False):
        assert words in page(client, confirmed_place)


def test_a_page_asks_as_much_for_much_as_for_little(client, here, catalogue):
    place = PlaceFactory(slug="lieu")
    little = queries(client, "/lieux/lieu/")
    OrganisationFactory(slug="agence")
    describe(place, confirmed_at=TUESDAY - timedelta(days=400))
    for n in range(10):
        place.spaces.create(kind="open_space", name=f"Salle {n}", capacity=n + 1)
        place.closures.create(first_day=date(2030, 1, n + 1), last_day=date(2030, 1, n + 1))
        place.services.create(service=ServiceFactory())
        place.roles.create(organisation=OrganisationFactory(), role="host")
    much = queries(client, "/lieux/lieu/")
    # Django leaves out the second query of a prefetch that found nothing.
    assert much <= little + 3
    assert much <= 20


def test_facts_of_the_tests_are_those_of_every_group():
    assert set(FACTS) | {"pictures"} == {
        *("identity", "location", "hours", "spaces", "services", "connection"),
        *("access", "contact", "prices", "pictures", "roles", "external"),
    }


def test_pictures_take_the_place_of_the_drawings(client, bare_place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    rows = []
    for n in range(4):
        buffer = io.BytesIO()
        Image.new("RGB", (1200, 800 + n), "blue").save(buffer, "PNG")
        stored = store_image(ContentFile(buffer.getvalue(), name="salle.png"), purpose="essai", visibility="public")
        rows.append({"file": stored.sha256, "alt": f"Salle {n}", "caption": "Le matin", "credit": "Ada", "order": n})
    update_group(bare_place, "pictures", {"pictures": rows}, author=ADA, source="Visite")
    html = page(client, bare_place)
    assert "Photo à venir" not in html
    assert re.findall(r'alt="(.*?)"', html) == ["Salle 0", "Salle 1", "Salle 2", "Salle 3"]
    assert html.count('class="photos label-none"') == 2
    assert html.count('loading="lazy"') == 1
    assert "<figcaption>Le matin – Ada</figcaption>" in html
    assert re.search(r'src="/fichiers/\w+\.webp\?l=960" srcset="[^"]*160w[^"]*1200w" sizes=', html)
    first = re.search(r'src="(/fichiers/[^"]*)"', html)[1]
    picture = client.get(first)
    assert picture.headers["Content-Type"] == "image/webp"
    assert b"".join(picture.streaming_content).startswith(b"RIFF")
    data = json.loads(SCRIPT.search(client.get("/lieux/atelier/").content.decode())[1])
    assert len(data["image"]) == 4


@pytest.mark.parametrize("origin", PlaceOrigin)
def test_each_origin_has_its_words(client, bare_place, origin):
    Place.objects.filter(pk=bare_place.pk).update(origin=origin, origin_note="")
    assert client.get(bare_place.get_absolute_url()).status_code == 200

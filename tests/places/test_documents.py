"""What a place hands out: the card that a telephone keeps, the code that a camera reads, the sheet for the door."""

import io
import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
import segno
import time_machine
import vobject
from pypdf import PdfReader

from solozere.places import documents
from solozere.places.actions import change_status, update_group
from solozere.places.documents import poster_data
from solozere.places.vcard import Card, vcard
from tests.factories import CommuneFactory, LabelFactory, PlaceFactory, ServiceFactory
from tests.places.conftest import ADA, describe

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_tuesday():
    """A Tuesday morning of November 2026."""
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def place(full_place):
    """All of it confirmed the Friday before."""
    describe(full_place, confirmed_at=TUESDAY - timedelta(days=4))
    return full_place


class TestContactCard:
    """The vCard, read back by a library that knows the format."""

    def read(self, client, place):
        answer = client.get(f"/lieux/{place.slug}/contact.vcf")
        assert answer.headers["Content-Type"] == "text/vcard; charset=utf-8"
        return answer, vobject.readOne(answer.content.decode())

    def test_a_telephone_reads_all_of_it(self, client, place):
        answer, card = self.read(client, place)
        assert answer.headers["Content-Disposition"] == 'attachment; filename="atelier.vcf"'
        assert card.fn.value == "L’Atelier, Valbourg"
        assert card.org.value == ["L’Atelier, Valbourg", "SoValdoré"]
        assert (card.adr.value.street, card.adr.value.city, card.adr.value.code) == (
            "1 quai des Essais",
            "Valbourg",
            "99100",
        )
        assert card.geo.value == "44.72552;3.85716"
        assert (card.tel.value, card.email.value) == ("+33465710048", "atelier@exemple.fr")
        assert card.url.value == "http://127.0.0.1:8000/lieux/atelier/"
        assert card.rev.value == place.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        note = card.note.value.replace("\u00a0", " ")
        assert note.startswith("Télécentre\nHoraires : Du lundi au vendredi, de 9 h à 12 h 30 et de 13 h 30 à 17 h 30.")
        assert note.endswith("\nSonnez au portail.")

    def test_hours_that_nobody_confirmed_lately_are_said_so(self, client, place):
        update_group(place, "hours", {}, author=ADA, source="Visite")
        assert "Horaires non confirmés" in self.read(client, place)[1].note.value

    def test_a_place_of_which_little_is_known_has_a_card_too(self, client, here):
        place = PlaceFactory(commune=CommuneFactory(name="Élan", point=None))
        _answer, card = self.read(client, place)
        assert not {"tel", "email", "geo", "note"} & card.contents.keys()
        assert card.adr.value.city == "Élan"

    def test_lines_are_folded_at_75_octets_between_letters_and_end_as_the_format_says(self, client, place):
        update_group(place, "hours", {"hours_note": "é, ; \\ " * 40}, author=ADA, source="Visite")
        answer, card = self.read(client, place)
        lines = answer.content.split(b"\r\n")
        assert lines[-1] == b""
        assert max(map(len, lines)) <= 75
        assert all(line.decode() or True for line in lines)
        assert b"\n" not in answer.content.replace(b"\r\n", b"")
        assert "é, ; \\ é, ;" in card.note.value

    def test_nothing_that_somebody_writes_makes_a_line_of_its_own(self):
        card = Card(
            uid="x",
            name="A\r\nTEL:666",
            organisation="",
            street="1; rue, du\nPuits",
            town="B\rX-EVIL:1",
            postal_code="",
            country="France",
            position=None,
            phone="",
            email="",
            url="",
            note="",
            revised=TUESDAY,
        )
        found = vobject.readOne(vcard(card))
        assert found.fn.value == "A\nTEL:666"
        assert found.adr.value.street == "1; rue, du\nPuits"
        assert not {"tel", "x-evil"} & found.contents.keys()


class TestQrCode:
    """The code of the page."""

    def test_it_is_the_code_of_the_public_address_with_a_quiet_zone(self, client, place, settings):
        settings.SITE_URL = "https://reseau.example"
        svg = client.get("/lieux/atelier/qr.svg").content.decode()
        code = segno.make("https://reseau.example/lieux/atelier/", error="m", micro=False)
        buffer = io.BytesIO()
        code.save(buffer, kind="svg", scale=8, border=4, dark="#14211c", light="#ffffff")
        path = re.compile(r'<path[^>]* d="(.*?)"')
        assert path.findall(svg)[-1] == path.findall(buffer.getvalue().decode())[-1]
        assert "Code QR de la page «\u00a0L’Atelier" in svg
        assert ElementTree.fromstring(svg).attrib["width"] == str((code.symbol_size(border=4)[0]) * 8)

    def test_it_reads_as_the_address(self, place, settings):
        """The modules of the drawing, one by one, are those of the code of the address."""
        settings.SITE_URL = "https://reseau.example"
        code = segno.make("https://reseau.example/lieux/atelier/", error="m", micro=False)
        assert modules(documents.qr_svg(place, border=0, light=None)) == [
            [bool(bit) for bit in row] for row in code.matrix
        ]


def modules(svg: str) -> list[list[bool]]:
    """The dark modules of a drawing of segno: relative moves and horizontal strokes, one unit a module."""
    size = int(ElementTree.fromstring(svg).attrib["width"]) // 8
    grid = [[False] * size for _ in range(size)]
    x, y = 0.0, 0.0
    path = re.findall(r'd="([^"]*)"', svg)[-1]
    for verb, first, second in re.findall(r"([Mmh])\s*(-?[\d.]+)(?:[ ,](-?[\d.]+))?", path.replace("-", " -")):
        if verb == "M":
            x, y = float(first), float(second)
        elif verb == "m":
            x, y = x + float(first), y + float(second)
        else:
            for step in range(int(float(first))):
                grid[int(y)][int(x) + step] = True
            x += float(first)
    return grid


class TestPoster:
    """The sheet for the door."""

    def read(self, client, place) -> tuple[PdfReader, str]:
        answer = client.get(f"/lieux/{place.slug}/affiche.pdf")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/pdf"
        reader = PdfReader(io.BytesIO(answer.content))
        return reader, " ".join(reader.pages[0].extract_text().replace("\u00a0", " ").split())

    def test_it_says_what_somebody_at_the_door_wants_to_know(self, client, place, settings):
        settings.SITE_URL = "https://reseau.example"
        reader, text = self.read(client, place)
        assert len(reader.pages) == 1
        for words in (
            "SoValdoré",
            "Télécentre",
            "L’Atelier",
            "1 quai des Essais, 99100 Valbourg",
            "Lundi",
            "9 h – 12 h 30",
            "13 h 30 – 17 h 30",
            "Fermé les jours fériés.",
            "Sonnez au portail.",
            "Wifi gratuit",
            "04 65 71 00 48",
            "reseau.example/lieux/atelier/",
            "Membre du réseau SoValdoré, dont la charte est publique.",
            "À jour au 24 novembre 2026",
        ):
            assert words in text, words
        assert "Imprimante" not in text

    def test_it_is_tagged_for_screen_readers_and_titled(self, client, place):
        reader, _text = self.read(client, place)
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert reader.metadata.title == "L’Atelier\u00a0: fiche pour la porte"

    def test_hours_that_nobody_confirmed_are_not_printed(self, client, place):
        update_group(place, "hours", {}, author=ADA, source="Visite")
        text = self.read(client, place)[1]
        assert "9 h – 12 h 30" not in text
        assert "Demandez-les à l’accueil" in text

    def test_a_place_without_a_label_does_not_claim_one(self, client, bare_place):
        text = self.read(client, bare_place)[1]
        assert "Un lieu où télétravailler" in text
        assert "charte" not in text

    def test_long_words_and_many_services_stay_on_one_page(self, client, place):
        long = "Maison intercommunale des services, des associations et du télétravail du haut pays"
        update_group(place, "identity", {"name": long}, author=ADA, source="Visite")
        hours = "Mo-Th 08:00-10:00,11:00-12:30,13:30-17:30; Fr 09:00-12:00; Sa 09:00-12:00; PH off"
        update_group(
            place,
            "hours",
            {"opening_hours": hours, "hours_note": "Une précision assez longue. " * 10},
            author=ADA,
            source="Visite",
            confirmed_at=TUESDAY,
        )
        for n in range(12):
            place.services.create(service=ServiceFactory(name=f"Un service au nom plutôt long, le numéro {n}"))
        reader, text = self.read(client, place)
        assert len(reader.pages) == 1
        assert "À jour au 24 novembre 2026" in text

    @pytest.mark.parametrize("tone", ["telecentre", "comptoir"])
    def test_each_label_has_its_own_sheet(self, here, tone):
        place = PlaceFactory(label=LabelFactory(code=tone, name=tone.capitalize(), tone=tone))
        data = poster_data(place, here)
        assert (data["tone"], data["headline"]) == (tone, tone.capitalize())

    def test_seasons_are_said_in_full_below_the_week(self, here, place):
        hours = "Mo-Fr 09:00-12:00; Jul-Aug Mo-Sa 09:00-18:00"
        update_group(
            place, "hours", {"opening_hours": hours, "hours_note": ""}, author=ADA, source="V", confirmed_at=TUESDAY
        )
        notes = poster_data(place, here)["hours_notes"]
        assert len(notes) == 1
        assert "juillet" in notes[0]

    def test_it_is_drawn_once_and_sent_once(self, client, place, monkeypatch):
        first = client.get("/lieux/atelier/affiche.pdf")
        monkeypatch.setattr(documents.pdf, "render", lambda *args, **kwargs: pytest.fail("drawn again"))
        assert client.get("/lieux/atelier/affiche.pdf").content == first.content
        again = client.get("/lieux/atelier/affiche.pdf", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_a_change_of_the_place_gives_another_sheet(self, client, place):
        first = client.get("/lieux/atelier/affiche.pdf").headers["ETag"]
        update_group(place, "contact", {"phone": "04 65 71 00 49"}, author=ADA, source="Visite")
        answer = client.get("/lieux/atelier/affiche.pdf", headers={"If-None-Match": first})
        assert answer.status_code == 200
        assert answer.headers["ETag"] != first

    def test_a_place_that_closes_has_no_sheet_any_more(self, client, place):
        change_status(place, "closed", on=None, author=ADA)
        assert client.get("/lieux/atelier/affiche.pdf").status_code == 404


@pytest.mark.parametrize("name", ["contact.vcf", "qr.svg"])
def test_a_document_that_did_not_change_is_not_sent_again(client, place, name):
    first = client.get(f"/lieux/atelier/{name}")
    again = client.get(f"/lieux/atelier/{name}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_leaves_a_demonstration_says_so(here, place, settings):
    settings.DEMO = True
    assert "fictive" in poster_data(place, here)["charter"]
    assert "fictive" in vobject.readOne(documents.contact_card(place, here)).note.value

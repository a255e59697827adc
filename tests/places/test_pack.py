"""`services.toml` and `places.toml`: what right files load, what wrong ones answer, what the site keeps."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from solozere.core.packs import NewPack, Pack, Row
from solozere.organisations.pack import OrganisationSection
from solozere.places.pack import PlacesSection, ServicesSection
from solozere.places.pack.services import DEFAULT

LOZERE = Path(settings.BASE_DIR) / "territories" / "lozere"
TINY = Path(settings.BASE_DIR) / "tests" / "pack"
COMMUNES = [
    Row("99001", {"name": "Port-Embrun", "lat": "-16.2161", "lon": "60.4412"}, "c", 2),
    Row("99004", {"name": "Grand-Ilet", "lat": "", "lon": ""}, "c", 3),
]
PLACE = """
[[place]]
slug = "lieu"
name = "Lieu"
commune = "99001"
origin = "application"
source = "Gazette"
{more}
[[place.life]]
status = "in_service"
{after}
"""


def read(folder: Path) -> tuple[Pack, list[Row]]:
    """The pack and its places, read and checked as the engine does."""
    pack = Pack(folder)
    pack.rows["communes"] = COMMUNES
    for section in (OrganisationSection(), ServicesSection(), PlacesSection()):
        pack.rows[section.name] = section.read(pack)
    for section in (ServicesSection(), PlacesSection()):
        section.check(pack, pack.rows[section.name])
    return pack, pack.rows["places"]


def problems(tmp_path: Path, places: str, services: str = "", organisations: str = "") -> list[str]:
    """What is said of a pack made of these files."""
    for name, text in (("places", places), ("services", services), ("organisations", organisations)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return [str(problem).replace("\u00a0", " ") for problem in read(tmp_path)[0].problems]


def test_the_tiny_pack_is_right_and_every_value_is_read():
    pack, (workshop, hall) = read(TINY)
    assert pack.problems == []
    assert (workshop.key, workshop.file, workshop.line) == ("atelier-du-port", "places.toml", 3)
    groups = workshop.data["groups"]
    assert set(groups) == {
        *("identity", "location", "hours", "spaces", "services", "connection"),
        *("access", "contact", "prices", "roles", "external"),
    }
    assert workshop.data["life"] == [
        {"status": "planned", "on": "2023", "note": ""},
        {"status": "in_service", "on": "2024-05-02", "note": "Ouvert le lendemain de la fête."},
    ]
    assert (groups["prices"]["source"], groups["prices"]["source_date"]) == ("Gazette du Valdoré", "2024-05-01")
    assert (groups["services"]["source"], groups["services"]["source_date"]) == ("Visite", "2024-06")
    assert (groups["location"]["source"], groups["location"]["source_date"]) == ("Relevé sur place", "")
    assert groups["services"]["values"]["services"] == [
        {"service_id": "free_wifi", "available": True, "detail": "dans toute la salle"},
        {"service_id": "printer", "available": False, "detail": ""},
        {"service_id": "public_access", "available": True, "detail": ""},
    ]
    assert set(hall.data["groups"]) == {"identity", "location"}
    assert hall.data["groups"]["location"]["values"] == {
        "lat": None,
        "lon": None,
        "precision": "commune",
        "address": "",
        "postal_code": "",
        "commune": "99004",
    }


def test_a_catalogue_is_read_in_its_order_with_its_english_names():
    pack, _places = read(TINY)
    rows = {row.key: row.data for row in pack.rows["services"]}
    assert [(key, data["order"]) for key, data in rows.items()] == [
        ("public_access", 10),
        ("free_wifi", 20),
        ("printer", 5),
    ]
    assert (rows["free_wifi"]["name_en"], rows["free_wifi"]["hint_en"]) == ("Free wifi", "Without a password.")


def test_packs_without_these_files_have_no_place_and_no_service(tmp_path):
    pack, rows = read(tmp_path)
    assert (rows, pack.rows["services"], pack.problems) == ([], [], [])


@pytest.mark.parametrize(
    ("more", "after", "line", "words"),
    [
        ('label = "telecentre"', "", 8, "un label ne s’écrit pas dans le pack"),
        ('colour = "red"', "", 8, "« colour » n’est pas attendu ici"),
        ('pictures = ["a.jpg"]', "", 8, "les photos se déposent sur le site"),
        ("summary = 3", "", 8, "« summary » doit être un texte"),
        ('source_date = "hier"', "", 8, "n’est pas une date"),
        ("", 'on = "2013-13"', 11, "n’est pas une date"),
        ("", "note = 5", 11, "« note » doit être un texte"),
        ("", "mood = 1", 11, "« mood » n’est pas attendu ici"),
        ("", '[[place.life]]\nstatus = "planned"', 12, "ne passe pas de « in_service » à « planned »"),
        ("", '[[place.life]]\nstatus = "ouvert"', 12, "« ouvert » n’est pas un état : écrivez planned"),
        ("", '[place.location]\nlat = "nord"\nlon = 60.4', 12, "degrés"),
        ("", "[place.location]\nlon = 60.4", 12, "degrés"),
        ("", "[place.location]\nlat = 160.0\nlon = 60.4", 12, "degrés"),
        ("", "[place.location]\nlat = -16.5\nlon = 60.4412", 12, "à 32 km de Port-Embrun"),
        ("", '[place.location]\npostal_code = "991"', 12, "cinq chiffres"),
        ("", '[place.location]\nprecision = "vague"', 12, "précision est « commune »"),
        ("", '[place.location]\nlat = -16.2\nlon = 60.44\nprecision = "vague"', 14, "vague"),
        ("", '[place.hours]\nopening_hours = "lundi matin"', 12, "Mo-Fr 09:00-12:00"),
        ("", '[place.hours]\nhorarios = ""', 12, "« horarios » n’est pas attendu ici"),
        ("", "[place.hours]\nsource = 3", 12, "« source » doit être un texte"),
        ("", "[place.hours]\nclosures = [{ first_day = 2026-02-02, last_day = 2026-02-01 }]", 12, "suivre"),
        ("", "[place.hours]\nclosures = [{ first_day = 2026-02-02 }]", 12, "dernier jour"),
        ("", "[place.services]\nteleport = true", 12, "« teleport » n’est pas au catalogue"),
        ("", "[place.services]\nteleport = 3", 12, "true, false ou une précision"),
        ("", '[place.spaces]\nspaces = [{ kind = "open_space", name = "S", capacity = 0 }]', 12, "places"),
        ("", "[place.spaces]\nspaces = 3", 12, "écrivez une liste"),
        ("", '[place.spaces]\nspaces = [{ name = "S", prix = 3 }]', 12, "prix"),
        (
            "",
            '[place.connection]\nmeasures = [{ down_mbps = 0, measured_on = 2026-01-02, method = "contract" }]',
            12,
            "débit descendant",
        ),
        ("", '[place.contact]\nphone = "12"', 12, "04 65 71 00 00"),
        ("", '[place.contact]\nemail = "moi"', 12, "email"),
        ("", '[place.contact]\nwebsite = "javascript:alert(1)"', 12, "website"),
        (
            "",
            '[place.roles]\nroles = [{ organisation = "nope", role = "host" }]',
            12,
            "« nope » n’est l’adresse d’aucune",
        ),
        ("", '[place.roles]\nroles = [{ organisation = "nope", role = "chef" }]', 12, "rôle"),
        ("", "[place.roles]\nroles = [1]", 12, "écrivez une liste"),
    ],
)
def test_a_mistake_is_said_at_its_line(tmp_path, more, after, line, words):
    said = problems(tmp_path, PLACE.format(more=more, after=after))
    assert len(said) == 1, said
    assert said[0].startswith(f"places.toml, ligne {line} :"), said
    assert words in said[0]


@pytest.mark.parametrize("key", ["slug", "name", "commune", "origin", "source"])
def test_what_a_place_needs_is_asked_for(tmp_path, key):
    lines = [text for text in PLACE.format(more="", after="").splitlines() if not text.startswith(f"{key} =")]
    said = problems(tmp_path, "\n".join(lines))
    assert said[0].startswith(f"places.toml, ligne 2 : il manque « {key} »")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('slug = "lieu"', 'slug = "Le Lieu"', 3, "minuscules"),
        ('commune = "99001"', 'commune = "48095"', 5, "« 48095 » n’est le code d’aucune commune"),
        ('origin = "application"', 'origin = "demo"', 6, "« demo » n’est pas une origine"),
        ('name = "Lieu"', f'name = "{"x" * 201}"', 4, "200"),
        ("[[place.life]]\n", "[place.life]\n", 2, "écrivez au moins une étape"),
        ('source = "Gazette"', f'source = "{"x" * 301}"', 7, "300"),
        ("[[place]]", "[place]", 2, "sous [[place]]"),
        ("[[place]]", "title = 1\n[[place]]", 2, "« title » n’est pas attendu ici"),
        ("[[place]]", "[[place", 2, "TOML"),
    ],
)
def test_a_place_that_cannot_be_is_said_at_its_line(tmp_path, old, new, line, words):
    text = PLACE.format(more="", after="")
    assert old in text
    said = problems(tmp_path, text.replace(old, new, 1))
    assert any(entry.startswith(f"places.toml, ligne {line} :") and words in entry for entry in said), said


def test_steps_out_of_order_are_said(tmp_path):
    text = PLACE.format(more="", after='on = "2014"\n[[place.life]]\nstatus = "closed"\non = 2013')
    assert problems(tmp_path, text) == [
        "places.toml, ligne 14 : cette étape précède celle d’avant : écrivez-les dans l’ordre des dates."
    ]


def test_an_address_given_twice_names_the_first_line(tmp_path):
    text = PLACE.format(more="", after="")
    assert problems(tmp_path, text + text) == [
        "places.toml, ligne 14 : « lieu » est déjà l’adresse du lieu de la ligne 2."
    ]


def test_problems_of_the_second_place_are_said_at_its_own_lines(tmp_path):
    first = PLACE.format(more="", after='[place.contact]\nphone = "04 65 71 00 48"\n')
    second = PLACE.format(more="", after='[place.contact]\nphone = "12"').replace('"lieu"', '"autre"')
    said = problems(tmp_path, first + second)
    assert len(said) == 1
    line = (first + second).splitlines().index('phone = "12"') + 1
    assert said[0].startswith(f"places.toml, ligne {line} :")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[service]]\ncode = "wifi"\nname = "Wifi"\nicon = "licorne"', 4, "pas d’icône « licorne »"),
        ('[[service]]\ncode = "le wifi"\nname = "Wifi"\nicon = "wifi"', 2, "code"),
        ('[[service]]\ncode = "source"\nname = "Wifi"\nicon = "wifi"', 2, "réservé"),
        ('[[service]]\ncode = "wifi"\nicon = "wifi"', 1, "il manque « name »"),
        ('[[service]]\ncode = "wifi"\nname = "Wifi"\nicon = "wifi"\norder = "premier"', 5, "nombre"),
        ('[[service]]\ncode = "wifi"\nname = "Wifi"\nicon = "wifi"\nprix = 3', 5, "« prix » n’est pas attendu"),
        ('[[service]]\ncode = "wifi"\nname = 4\nicon = "wifi"', 3, "texte entre guillemets"),
    ],
)
def test_a_mistake_in_the_catalogue_is_said_at_its_line(tmp_path, text, line, words):
    said = problems(tmp_path, "", services=text)
    assert any(entry.startswith(f"services.toml, ligne {line} :") and words in entry for entry in said), said


def test_a_service_given_twice_names_the_first_line(tmp_path):
    text = '[[service]]\ncode = "wifi"\nname = "Wifi"\nicon = "wifi"\n'
    assert problems(tmp_path, "", services=text * 2) == [
        "services.toml, ligne 6 : « wifi » est déjà le code du service de la ligne 1."
    ]


class TestStarter:
    """What a new territory begins with."""

    new = NewPack("15", "Cantal", "Auvergne-Rhône-Alpes", "15014", "Aurillac", "Europe/Paris", (2.0, 44.6, 3.4, 45.5))

    def test_it_has_the_whole_catalogue_and_no_place(self, tmp_path):
        files = ServicesSection().starter(self.new) | PlacesSection().starter(self.new)
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        pack, rows = read(tmp_path)
        assert (rows, pack.problems) == ([], [])
        assert len(pack.rows["services"]) == 18
        assert "15014" in files["places.toml"]

    def test_the_example_is_right_once_uncommented(self, tmp_path):
        text = PlacesSection().starter(self.new)["places.toml"]
        lines = [
            line.removeprefix("# ") if line.startswith("# ") else line.removeprefix("#") for line in text.splitlines()
        ]
        example = "\n".join(lines[lines.index("[[place]]") :]).replace('"15014"', '"99001"')
        services = DEFAULT.read_text(encoding="utf-8")
        partner = (
            "[[organisation]]\nslug = 'agence-de-developpement'\nname = 'A'\nkind = 'agency'\nsource = 'S'\ndate = 2026"
        )
        assert problems(tmp_path, example, services=services, organisations=partner) == []

    def test_the_pack_of_the_lozere_has_the_same_catalogue(self):
        default = tomllib.loads(DEFAULT.read_text(encoding="utf-8"))
        assert tomllib.loads((LOZERE / "services.toml").read_text(encoding="utf-8")) == default


class TestLozere:
    """What the pack says of the places of the announcement."""

    def rows(self) -> dict[str, Row]:
        pack = Pack(LOZERE)
        return {row.key: row for row in PlacesSection().read(pack)}

    def test_the_five_telecentres_of_the_announcement_are_planned_with_their_carriers(self):
        planned = {key: row.data for key, row in self.rows().items() if row.data["life"][-1]["status"] == "planned"}
        carriers = {key: data["groups"]["roles"]["values"]["roles"][0] for key, data in planned.items()}
        assert {key: role["organisation"] for key, role in carriers.items()} == {
            "telecentre-saint-chely-d-apcher": "commune-de-saint-chely-d-apcher",
            "telecentre-langogne": "communaute-de-communes-du-haut-allier",
            "telecentre-meyrueis": "communaute-de-communes-de-la-vallee-de-la-jonte",
            "telecentre-villefort": "communaute-de-communes-de-villefort",
            "telecentre-marvejols": "commune-de-marvejols",
        }
        assert {role["role"] for role in carriers.values()} == {"carrier"}
        assert {data["groups"]["identity"]["values"]["origin"] for data in planned.values()} == {"call_for_projects"}
        assert all("premier trimestre 2013" in data["life"][0]["note"] for data in planned.values())

    def test_nothing_is_said_of_hours_services_or_contacts_that_no_source_gives(self):
        for row in self.rows().values():
            assert set(row.data["groups"]) <= {"identity", "location", "roles"}
            assert "2019" in row.data["groups"]["location"]["source"]


def test_the_example_of_the_documentation_is_right(tmp_path):
    guide = (Path(settings.BASE_DIR) / "docs" / "pack-places.md").read_text(encoding="utf-8")
    service, place = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    pack = Pack(tmp_path)
    (tmp_path / "services.toml").write_text(service, encoding="utf-8")
    assert [row.key for row in ServicesSection().read(pack)] == ["free_wifi"]
    example = place.replace('"48080"', '"99001"').replace("44.72552", "-16.2155").replace("3.85716", "60.4421")
    partner = "[[organisation]]\nslug = 'mairie'\nname = 'M'\nkind = 'council'\nsource = 'S'\ndate = 2026"
    services = DEFAULT.read_text(encoding="utf-8")
    assert problems(tmp_path, example, services=services, organisations=partner) == []

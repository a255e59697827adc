"""`organisations.toml`: what a right file loads, what a wrong one answers."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from solozere.core.models import HistoryEntry
from solozere.core.packs import NewPack, Pack
from solozere.organisations.models import Organisation
from solozere.organisations.pack import FILE, OrganisationSection

LOZERE = Path(settings.BASE_DIR) / "territories" / "lozere"
TINY = Path(settings.BASE_DIR) / "tests" / "pack"
RIGHT = """
[[organisation]]
slug = "agence"
name = "Agence"
kind = "agency"
source = "Gazette"
date = 2015-06-01
"""


def read(folder: Path) -> tuple[list, list[str]]:
    """Rows and problems of a pack."""
    pack = Pack(folder)
    rows = OrganisationSection().read(pack)
    return rows, [str(problem) for problem in pack.problems]


def written(tmp_path: Path, text: str) -> tuple[list, list[str]]:
    """Rows and problems of a file."""
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return read(tmp_path)


def load(folder: Path) -> None:
    """Write every row, as a load does."""
    section = OrganisationSection()
    for row in read(folder)[0]:
        section.write(row, section.find(row.key))


def test_the_tiny_pack_is_right_and_orders_successors_first():
    rows, problems = read(TINY)
    assert problems == []
    keys = [row.key for row in rows]
    assert keys.index("societe-du-plateau") < keys.index("agence-du-plateau") < keys.index("maison-des-ressources")
    agency = next(row for row in rows if row.key == "agence-du-plateau")
    assert (agency.file, agency.line) == (FILE, 3)
    assert agency.data["since"] == "2014"
    own, told = agency.data["missions"]
    assert (own["source"], own["date"]) == ("Bulletin du plateau", "2015-06")
    assert (told["source"], told["date"], told["since"]) == ("Gazette", "2014", "2014-10-09")


@pytest.mark.django_db
def test_what_is_loaded_reads_back_as_the_pack_says_it():
    section = OrganisationSection()
    for row in read(TINY)[0]:
        loaded = section.write(row, section.find(row.key))
        assert section.state(Organisation.objects.get(pk=loaded.pk)) == row.data
    assert Organisation.objects.get(slug="agence-du-plateau").successor.slug == "societe-du-plateau"
    assert Organisation.objects.get(slug="maison-des-ressources").run_by.slug == "agence-du-plateau"


@pytest.mark.django_db
def test_a_second_load_writes_nothing_and_a_changed_row_is_kept_in_the_history():
    load(TINY)
    entries = HistoryEntry.objects.count()
    load(TINY)
    assert HistoryEntry.objects.count() == entries == 3
    section = OrganisationSection()
    row = next(row for row in read(TINY)[0] if row.key == "maison-des-ressources")
    row.data["name"] = "Maison des ressources et du lien"
    section.write(row, section.find(row.key))
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.action, entry.before["name"]) == ("update", "Maison des ressources")
    assert entry.after["name"] == "Maison des ressources et du lien"
    assert entry.reason == f"{FILE}, ligne {row.line}"


def test_a_pack_without_the_file_has_no_organisation(tmp_path):
    assert read(tmp_path) == ([], [])


def test_the_starting_file_is_right_and_empty(tmp_path):
    new = NewPack("15", "Cantal", "Auvergne", "15014", "Aurillac", "Europe/Paris", (2.0, 44.6, 3.4, 45.5))
    text = OrganisationSection().starter(new)[FILE]
    assert written(tmp_path, text) == ([], [])
    uncommented = "\n".join(
        line[2:] for line in text.splitlines() if (line.startswith("# ") and "=" in line) or "[[" in line
    )
    rows, problems = written(tmp_path, uncommented.replace("# agency", "#"))
    assert problems == []
    assert [row.key for row in rows] == ["agence-de-developpement"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RIGHT.replace('name = "Agence"\n', ""), "organisations.toml, ligne 2 : il manque « name »"),
        (RIGHT.replace("agency", "agence"), "ligne 5 : « agence » n’est pas une nature connue : agency, council"),
        (RIGHT.replace("2015-06-01", '"2015-13"'), "ligne 7 : « date » : «\u00a02015-13\u00a0» n’est pas une date"),
        (RIGHT.replace('"agence"', '"Agence du plateau"'), "ligne 3 : « slug » :"),
        (RIGHT + 'website = "agence"', "ligne 8 : « website » : Saisissez une URL valide"),
        (RIGHT + "since = 2016\nuntil = 2015", "ligne 9 : « until » : La date de fin doit suivre la date de début."),
        (RIGHT + 'successor = "personne"', "ligne 8 : « personne » n’est l’adresse d’aucune organisation"),
        (RIGHT + 'run_by = "agence"', "ligne 8 : une organisation ne peut pas renvoyer à elle-même."),
        (RIGHT + 'succesor = "x"', "ligne 8 : « succesor » n’est pas attendu ici ; les clés sont : slug, name"),
        (RIGHT + "acronym = 3", "ligne 8 : « acronym » doit être un texte entre guillemets."),
        (
            RIGHT + 'acronym = "' + "X" * 31 + '"',
            "ligne 8 : « acronym » : Assurez-vous que cette valeur comporte au plus 30",
        ),
        (RIGHT + 'order = "premier"', "ligne 8 : « order » est le rang dans la liste, un nombre entier"),
        (RIGHT + "order = 99999", "ligne 8 : « order » est le rang dans la liste, un nombre entier"),
        (RIGHT + RIGHT, "ligne 10 : « agence » est déjà l’adresse de l’organisation de la ligne 2."),
        (RIGHT + '[[organisation.mission]]\nfor = "tous"', "ligne 8 : il manque « what »"),
        (
            RIGHT + '[[organisation.mission]]\nwhat = "x"\nuntil = "bientôt"',
            "ligne 10 : « until » : «\u00a0bientôt\u00a0»",
        ),
        (RIGHT + '[[organisation.mission]]\nwhat = "x"\nwho = "y"', "ligne 10 : « who » n’est pas attendu ici"),
        (RIGHT + 'mission = "x"', "ligne 8 : écrivez chaque mission sous [[organisation.mission]]."),
        ('organisation = "x"', "écrivez chaque organisation sous [[organisation]]."),
        ("[autre]\nx = 1", "« autre » n’est pas attendu ici"),
        ("[[organisation]\n", "organisations.toml, ligne 1 : ce n’est pas du TOML lisible"),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path, text, expected):
    rows, problems = written(tmp_path, text)
    assert any(expected in problem for problem in problems), problems
    assert len(problems) == 1
    assert len(rows) == (1 if "déjà" in expected else 0)


def test_a_circle_of_successors_is_refused_at_both_lines(tmp_path):
    first = RIGHT + 'successor = "suite"'
    second = RIGHT.replace('"agence"', '"suite"') + 'successor = "agence"'
    _rows, problems = written(tmp_path, first + second)
    assert len(problems) == 2
    assert all("la succession tourne en rond" in problem for problem in problems)


def test_all_mistakes_are_told_at_once(tmp_path):
    _rows, problems = written(tmp_path, RIGHT.replace("agency", "x").replace('"Gazette"', '""') + "until = 3")
    assert len(problems) == 3


@pytest.mark.django_db
def test_the_pack_of_the_lozere_holds_the_partners_of_the_announcement():
    rows, problems = read(LOZERE)
    assert problems == []
    load(LOZERE)
    names = {row.key: row.data["name"] for row in rows}
    assert len(names) == 17
    expected = {
        "conseil-general", "reseau-accueil", "cci", "chambre-de-metiers", "chambre-d-agriculture", "safer-lr", "relance",
        "lozere-developpement", "mdecs", "pays", "comite-departemental-du-tourisme", "centre-de-ressources-tic-de-polen",
        "communaute-de-communes-du-haut-allier", "communaute-de-communes-de-villefort",
        "communaute-de-communes-de-la-vallee-de-la-jonte", "commune-de-saint-chely-d-apcher", "commune-de-marvejols",
    }  # fmt: skip
    assert set(names) == expected
    assert Organisation.objects.get(slug="conseil-general").current_name == "Conseil départemental de la Lozère"
    assert Organisation.objects.get(slug="centre-de-ressources-tic-de-polen").run_by.slug == "lozere-developpement"
    assert Organisation.objects.get(slug="reseau-accueil").historic_mailbox == "vivreenlozere@cg48.fr"
    assert not Organisation.objects.filter(missions=None).exists()


def test_nothing_in_the_pack_of_the_lozere_is_newer_than_its_sources():
    rows, _problems = read(LOZERE)
    dates = {row.data["date"] for row in rows} | {m["date"] for row in rows for m in row.data["missions"]}
    assert max(dates) == date(2013, 3, 3).isoformat()

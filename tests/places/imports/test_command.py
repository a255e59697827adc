"""`manage.py import_places`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from solozere.core.authors import Author
from solozere.places.actions import confirm_group
from solozere.places.models import Place
from tests.places.imports.conftest import HEADER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("communes")]
LINES = ("1;Le Bief;Valbourg;99100;44.5;3.5;;;", "2;Le Moulin;Hautval;99200;;;Mo 08:22;;", "3;Le Pont;Xyz;;;;;;")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lieux.csv"
    path.write_text("\n".join([HEADER, *LINES]))
    return path


def said(*args, **options) -> str:
    out = StringIO()
    call_command("import_places", *map(str, args), stdout=out, **options)
    return out.getvalue()


def test_it_writes_and_says_what_became_of_each_line(file, tmp_path):
    out = said(file, source="Registre", report=str(tmp_path / "r.csv"))
    assert "lieu créé\u00a0: 2" in out
    assert "ligne refusée\u00a0: 1" in out
    assert "ligne 3, lieu créé\u00a0: Horaires\u00a0: «\u00a0Mo 08:22\u00a0»" in out
    assert "Ce qui serait juste\u00a0: Mo 08:22-12:00." in out
    assert Place.objects.count() == 2
    assert len((tmp_path / "r.csv").read_text("utf-8-sig").splitlines()) == 4
    assert "déjà à jour, laissé tel quel\u00a0: 2" in said(file, source="Registre")


def test_a_dry_run_writes_nothing(file):
    assert "rien n’a été écrit" in said(file, source="Registre", dry_run=True)
    assert not Place.objects.exists()


def test_a_mapping_file_names_the_columns_and_the_source(tmp_path):
    (tmp_path / "m.toml").write_text('source = "S"\n[columns]\nA = "name"\nB = "commune_code"\n')
    (tmp_path / "f.csv").write_text("B,A\n99001,Le Bief\n")
    said(tmp_path / "f.csv", mapping=str(tmp_path / "m.toml"))
    assert Place.objects.get().external_ids.get().source == "S"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "d’où vient"),
        ({"source": "x" * 61}, "60"),
        ({"source": "S", "source_date": "hier"}, "2013"),
        ({"source": "S", "source_date": "2999-01"}, "n’est pas encore venue"),
        ({"source": "S", "mapping": "rien.toml"}, "ne peut pas être lu"),
        ({"mapping": "data-inclusion", "source_date": "2024"}, "Il manque la colonne"),
    ],
)
def test_a_mistake_ends_in_a_sentence(file, options, words):
    if options.get("mapping") == "data-inclusion":
        file.write_text("a;b\n1;2\n")
    with pytest.raises(CommandError, match=words):
        said(file, **options)


def test_a_file_that_is_not_there_ends_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        said(tmp_path / "none.csv")


def test_the_report_has_both_values_of_a_conflict(file, tmp_path):
    said(file, source="Registre", verbosity=0)
    confirm_group(Place.objects.get(name="Le Bief"), "identity", author=Author.system("Rose"))
    file.write_text("\n".join([HEADER, LINES[0].replace("Le Bief", "Le Bief d’en haut")]))
    out = said(file, source="Registre", report=str(tmp_path / "r.csv"))
    kept, given = "Nom du lieu\u00a0: Le Bief", "Nom du lieu\u00a0: Le Bief d’en haut"
    words = f"Nom et présentation\u00a0: la fiche dit «\u00a0{kept}\u00a0», le fichier «\u00a0{given}\u00a0»."
    assert words in out
    assert words in (tmp_path / "r.csv").read_text("utf-8-sig")


def test_a_report_that_cannot_be_written_is_said_before_anything_is(file, tmp_path):
    for path in (tmp_path / "none" / "r.csv", tmp_path):
        with pytest.raises(CommandError, match="compte rendu ne peut pas s’écrire"):
            said(file, source="Registre", report=str(path))
    assert not Place.objects.exists()


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("out", "verbosity", "shown"),
    [(Terminal, 1, True), (StringIO, 1, False), (StringIO, 2, True), (Terminal, 0, False)],
)
def test_it_says_how_far_it_is_on_a_terminal_by_default(file, out, verbosity, shown):
    file.write_text("\n".join([HEADER, LINES[0].replace("44.5;3.5;", "44.5;3.5;Mo 09:00-12:00"), *LINES[1:]]))
    err = out()
    said(file, source="Registre", verbosity=verbosity, stderr=err)
    words = ("3 lignes lues sur 3", "1 horaires préparés sur 1", "2 lieux créés sur 2")
    assert [word in err.getvalue() for word in words] == [shown] * 3

"""Files of a pack: what is read, and the line that each problem names."""

import pytest

from solozere.core.authors import Author, AuthorKind
from solozere.core.packs import (
    BulkCounts,
    BulkSection,
    Pack,
    Problem,
    Row,
    TomlFile,
    fingerprint,
    loading_as,
    loading_author,
)


@pytest.fixture
def pack(tmp_path):
    return Pack(tmp_path)


def write(pack, name, text, encoding="utf-8"):
    (pack.root / name).write_text(text, encoding=encoding)


def test_a_problem_reads_as_a_sentence_with_its_place():
    assert str(Problem("a.toml", 4, "il manque un nom.")) == "a.toml, ligne 4 : il manque un nom."
    assert str(Problem("a.toml", None, "le fichier manque.")) == "a.toml : le fichier manque."


class TestCsv:
    def test_each_line_comes_with_its_number(self, pack):
        write(pack, "a.csv", "\ufeffcode,name\n01,  Un \n\n02,Deux\n")
        lines = list(pack.csv("a.csv", ["code", "name"]))
        assert lines == [(2, {"code": "01", "name": "Un"}), (4, {"code": "02", "name": "Deux"})]
        assert pack.problems == []

    def test_a_line_too_long_or_too_short_is_told_and_skipped(self, pack):
        write(pack, "a.csv", "code,name\n01\n02,Deux,Trois\n03,Trois\n")
        assert [cells["code"] for _, cells in pack.csv("a.csv", ["code"])] == ["03"]
        assert [(p.line, p.message) for p in pack.problems] == [
            (2, "cette ligne n’a pas 2 colonnes."),
            (3, "cette ligne n’a pas 2 colonnes."),
        ]

    def test_a_missing_column_is_told_on_the_header(self, pack):
        write(pack, "a.csv", "code\n01\n")
        assert list(pack.csv("a.csv", ["code", "name"])) == []
        assert [(p.line, p.message) for p in pack.problems] == [(1, "il manque la colonne name.")]

    def test_an_empty_file_lacks_its_columns(self, pack):
        write(pack, "a.csv", "")
        assert list(pack.csv("a.csv", ["code"])) == []
        assert len(pack.problems) == 1


class TestText:
    def test_a_missing_file_is_told(self, pack):
        assert pack.text("rien.toml") is None
        assert pack.problems == [Problem("rien.toml", None, "le fichier manque dans le pack.")]

    def test_a_folder_in_place_of_a_file_is_told(self, pack):
        (pack.root / "a.toml").mkdir()
        assert pack.toml("a.toml") is None
        assert "ne peut pas être lu" in pack.problems[0].message

    def test_another_encoding_is_told(self, pack):
        write(pack, "a.toml", 'name = "Lozère"', encoding="latin-1")
        assert pack.toml("a.toml") is None
        assert "n’est pas en UTF-8" in pack.problems[0].message

    def test_a_null_character_is_told_with_its_line(self, pack):
        write(pack, "a.toml", 'a = "b"\nc = "\x00"')
        assert pack.text("a.toml") is None
        assert pack.problems[0].line == 2


class TestTomlAndJson:
    def test_a_mistake_is_told_with_its_line(self, pack):
        write(pack, "a.toml", "a = 1\nb = \n")
        write(pack, "a.json", '{\n"a": 1,\n}')
        assert pack.toml("a.toml") is None
        assert pack.json("a.json") is None
        assert [(p.file, p.line) for p in pack.problems] == [("a.toml", 2), ("a.json", 3)]

    def test_a_toml_file_knows_its_lines(self):
        file = TomlFile(
            "a.toml", 'name = "x"\n\n[[place]]\nname = "un"\n# name =\n[[place]]\n"name" = "deux"\nother = 1\n'
        )
        assert file.table_line("place") == 3
        assert file.table_line("place", 1) == 6
        assert file.table_line("place", 2) == 1
        assert file.key_line("name") == 1
        assert file.key_line("name", after=6) == 7
        assert file.key_line("other", after=3) == 3, "a key of another table is not this one's"


class TestRows:
    def test_the_hash_of_a_row_is_that_of_what_it_says(self):
        row = Row("a", {"x": 1, "y": "é"}, "a.toml", 3)
        assert row.hash == Row("a", {"y": "é", "x": 1}, "b.toml", 8, {"x": 9}).hash
        assert row.hash != Row("a", {"x": 2, "y": "é"}, "a.toml", 3).hash

    def test_a_fingerprint_takes_dates_and_is_stable(self):
        assert fingerprint({"a": [1, None]}) == fingerprint({"a": (1, None)})
        assert len(fingerprint({})) == 64

    def test_the_keys_of_a_section_follow_its_rows(self, pack):
        assert pack.keys("zones") == frozenset()
        pack.rows["zones"] = [Row("a", {}, "a.toml", 1)]
        assert pack.keys("zones") == {"a"}
        pack.rows["zones"].append(Row("b", {}, "a.toml", 2))
        assert pack.keys("zones") == {"a", "b"}

    def test_the_version_of_reference_data_changes_with_any_row(self):
        class Section(BulkSection):
            name = label = "x"

            def read(self, pack):
                return []

            def replace(self, rows):
                return BulkCounts()

        section, rows = Section(), [Row("a", {"x": 1}, "f", 1)]
        assert section.version(rows) == section.version([Row("a", {"x": 1}, "g", 2)])
        assert section.version(rows) != section.version([Row("a", {"x": 2}, "f", 1)])
        assert section.version(rows) != section.version([])
        assert section.prune(rows) == BulkCounts()


def test_the_author_of_a_load_is_known_within_it_only():
    me = Author(AuthorKind.USER, "Camille Exemple", 3)
    with loading_as(me):
        assert loading_author() == me
    assert loading_author() == Author.system("pack")

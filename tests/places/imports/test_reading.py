"""Files as tables: whatever a spreadsheet writes is read, whatever else is refused by a sentence."""

import csv
import io
import zipfile

import pytest
import tablib
from hypothesis import given
from hypothesis import strategies as st

from solozere.places.imports import reading
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.mapping import from_toml
from solozere.places.imports.reading import read_table

TEXT = "nom;commune\nLe café d’Été;Forêt\n"
CONTENT = """<?xml version="1.0"?><o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:p="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<o:body><o:spreadsheet><t:table>%s</t:table><t:table><t:table-row/></t:table></o:spreadsheet></o:body></o:document-content>"""


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", CONTENT % rows)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_each_encoding_of_a_spreadsheet_is_told_from_the_bytes(encoding):
    table = read_table(TEXT.encode(encoding))
    assert table.headers == ("nom", "commune")
    assert table.lines[0].cells == ("Le café d’Été", "Forêt")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_separator_is_told_from_the_first_line(separator):
    line = f"nom{separator}adresse{separator}commune\n"
    table = read_table(f'{line}A{separator}"3; rue, du | Bief"{separator}B\n'.encode())
    assert table.lines[0].cells == ("A", "3; rue, du | Bief", "B")


def test_lines_have_the_number_that_the_spreadsheet_shows_and_empty_ones_are_passed_over():
    table = read_table(b'\nnom,commune\n\n"A\nB",C\n,\nD\n')
    assert [(line.number, line.cells) for line in table.lines] == [(4, ("A B", "C")), (6, ("D", ""))]


def test_columns_without_a_name_or_of_the_same_name_stay_apart():
    assert read_table(b"nom,,nom\na,b,c\n").headers == ("nom", "colonne 2", "nom (2)")


def test_an_ods_keeps_its_columns_where_cells_are_repeated():
    rows = """<t:table-row><t:table-cell><p:p>nom</p:p></t:table-cell><t:table-cell t:number-columns-repeated="2"/>
    <t:table-cell><p:p>lat</p:p></t:table-cell><t:table-cell t:number-columns-repeated="16000"/></t:table-row>
    <t:table-row t:number-rows-repeated="3"><t:table-cell/></t:table-row>
    <t:table-row><t:table-cell><p:p>Le Bief</p:p></t:table-cell><t:table-cell t:number-columns-repeated="2"/>
    <t:table-cell o:value-type="float" o:value="44.5"><p:p>44,5</p:p></t:table-cell></t:table-row>
    <t:table-row t:number-rows-repeated="1048000"><t:table-cell t:number-columns-repeated="16384"/></t:table-row>"""
    table = read_table(ods(rows))
    assert table.headers == ("nom", "colonne 2", "colonne 3", "lat")
    assert [(line.number, line.cells) for line in table.lines] == [(5, ("Le Bief", "", "", "44.5"))]


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_a_workbook_reads_as_the_csv_does(kind):
    data = tablib.Dataset(("Le café d’Été", "Forêt", 44.5, 48000), headers=["nom", "commune", "lat", "cp"])
    table = read_table(bytes(data.export(kind)))
    assert table.headers == ("nom", "commune", "lat", "cp")
    assert table.lines[0].cells == ("Le café d’Été", "Forêt", "44.5", "48000")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "aucun lieu"),
        (b"nom,commune\n", "aucun lieu"),
        (b"\x00\x01\x02", "pas un tableau"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "pas un tableau"),
        (b"PK\x03\x04 nothing", "abîmé"),
        (ods("<t:table-row>")[:-30], "abîmé"),
        (ods("&x;"), "abîmé"),
        (b'nom,commune\n"' + b"x" * 200_000, "guillemet"),
        (b"nom\n" * 20_003, "plus de 20000 lignes"),
        (b"x" * 10_000_001, "Mo"),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_a_sentence(data, words):
    with pytest.raises(ImportFileError, match=words):
        read_table(data)


def test_an_open_quotation_mark_is_seen_whatever_limit_others_set():
    limit = csv.field_size_limit(10**9)
    try:
        with pytest.raises(ImportFileError, match="guillemet"):
            read_table(b'nom,commune\n"' + b"x" * 200_000)
    finally:
        csv.field_size_limit(limit)


def test_an_archive_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(ImportFileError, match="pas un classeur"):
        read_table(out.getvalue())


def test_a_workbook_that_swells_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(reading, "MAX_UNZIPPED", 100)
    with pytest.raises(ImportFileError, match="trop grand"):
        read_table(ods("<t:table-row/>" * 100))


@given(st.binary(max_size=400) | st.binary(max_size=100).map(lambda end: b"PK\x03\x04" + end))
def test_any_bytes_are_a_table_or_a_sentence(data):
    try:
        table = read_table(data)
    except ImportFileError as error:
        assert str(error)
    else:
        assert all(len(line.cells) == len(table.headers) for line in table.lines)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_text_is_a_mapping_or_a_sentence(text):
    try:
        from_toml(text)
    except ImportFileError as error:
        assert str(error)

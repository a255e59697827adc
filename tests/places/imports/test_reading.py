"""Files as tables: whatever a spreadsheet writes is read, whatever else is refused by a sentence."""

import csv
import io
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import tablib
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from solozere.places.imports import markup, reading, report
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.mapping import from_toml
from solozere.places.imports.reading import read_table

TEXT = "nom;commune\nLe café d’Été;Forêt\n"
CONTENT = """<?xml version="1.0"?><o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:p="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<o:body><o:spreadsheet><t:table>%s</t:table><t:table><t:table-row/></t:table></o:spreadsheet></o:body></o:document-content>"""


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
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


TITLED = "Les lieux de Valdore;;\n;;\nExport de 2024;;\nNom;Commune;Remarque\nLe Bief;Valbourg;x\n"


def test_the_headers_are_found_below_titles_and_the_lines_keep_their_number():
    table = read_table(TITLED.encode())
    assert table.headers == ("Nom", "Commune", "Remarque")
    assert [(line.number, line.cells[0]) for line in table.lines] == [(5, "Le Bief")]


def test_the_headers_of_an_ods_are_found_below_a_merged_title():
    merged = '<t:table-cell t:number-columns-spanned="2"><p:p>Les lieux</p:p></t:table-cell><t:covered-table-cell/>'
    table = read_table(ods(row(merged) + row(cell("nom"), cell("ville")) + row(cell("Le Bief"), cell("Valbourg"))))
    assert (table.headers, table.lines[0].number) == (("nom", "ville"), 3)


def test_headers_that_only_the_mapping_knows_are_found_below_a_title():
    data = TITLED.replace("Nom;Commune", "Appellation;Bourg").encode()
    assert read_table(data, {"appellation": "name", "Bourg": "commune"}).headers[:2] == ("Appellation", "Bourg")
    with pytest.raises(ImportFileError, match=r"«\sLes lieux de Valdore.*est un titre.*Supprimez les lignes du haut"):
        read_table(data)


def test_headers_that_nobody_knows_are_those_of_the_first_line():
    assert read_table(b"Appellation;Bourg\nLe Bief;Valbourg\n").headers == ("Appellation", "Bourg")


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


def cell(text: str, inside: str = "", more: str = "") -> str:
    return f"<t:table-cell>{inside}<p:p>{text}</p:p>{more}</t:table-cell>"


def row(*cells: str) -> str:
    return f"<t:table-row>{''.join(cells)}</t:table-row>"


GAP = '<t:table-row t:number-rows-repeated="30000"><t:table-cell/></t:table-row>'


def test_lines_after_a_long_gap_of_an_ods_are_read():
    table = read_table(ods(row(cell("nom")) + row(cell("A")) + GAP + row(cell("B")) + GAP + row(cell("C"))))
    assert [(line.number, line.cells) for line in table.lines] == [(2, ("A",)), (30003, ("B",)), (60004, ("C",))]


def xlsx(*cells: tuple[int, int, Any]) -> bytes:
    """A workbook of these (row, column, value)."""
    book = Workbook()
    for number, column, value in cells:
        book.active.cell(row=number, column=column, value=value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_lines_after_a_long_gap_of_an_xlsx_are_read():
    table = read_table(xlsx((1, 1, "nom"), (2, 1, "A"), (30_000, 1, "B"), (1_048_576, 1, "C")))
    assert [(line.number, line.cells) for line in table.lines] == [(2, ("A",)), (30000, ("B",)), (1048576, ("C",))]


def test_lines_after_a_long_gap_of_a_csv_are_read():
    table = read_table(b"nom\nA\n" + b"\n" * 30_000 + b"B\n" + b"\n" * 2_000_000)
    assert [(line.number, line.cells) for line in table.lines] == [(2, ("A",)), (30003, ("B",))]


def test_the_comment_of_a_cell_is_no_fact_of_the_place():
    note = "<o:annotation><p:p>gérant malade</p:p></o:annotation>"
    drawing = "<d:frame xmlns:d='d'><d:text-box><p:p>dessin</p:p></d:text-box></d:frame>"
    table = read_table(ods(row(cell("nom")) + row(cell(f"Le {note}Bief", note, f"{drawing}<p:p>du Pont</p:p>"))))
    assert table.lines[0].cells == ("Le Bief du Pont",)


def test_the_words_of_a_cell_keep_their_links_their_spaces_and_their_lines():
    text = "12<p:s/>rue<p:line-break/><p:a>du <p:span>Bief</p:span></p:a> haut"
    assert read_table(ods(row(cell("adresse")) + row(cell(text)))).lines[0].cells == ("12 rue du Bief haut",)


def test_an_xlsx_gives_dates_numbers_and_answers_as_the_file_keeps_them():
    values = [
        "nom",
        44.5,
        48000,
        True,
        date(2024, 3, 1),
        datetime(2024, 3, 1, 9, tzinfo=UTC).replace(tzinfo=None),
        time(9, 30),
        "=1+1",
        None,
        "fin",
    ]
    table = read_table(
        xlsx((1, 1, "nom"), (1, 12, "l"), *((2, rank, value) for rank, value in enumerate(values, start=1)))
    )
    assert table.lines[0].cells[:10] == (
        "nom", "44.5", "48000", "1", "2024-03-01", "2024-03-01", "09:30:00", "", "", "fin"
    )  # fmt: skip


def test_a_workbook_of_1904_counts_its_days_from_there_and_a_day_that_is_none_stays():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["nom", "le"])
    for value in (date(2024, 3, 1), 1e9):
        book.active.append(["A", value])
        book.active.cell(row=book.active.max_row, column=2).number_format = "dd/mm/yyyy"
    out = io.BytesIO()
    book.save(out)
    assert [line.cells[1] for line in read_table(out.getvalue()).lines] == ["2024-03-01", "1000000000"]


def test_the_pages_do_not_carry_what_only_a_workbook_needs():
    code = "import sys, solozere.places.imports.reading; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, check=False).returncode == 0


@pytest.mark.parametrize("file", ["csv", "ods", "xlsx"])
def test_more_columns_than_are_read_are_said_and_empty_ones_are_not(file):
    def table(last: str) -> bytes:
        line = ["nom", *[""] * 199, last]
        if file == "xlsx":
            return xlsx((1, 1, "nom"), (1, 201, last or None), (2, 1, "A"))
        if file == "ods":
            return ods(row(*(cell(text) for text in line)) + row(cell("A")))
        return ";".join(line).encode() + b"\nA\n"

    assert read_table(table("")).headers == ("nom",)
    with pytest.raises(ImportFileError, match="200 colonnes"):
        read_table(table("trop"))


@pytest.mark.parametrize("text", ["=1", "+33 4 66", "-Bief-", "@x", "'=x", "l'eau", "-3.5"])
def test_what_the_report_marks_is_read_as_it_was(text):
    table = read_table(report.as_csv([["nom", text], ["A", text]]))
    said = text.removeprefix("'")
    assert (table.headers[1], table.lines[0].cells[1]) == (said, said)


def swollen(part: str, content: str, **more: str) -> bytes:
    """A workbook one part of which is another text; `more`: sheet, its first sheet."""
    parts = {part: content} | ({"xl/worksheets/sheet1.xml": more["sheet"]} if more else {})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx((1, 1, "nom"), (2, 1, "A")))) as before, zipfile.ZipFile(out, "w") as archive:
        for name in {*before.namelist(), *parts}:
            archive.writestr(name, parts[name] if name in parts else before.read(name))
    return out.getvalue()


def test_the_texts_that_an_xlsx_keeps_apart_are_read_without_their_pronunciation():
    texts = "<sst><si><t>nom</t></si><si><r><t>Le </t></r><r><t>Bief</t></r><rPh><t>bièf</t></rPh></si></sst>"
    cells = '<row><c t="s"><v>0</v></c></row><row r="7"><c r="A7" t="s"><v>1</v></c></row>'
    [line] = read_table(swollen("xl/sharedStrings.xml", texts, sheet=SHEET % cells)).lines
    assert (line.number, line.cells) == (7, ("Le Bief",))


SHEET = "<worksheet><sheetData>%s</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: ods(row("<t:table-cell/>" * 16_385)), "trop grand"),
        (lambda: ods(row("<t:table-cell/>" * 16_000) * 2), "trop grand"),
        (lambda: ods(row(cell("nom")) + row(cell("A")).replace("row", "row t:number-rows-repeated='999999999'", 1)), "20000 lignes"),
        (lambda: b"nom\nA\n" + b"\n" * 1_100_000 + b"B", "ligne 1048576"),
        (lambda: swollen("xl/worksheets/sheet1.xml", SHEET % ("<row>" + "<c/>" * 16_385 + "</row>")), "trop grand"),
        (lambda: swollen("xl/worksheets/sheet1.xml", SHEET % ("<row/>" * 21_000)), "trop grand"),
        (lambda: swollen("xl/worksheets/sheet1.xml", SHEET % '<row r="99999999999"><c t="str"><v>B</v></c></row>'), "ligne 1048576"),
        (lambda: swollen("xl/styles.xml", f"<styleSheet><cellXfs>{'<xf/>' * 21_000}</cellXfs></styleSheet>"), "trop grand"),
        (lambda: swollen("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY a 'b'>]><sst><si><t>&a;</t></si></sst>"), "abîmé"),
        (lambda: swollen("xl/workbook.xml", "<workbook/>"), "abîmé"),
    ],
)  # fmt: skip
def test_a_small_file_that_would_cost_minutes_is_refused(data, words, monkeypatch):
    monkeypatch.setattr(markup, "MAX_ELEMENTS", 20_000)
    with pytest.raises(ImportFileError, match=words):
        read_table(data())


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


@pytest.mark.parametrize(
    "text",
    [
        'nom;adresse;commune\nA;x;B\nLe Bief;"2 rue;Valbourg\n' + "C;3 rue;D\n" * 200,
        'nom;adresse;commune\n"A\nB";x;B\nLe Bief;"2 rue;Valbourg\nC;"3 rue";D\nE;F;G\n',
        'nom;adresse;commune\r\n"A\r\nB";x;B\r\nLe Bief;"2 rue "haute"";Valbourg\r\nE;F;G\r\n',
    ],
)
def test_a_quotation_mark_left_open_refuses_the_file_and_names_its_line(text):
    with pytest.raises(ImportFileError, match=r"^Ligne 3.*«\s.2 rue.*deux fois"):
        read_table(text.encode())


def test_quotation_marks_that_close_or_stand_inside_a_text_are_read():
    table = read_table(b'nom;adresse;commune\n"";"2 ""rue""";B\nle "Bief;"x;y\nz" ;"V"\n"""C""";"";""')
    assert [line.cells for line in table.lines] == [("", '2 "rue"', "B"), ('le "Bief', "x;y z", "V"), ('"C"', "", "")]


@pytest.mark.parametrize("length", [100_001, 200_000])
def test_a_long_text_that_is_quoted_is_called_too_long_not_left_open(length):
    with pytest.raises(ImportFileError, match="Ligne 3.*plus de 100000 caractères"):
        read_table(b'nom;adresse\nA;B\nC;"' + b"x" * length + b'"\nD;E\n')
    assert len(read_table(b'nom;adresse\nC;"' + b"x\n" * 45_000 + b'"\nD;E\n').lines) == 2


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

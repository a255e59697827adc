"""PDFs: what goes in comes out as text, tagged, and a mistake says where it is."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.utils.translation import gettext_lazy
from pypdf import PdfReader

from solozere.core import pdf

HEAD = '#import "/core/pdf/page.typ": *\n#let data = json(bytes(sys.inputs.data))\n#show: sheet.with(data.frame)\n'


@pytest.fixture
def draw(tmp_path: Path):
    """Draws a template written in the test, on the shared sheet."""
    (tmp_path / "core").symlink_to(pdf.ROOT / "core")

    def run(body: str, **data: object) -> PdfReader:
        template = tmp_path / "sheet.typ"
        template.write_text(HEAD + body, encoding="utf-8")
        data.setdefault("frame", pdf.frame("Réseau", "pour travailler près de chez soi", "réseau.example"))
        return PdfReader(BytesIO(pdf.render(template, data, title="Un titre", root=tmp_path)))

    return run


def test_the_file_is_tagged_titled_and_says_its_language(draw):
    catalogue = draw("= Bonjour").trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "fr"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert draw("= Bonjour").metadata.title == "Un titre"
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_header_footer_and_page_numbers_are_on_every_page(draw):
    pages = draw("= Un\n#pagebreak()\n= Deux").pages
    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert "Réseau" in text
        assert "réseau.example" in text
        assert f"page {number} sur 2" in text


def test_data_is_text_never_markup(draw):
    text = draw("= Titre\n#data.words", words='#read("/etc/passwd") *gras* $x$ 1 = "deux"').pages[0].extract_text()
    assert '#read("/etc/passwd") *gras* $x$ 1 = "deux"' in text


def test_dates_and_late_translations_are_handed_over(draw):
    text = draw("= Titre\n#data.on #data.late", on=date(2013, 3, 3), late=gettext_lazy("Yes")).pages[0].extract_text()
    assert "2013-03-03" in text


def test_french_letters_and_spaces_are_in_the_fonts_of_the_site(draw):
    reader = draw("= Œuvre d’été\n#data.words", words="1\u202f400\u00a0€ «\u00a0çà et là\u00a0» Ÿ æ ’ – …")
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert fonts
    assert all("Reddit" in name or "Bricolage" in name for name in fonts), fonts


def test_the_same_data_gives_the_same_bytes(draw):
    assert draw("= T\n#data.a", a="x").stream.getvalue() == draw("= T\n#data.a", a="x").stream.getvalue()
    assert draw("= T\n#data.a", a="x").stream.getvalue() != draw("= T\n#data.a", a="y").stream.getvalue()


def test_the_shapes_of_the_labels_need_no_words(draw):
    text = draw('= T\n#label-shape("telecentre") Télécentre #label-shape("comptoir") Comptoir').pages[0].extract_text()
    assert "Télécentre" in text
    assert "Comptoir" in text


def test_a_mistake_in_a_template_says_where_it_is(draw):
    with pytest.raises(pdf.PdfError, match=r"sheet\.typ:4:\d+: .*missing"):
        draw("#data.missing")


def test_an_image_without_alternative_text_is_refused(draw):
    square = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>"
    with pytest.raises(pdf.PdfError, match="alt"):
        draw("= T\n#image(bytes(data.svg), width: 10mm)", svg=square)
    assert draw("= T\n#image(bytes(data.svg), width: 10mm, alt: data.alt)", svg=square, alt="Un carré").pages


def test_a_missing_template_is_named():
    with pytest.raises(pdf.PdfError, match=r"absent\.typ"):
        pdf.render(Path("absent.typ"), {}, title="T")

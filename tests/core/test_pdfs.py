"""PDFs that people send: what runs, hides or reaches elsewhere is gone; what is no PDF is refused in French."""

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from solozere.core import files, pdfs


def made(*, pages: int = 1, password: str = "", **root: object) -> bytes:
    """A PDF, with entries of its root."""
    document, out = pikepdf.new(), io.BytesIO()
    for _n in range(pages):
        document.add_blank_page()
    for name, value in root.items():
        document.Root[f"/{name}"] = value
    document.docinfo["/Author"] = "Ada Exemple"
    document.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")


def test_scripts_attachments_and_the_author_are_gone():
    names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["x", script()])),
        EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array([])),
    )
    clean = pdfs.clean(made(OpenAction=script(), AA=pikepdf.Dictionary(WC=script()), Names=names))
    with pikepdf.open(io.BytesIO(clean)) as document:
        assert "/OpenAction" not in document.Root
        assert "/AA" not in document.Root
        assert list(document.Root.get("/Names", pikepdf.Dictionary()).keys()) == []
        assert list(document.docinfo.keys()) == []
        assert len(document.pages) == 1
    assert b"Ada Exemple" not in clean
    assert b"app.alert" not in clean


def test_an_action_of_a_page_no_longer_runs():
    document, out = pikepdf.new(), io.BytesIO()
    page = document.add_blank_page()
    note = pikepdf.Dictionary(Type=pikepdf.Name("/Annot"), Subtype=pikepdf.Name("/Link"), Rect=[0, 0, 9, 9], A=script())
    page.obj["/Annots"] = pikepdf.Array([note])
    document.save(out)
    with pikepdf.open(io.BytesIO(pdfs.clean(out.getvalue()))) as clean:
        action = clean.pages[0].Annots[0].A
        assert (str(action.S), "/JS" in action) == ("/None", False)


def test_the_same_document_gives_the_same_bytes():
    data = made()
    assert pdfs.clean(data) == pdfs.clean(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 nothing more", "abîmé"),
        (made(password="x"), "mot de passe"),
        (made(pages=pdfs.MAX_PAGES + 1), "pages"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_french(data, words):
    with pytest.raises(ValidationError, match=words):
        pdfs.clean(data)


@pytest.mark.django_db
def test_a_pdf_is_stored_under_its_own_type_and_another_file_is_refused(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = files.store_document(SimpleUploadedFile("plan.pdf", made()), purpose="essai")
    assert (stored.content_type, stored.original_name, stored.visibility) == ("application/pdf", "plan.pdf", "staff")
    assert files.url(stored).endswith(".pdf")
    assert files.content(stored, 480) == files.path_of(stored)
    with pytest.raises(ValidationError, match="ni une photo, ni un PDF"):
        files.store_document(SimpleUploadedFile("x.pdf", b"<script>"), purpose="essai")

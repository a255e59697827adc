"""Tagged PDFs drawn by Typst: a template next to the app that owns it, data handed over as JSON, never as markup.

A template (`charter/pdf/charter.typ`) begins so; `sheet` gives A4, fonts, header and footer, and sets title and language:

    #import "/core/pdf/page.typ": *
    #let data = json(bytes(sys.inputs.data))
    #show: sheet.with(data.at("frame", default: (:)))

`data["frame"]` may hold `network`, `tagline` (header) and `note` (footer): see `frame`. Paths begin at the package's folder.
An SVG or a QR code is handed over as text: `image(bytes(data.qr), alt: data.qr_alt)`; PDF/UA refuses an image without `alt`.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext
from django.utils.translation import override as language

ROOT = Path(__file__).resolve().parents[2]
"""The package's folder: absolute paths of templates begin here."""
FONTS = Path(__file__).resolve().parent / "fonts"


class PdfError(RuntimeError):
    """A PDF could not be drawn: the template, the line and the reason, then Typst's advice."""


@cache
def _fonts() -> typst.Fonts:
    """The site's two fonts, then Typst's own for the letters they lack; never the machine's: the same PDF everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def render(template: Path, data: dict[str, Any], *, title: str, lang: str = "fr", root: Path = ROOT) -> bytes:
    """The PDF/UA-1 file (tagged, title and language set) that `template` draws from `data`, JSON-like values and dates.

    The same template and data give the same bytes: no date of creation is written. Raises PdfError, which says where and
    why, when the template is missing or wrong or when the document would not be accessible (an image without `alt`…).
    """
    if not template.is_file():
        raise PdfError(f"{template}: there is no such template.")
    with language(lang):
        inputs = {
            "data": json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False),
            "title": title,
            "lang": lang,
            "page_words": gettext("page {page} sur {pages}"),
        }
    try:
        drawn = typst.compile(
            str(template),
            root=str(root),
            font_paths=_fonts(),
            sys_inputs=inputs,
            format="pdf",
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise PdfError(_explained(template, error)) from error
    if not isinstance(drawn, bytes):
        raise PdfError(f"{template}: Typst returned no document.")
    return drawn


def frame(network: str, tagline: str = "", note: str = "") -> dict[str, str]:
    """What `sheet` prints on every page: name and tagline above, a note (address, version) at the left of the footer."""
    return {"network": network, "tagline": tagline, "note": note}


def _explained(template: Path, error: typst.TypstError) -> str:
    """Typst's own words with the place of the mistake and its hints, on one line each."""
    where = re.search(r"─ (\S+:\d+:\d+)", error.diagnostic)
    lines = [f"{where[1] if where else template}: {error.message}", *error.hints]
    return "\n".join(lines)

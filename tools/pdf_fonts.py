"""Makes the static TrueType fonts of the PDFs from the variable WOFF2 fonts of npm: Typst reads neither WOFF2 nor axes.

    python tools/pdf_fonts.py

Run it after `npm ci` when the pinned fonts change; its output is checked in. Needs fonttools and brotli (requirements/dev.in).
"""

import shutil
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "@fontsource-variable"
LICENCES = ROOT / "solozere" / "core" / "static" / "core" / "fonts"
TARGET = ROOT / "solozere" / "core" / "pdf" / "fonts"
BRICOLAGE = "bricolage-grotesque/files/bricolage-grotesque-latin-wdth-normal.woff2"
REDDIT = "reddit-sans/files/reddit-sans-latin-wght-normal.woff2"
CUTS = [
    (BRICOLAGE, "Bricolage Grotesque", "bricolage-grotesque-800.ttf", {"wght": 800, "wdth": 86}),
    (REDDIT, "Reddit Sans", "reddit-sans-400.ttf", {"wght": 400}),
    (REDDIT, "Reddit Sans", "reddit-sans-700.ttf", {"wght": 700}),
]
THIN_SPACE = 0x202F


def add_thin_space(font: TTFont) -> None:
    """The narrow no-break space of French thousands, which the web subsets leave out: half a space wide."""
    if THIN_SPACE in font.getBestCmap():
        return
    font.setGlyphOrder([*font.getGlyphOrder(), "uni202F"])
    font["glyf"]["uni202F"] = Glyph()
    font["hmtx"]["uni202F"] = (font["hmtx"]["space"][0] // 2, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[THIN_SPACE] = "uni202F"


def rename(font: TTFont, family: str, weight: int) -> None:
    """One family name for all cuts, and a regular width: Typst picks a cut by family and weight."""
    bold = weight >= 700
    names = font["name"]
    for name_id, text in {
        1: family,
        2: "Bold" if bold else "Regular",
        4: f"{family} {weight}",
        6: f"{family.replace(' ', '')}-{weight}",
    }.items():
        names.setName(text, name_id, 3, 1, 0x409)
    for name_id in (3, 16, 17, 21, 22, 25):
        names.removeNames(nameID=name_id)
    font["OS/2"].usWeightClass, font["OS/2"].usWidthClass = weight, 5


def cut(source: str, family: str, target: str, axes: dict[str, int]) -> None:
    """One static cut: the axes pinned, hinting and unused features dropped."""
    font = TTFont(SOURCE / source)
    known = {axis.axisTag for axis in font["fvar"].axes}
    font = instantiateVariableFont(font, {tag: value for tag, value in axes.items() if tag in known})
    options = Options(hinting=False, layout_features=["kern", "liga", "tnum", "mark", "mkmk", "ccmp"], name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=set(font.getBestCmap()))
    subsetter.subset(font)
    add_thin_space(font)
    rename(font, family, axes["wght"])
    font.flavor = None
    font["head"].modified = font["head"].created  # the same bytes at each run
    font.recalcTimestamp = False
    font.save(TARGET / target)
    print(target, (TARGET / target).stat().st_size)


if __name__ == "__main__":
    for each in CUTS:
        cut(*each)
    for licence in LICENCES.glob("OFL-*.txt"):
        shutil.copy(licence, TARGET)

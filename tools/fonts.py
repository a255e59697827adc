"""Cuts the site's fonts to the axes, the letters and the features that its stylesheet uses.

    .venv/bin/python tools/fonts.py        (part of `make vendor`; needs fonttools and brotli, see requirements/dev.in)

Bricolage Grotesque keeps its 86 % width only, weights 650 to 800; Reddit Sans weights 400 to 700. The sources come from
npm (package.json pins them), the output is checked in; the same sources give the same bytes.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.otTables import NO_VARIATION_INDEX
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "node_modules" / "@fontsource-variable"
TARGET = ROOT / "solozere" / "core" / "static" / "core" / "fonts"

CUTS = {
    "bricolage-grotesque.woff2": (
        "bricolage-grotesque/files/bricolage-grotesque-latin-wdth-normal.woff2",
        {"wdth": 86, "wght": (650, 800)},
    ),
    "reddit-sans.woff2": ("reddit-sans/files/reddit-sans-latin-wght-normal.woff2", {"wght": (400, 700)}),
}
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x2C6, 0x2DA, 0x2DC]
PUNCTUATION = [*range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2022, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A]
SIGNS = [0x20AC, 0x2122, 0x2212, 0x2215]
FEATURES = ["kern", "liga", "locl", "ccmp", "tnum"]
THIN_SPACE = 0x202F


def add_thin_space(font: TTFont) -> None:
    """The narrow no-break space of French thousands, which the web subsets leave out: half a space wide."""
    if THIN_SPACE in font.getBestCmap():
        return
    font.setGlyphOrder([*font.getGlyphOrder(), "uni202F"])
    font["glyf"]["uni202F"] = Glyph()
    font["hmtx"]["uni202F"] = (font["hmtx"]["space"][0] // 2, 0)
    font["gvar"].variations["uni202F"] = []
    font["HVAR"].table.AdvWidthMap.mapping["uni202F"] = NO_VARIATION_INDEX
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[THIN_SPACE] = "uni202F"


def cut(source: Path, axes: dict[str, int | tuple[int, int]], target: Path) -> None:
    """Write at `target` the font of `source` limited to `axes`, to LETTERS, PUNCTUATION, SIGNS and FEATURES."""
    font = TTFont(source, recalcTimestamp=False)
    font = instantiateVariableFont(font, axes)
    subsetter = Subsetter(
        Options(hinting=True, layout_features=FEATURES, notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 13])
    )
    subsetter.populate(unicodes=[*LETTERS, *PUNCTUATION, *SIGNS])
    subsetter.subset(font)
    add_thin_space(font)
    font.flavor = "woff2"
    font.save(target)


def main() -> None:
    """Make every font of CUTS and say what was gained."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, (source, axes) in CUTS.items():
        cut(SOURCES / source, axes, TARGET / name)
        print(f"{name}: {(SOURCES / source).stat().st_size} → {(TARGET / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""Copies from npm what the pages use: the icons of `ICONS` into core/icons.json, Leaflet, the licences beside the fonts.

    make vendor        (npm ci, then tools/fonts.py, then this)

The output is checked in with its hashes (core/vendored.json): running the site needs neither npm nor this tool.
To use one more icon: add its Lucide name to ICONS, run `make vendor`, commit.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
CORE = ROOT / "solozere" / "core"
STATIC = CORE / "static" / "core"

NAMES = """
accessibility archive arrow-left arrow-right baby badge-check ban bell bike building building-2 cable calculator
calendar-clock calendar-days calendar-plus check circle-alert circle-check circle-dashed circle-help
circle-x clipboard-list clock coffee contact door-closed door-open download euro external-link eye file-text footprints
git-compare hand-heart handshake history house house-plug inbox info key-round landmark laptop locate lock mail map
map-pin menu message-square minus monitor moon notebook-text paperclip pencil phone plug plus presentation printer
projector qr-code refresh-cw route search send shield-check signpost sliders-horizontal square-parking tent-tree
train-front trash-2 triangle-alert upload user-round users utensils video wifi x
"""
ICONS = NAMES.split()

OWN = {
    "brand": (
        "0 0 32 40",
        '<path fill="#f4f7f1" d="M4 38V16a12 12 0 0 1 24 0v22z"/><path fill="#f7c325" d="M4 19v-3a12 12 0 0 1 24 0v3z"/>'
        '<g fill="none" stroke="#0e2b24" stroke-width="2.4" stroke-linecap="round">'
        '<path d="M9.5 26.5a9.2 9.2 0 0 1 13 0M12.7 30a4.7 4.7 0 0 1 6.6 0"/>'
        '<path d="M16 33.6h.01" stroke-width="3"/></g>',
    ),
    "label-telecentre": (
        "0 0 28 28",
        '<path class="shape" stroke-linejoin="round" d="M14 1 27 11.5V27H1V11.5z"/>'
        '<path class="glyph" d="M8 13.5h12v7H8zM14 20.5v3M10.5 23.5h7"/>',
    ),
    "label-comptoir": (
        "0 0 28 28",
        '<circle class="shape" cx="14" cy="14" r="13"/>'
        '<path class="glyph" d="M8 11.5h9.5v5a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4zM17.5 13h1.3a2 2 0 0 1 0 4h-1.3M11 6.5v2M14.5 6.5v2"/>',
    ),
    "label-none": (
        "0 0 28 28",
        '<path fill="none" stroke="currentColor" stroke-width="2.2" stroke-dasharray="4 2.5" d="M14 2 26 14 14 26 2 14z"/>',
    ),
    "label-planned": (
        "0 0 28 28",
        '<path fill="none" stroke="currentColor" stroke-width="2.2" stroke-linejoin="round" d="M3 3h22v22H3z"/>'
        '<path fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" d="M14 8.5V14l4 2.5"/>',
    ),
}
"""The shapes of the identity, drawn by the project: the borne, the gable, the disc, the lozenge of a place without a label,
the square with a clock of one to come."""

LEAFLET = {
    "leaflet.js": "dist/leaflet.js",
    "leaflet.css": "dist/leaflet.css",
    **{f"images/{name}.png": f"dist/images/{name}.png" for name in ("layers", "layers-2x", "marker-icon")},
}
"""Files of Leaflet as the map loads them → where npm has them; its stylesheet names the pictures."""

PACKAGES = {
    "lucide-static": ("ISC, MIT", "licences/lucide.txt", [CORE / "icons.json"]),
    "leaflet": ("BSD-2-Clause", "licences/leaflet.txt", [STATIC / "leaflet" / name for name in LEAFLET]),
    "@fontsource-variable/bricolage-grotesque": (
        "OFL-1.1",
        "fonts/OFL-bricolage-grotesque.txt",
        [STATIC / "fonts" / "bricolage-grotesque.woff2"],
    ),
    "@fontsource-variable/reddit-sans": (
        "OFL-1.1",
        "fonts/OFL-reddit-sans.txt",
        [STATIC / "fonts" / "reddit-sans.woff2"],
    ),
}
"""npm package → its licence, the static file that holds its text, what the project makes of the package."""


def sha256(path: Path) -> str:
    """Hexadecimal digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def installed(package: str, pins: dict[str, str]) -> str:
    """The version in node_modules, which must be the one that package.json pins; leaves with a sentence otherwise."""
    manifest = MODULES / package / "package.json"
    version = json.loads(manifest.read_text())["version"] if manifest.is_file() else "none"
    if version != pins[package]:
        sys.exit(f"{package}: package.json pins {pins[package]}, node_modules holds {version}. Run `npm ci`.")
    return str(version)


def lucide(name: str) -> tuple[str, str]:
    """`(viewBox, body)` of one Lucide icon, white space between elements dropped."""
    text = (MODULES / "lucide-static" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    found = re.search(r"<svg([^>]*)>(.*)</svg>", text, re.S)
    box = re.search(r'viewBox="([^"]+)"', found[1]) if found else None
    if found is None or box is None:
        sys.exit(f"{name}.svg is not shaped as expected.")
    return box[1], re.sub(r"\s*\n\s*", "", found[2]).replace(" />", "/>")


def symbols() -> dict[str, dict[str, str]]:
    """Every symbol by its id in the page, sorted."""
    drawn = OWN | {f"i-{name}": lucide(name) for name in ICONS}
    return {name: {"body": body, "viewBox": box} for name, (box, body) in sorted(drawn.items())}


def write_json(path: Path, value: Any) -> None:
    """The same bytes for the same value."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def leaflet(target: Path) -> None:
    """Copy Leaflet into `target`: without the address of its source map, its stylesheet in a layer that ours come after."""
    for name, source in LEAFLET.items():
        content = (MODULES / "leaflet" / source).read_bytes()
        if name.endswith(".js"):
            content = re.sub(rb"//# sourceMappingURL=.*\s*$", b"", content)
        if name.endswith(".css"):
            content = b"@layer leaflet {\n" + content + b"}\n"
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)


def main() -> None:
    """Rebuild icons.json, Leaflet, the licences and vendored.json."""
    pins = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    versions = {package: installed(package, pins) for package in PACKAGES}
    write_json(CORE / "icons.json", symbols())
    leaflet(STATIC / "leaflet")
    record = {}
    for package, (licence, text, made) in PACKAGES.items():
        (STATIC / text).parent.mkdir(exist_ok=True)
        shutil.copyfile(MODULES / package / "LICENSE", STATIC / text)
        record[package] = {
            "version": versions[package],
            "licence": licence,
            "sha256": {path.relative_to(ROOT).as_posix(): sha256(path) for path in (*made, STATIC / text)},
        }
    write_json(CORE / "vendored.json", record)
    print(f"{len(ICONS)} icons, {len(OWN)} own shapes, {len(PACKAGES)} packages recorded in core/vendored.json")


if __name__ == "__main__":
    main()

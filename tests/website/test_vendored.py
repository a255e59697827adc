"""Icons, fonts and licences come from pinned packages and are what the record says."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from tests.website.templates import name_of, templates
from tools import fonts, vendor

ROOT = Path(settings.BASE_DIR)
CORE = ROOT / "solozere" / "core"
RECORD = json.loads((CORE / "vendored.json").read_text(encoding="utf-8"))
SYMBOLS = json.loads((CORE / "icons.json").read_text(encoding="utf-8"))
needs_npm = pytest.mark.skipif(
    not (ROOT / "node_modules" / "lucide-static").is_dir(), reason="needs the npm packages: run `npm ci`"
)


@pytest.mark.parametrize("package", RECORD)
def test_each_file_is_the_one_recorded(package):
    for name, digest in RECORD[package]["sha256"].items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest, name


def test_versions_are_pinned_exactly_and_recorded():
    pins = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pins.values())
    assert {package: each["version"] for package, each in RECORD.items()} == {name: pins[name] for name in RECORD}


def test_no_lock_file_names_a_registry():
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


@needs_npm
def test_making_the_icons_again_gives_the_same_bytes(tmp_path):
    vendor.write_json(tmp_path / "icons.json", vendor.symbols())
    assert (tmp_path / "icons.json").read_bytes() == (CORE / "icons.json").read_bytes()


@needs_npm
def test_copying_leaflet_again_gives_the_same_bytes(tmp_path):
    vendor.leaflet(tmp_path)
    kept = CORE / "static" / "core" / "leaflet"
    names = {path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file()}
    assert names == set(vendor.LEAFLET)
    assert all((tmp_path / name).read_bytes() == (kept / name).read_bytes() for name in names)


@needs_npm
@pytest.mark.parametrize("name", fonts.CUTS)
def test_cutting_a_font_again_gives_the_same_bytes(tmp_path, name):
    source, axes = fonts.CUTS[name]
    fonts.cut(fonts.SOURCES / source, axes, tmp_path / name)
    assert (tmp_path / name).read_bytes() == (fonts.TARGET / name).read_bytes()


def test_the_fonts_hold_what_french_needs_and_no_more_axes_than_used():
    from fontTools.ttLib import TTFont

    needed = set("ÀÂÇÉÈÊËÎÏÔŒÙÛÜŸàâçéèêëîïôœùûüÿ’«»–—…€·²\u00a0\u202f") - {"Ÿ"}
    limits = {"bricolage-grotesque.woff2": {"wght": (650, 800)}, "reddit-sans.woff2": {"wght": (400, 700)}}
    for path in sorted((CORE / "static" / "core" / "fonts").glob("*.woff2")):
        font = TTFont(path)
        assert needed <= {chr(code) for code in font.getBestCmap()}, path.name
        axes = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in font["fvar"].axes}
        assert axes == limits.pop(path.name)
    assert not limits


def test_the_stylesheet_asks_for_no_weight_that_the_fonts_lack():
    css = (CORE / "static" / "core" / "css" / "solozere.css").read_text(encoding="utf-8")
    rules = css.split("@layer reset {")[1]
    weights = {int(w) for w in re.findall(r"font(?:-weight)?:\s*(\d{3})\b", rules)}
    display = {int(w) for w in re.findall(r"font:\s*(\d{3})[^;]*var\(--font-display\)", rules)}
    assert weights <= set(range(400, 801, 50))
    assert max(weights - display - {750, 800}) <= 700
    assert min(display) >= 650


def test_every_icon_that_a_template_or_a_catalogue_names_is_vendored():
    used = {}
    for path in templates():
        for name in re.findall(r"{%\s*icon \"([^\"]+)\"", path.read_text(encoding="utf-8")):
            used[f"i-{name}"] = name_of(path)
    for path in [*ROOT.glob("territories/*/services.toml"), *ROOT.glob("solozere/places/data/services.toml")]:
        for service in tomllib.loads(path.read_text(encoding="utf-8"))["service"]:
            used[f"i-{service['icon']}"] = name_of(path)
    assert len(used) > 20
    assert {name: where for name, where in used.items() if name not in SYMBOLS} == {}


def test_the_identity_has_its_five_shapes():
    assert (
        set(vendor.OWN)
        == {"brand", "label-telecentre", "label-comptoir", "label-none", "label-planned"}
        <= set(SYMBOLS)
    )

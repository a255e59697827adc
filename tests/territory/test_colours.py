"""Colours of a pack: roles of the stylesheet, legible on each other in both themes."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from solozere.territory.colours import COUPLES, DARK, LIGHT, colour_problems, contrast

SHEET = Path(settings.BASE_DIR) / "solozere" / "core" / "static" / "core" / "css" / "solozere.css"
ROLE = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")


def test_the_known_roles_are_those_of_the_stylesheet_in_both_themes():
    light, dark = (
        SHEET.read_text(encoding="utf-8").split("@layer tokens")[1].split("@layer base")[0].split("@media")[:2]
    )
    assert dict(ROLE.findall(light)) == LIGHT
    assert {**LIGHT, **dict(ROLE.findall(dark))} == DARK


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_stylesheets_own_colours_are_legible(theme):
    short = [(text, ground) for text, ground, floor in COUPLES if contrast(theme[text], theme[ground]) < floor]
    assert short == []


@pytest.mark.parametrize(
    ("a", "b", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48), ("#767676", "#FFFFFF", 4.54)],
)
def test_contrast_is_that_of_wcag(a, b, ratio):
    assert contrast(a, b) == pytest.approx(ratio, abs=0.005)
    assert contrast(b, a) == contrast(a, b)


@pytest.mark.parametrize(
    ("colours", "key", "words"),
    [
        ([], "colours", "par thème"),
        ({"light": []}, "light", "n’est pas un thème"),
        ({"nuit": {}}, "nuit", "n’est pas un thème"),
        ({"light": {"header": "#000000"}}, "light.header", "n’est pas un rôle"),
        ({"light": {"ink": "black"}}, "light.ink", "comme #17463a"),
        ({"light": {"ink": "#000"}}, "light.ink", "comme #17463a"),
        ({"light": {"ink": "#000000;}"}}, "light.ink", "comme #17463a"),
        ({"dark": {"ink": "#000000"}}, "dark.ink", "« ink » sur « ground » n’a qu’un contraste de 1,"),
        ({"light": {"ground": "#777777"}}, "light.ground", "il en faut 4,5"),
        ({"light": {"land-edge": "#c0c8b8"}}, "light.land-edge", "il en faut 3,0"),
    ],
)
def test_what_cannot_be_used_is_told(colours, key, words):
    told = list(colour_problems(colours))
    assert any(k == key and words in message for k, message in told), told


def test_right_colours_pass_and_a_couple_is_judged_once_both_are_set():
    assert list(colour_problems({})) == []
    assert list(colour_problems({"light": {"hero": "#0e2b24", "on-hero": "#ffffff"}})) == []
    assert list(colour_problems({"light": {"hero": "#0e2b24"}})) != []

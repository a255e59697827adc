"""Colours that a pack may set, by role and theme: validated and legible."""

import re
from collections.abc import Iterator, Mapping
from math import floor
from typing import Any

from django.utils.translation import gettext

THEMES = ("light", "dark")
FLOOR_TEXT = 4.5
FLOOR_SHAPE = 3.0
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)

LIGHT = {
    "ground": "#f1f4ec",
    "surface": "#ffffff",
    "sunken": "#e3e9dd",
    "ink": "#14211c",
    "ink-soft": "#46544d",
    "line": "#c8d1c4",
    "line-strong": "#6b7a72",
    "link": "#14503f",
    "action": "#17463a",
    "action-hover": "#0e2b24",
    "on-action": "#ffffff",
    "band": "#0e2b24",
    "on-band": "#f4f7f1",
    "on-band-soft": "#b9cbc1",
    "hero": "#f7c325",
    "on-hero": "#14211c",
    "gentian": "#f7c325",
    "gentian-deep": "#d9a514",
    "on-gentian": "#14211c",
    "telecentre": "#17463a",
    "on-telecentre": "#ffffff",
    "telecentre-tint": "#dcebe2",
    "comptoir": "#6b3a70",
    "on-comptoir": "#ffffff",
    "comptoir-tint": "#f2e8f3",
    "ok": "#1b6437",
    "ok-tint": "#e0f0e3",
    "warn": "#754900",
    "warn-tint": "#fdf0cc",
    "error": "#a12622",
    "error-tint": "#fbe8e5",
    "info": "#27527f",
    "info-tint": "#e4eef7",
    "land": "#dfe8d4",
    "land-edge": "#17463a",
    "water": "#5f93ab",
    "road": "#ffffff",
    "focus-inner": "#f7c325",
    "focus-outer": "#14211c",
}
"""The stylesheet's own colours in the light theme; a test holds them to it."""

DARK = {
    **LIGHT,
    "ground": "#0c1613",
    "surface": "#15241f",
    "sunken": "#20332c",
    "ink": "#eef3ec",
    "ink-soft": "#b3c3ba",
    "line": "#31463d",
    "line-strong": "#84988d",
    "link": "#9fd8bd",
    "action": "#f7c325",
    "action-hover": "#ffd85c",
    "on-action": "#14211c",
    "band": "#0a211a",
    "hero": "#12362c",
    "on-hero": "#fdf3d0",
    "telecentre": "#9fd8bd",
    "on-telecentre": "#0c1613",
    "telecentre-tint": "#1d3a30",
    "comptoir": "#dcb0e0",
    "on-comptoir": "#20102a",
    "comptoir-tint": "#38253c",
    "ok": "#8fd8a5",
    "ok-tint": "#17372a",
    "warn": "#f2cb6c",
    "warn-tint": "#3a2f12",
    "error": "#ffb0a6",
    "error-tint": "#45201d",
    "info": "#a9cdf0",
    "info-tint": "#1a3145",
    "land": "#22382f",
    "land-edge": "#9fd8bd",
    "water": "#4d87a1",
    "road": "#3d564b",
    "focus-inner": "#0c1613",
    "focus-outer": "#f7c325",
}

_TONES = ("telecentre", "comptoir", "ok", "warn", "error", "info")
COUPLES: tuple[tuple[str, str, float], ...] = (
    *((text, ground, FLOOR_TEXT) for text in ("ink", "ink-soft", "link") for ground in ("ground", "surface", "sunken")),
    *((f"on-{name}", name, FLOOR_TEXT) for name in ("action", "band", "hero", "gentian", "telecentre", "comptoir")),
    ("on-action", "action-hover", FLOOR_TEXT),
    ("on-band-soft", "band", FLOOR_TEXT),
    ("ink", "land", FLOOR_TEXT),
    *((tone, ground, FLOOR_TEXT) for tone in _TONES for ground in (f"{tone}-tint", "surface", "ground")),
    ("line-strong", "surface", FLOOR_SHAPE),
    ("line-strong", "ground", FLOOR_SHAPE),
    ("land-edge", "land", FLOOR_SHAPE),
    ("focus-inner", "focus-outer", FLOOR_SHAPE),
)
"""Role drawn on role, and the contrast that they must reach (WCAG 2.2: 4.5 for text, 3 for edges)."""


def contrast(first: str, second: str) -> float:
    """Contrast of two colours « #rrggbb », from 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colour_problems(colours: Any) -> Iterator[tuple[str, str]]:
    """(« theme.role » or theme, message) for each thing wrong with `{theme: {role: "#rrggbb"}}`."""
    if not isinstance(colours, dict):
        yield "colours", gettext("Écrivez les couleurs par thème, « light » puis « dark ».")
        return
    for theme, roles in colours.items():
        if theme not in THEMES or not isinstance(roles, dict):
            yield theme, gettext("« %s » n’est pas un thème : écrivez « light » ou « dark ».") % theme
            continue
        wrong = list(_role_problems(roles)) or list(_illegible(theme, roles))
        yield from ((f"{theme}.{role}", message) for role, message in wrong)


def _role_problems(roles: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for role, colour in roles.items():
        if role not in LIGHT:
            yield role, gettext("« %s » n’est pas un rôle de la feuille de style.") % role
        elif not isinstance(colour, str) or not _HEX.fullmatch(colour):
            message = gettext("la couleur de « %s » s’écrit # puis six chiffres ou lettres de a à f, comme #17463a.")
            yield role, message % role


def _illegible(theme: str, roles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    effective = {**(LIGHT if theme == "light" else DARK), **roles}
    for text, ground, least in COUPLES:
        reached = contrast(effective[text], effective[ground])
        if reached < least and (text in roles or ground in roles):
            message = gettext(
                "« %(text)s » sur « %(ground)s » n’a qu’un contraste de %(reached)s : il en faut %(floor)s."
            )
            figures = {
                "reached": f"{floor(reached * 100) / 100:.2f}".replace(".", ","),
                "floor": str(least).replace(".", ","),
            }
            yield text if text in roles else ground, message % {"text": text, "ground": ground, **figures}

"""What an administrator chose about a line, and whether it is still what is asked: what stands, or the file's columns, may
have changed since."""

from collections.abc import Mapping
from typing import Any

SAME, TWO, TAKE = "same", "two", "take"
"""Choices: about a likely duplicate, about a conflict."""
DUPLICATE, ABOUT = "duplicate", "about"


def about_duplicate(said: str, about: Mapping[str, Any]) -> dict[str, Any]:
    """A choice about a likely duplicate, with what was asked: which place or line, for which name."""
    return {DUPLICATE: said, ABOUT: dict(about)}


def about_conflict(conflict: Mapping[str, Any]) -> dict[str, Any]:
    """The choice of the file's word, with what stood and what was given when it was made."""
    return {TAKE: True, "standing": conflict["standing"], "given": conflict["given"]}


def duplicate_choice(chosen: Mapping[str, Any], about: Mapping[str, Any]) -> str:
    """SAME, TWO, or "" where nothing was chosen about that place or line, for that name."""
    said = chosen.get(DUPLICATE)
    return said if said in (SAME, TWO) and chosen.get(ABOUT, about) == about else ""


def takes(chosen: Mapping[str, Any], group: str, standing: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Was the file's word chosen for a group, about what still stands and is still given?"""
    choice = chosen.get(group)
    if not isinstance(choice, Mapping) or not choice.get(TAKE):
        return False
    return choice.get("standing") == standing and choice.get("given", given) == given

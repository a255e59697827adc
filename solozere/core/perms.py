"""What the lowest layer asks about a user; the apps that hold roles answer through the registries."""

from typing import Any

from solozere.core import registries


def is_team(user: Any) -> bool:
    """Is this user (signed in or not) of the team that runs the network?"""
    return bool(user.is_active) and any(rule(user) for rule in registries.team)


def needs_second_factor(user: Any) -> bool:
    """Does one of this user's roles call for a second factor at sign-in?"""
    return bool(user.is_active) and any(rule(user) for rule in registries.second_factor)

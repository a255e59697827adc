"""What changes a place: each verb in one transaction, with a lock, a history line and the date of who confirmed."""

from solozere.places.actions.catalogue import save_service
from solozere.places.actions.facts import clear_group, confirm_group, update_group
from solozere.places.actions.life import (
    change_slug,
    change_status,
    check_step,
    correct_life,
    create_place,
    grant_label,
    read_life,
    refuse_anothers_slug,
)
from solozere.places.actions.managers import appoint_manager, end_manager

__all__ = [
    "appoint_manager",
    "change_slug",
    "change_status",
    "check_step",
    "clear_group",
    "confirm_group",
    "correct_life",
    "create_place",
    "end_manager",
    "grant_label",
    "read_life",
    "refuse_anothers_slug",
    "save_service",
    "update_group",
]

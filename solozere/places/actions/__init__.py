"""What changes a place: each verb in one transaction, with a lock, a history line and the date of who confirmed."""

from solozere.places.actions.facts import confirm_group, update_group
from solozere.places.actions.life import change_slug, change_status, create_place, grant_label

__all__ = ["change_slug", "change_status", "confirm_group", "create_place", "grant_label", "update_group"]

"""The facts of a place, in groups: the unit of confirmation, history and import conflict."""

from solozere.places.facts.declared import NAMED, declared, declared_before, declared_now
from solozere.places.facts.groups import GROUPS, empty_group, names_of, read_group, write_group

__all__ = [
    "GROUPS",
    "NAMED",
    "declared",
    "declared_before",
    "declared_now",
    "empty_group",
    "names_of",
    "read_group",
    "write_group",
]

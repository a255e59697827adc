"""What this app declares to the registries."""

from solozere.demo import checks  # noqa: F401  (registers the system check)

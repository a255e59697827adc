"""What this app declares to the registries."""

from solozere.core.registries import Panel, sign_in_panels
from solozere.demo import (
    checks,  # noqa: F401  (registers the system checks)
    views,
)

sign_in_panels.register("demo", Panel("demo/sign_in.html", views.panel))

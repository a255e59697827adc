"""What this app declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.following.actions import follow, foresee
from solozere.charter.pack import CharterSection
from solozere.charter.panel import context
from solozere.core.registries import (
    FactFollower,
    MenuEntry,
    PageRows,
    Panel,
    fact_followers,
    menu,
    pack_sections,
    place_panels,
    place_rows,
)

pack_sections.register("charter", CharterSection(), order=60)
menu.register("charter", MenuEntry(_("Charte"), "charter", "/charte/"), order=30)
place_rows.register("memberships", PageRows("memberships", "label"))
place_panels.register("charter", Panel("charter/panel.html", context), order=30)
fact_followers.register("charter", FactFollower(foresee, follow))

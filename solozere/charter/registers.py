"""What this app declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.actions import end_with_place
from solozere.charter.following import todo
from solozere.charter.following.actions import follow, foresee
from solozere.charter.inviting import registers as inviting  # noqa: F401  (declares invitations)
from solozere.charter.joining import registers as joining  # noqa: F401  (declares what the applicant sees)
from solozere.charter.memberships import registers as memberships  # noqa: F401  (declares what follows a label)
from solozere.charter.pack import CharterSection
from solozere.charter.panel import context
from solozere.charter.reviewing import registers as reviewing  # noqa: F401  (declares what the reviewer writes)
from solozere.core.registries import (
    DeskLink,
    FactFollower,
    MenuEntry,
    PageRows,
    Panel,
    PlaceEnding,
    TaskGroup,
    declare_tasks,
    desk_links,
    fact_followers,
    menu,
    pack_sections,
    place_endings,
    place_panels,
    place_rows,
)

pack_sections.register("charter", CharterSection(), order=60)
menu.register("charter", MenuEntry(_("Charte"), "charter", "/charte/"), order=30)
place_rows.register("memberships", PageRows("memberships", "label"))
place_panels.register("charter", Panel("charter/panel.html", context), order=30)
place_endings.register("charter", PlaceEnding(end_with_place))
fact_followers.register("charter", FactFollower(foresee, follow))
desk_links.register(
    "reviews", DeskLink(_("Relectures"), "reviews", "/animation/relectures/", todo.reviews_total), order=60
)
declare_tasks(
    "reviews",
    TaskGroup(
        _("Labels à relire"),
        40,
        todo.reviews,
        total=todo.reviews_total,
        all_url_name="reviews",
        all_words=_("Toutes les relectures"),
    ),
)

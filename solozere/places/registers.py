"""What this app declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.core import throttle
from solozere.core.links.purposes import LinkPurpose
from solozere.core.links.purposes import declare as declare_purpose
from solozere.core.registries import (
    DeskLink,
    Follower,
    MenuEntry,
    Panel,
    Periodic,
    TaskGroup,
    commune_followers,
    declare_tasks,
    desk_links,
    menu,
    organisation_panels,
    pack_sections,
    periodic,
    personal_data,
    sitemaps,
    space_panels,
)
from solozere.core.workflow import definition
from solozere.notices.kinds import declare as declare_mail
from solozere.places import personal
from solozere.places.keeping import asking, limits, mails, paths, reports, todo
from solozere.places.keeping import personal as reported
from solozere.places.map.everything import refresh
from solozere.places.openings.nightly import extend_openings
from solozere.places.organisation_panel import places_of
from solozere.places.pack import PlacesSection, ServicesSection
from solozere.places.search.keeping import reindex
from solozere.places.sitemaps import PlaceSitemap

pack_sections.register("services", ServicesSection(), order=50)
pack_sections.register("places", PlacesSection(), order=70)
menu.register("places", MenuEntry(_("Trouver un lieu"), "places", "/lieux/"), order=10)
organisation_panels.register("places", Panel("places/organisation_panel.html", places_of), order=20)
commune_followers.register("places", Follower(reindex), order=20)
sitemaps.register("places", PlaceSitemap, order=20)
periodic.register("map", Periodic(every_minutes=1, run=refresh))
periodic.register("openings", Periodic(every_minutes=12 * 60, run=extend_openings))
personal_data.register("managers", personal.DATA, order=50)
space_panels.register("places", Panel("places/space_panel.html", personal.panel), order=50)
personal_data.register("place_reports", reported.DATA, order=50)
periodic.register("facts", Periodic(every_minutes=24 * 60, run=asking.ask_all))
definition.declare(reports.WORKFLOW)
for limit in limits.LIMITS:
    throttle.declare(limit)
for kind in mails.KINDS:
    declare_mail(kind)
declare_purpose(LinkPurpose(asking.CONFIRM_FACTS, _("vérifier la fiche d’un lieu"), 60, paths.to_confirm_facts))
declare_purpose(LinkPurpose(reports.CONFIRM_REPORT, _("confirmer un signalement"), 7, paths.to_confirm_report))
desk_links.register(
    "reports", DeskLink(_("Signalements"), "place_reports", "/animation/signalements/", todo.reports_total), order=45
)
declare_tasks(
    "reports",
    TaskGroup(
        _("Erreurs signalées"),
        30,
        todo.reports,
        total=todo.reports_total,
        all_url_name="place_reports",
        all_words=_("Tous les signalements"),
    ),
)
declare_tasks("stale", TaskGroup(_("Fiches à vérifier"), 45, todo.stale))

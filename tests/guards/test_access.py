"""Who may open what: every address against every role; an address missing from the tables fails."""

from dataclasses import dataclass

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from solozere.accounts.models import User
from solozere.core import files
from solozere.core.models import HistoryEntry, StoredFile
from solozere.notices import stopping
from solozere.notices.models import Contact
from tests.guards.access_table import ROLES, TABLE, Row
from tests.guards.addresses import Route, public_routes, routes
from tests.guards.conftest import PUBLIC_PICTURE, TEAM_PICTURE

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("world", "two_users")]


def missing_routes(found: list[Route], table: list[Row]) -> list[str]:
    """Routes that the table does not name, and routes of the table that are gone."""
    known, listed = {route.pattern for route in found}, {row.route for row in table}
    return sorted(f"missing: {r}" for r in known - listed) + sorted(f"gone: {r}" for r in listed - known)


@pytest.fixture
def values() -> dict[str, str]:
    """What the addresses of the table name."""
    from solozere.charter.models import CharterVersion
    from solozere.places.models import Place

    pictures = {stored.purpose: files.url(stored) for stored in StoredFile.objects.all()}
    return {
        "place": Place.objects.order_by("pk").first().slug,
        "charter": CharterVersion.objects.order_by("pk").first().code,
        "public_picture": pictures[PUBLIC_PICTURE],
        "team_picture": pictures[TEAM_PICTURE],
        "mail_token": stopping.token(Contact.objects.order_by("pk").first().pk, "digest"),
        "passkey": Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk,
    }


def client_of(role: str) -> Client:
    """A client signed in as one of ROLES."""
    client = Client(raise_request_exception=True)
    if role != "visitor":
        client.force_login(User.objects.get(email=f"{role}@exemple.fr"))
    return client


class TestPublicAddresses:
    """All but the administration."""

    def test_every_address_is_in_the_table(self):
        assert missing_routes(public_routes(), TABLE) == []

    def test_the_guard_sees_a_new_address_and_one_that_is_gone(self):
        new = Route("nouveau/", "new", "solozere.website.views.new")
        assert missing_routes([*public_routes(), new], TABLE) == ["missing: nouveau/"]
        assert missing_routes(public_routes(), [*TABLE, Row("parti/", "/parti/")]) == ["gone: parti/"]

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize("row", TABLE, ids=lambda row: row.address)
    def test_each_role_receives_what_the_table_says(self, row, role, values):
        answer = client_of(role).get(row.address.format(**values))
        if answer.streaming:
            assert b"".join(answer)
        assert answer.status_code == row.of(role)


@dataclass(frozen=True)
class Rights:
    """What an administrator may do with a model in the administration."""

    add: bool = False
    change: bool = False
    delete: bool = False


READ = Rights()
ADMINISTRATION = {
    "accounts.user": Rights(add=True, change=True),
    "charter.charterversion": READ,
    "charter.membership": READ,
    "core.jobrun": READ,
    "core.periodicstate": READ,
    "django_tasks_database.dbtaskresult": READ,
    "notices.contact": READ,
    "notices.mailpreference": READ,
    "notices.outgoingmail": READ,
    "organisations.organisation": Rights(add=True, change=True, delete=True),
    "places.label": READ,
    "places.place": Rights(add=True, change=True),
    "places.service": Rights(add=True, change=True, delete=True),
    "territory.commune": READ,
    "territory.territory": Rights(change=True),
    "territory.zone": Rights(change=True, delete=True),
    "website.page": Rights(add=True, change=True, delete=True),
}
PERSONAL = {
    "admin:index": 200,
    "admin:login": 302,
    "admin:password_change": 200,
    "admin:password_change_done": 200,
    "admin:logout": 405,
    "admin:jsi18n": 200,
    "admin:autocomplete": 403,
    "admin:view_on_site": 404,
    "admin:app_list": 200,
    "admin:": 404,
}
"""Pages of the administration that are about no model → status for an administrator; the catch-all has no name."""
SPECIAL = {"admin:auth_user_password_change": 200}
ACTIONS = ("changelist", "add", "change", "history", "delete", "restore", "resend")
POSTED = ("restore", "resend")
"""Actions that only a form asks for."""
DOORS = ("/compte/connexion/", "/administration/login/")
"""The second leads to the first."""


def administration() -> list[Route]:
    """Its routes; those that only redirect an old form of an address have no name and are about a model."""
    return [route for route in routes() if route.of_administration and not route.pattern.endswith("<path:object_id>/")]


def wanted(route: Route) -> tuple[str, str]:
    """`(model, action)` of an address of the administration; ("", name) for one that is about no model."""
    for label in ADMINISTRATION:
        prefix = f"admin:{label.replace('.', '_')}_"
        if route.name.startswith(prefix) and route.name.removeprefix(prefix) in ACTIONS:
            return label, route.name.removeprefix(prefix)
    return "", route.name


def address_of(route: Route) -> str:
    """An address of the route: the first object of the model where it wants one."""
    label, action = wanted(route)
    if route.name == "admin:":
        return "/administration/nulle-part/"
    if label and action in ("changelist", "add"):
        return reverse(route.name)
    if label:
        model = next(model for model in admin.site._registry if model._meta.label_lower == label)
        first = model._base_manager.order_by("pk").first()
        return reverse(route.name, args=[first.pk if first else 1, *([0] if action == "restore" else [])])
    arguments = {"admin:auth_user_password_change": [1], "admin:view_on_site": [0, "0"], "admin:app_list": ["places"]}
    given = arguments.get(route.name, [])
    if route.name == "admin:auth_user_password_change":
        given = [User.objects.get(is_superuser=True).pk]
    return reverse(route.name, args=given)


def expected(route: Route) -> set[int]:
    """Statuses that an administrator may receive: 302 stands for « there is none yet »."""
    label, action = wanted(route)
    if not label:
        return {{**PERSONAL, **SPECIAL}[route.name]}
    rights = ADMINISTRATION[label]
    if action in ("add", "delete"):
        return {200, 302} if getattr(rights, action) else {403, 302}
    return {405} if action in POSTED else {200, 302}


class TestAdministration:
    """A visitor is sent to the door; an administrator does what the table says, model by model."""

    def test_every_model_of_the_administration_is_in_the_table(self):
        assert {model._meta.label_lower for model in admin.site._registry} == set(ADMINISTRATION)

    def test_every_address_is_of_a_model_or_in_the_table(self):
        unknown = [r.pattern for r in administration() if not wanted(r)[0] and r.name not in {**PERSONAL, **SPECIAL}]
        assert unknown == []
        stray = Route("administration/x/", "admin:places_place_publish", "x")
        assert wanted(stray) == ("", "admin:places_place_publish")
        assert stray.name not in {**PERSONAL, **SPECIAL}

    @pytest.mark.parametrize("route", administration(), ids=lambda route: route.pattern)
    def test_a_visitor_is_sent_to_the_door(self, route):
        answer = client_of("visitor").get(address_of(route))
        assert answer.status_code == 302
        assert answer["Location"].startswith(DOORS)

    @pytest.mark.parametrize("route", administration(), ids=lambda route: route.pattern)
    def test_an_administrator_receives_what_the_table_says(self, route):
        assert client_of("administrator").get(address_of(route)).status_code in expected(route)

    @pytest.mark.parametrize("label", sorted(ADMINISTRATION))
    def test_the_rights_are_those_of_the_table_whatever_is_in_the_database(self, label, rf):
        model = next(model for model in admin.site._registry if model._meta.label_lower == label)
        request = rf.get("/")
        request.user = User.objects.get(is_superuser=True)
        found, rights = admin.site._registry[model], ADMINISTRATION[label]
        assert found.has_add_permission(request) == rights.add
        assert found.has_change_permission(request) == rights.change
        assert found.has_delete_permission(request) == rights.delete

    @pytest.mark.parametrize("role", [role for role in ROLES if role not in ("visitor", "administrator")])
    def test_to_who_has_no_business_there_it_does_not_exist(self, role):
        client = client_of(role)
        assert client.get(reverse("admin:index"), follow=True).status_code == 404
        assert client.get(reverse("admin:places_place_changelist"), follow=True).status_code == 404


def test_nobody_but_an_administrator_writes_through_the_administration():
    before = HistoryEntry.objects.count()
    for route in administration():
        answer = client_of("visitor").post(address_of(route), {"name": "x"})
        assert answer.status_code == 302, route
        assert answer["Location"].startswith(DOORS)
    assert HistoryEntry.objects.count() == before

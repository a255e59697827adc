"""« À faire aujourd’hui »: what waits and since when, from what the apps register."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from solozere.accounts.actions import grant_role
from solozere.core.authors import Author
from solozere.core.registries import Registry, Task, TaskGroup
from solozere.website import desk
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def task(title="Le Bief", since=TODAY, **more):
    return Task(title, "Valbourg", "Depuis hier", "unknown", since, "/lieux/", "Examiner", **more)


@pytest.fixture
def groups(monkeypatch):
    """Registers groups of tasks in the place of those of the apps: `groups(name=TaskGroup(…))`."""
    registry = Registry("group of tasks")
    monkeypatch.setattr(desk, "tasks", registry)

    def register(**given):
        for name, group in given.items():
            registry.register(name, group, order=group.order)

    return register


@pytest.fixture
def coordinator(client):
    user = UserFactory(contact__name="Claire Modèle")
    grant_role(user, "coordinator", author=Author.system("essais"))
    client.force_login(user)
    return user


def test_the_groups_come_in_their_order_each_line_the_oldest_first(groups):
    groups(
        late=TaskGroup("Visites", 20, lambda user: [task("Visite")]),
        first=TaskGroup("Demandes", 10, lambda user: [task("Neuf"), task("Vieux", TODAY - timedelta(days=3))]),
        none=TaskGroup("Rien", 1, lambda user: []),
    )
    read = desk.read(None)
    assert [shown.group.title for shown in read] == ["Demandes", "Visites"]
    assert [line.title for line in read[0].lines] == ["Vieux", "Neuf"]


def test_a_long_group_shows_the_oldest_lines_and_counts_them_all(groups):
    lines = [task(f"Lieu {n}", TODAY - timedelta(days=n)) for n in range(30)]
    groups(many=TaskGroup("Fiches", 10, lambda user: lines, total=lambda user: 400))
    (shown,) = desk.read(None)
    assert (shown.total, len(shown.lines), shown.more) == (400, 20, 380)
    assert shown.lines[0].title == "Lieu 29"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "Rien n’attend\u00a0: tout est à jour."),
        ([task(waits=False)], "Rien n’attend\u00a0: tout est à jour."),
        ([task()], "Une chose attend, depuis aujourd’hui."),
        ([task(since=TODAY - timedelta(days=1))], "Une chose attend, depuis hier."),
        (
            [task(), task(since=TODAY - timedelta(days=12)), task(since=date(2020, 1, 1), waits=False)],
            "2 choses attendent, la plus ancienne depuis 12\u00a0jours.",
        ),
    ],
)
def test_the_lead_counts_what_waits_and_says_since_when(groups, lines, sentence):
    groups(one=TaskGroup("Demandes", 10, lambda user: lines))
    assert desk.lead(desk.read(None), TODAY) == sentence


def test_each_line_is_one_click_from_its_act(client, coordinator, groups):
    since = timezone.localdate() - timedelta(days=1)
    groups(one=TaskGroup("Demandes à examiner", 10, lambda user: [task("Café <b>", since, turn="À vous")]))
    page = client.get("/animation/").content.decode()
    assert "Bonjour Claire" in page
    assert "Une chose attend, depuis hier." in page
    assert '<a class="button button-second button-small" href="/lieux/">Examiner' in page
    assert "Café &lt;b&gt;" in page
    assert "À vous" in page


def test_where_nothing_waits_the_page_says_so_kindly(client, coordinator, groups):
    page = client.get("/animation/").content.decode()
    assert "Rien n’attend aujourd’hui" in page


def test_the_menu_leads_coordinators_there_and_nobody_else(client, coordinator):
    assert 'href="/animation/"' in client.get("/").content.decode()
    client.force_login(UserFactory())
    assert 'href="/animation/"' not in client.get("/").content.decode()

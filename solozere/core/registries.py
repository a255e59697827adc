"""What an upper app shows or does lower down, it registers here from its `AppConfig.ready()`.

A registry is an ordered list of named entries, read at request time; it is no plugin system.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.http import HttpRequest
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.contrib.sitemaps import Sitemap
    from django.db.models import QuerySet

    from solozere.core.authors import Author
    from solozere.core.packs import Section

T = TypeVar("T")


class Registry(Generic[T]):
    """Entries by name, iterated by their order then name. Registering a name twice is a programming error."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._entries: dict[str, tuple[int, T]] = {}

    def register(self, name: str, entry: T, *, order: int = 100) -> T:
        """Add `entry` under `name`; raises ValueError when the name is taken."""
        if name in self._entries:
            raise ValueError(f"{self.what}: {name!r} is registered twice")
        self._entries[name] = (order, entry)
        return entry

    def __iter__(self) -> Iterator[T]:
        for _name, (_order, entry) in sorted(self._entries.items(), key=lambda item: (item[1][0], item[0])):
            yield entry

    def __getitem__(self, name: str) -> T:
        return self._entries[name][1]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The names, in the order of iteration."""
        return [name for name, _ in sorted(self._entries.items(), key=lambda item: (item[1][0], item[0]))]


@dataclass(frozen=True)
class MenuEntry:
    """A link of the main menu: `label` (French), `url_name` to reverse, `section` = the path prefix that marks it current."""

    label: str | Promise
    url_name: str
    section: str


@dataclass(frozen=True)
class FooterLink:
    """A link of the footer: `label` (French), `url_name` to reverse, `group`: a column of things to do, or the last line."""

    STEPS: ClassVar[str] = "steps"
    LEGAL: ClassVar[str] = "legal"

    label: str | Promise
    url_name: str
    group: str = STEPS


@dataclass(frozen=True)
class Panel:
    """A block on a lower page: `template` rendered with what `context(request, obj)` returns; None shows nothing."""

    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Periodic:
    """A job of the worker: `run()` is called at least every `every_minutes`, returns a line for the log or None."""

    every_minutes: int
    run: Callable[[], str | None]


@dataclass(frozen=True)
class AccountLink:
    """A link of the header about one's account: shown to people who are signed in, or to visitors. Nothing personal in it.

    `only(user)` narrows a link for people who are signed in to some of them.
    """

    label: str | Promise
    url_name: str
    signed_in: bool
    section: str = "/compte/"
    only: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class DeskLink:
    """A link above the pages of the team: `section` marks it current; `count(user)` is what waits there, shown when not 0."""

    label: str | Promise
    url_name: str
    section: str
    count: Callable[[Any], int] | None = None
    only: Callable[[Any], bool] | None = None
    """Who of the team sees it; all of them where nothing is said."""


@dataclass(frozen=True)
class Task:
    """One thing that waits for somebody of the team, one click from its act. All words are French.

    `title` (what or whom) and `detail` (where, received when); `state` with its `tone`, that of the component state: "no"
    (late), "unknown" (waits), "ok", "closed" (somebody else's turn), "soon"; `since`: the day since which it waits, which
    orders the lines. `url` leads to the act, `action` is the words of its button. `about` and `label` (an object with
    `tone` and `name`) fill the second column, `turn` says under the state whose turn it is; all three may be left out.
    `waits` False: it is shown, and does not count among what waits (a visit that is planned).
    """

    title: str
    detail: str
    state: str
    tone: str
    since: date
    url: str
    action: str
    about: str = ""
    label: Any = None
    turn: str = ""
    waits: bool = True


@dataclass(frozen=True)
class TaskGroup:
    """Things of one kind in « À faire aujourd’hui »: `title` (French), its rank, and `lines(user)`, the oldest first.

    A group of which there may be hundreds gives the oldest `TASKS_SHOWN` and says in `total(user)` how many there are.
    `all_url_name`, with the words of its link, leads to the whole list. A group without a line is not shown.
    """

    title: str | Promise
    order: int
    lines: Callable[[Any], list[Task]]
    total: Callable[[Any], int] | None = None
    all_url_name: str = ""
    all_words: str | Promise = ""


TASKS_SHOWN = 20
"""How many lines of one group the page shows at most."""


@dataclass(frozen=True)
class PersonalData:
    """What an app keeps of a person, for them to read, take away and have erased; the person is a `notices.Contact`.

    `title` (French) heads it in a copy. `models` are the labels that it answers for, "notices.Contact". `export(contact)`
    gives one mapping a thing, French words → value (text, number, date, list); nothing of anybody else. `erase(contact)`
    runs in the transaction of the erasure, upper apps first. `kept(contact)` says in French sentences what the law makes
    us keep of this person, and until when.
    """

    title: str | Promise
    models: tuple[str, ...]
    export: Callable[[Any], list[dict[str, Any]]]
    erase: Callable[[Any], None]
    kept: Callable[[Any], list[str]] = lambda contact: []


@dataclass(frozen=True)
class PlaceFacet:
    """A filter of the search for places, declared by the app that owns the fact.

    `name` is its parameter in the address, `label` (French) its heading, `values()` its (value, words) in order, and
    `ids(value)` a query of the primary keys of the places that have it, used as a subquery: one column. An app calls
    `places.search.version.bump()` in the transaction that changes what `ids` would answer.
    """

    name: str
    label: str | Promise
    values: Callable[[], list[tuple[str, str]]]
    ids: Callable[[str], "QuerySet[Any, Any]"]


@dataclass(frozen=True)
class Follower:
    """What an upper app copied of the communes: `follow()` makes it again, in the transaction that changed them."""

    follow: Callable[[], object]


@dataclass(frozen=True)
class PlaceEnding:
    """What an upper app ends when a place closes: `end(place, on, author, reason)`, in the transaction that closes it.

    `place` is locked, and about to be closed; `on` is its last day, or today where no day is known.
    """

    end: Callable[[Any, date, Any, str], object]


@dataclass(frozen=True)
class FactChange:
    """A group of facts of a place as it stood and as it is now written, in the transaction that writes it.

    `place` is locked and says what is written; `code` is its FactGroupCode; `before` and `after` are what `read_group` gives.
    """

    place: Any
    code: str
    before: dict[str, Any]
    after: dict[str, Any]
    author: "Author"


@dataclass(frozen=True)
class FactFollower:
    """What an upper app makes of the facts of places. Both are called once the facts are written, in that transaction.

    `foresee(change)` writes nothing and gives French sentences: what the author must agree to before it is kept; the
    pages that ask first call it on a trial that is undone. `follow(change)` draws the consequences, whoever wrote.
    """

    foresee: Callable[[FactChange], list[str]]
    follow: Callable[[FactChange], object]


@dataclass(frozen=True)
class PageRows:
    """Rows of an upper app that the page of a place reads with its own: `relation` to the place, `also` a foreign key of theirs."""

    relation: str
    also: str = ""


@dataclass(frozen=True)
class Letterhead:
    """Whose mails these are: name of the network, what it is in a few words (either may be ""), and the zone of their hours."""

    network: str
    tagline: str
    zone: tzinfo


place_endings: Registry[PlaceEnding] = Registry("what ends when a place closes")
place_desk_panels: Registry[Panel] = Registry("panel of the coordinator's page of a place")
fact_followers: Registry[FactFollower] = Registry("follower of the facts of places")
commune_followers: Registry[Follower] = Registry("follower of the communes")
pack_sections: Registry["Section"] = Registry("pack section")
menu: Registry[MenuEntry] = Registry("menu entry")
footer_links: Registry[FooterLink] = Registry("link of the footer")
place_panels: Registry[Panel] = Registry("panel of a place's page")
place_rows: Registry[PageRows] = Registry("rows read with a place")
place_facets: Registry[PlaceFacet] = Registry("facet of the search for places")
organisation_panels: Registry[Panel] = Registry("panel of an organisation's page")
periodic: Registry[Periodic] = Registry("periodic job")
account_links: Registry[AccountLink] = Registry("link of the account")
sign_in_panels: Registry[Panel] = Registry("panel of the sign-in page")
space_panels: Registry[Panel] = Registry("panel of a person's space")
space_asides: Registry[Panel] = Registry("panel beside a person's space")
desk_links: Registry[DeskLink] = Registry("link of the team's pages")
desk_figures: Registry[Panel] = Registry("figure of the team's first page")
"""Cards of « À faire aujourd’hui »; the object given to each is the user."""
tasks: Registry[TaskGroup] = Registry("group of tasks")
"""Registered under the group's own `order`: see `declare_tasks`."""
personal_data: Registry[PersonalData] = Registry("personal data")
team: Registry[Callable[[Any], bool]] = Registry("who is of the team")
"""`rule(user)`: is this user of the team that runs the network? See `core.perms`."""
second_factor: Registry[Callable[[Any], bool]] = Registry("who needs a second factor")
"""`rule(user)`: does what this user may do call for a second factor at sign-in?"""
sitemaps: Registry[type["Sitemap[Any]"]] = Registry("sitemap")
letterheads: Registry[Callable[[], Letterhead]] = Registry("letterhead of the mails")


def declare_tasks(name: str, group: TaskGroup) -> TaskGroup:
    """Put a group in « À faire aujourd’hui », at its own rank."""
    return tasks.register(name, group, order=group.order)

"""French spacing on every page, whatever was typed: by a pack, by a person, in the code of the pages."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from solozere.places.enums import FactGroupCode
from solozere.places.models import PlaceService, Service
from solozere.website.models import Page
from tests.factories import CommuneFactory, MissionFactory, OrganisationFactory, TerritoryFactory
from tests.website import rows

LONELY = re.compile(r"[ \n][;?!»€](?:[\s.,)]|$)|\d %|« |[^\W\d_»)] : |[^\W\d_]'[^\W\d_]")
TYPED = "L'atelier « du bourg » : ouvert ? Oui ! 12 € ; 5 %"


class _Text(HTMLParser):
    """The words that a page shows or reads out, scripts and code left aside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.quiet += tag in ("script", "style", "code")
        self.found += [value for name, value in attrs if value and name in ("alt", "aria-label", "title", "content")]

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in ("script", "style", "code")

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.found.append(data)


def lonely(html: str) -> list[str]:
    """The pieces of a page where a sign could be left alone at the start of a line, or an apostrophe is straight."""
    text = _Text()
    text.feed(html)
    return [piece.strip() for piece in text.found if LONELY.search(piece)]


@pytest.fixture
def typed(db):
    """A network whose every text was typed as on a plain keyboard."""
    TerritoryFactory(
        tagline=TYPED,
        texts={"home_title": TYPED, "home_lead": TYPED, "footer": TYPED},
        attribution=TYPED,
        network="L'été",
    )
    organisation = OrganisationFactory(name=TYPED, source=TYPED, slug="atelier", current_name=TYPED)
    MissionFactory(organisation=organisation, what=TYPED, audience=TYPED, area=TYPED, source="L'autre : ici")
    place = rows.place(
        TYPED,
        slug="atelier",
        label=rows.label("gite", "Gîte d'ici", "Gîtes d'ici", "telecentre"),
        commune=CommuneFactory(name="Val-d'Or"),
        **dict.fromkeys(
            ("summary", "address", "hours_note", "access_car", "accessibility", "contact_label", "prices"), TYPED
        ),
    )
    service = Service.objects.create(code="wifi", name="Wifi d'ici", icon="wifi", hint=TYPED)
    PlaceService.objects.create(place=place, service=service, available=True, detail=TYPED)
    rows.confirmed(place, FactGroupCode.SERVICES, timezone.now())
    Page.objects.create(slug="mentions-legales", title=TYPED, body=TYPED)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/lieux/", "/lieux/atelier/", "/charte/", "/partenaires/", "/partenaires/atelier/", "/plan-du-site/"),
        *("/mentions-legales/", "/accessibilite/", "/donnees-personnelles/", "/style/", "/nulle-part/"),
    ],
)
def test_no_sign_is_left_alone_on_any_page(client, typed, path):
    assert lonely(client.get(path).content.decode()) == []


@pytest.mark.parametrize("typed_text", [TYPED, "Où ?", "« oui", "12 %", "aujourd'hui", "Ici : là"])
def test_what_is_typed_plainly_is_seen(typed_text):
    assert lonely(f"<p>{typed_text}</p>")


def test_what_is_set_in_french_is_not():
    assert not lonely(
        "<p>«\xa0Où\xa0?\xa0» Ici\xa0: 12\xa0%, aujourd’hui, 10:30 ; <code>a : b</code></p>".replace(" ;", "\xa0;")
    )


def _sentences(path: Path) -> list[str]:
    """The texts of a module, its docstrings left aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(statement.value)
        for node in ast.walk(tree)
        for statement in ([*node.body] if isinstance(getattr(node, "body", None), list) else [])
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    }
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [node.value for node in texts if id(node) not in documentation]


def test_the_code_of_the_pages_writes_no_lonely_sign():
    solozere = Path(settings.BASE_DIR) / "solozere"
    modules = [
        *(path for path in solozere.glob("website/**/*.py") if "migrations" not in path.parts),
        *solozere.glob("core/templatetags/*.py"),
        *(solozere / "core" / name for name in ("context.py", "middleware.py", "markdown.py")),
    ]
    assert len(modules) > 15
    found = {path.name: [text for text in _sentences(path) if LONELY.search(text)] for path in modules}
    assert {name: texts for name, texts in found.items() if texts} == {}

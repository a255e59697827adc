"""Every kind of mail that an app declares, rendered with its own sample: both parts, whole addresses, why, and how to stop."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from solozere.notices.kinds import MailKind, mail_kinds
from solozere.notices.rendering import Rendered, render
from tests.factories import TerritoryFactory

pytestmark = pytest.mark.django_db
KINDS = sorted(mail_kinds.names())
STOP = "http://127.0.0.1:8000/courriels/jeton/"
REMOTE = re.compile(
    r"<(?:img|link|script|iframe|object|embed|video|audio|form|input|svg)\b|url\(|@import|@font-face|background="
)
ATTRIBUTE = re.compile(r'(?:href|src|action)="([^"]*)"')


def wrong_with(said: Rendered, kind: MailKind) -> list[str]:
    """What a mail may not be, in words."""
    parts = {"text": said.text, "html": said.html}
    found = [f"{name}: empty" for name, part in parts.items() if not part.strip()]
    found += [
        f"{name}: does not say why" for name, part in parts.items() if str(kind.because) not in part.replace("\n", " ")
    ]
    found += [f"{name}: how to stop is {'missing' if not kind.essential else 'said'}" for name, part in parts.items()
              if (STOP in part) == kind.essential]  # fmt: skip
    if not said.subject or said.subject != " ".join(said.subject.split(" ")) or re.search(r"[\r\n]", said.subject):
        found.append("subject: not one line of words")
    found += [f"html: {tag}" for tag in REMOTE.findall(said.html)]
    found += [
        f"html: {address} is not a whole address" for address in ATTRIBUTE.findall(said.html) if not whole(address)
    ]
    if re.search(r"<[a-z/][^>]*>|&[a-z]+;", said.text):
        found.append("text: markup")
    if re.search(r"<(?:p|h1|h2|li|a)(?![^>]*style=)[ >]", said.html):
        found.append("html: an element without its style")
    return found


def whole(address: str) -> bool:
    """Does it work from a mail reader?"""
    if address.startswith(("mailto:", "tel:")):
        return True
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("loaded", [True, False], ids=["with a territory", "without"])
def test_every_kind_of_mail_is_whole(code, loaded):
    if loaded:
        TerritoryFactory()
    kind = mail_kinds[code]
    said = render(kind, kind.sample(), stop_url="" if kind.essential else STOP)
    assert wrong_with(said, kind) == []
    if kind.digestible:
        piece = render(kind, kind.sample(), piece=True)
        assert piece.text.strip()
        assert "<h2 " in piece.html


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_is_named_and_explained_in_french(code):
    kind = mail_kinds[code]
    assert str(kind.name)[0].isupper()
    assert str(kind.when)[0].isupper()
    assert str(kind.when).endswith(".")
    assert re.match(r"[bcdfgjklmnpqrstvwxz]", str(kind.because)), "« parce que » stands before it"
    assert not str(kind.because).endswith(".")


@pytest.mark.usefixtures("trial_kinds")
def test_the_guard_sees_what_is_wrong_with_a_mail():
    kind = mail_kinds["trial"]
    right = render(kind, kind.sample())
    assert wrong_with(right, kind) == []
    for broken, words in (
        (Rendered("a\nb", right.text, right.html), "subject"),
        (Rendered("a", "", right.html), "text: empty"),
        (Rendered("a", right.text, right.html.replace("parce que", "")), ""),
        (Rendered("a", right.text, right.html.replace("vous essayez", "")), "html: does not say why"),
        (Rendered("a", right.text + STOP, right.html), "text: how to stop is said"),
        (Rendered("a", right.text, right.html + '<img src="https://exemple.fr/x.gif">'), "html: <img"),
        (Rendered("a", right.text, right.html + '<a style="" href="/lieux/">'), "html: /lieux/ is not a whole address"),
        (Rendered("a", right.text + "<b>", right.html), "text: markup"),
        (Rendered("a", right.text, right.html + "<p>nu</p>"), "html: an element without its style"),
    ):
        assert ([each for each in wrong_with(broken, kind) if each.startswith(words)] != []) == bool(words)
    news = mail_kinds["trial_news"]
    assert "html: how to stop is missing" in wrong_with(render(news, news.sample()), news)

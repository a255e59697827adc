"""Every address that the site leads to, found as a robot finds them: the sitemap, then the links of each page."""

import http.client
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

FOLLOWED = {("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "src"), ("use", "href")}
CLOSED = ("/administration/",)


@dataclass
class Answer:
    """What a path gave: `links` are (path, fragment) on the same site, `ids` the anchors of the page."""

    path: str
    status: int
    content_type: str
    text: str = ""
    links: set[tuple[str, str]] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    @property
    def is_page(self) -> bool:
        """A page for people?"""
        return self.status == 200 and self.content_type.startswith("text/html")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif (tag, name) in FOLLOWED and value:
                self.found.add(value)


def fetch(url: str, path: str) -> Answer:
    """One answer, redirects not followed."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.request("GET", path, headers={"Accept-Language": "fr"})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    answer = Answer(path, response.status, response.headers.get("Content-Type", ""))
    if location := response.headers.get("Location"):
        answer.links.update(_same_site(url, path, [location]))
    if answer.content_type.startswith(("text/html", "text/plain", "application/xml")):
        answer.text = body.decode()
    if answer.content_type.startswith("text/html"):
        links = _Links()
        links.feed(answer.text)
        answer.ids = links.ids
        answer.links = _same_site(url, path, links.found)
    return answer


def _same_site(url: str, path: str, references: Iterable[str]) -> set[tuple[str, str]]:
    found = set()
    for reference in references:
        address, fragment = urldefrag(urljoin(url + path, reference))
        if urlsplit(address).netloc == urlsplit(url).netloc and urlsplit(address).scheme == "http":
            found.add((address.removeprefix(url) or "/", fragment))
    return found


def crawl(url: str, starts: Iterable[str]) -> dict[str, Answer]:
    """All answers by path, from `starts` and the sitemap on; the administration is left out."""
    found: dict[str, Answer] = {}
    waiting = [*starts, *listed(url)]
    while waiting:
        path = waiting.pop(0)
        if path in found or path.startswith(CLOSED):
            continue
        found[path] = fetch(url, path)
        waiting += sorted(path for path, _fragment in found[path].links)
    return found


def listed(url: str) -> list[str]:
    """The paths of sitemap.xml."""
    tree = ElementTree.fromstring(fetch(url, "/sitemap.xml").text)
    return [(element.text or "").removeprefix(url) or "/" for element in tree.iter() if element.tag.endswith("}loc")]

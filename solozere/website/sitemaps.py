"""The addresses given to search engines, and the same as a page for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sites.requests import RequestSite
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from solozere.core.registries import footer_links, menu, sitemaps


@dataclass(frozen=True)
class Link:
    """A page without an object behind it."""

    label: Any
    url_name: str

    def __str__(self) -> str:
        return str(self.label)


class PagesSitemap(Sitemap[Link]):
    """Home, the pages of the menu and those of the footer, each once."""

    title = _("Les pages")

    def items(self) -> list[Link]:
        """In the order in which a reader meets them."""
        links = {"home": Link(_("Accueil"), "home")}
        for entry in [*menu, *footer_links]:
            links.setdefault(entry.url_name, Link(entry.label, entry.url_name))
        return list(links.values())

    def location(self, item: Link) -> str:
        """Its path."""
        return reverse(item.url_name)


class _PublicSite(RequestSite):
    """What Django's sitemaps ask of a site: here the installation's public address, whatever host asked."""

    def __init__(self, domain: str) -> None:
        self.domain = self.name = domain


def entries() -> Iterator[dict[str, Any]]:
    """What `sitemap.xml` lists, of every sitemap registered, each address once, absolute under SITE_URL."""
    public = urlsplit(settings.SITE_URL)
    seen: set[str] = set()
    for sitemap in _registered():
        for number in range(1, sitemap.paginator.num_pages + 1):
            for entry in sitemap.get_urls(page=number, site=_PublicSite(public.netloc), protocol=public.scheme):
                if entry["location"] not in seen:
                    seen.add(entry["location"])
                    yield entry


def sections() -> list[tuple[str, list[tuple[str, str]]]]:
    """For the page: a title and links (words, path) by sitemap; those without a title and empty ones are left out.

    The words of a link are what the sitemap's own `words(item)` says, else `str(item)`.
    """
    found = [(_title(sitemap), _links(sitemap)) for sitemap in _registered()]
    return [(title, links) for title, links in found if title and links]


def _links(sitemap: Sitemap[Any]) -> list[tuple[str, str]]:
    words = getattr(sitemap, "words", str)
    return [(words(item), sitemap.location(item)) for item in sitemap.items()]


def _registered() -> list[Sitemap[Any]]:
    return [each() for each in sitemaps]


def _title(sitemap: Sitemap[Any]) -> str:
    """The sitemap's own `title`, else the plural of what it lists; "" for a list of something else than rows."""
    items = sitemap.items()
    named = items.model._meta.verbose_name_plural if isinstance(items, QuerySet) else ""
    return str(getattr(sitemap, "title", capfirst(str(named))))

"""Every address of the site, as the resolver knows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """An address: its pattern, its name with its namespace, where its view stands."""

    pattern: str
    name: str
    view: str

    @property
    def of_administration(self) -> bool:
        """Is it Django's administration?"""
        return self.pattern.startswith("administration/")


def routes() -> list[Route]:
    """All of them, in the order of the resolver."""
    return list(_walk(get_resolver().url_patterns))


def public_routes() -> list[Route]:
    """All but the administration's."""
    return [route for route in routes() if not route.of_administration]


def _walk(patterns: Iterable[URLPattern | URLResolver], prefix: str = "", namespace: str = "") -> Iterator[Route]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            yield Route(here, f"{namespace}{pattern.name or ''}", pattern.lookup_str)

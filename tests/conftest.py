"""Ground of all tests: a hostile environment, fixtures gathered from tests/fixtures/, what runs by default."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from solozere.core import kept
from tests import hostile

pytest_plugins = [
    f"tests.fixtures.{path.stem}"
    for path in sorted((Path(__file__).parent / "fixtures").glob("*.py"))
    if path.stem != "__init__"
]


def pytest_configure(config: pytest.Config) -> None:
    """The hostile environment is on before anything of the project runs."""
    hostile.forbid_undefined_variables()
    hostile.forbid_unordered_slices()
    hostile.forbid_network()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The tests' folder goes with them; the workers of xdist end without their `atexit`."""
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without -m: no slow test, and browser tests only when nothing else was asked for.

    They have a database filled once for all of them, so the two never share a run. On PostgreSQL, only what reads or
    writes a database: the rest gives there what it gave on SQLite, and so does what is marked `once`.
    """
    if connection.vendor == "postgresql":
        again = {item for item in items if reads_database(item) and not item.get_closest_marker("once")}
        config.hook.pytest_deselected(items=[item for item in items if item not in again])
        items[:] = [item for item in items if item in again]
    in_browser = [item for item in items if item.get_closest_marker("browser")]
    if not config.option.markexpr:
        only_browser = len(in_browser) == len(items)
        left_out = [
            item
            for item in items
            if item.get_closest_marker("slow") or (item.get_closest_marker("browser") and not only_browser)
        ]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def reads_database(item: pytest.Item) -> bool:
    """Does a test ask for a database, itself or through a fixture?"""
    fixtures = getattr(item, "fixturenames", ())
    return "db" in fixtures or "transactional_db" in fixtures or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """What one test put in the cache (the territory, a rate limit) is not there for the next."""
    cache.clear()
    kept.forget_all()

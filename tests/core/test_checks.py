"""The checks of an installation."""

import pytest
from django.core import checks

from tests.factories import TerritoryFactory


def _ids(**options):
    return [message.id for message in checks.run_checks(**options)]


def test_a_folder_that_can_be_written_passes(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert "core.E001" not in _ids(tags=["installation"])


@pytest.mark.parametrize("name", ["missing", "file/below"])
def test_a_folder_that_cannot_be_written_is_an_error(settings, tmp_path, name):
    (tmp_path / "file").touch()
    settings.DATA_DIR = tmp_path / name
    found = checks.run_checks(tags=["installation"])
    assert [message.id for message in found] == ["core.E001"]
    assert str(tmp_path / name) in found[0].msg


@pytest.mark.django_db
def test_an_installation_without_territory_is_warned_of():
    assert "territory.W001" in _ids(databases=["default"])
    TerritoryFactory()
    assert "territory.W001" not in _ids(databases=["default"])

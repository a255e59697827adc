"""The imaginary corner of France, read once for all tests of the tool."""

import pytest

from tests.geo.registers import write_tarball, write_wheel
from tools.geo.registers import France, read_france


@pytest.fixture(scope="session")
def france(tmp_path_factory: pytest.TempPathFactory) -> France:
    """What the tool reads in the two tiny packages."""
    folder = tmp_path_factory.mktemp("packages")
    return read_france(write_wheel(folder / "a.whl"), write_tarball(folder / "b.tgz"))

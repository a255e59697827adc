"""What the tests of the hours share: instants on a clock, sentences with their no-break spaces, files of the shared data."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")
CHRISTMAS = (date(2026, 12, 24), date(2027, 1, 3))


def words(text: str) -> str:
    """`text` with no-break spaces where ~ stands for them."""
    return text.replace("~", "\u00a0")


def on(text: str, zone: ZoneInfo = PARIS, fold: int = 0) -> datetime:
    """« 2026-11-23 09:00 » on the clock of `zone`; `fold` 1 for the second time that the clock shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def shared_file(name: str) -> Path:
    """A file of the shared data; the test is skipped where there is none."""
    path = Path(settings.BASE_DIR).parent / "shared" / "data" / name
    if not path.is_file():
        pytest.skip(f"shared/data/{name} is not here")
    return path

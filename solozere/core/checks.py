"""What an installation must have before it can serve."""

import tempfile
from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("installation")
def data_dir_is_writable(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """core.E001 where the folder of the database, files and mail is missing or cannot be written."""
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR):
            return []
    except OSError as error:
        return [
            Error(
                f"DATA_DIR={settings.DATA_DIR} ne peut pas être écrit ({error.strerror}).",
                hint="Créez ce dossier et donnez-en l’écriture au compte du serveur, ou changez DATA_DIR.",
                id="core.E001",
            )
        ]

"""An installation without a territory has nothing to show: said by `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from solozere.territory.models import Territory


@register(Tags.database)
def territory_is_loaded(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """territory.W001 where no pack was loaded; silent before the first migration."""
    if not databases:
        return []
    try:
        if Territory.objects.exists():
            return []
    except DatabaseError:
        return []
    return [
        Warning(
            "Aucun territoire n’est chargé : les pages n’ont rien à montrer.",
            hint="Chargez-en un : manage.py load_territory DOSSIER.",
            id="territory.W001",
        )
    ]

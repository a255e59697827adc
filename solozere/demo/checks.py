"""A demonstration database is never served as a real one."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from solozere.demo.door import elsewhere
from solozere.demo.models import DemoMark


@register(Tags.database)
def demonstration_stays_one(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Error demo.E001 where DEMO is off and the database holds fictional data; silent before the first migration."""
    if settings.DEMO or not databases:
        return []
    try:
        marked = DemoMark.objects.exists()
    except DatabaseError:
        return []
    if not marked:
        return []
    return [
        Error(
            "DEMO=0, mais cette base contient les données fictives d’une démonstration.",
            hint="Choisissez un autre dossier, par exemple : DATA_DIR=var/reel DEMO=0 make run.",
            id="demo.E001",
        )
    ]


@register("installation")
def characters_enter_here_only(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Error demo.E002 where a demonstration that lets anybody in as anybody is open to more than this machine."""
    if not (settings.DEMO and settings.DEMO_SIGN_IN):
        return []
    opened = elsewhere()
    if not opened:
        return []
    return [
        Error(
            f"DEMO=1 laisse entrer sous n’importe quel rôle, et {', '.join(opened)} ouvre le site à d’autres machines.",
            hint="Gardez BIND=127.0.0.1, ou retirez les boutons\u00a0: DEMO_SIGN_IN=0.",
            id="demo.E002",
        )
    ]

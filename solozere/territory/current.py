"""The territory of this installation, kept in memory for a minute so that pages do not ask for it twice."""

from django.core.cache import cache

from solozere.territory.models import Territory

_KEY = "territory"


def territory() -> Territory | None:
    """The territory, or None before its pack was loaded."""
    found = cache.get(_KEY)
    if found is None:
        found = Territory.objects.first()
        if found is not None:
            cache.set(_KEY, found, 60)
    return found if isinstance(found, Territory) else None


def require_territory() -> Territory:
    """The territory; raises Territory.DoesNotExist with a French sentence before its pack was loaded."""
    found = territory()
    if found is None:
        raise Territory.DoesNotExist("Aucun territoire n’est chargé : lancez `manage.py load_territory DOSSIER`.")
    return found


def forget() -> None:
    """Drop the copy in memory, after a load or an edit."""
    cache.delete(_KEY)

"""Values as they come in, from a form, a pack or an import: cleaned before a column sees them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def plain(value: Any) -> Any:
    """A column's value as JSON keeps it: dates in ISO 8601, decimals as text, the rest unchanged."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def cleaned(value: Any) -> Any:
    """A text without spaces around it; the rest unchanged. Raises ValidationError for a NUL, which no database keeps."""
    if not isinstance(value, str):
        return value
    if "\x00" in value:
        raise ValidationError(_("Ce texte contient un caractère illisible\u00a0: écrivez-le à nouveau."))
    return value.strip()


def refuse_unknown(given: Mapping[str, Any], known: set[str]) -> None:
    """Raises ValidationError under each name of `given` that is not in `known`, and says which are."""
    message = _("Il n’y a pas de «\u00a0%(name)s\u00a0» ici\u00a0: les noms sont %(known)s.")
    errors = {name: message % {"name": name, "known": ", ".join(sorted(known))} for name in given if name not in known}
    if errors:
        raise ValidationError(errors)

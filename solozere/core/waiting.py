"""Since when something waits for the team, in words, and how that looks. Pure: the day is an argument."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LATE_DAYS = 7
"""After how long what waits for the team is drawn as late."""


def waits(since: date, today: date) -> str:
    """« Depuis 12 jours »; « Depuis aujourd’hui » on the day itself."""
    days = (today - since).days
    if days < 1:
        return _("Depuis aujourd’hui")
    return ngettext("Depuis hier", "Depuis %(days)s\u00a0jours", days) % {"days": days}


def tone(since: date, today: date, late_days: int = LATE_DAYS) -> str:
    """The tone of the component state: "no" from `late_days` on, "unknown" before."""
    return "no" if (today - since).days >= late_days else "unknown"

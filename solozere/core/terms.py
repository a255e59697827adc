"""What lasts from a day to another: a role held, with the question « is it held on that day? » in Python and in SQL."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


def on_day(day: date, prefix: str = "") -> models.Q:
    """The terms that run on `day`, both ends included; `prefix`: the way to the term, « memberships__ »."""
    began = models.Q(**{f"{prefix}since__lte": day})
    return began & (models.Q(**{f"{prefix}until__isnull": True}) | models.Q(**{f"{prefix}until__gte": day}))


class Term(models.Model):
    """First day, last day (included; none while it lasts)."""

    since = models.DateField(_("premier jour"))
    until = models.DateField(_("dernier jour"), null=True, blank=True, help_text=_("Vide tant que cela dure."))

    class Meta:
        abstract = True
        ordering = ["-since", "-pk"]

    @staticmethod
    def constraints(name: str) -> list[Any]:
        """What the database of a concrete term refuses: an end before its beginning. `name` begins the constraint's."""
        return [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name=f"{name}_ends_after_it_began",
                violation_error_message=_("Le dernier jour ne peut pas venir avant le premier."),
            )
        ]

    def runs_on(self, day: date) -> bool:
        """Does it run on `day`?"""
        return self.since <= day and (self.until is None or self.until >= day)

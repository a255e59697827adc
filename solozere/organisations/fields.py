"""A model field for dates as sources give them."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from solozere.organisations.rules import PartialDate

DATE_HELP = _("Une année (2013), un mois (2013-03) ou un jour (2013-03-15), selon ce que dit la source.")


def validate_partial_date(text: str) -> None:
    """Refuses what is not a year, a month or a day, with a sentence that says what is."""
    try:
        PartialDate.parse(text)
    except ValueError as error:
        raise ValidationError(str(error), code="date") from error


def validate_not_to_come(text: str) -> None:
    """Refuses a date that has not come yet; says nothing of what is no date, which `validate_partial_date` refuses."""
    try:
        begins = PartialDate.parse(text).first_day
    except ValueError:
        return
    if begins > timezone.localdate() + timedelta(days=1):  # a day of margin: clocks turn
        example = timezone.localdate().year
        raise ValidationError(
            _("Cette date n’est pas encore venue\u00a0: donnez celle de la source, par exemple %(example)s."),
            code="to_come",
            params={"example": example},
        )


def validate_period(since: str, until: str) -> None:
    """Refuses an end that comes before its beginning; says nothing of a date that is not one, which its field refuses."""
    try:
        backwards = bool(since and until) and PartialDate.parse(until).before(PartialDate.parse(since))
    except ValueError:
        return
    if backwards:
        raise ValidationError({"until": gettext("La date de fin doit suivre la date de début.")})


class PartialDateField(models.CharField):
    """Text « 2013 », « 2013-03 » or « 2013-03-15 »: sorts as a date, says no more than the source."""

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("help_text", DATE_HELP)
        super().__init__(*args, **kwargs)

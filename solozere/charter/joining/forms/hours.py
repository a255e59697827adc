"""Third step: when the place is open."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.joining.forms.base import RowForm, StepForm
from solozere.places.hours import HoursError, Schedule, in_words, parse
from solozere.places.hours.french import in_osm
from solozere.places.hours.french_words import looks_french

_DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


def read_hours(text: str) -> Schedule:
    """Hours written in French (« du lundi au vendredi, 9h-12h ») or in OSM syntax. Raises HoursError, whose sentence says what
    would be right. What was read must be shown in words to who typed it."""
    try:
        return parse(text)
    except HoursError:
        translated = in_osm(text) if looks_french(text) else ""
        if not translated:
            raise
        return parse(translated)


class DayField(forms.DateField):
    """A day, as a browser or a person writes it."""

    def __init__(self, label: Any, required: Any) -> None:
        super().__init__(
            label=label,
            input_formats=_DAYS,
            widget=forms.DateInput(attrs={"type": "date", "class": "input-short"}, format="%Y-%m-%d"),
            error_messages={
                "required": required,
                "invalid": gettext_lazy("une date s’écrit par exemple 24/12/2026."),
            },
        )


class ClosureForm(RowForm):
    """A closure, both days included."""

    first_day = DayField(gettext_lazy("Premier jour"), gettext_lazy("donnez le premier jour de la fermeture."))
    last_day = DayField(gettext_lazy("Dernier jour"), gettext_lazy("donnez le dernier jour de la fermeture."))
    reason = forms.CharField(
        label=gettext_lazy("Motif"),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        """In order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("le dernier jour doit suivre le premier."))
        return cleaned


class HoursForm(StepForm):
    """The week, then the days that are unlike it."""

    rows: ClassVar[dict[str, type[RowForm]]] = {"closures": ClosureForm}
    opening_hours = forms.CharField(
        label=gettext_lazy("Horaires d’ouverture"),
        help_text=gettext_lazy(
            "Comme vous les diriez\u00a0: «\u00a0du lundi au vendredi, 9h-12h et 14h-18h\u00a0». "
            "Nous les relisons en toutes lettres."
        ),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Les horaires tiennent en 500\u00a0signes.")},
    )
    hours_note = forms.CharField(label=gettext_lazy("Une précision sur les horaires"), required=False, max_length=300)

    def clean_opening_hours(self) -> str:
        """In their canonical form."""
        text = self.cleaned_data["opening_hours"]
        if not text:
            return ""
        try:
            return str(read_hours(text))
        except HoursError as error:
            raise forms.ValidationError(str(error)) from error

    @property
    def understood(self) -> str:
        """The hours read back in words; "" where there are none or they cannot be read."""
        if not self.is_bound or "opening_hours" in self.errors:
            return ""
        read = self.cleaned_data.get("opening_hours", "")
        return in_words(parse(read)) if read else ""

    def check_lists(self) -> None:
        """No two closures of the same days."""
        days = [(row["first_day"], row["last_day"]) for row in self.cleaned_data["closures"]]
        if len(days) != len(set(days)):
            self.refuse_list("closures", _("La même fermeture est donnée deux fois\u00a0: videz l’une des lignes."))

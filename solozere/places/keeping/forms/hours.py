"""Opening hours, in plain French or in OpenStreetMap's syntax, and the days of exception."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.places.enums import FactGroupCode as Code
from solozere.places.hours import HoursError, doubts_about, in_words, parse
from solozere.places.keeping.forms import fields
from solozere.places.keeping.forms.base import FactsForm, RowForm, Values


class ClosureForm(RowForm):
    """Some days when the place is closed."""

    first_day = fields.day(gettext_lazy("Premier jour"), gettext_lazy("Donnez le premier jour de la fermeture."))
    last_day = fields.day(gettext_lazy("Dernier jour"), gettext_lazy("Donnez le dernier jour de la fermeture."))
    reason = fields.text(
        gettext_lazy("Motif"), 200, hint=gettext_lazy("Par exemple\u00a0: congés. Tout le monde le voit.")
    )

    def clean(self) -> dict[str, Any]:
        """In order."""
        data = self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Le dernier jour vient avant le premier\u00a0: vérifiez les deux dates."))
        return data


class HoursForm(FactsForm):
    """Hours written in French are read back in words, and kept once their author said that this is what they meant."""

    code: ClassVar[str] = Code.HOURS
    row_form: ClassVar[Any] = ClosureForm
    row_title: ClassVar[Any] = gettext_lazy("Fermeture")
    template: ClassVar[str] = "places/keeping/hours_fields.html"
    opening_hours = fields.text(
        gettext_lazy("Horaires"),
        2000,
        rows=3,
        hint=gettext_lazy(
            "En français, par exemple «\u00a0Lundi à vendredi 9h-12h et 14h-18h, fermé les jours fériés\u00a0», "
            "ou dans la syntaxe d’OpenStreetMap."
        ),
    )
    hours_note = fields.text(
        gettext_lazy("Précision"), 300, hint=gettext_lazy("Par exemple\u00a0: sonnez au portail après 18 h.")
    )
    suggestion = ""
    """How we read hours that were written in French, in OpenStreetMap's syntax; "" where there is nothing to agree to."""

    def clean_opening_hours(self) -> str:
        """Readable as they are, or as we understood them once that was agreed to."""
        written: str = self.cleaned_data["opening_hours"].strip()
        if not written:
            return ""
        try:
            return str(parse(written))
        except HoursError as error:
            read = self._understood(error)
            if not read:
                raise ValidationError(str(error)) from error
            if self.data.get("understood") == read:
                return read
            self.suggestion = read
            raise ValidationError(
                _("Dites-nous si nous avons bien lu ces horaires\u00a0: notre lecture est juste dessous.")
            ) from error

    @property
    def words(self) -> str:
        """How we read what was written in French; else the hours that stand, in words."""
        return _words(self.suggestion or str(self["opening_hours"].value() or ""))

    @property
    def doubts(self) -> list[str]:
        """What may not be what was meant."""
        return doubts_of(self.suggestion or str(self["opening_hours"].value() or ""))

    def columns(self) -> Values:
        return {name: self.cleaned_data[name] for name in ("opening_hours", "hours_note")}

    @staticmethod
    def _understood(error: HoursError) -> str:
        try:
            return str(parse(error.suggestion)) if error.suggestion else ""
        except HoursError:
            return ""


def _words(text: str) -> str:
    try:
        return in_words(parse(text)) if text.strip() else ""
    except HoursError:
        return ""


def doubts_of(text: str) -> list[str]:
    """The remarks on hours in OpenStreetMap's syntax; none where they cannot be read."""
    try:
        return [remark.sentence for remark in doubts_about(parse(text))] if text.strip() else []
    except HoursError:
        return []

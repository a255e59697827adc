"""Spaces and measures of the connection, row by row."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.places.enums import FactGroupCode as Code
from solozere.places.enums import MeasureMethod, SpaceKind
from solozere.places.keeping.forms import fields
from solozere.places.keeping.forms.base import FactsForm, RowForm, Values, known, said, yes_no_unknown
from solozere.territory.current import require_territory


class SpaceForm(RowForm):
    """A room, an office, a box."""

    name = fields.text(
        gettext_lazy("Nom de l’espace"), 100, missing=gettext_lazy("Nommez cet espace, par exemple Grande salle.")
    )
    kind = fields.choice(
        gettext_lazy("Nature"),
        [("", gettext_lazy("Choisissez")), *SpaceKind.choices],
        missing=gettext_lazy("Dites ce que c’est, par exemple un bureau fermé."),
    )
    capacity = fields.whole(
        gettext_lazy("Nombre de places"), missing=gettext_lazy("Dites combien de personnes y tiennent, par exemple 12.")
    )
    accessible = fields.choice(gettext_lazy("Accessible en fauteuil roulant"), yes_no_unknown)
    note = fields.text(gettext_lazy("Précision"), 200)

    def row(self) -> Values:
        return {**super().row(), "accessible": known(self.cleaned_data["accessible"])}


class SpacesForm(FactsForm):
    """The spaces of the place."""

    code: ClassVar[str] = Code.SPACES
    row_form: ClassVar[Any] = SpaceForm
    row_title: ClassVar[Any] = gettext_lazy("Espace")

    def row_beginning(self, row: Values) -> Values:
        return {**row, "accessible": said(row["accessible"])}


class MeasureForm(RowForm):
    """A measure, with how it was made."""

    method = fields.choice(
        gettext_lazy("Comment ce débit est-il connu\u00a0?"),
        [("", gettext_lazy("Choisissez")), *MeasureMethod.choices],
        missing=gettext_lazy("Dites comment ce débit est connu, par exemple par un test sur place."),
    )
    measured_on = fields.day(gettext_lazy("Mesuré le"), gettext_lazy("Donnez le jour de la mesure."))
    down_mbps = fields.FrenchDecimal(
        label=gettext_lazy("Débit en réception, en Mbit par seconde"),
        least=0.1,
        error_messages={"required": gettext_lazy("Donnez le débit en réception, par exemple 94,5.")},
    )
    up_mbps = fields.FrenchDecimal(label=gettext_lazy("Débit en envoi, en Mbit par seconde"), least=0.1, required=False)
    latency_ms = fields.whole(gettext_lazy("Latence, en millisecondes"), least=0)
    technology = fields.text(gettext_lazy("Technologie"), 60, hint=gettext_lazy("Par exemple\u00a0: fibre."))

    def clean_measured_on(self) -> Any:
        """A measure is of a day that came."""
        on = self.cleaned_data["measured_on"]
        if on > require_territory().today():
            raise ValidationError(_("Ce jour n’est pas encore venu\u00a0: donnez celui de la mesure."))
        return on


class ConnectionForm(FactsForm):
    """The measures of the connection."""

    code: ClassVar[str] = Code.CONNECTION
    row_form: ClassVar[Any] = MeasureForm
    row_title: ClassVar[Any] = gettext_lazy("Mesure")

    def row_beginning(self, row: Values) -> Values:
        """Rates are kept as text in the history."""
        rates = {name: Decimal(row[name]) if row[name] is not None else None for name in ("down_mbps", "up_mbps")}
        return {**row, **rates}

"""Second step: services, spaces, connection."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.joining.forms.base import Raw, RowForm, StepForm
from solozere.charter.joining.ground import Ground
from solozere.core.text import fold
from solozere.places.enums import MeasureMethod, SpaceKind

MOST_PEOPLE = 999


class SpaceForm(RowForm):
    """One space: its kind, how it is called, how many people it welcomes."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Nature"),
        choices=[("", gettext_lazy("Choisissez")), *SpaceKind.choices],
        error_messages={"required": gettext_lazy("choisissez la nature de l’espace.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Nom"),
        max_length=100,
        error_messages={"required": gettext_lazy("donnez un nom à l’espace, par exemple «\u00a0Bureau 1\u00a0».")},
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        error_messages={
            "required": gettext_lazy("dites combien de personnes l’espace accueille, par exemple 4."),
            "invalid": gettext_lazy("le nombre de places s’écrit en chiffres, par exemple 4."),
            "min_value": gettext_lazy("un espace accueille au moins une personne."),
            "max_value": gettext_lazy("un espace accueille 999 personnes au plus."),
        },
    )


class Rate(forms.DecimalField):
    """A rate in Mbit/s, with a comma or a point."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        wrong = gettext_lazy("Un débit s’écrit en chiffres, en Mbit par seconde, par exemple 120 ou 94,5.")
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            min_value=0.1,
            max_digits=8,
            decimal_places=1,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short"}),
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"), wrong
            ),
        )

    def to_python(self, value: Any) -> Any:
        """Reads a French comma too."""
        return super().to_python(value.replace(",", ".").strip() if isinstance(value, str) else value)


class ServicesForm(StepForm):
    """What the place offers today. Rates in Mbit/s; a measure has a rate, a day and a method, or is not given at all."""

    rows: ClassVar[dict[str, type[RowForm]]] = {"spaces": SpaceForm}
    spare: ClassVar[dict[str, int]] = {"spaces": 2}
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Services"), required=False, widget=forms.CheckboxSelectMultiple
    )
    technology = forms.CharField(
        label=gettext_lazy("Technologie"),
        help_text=gettext_lazy("Par exemple\u00a0: fibre, 4G."),
        required=False,
        max_length=60,
    )
    down_mbps = Rate(
        gettext_lazy("Débit descendant mesuré, en Mbit par seconde"),
        gettext_lazy("Faites le test depuis l’espace de travail. Par exemple\u00a0: 120."),
    )
    up_mbps = Rate(gettext_lazy("Débit montant mesuré, en Mbit par seconde"))
    measured_on = forms.DateField(
        label=gettext_lazy("Mesuré le"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date", "class": "input-short"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("La date de la mesure s’écrit par exemple 26/11/2026.")},
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Comment"),
        required=False,
        choices=[("", gettext_lazy("Choisissez")), *MeasureMethod.choices],
    )

    def __init__(self, raw: Raw | None, about: Ground, **more: Any) -> None:
        super().__init__(raw, about, **more)
        self.fields["services"].choices = [(one.code, one.label) for one in about.services]  # type: ignore[attr-defined]

    def clean_measured_on(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["measured_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("La date de la mesure n’est pas encore venue\u00a0: donnez le jour du test."))
        return day

    def clean(self) -> dict[str, Any]:
        """A measure is whole, or absent."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = [cleaned.get(name) for name in ("down_mbps", "up_mbps", "measured_on", "method")]
        if any(given):
            missing = {
                "down_mbps": _("Donnez le débit descendant mesuré, par exemple 120, ou videz les autres réponses."),
                "measured_on": _("Donnez le jour où le débit a été mesuré."),
                "method": _("Dites comment le débit a été mesuré."),
            }
            for name, words in missing.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    def check_lists(self) -> None:
        """No two spaces bear the same name."""
        seen: set[str] = set()
        for row in self.cleaned_data["spaces"]:
            name = fold(row["name"])
            if name in seen:
                words = _("Deux espaces s’appellent «\u00a0%(name)s\u00a0»\u00a0: donnez-leur des noms différents.")
                self.refuse_list("spaces", words % {"name": row["name"]})
            seen.add(name)

    def grouped(self) -> Iterator[tuple[str, list[tuple[Any, str]]]]:
        """(title, [(checkbox, hint)]): the services that each label looks at, then the others."""
        boxes = {str(box.data["value"]): box for box in self["services"]}
        hints = {service.code: service.hint for service in self.about.services}
        shown: set[str] = set()
        for label in self.about.charter.labels[::-1] if self.about.charter else ():
            names = {name for one in self.about.counted(label.code) for name in one.when.names()}
            codes = [code for code in boxes if f"service.{code}" in names and code not in shown]
            shown |= set(codes)
            if codes:
                title = _("Ce que regarde le label %(name)s") % {"name": label.name}
                yield title, [(boxes[code], hints[code]) for code in codes]
        rest = [code for code in boxes if code not in shown]
        if rest:
            yield _("Et aussi"), [(boxes[code], hints[code]) for code in rest]

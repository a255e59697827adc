"""The form of a place: it refuses, at the right field, whatever the actions would refuse."""

import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.organisations.fields import DATE_HELP, validate_partial_date
from solozere.places.actions import check_step, refuse_anothers_slug
from solozere.places.enums import FactGroupCode, PlaceStatus
from solozere.places.facts import GROUPS
from solozere.places.facts.children import ChildRows
from solozere.places.models import Place
from solozere.places.rules.life import next_steps

WIDE = {"name", "summary", "origin_note", "step_note", "address", "opening_hours", "hours_note", "contact_label"}
WIDE |= {"access_public_transport", "access_car", "accessibility"}
"""Fields whose words need more than the twenty letters that the administration shows of them."""


class PlaceForm(forms.ModelForm):  # its model and its fields are those of PlaceAdmin
    """The columns, with what is not a column: the next step of its life, the groups to confirm as they stand."""

    step = forms.ChoiceField(label=gettext_lazy("État"), required=False)
    step_on = forms.CharField(
        label=gettext_lazy("À partir du"), required=False, help_text=DATE_HELP, validators=[validate_partial_date]
    )
    step_note = forms.CharField(label=gettext_lazy("Motif ou source"), required=False, max_length=300)
    confirm = forms.MultipleChoiceField(
        label=gettext_lazy("Je confirme aujourd’hui, sans rien changer"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WIDE & self.fields.keys():
            self.fields[name].widget.attrs["class"] = "vLargeTextField"
        place = self.instance
        if place.pk is None:
            self.fields["step"].choices = PlaceStatus.choices  # type: ignore[attr-defined]
            self.fields["step"].required = True
            del self.fields["confirm"]
            return
        steps = [(status, PlaceStatus(status).label) for status in next_steps(place.status)]
        unchanged = _("Reste «\u00a0%(status)s\u00a0»") % {"status": place.get_status_display()}
        self.fields["step"].choices = [("", unchanged), *steps]  # type: ignore[attr-defined]
        known = set(place.fact_groups.values_list("code", flat=True))
        choices = [(code.value, code.label) for code in FactGroupCode if code in known]
        self.fields["confirm"].choices = choices  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        """An address that another place had leads there for ever."""
        slug = str(self.cleaned_data["slug"])
        try:
            refuse_anothers_slug(slug, self.instance)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return slug

    def clean(self) -> dict[str, Any]:
        """Each group of columns is tried on a copy of the place, as the action will write it."""
        super().clean()
        trial = copy.copy(self.instance)
        for parts in GROUPS.values():
            for part in parts:
                if not isinstance(part, ChildRows):
                    self._try(part, trial)
        self._check_step()
        return self.cleaned_data

    def group_values(self, names: tuple[str, ...]) -> dict[str, Any]:
        """What was changed of `names`, as the actions take it."""
        values = {name: self.cleaned_data[name] for name in names if name in self.changed_data}
        if "commune" in values:
            values["commune"] = values["commune"].pk
        return values

    def _try(self, part: Any, trial: Place) -> None:
        given = {name: self.cleaned_data[name] for name in part.names if name in self.cleaned_data}
        changed = {name: given[name] for name in given if name in self.changed_data}
        if "commune" in changed:
            changed["commune"] = changed["commune"].pk
        if len(given) < len(part.names) or not changed:
            return
        try:
            part.write(trial, changed)
        except ValidationError as error:
            self.add_error(None, error)

    def _check_step(self) -> None:
        step, on = self.cleaned_data.get("step"), self.cleaned_data.get("step_on", "")
        if not step or self.instance.pk is None:
            if on and not step:
                self.add_error("step", _("Choisissez l’état qui commence ce jour-là."))
            return
        try:
            check_step(self.instance, step, on)
        except ValidationError as error:
            messages = error.message_dict
            for name, field in (("status", "step"), ("on", "step_on")):
                if name in messages:
                    self.add_error(field, messages[name])

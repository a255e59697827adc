"""What the forms of all groups share: columns, rows with two empty ones below, every problem with the way to it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.places.facts import GROUPS
from solozere.places.facts.children import IDENTIFIER, ChildRows
from solozere.places.models import Place

EMPTY_ROWS = 2
MOST_ROWS = 60
Values = dict[str, Any]


class RowForm(forms.Form):
    """A row of a group. `id` is the number of the row that it was; a row that is emptied, or ticked, goes."""

    DELETE_LABEL = gettext_lazy("Retirer cette ligne")
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def has_changed(self) -> bool:
        """Is anything said in it? Its number alone is nothing."""
        return bool(set(self.changed_data) - {IDENTIFIER, "DELETE"})

    def row(self) -> Values:
        """The row as its group takes it."""
        data = dict(self.cleaned_data)
        number = data.pop(IDENTIFIER, None)
        data.pop("DELETE", None)
        return {**data, IDENTIFIER: number} if number else data


class Rows(BaseFormSet[RowForm]):
    """The rows of a group, with two empty ones."""

    def add_fields(self, form: RowForm, index: int | None) -> None:
        """Each may be taken off, or simply emptied."""
        super().add_fields(form, index)
        form.empty_permitted = True
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = form.DELETE_LABEL

    def kept(self) -> list[Values]:
        """The rows as they are to stand."""
        return [form.row() for form in self.staying() if form.has_changed()]

    def staying(self) -> list[RowForm]:
        """The forms whose row nobody asked to take off."""
        return [form for form in self.forms if not self.is_bound or not form.cleaned_data.get("DELETE")]


class FactsForm(forms.Form):
    """A group of facts of a place. `values` is what the form begins with: what stands, or what stood before a change."""

    code: ClassVar[str]
    row_form: ClassVar[type[RowForm] | None] = None
    row_title: ClassVar[Any] = ""
    template: ClassVar[str] = "places/keeping/fields.html"

    def __init__(self, place: Place, values: Mapping[str, Any], data: Any = None, files: Any = None) -> None:
        self.place = place
        super().__init__(data, files, initial=self.beginning(values))
        self.rows = self._rows(values, data, files)

    def beginning(self, values: Mapping[str, Any]) -> Values:
        """The initial answers."""
        return {name: value for name, value in values.items() if name in self.base_fields}

    def columns(self) -> Values:
        """What the fields say, as the group takes it."""
        return dict(self.cleaned_data)

    def values(self) -> Values:
        """The group as `update_group` takes it; once the form is valid."""
        return self.columns() | ({self.part.name: self.rows.kept()} if self.rows is not None else {})

    def is_valid(self) -> bool:
        """All of it, so that every problem is said at once."""
        rows = self.rows is None or self.rows.is_valid()
        return super().is_valid() and rows

    def refuse(self, error: ValidationError) -> None:
        """What the action refused, at its field where it has one."""
        named = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in named.items():
            self.add_error(name if name in self.fields else None, messages)

    def problems(self) -> list[tuple[str, str]]:
        """(id of the control or "", sentence) of everything to put right, in the order of the page."""
        found = [("", str(message)) for message in self.non_field_errors()]
        found += _problems(self)
        if self.rows is not None:
            found += [("", str(message)) for message in self.rows.non_form_errors()]
            for form in self.rows.staying():
                found += [("", str(message)) for message in form.non_field_errors()]
                found += _problems(form)
        return found

    @property
    def part(self) -> ChildRows:
        """The rows of this group."""
        return next(part for part in GROUPS[self.code] if isinstance(part, ChildRows))

    def _rows(self, values: Mapping[str, Any], data: Any, files: Any) -> Any:
        if self.row_form is None:
            return None
        factory = formset_factory(
            self.row_form, formset=Rows, extra=EMPTY_ROWS, can_delete=True, can_delete_extra=False, max_num=MOST_ROWS
        )
        numbers = {self.part.key_of(row): pk for pk, row in self.part.numbered(self.place)}
        given = [] if data is not None else values.get(self.part.name, [])
        initial = [self.row_beginning({**row, IDENTIFIER: numbers.get(self.part.key_of(row))}) for row in given]
        return factory(data, files, prefix=self.part.name, initial=initial)

    def row_beginning(self, row: Values) -> Values:
        """The initial answers of a row."""
        return row


def _problems(form: forms.Form) -> list[tuple[str, str]]:
    fields = [form[name] for name in form.fields if name in form.errors]
    return [(_target(field), str(message)) for field in fields for message in field.errors]


def _target(field: Any) -> str:
    if field.use_fieldset:
        return str(next((one.id_for_label for one in field), field.auto_id))
    return str(field.id_for_label or field.auto_id)


def yes_no_unknown() -> list[tuple[str, str]]:
    """The three answers to a question that nobody has to know."""
    return [("", _("Pas encore su")), ("yes", _("Oui")), ("no", _("Non"))]


def said(value: bool | None) -> str:
    """The answer for what is known."""
    return "" if value is None else ("yes" if value else "no")


def known(answer: str) -> bool | None:
    """What an answer says."""
    return {"yes": True, "no": False}.get(answer)

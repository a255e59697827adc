"""What the forms of all steps do: keep what was typed as it was typed, and read from it what is right."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from solozere.charter.joining.ground import Ground

Raw = dict[str, Any]
"""The answers of one step as they were typed: texts, lists of codes, True or False, lists of rows of texts."""
LONGEST = 5000
"""Characters of one answer that a draft keeps: more is no answer."""
MOST_ROWS = 30


class RowForm(forms.Form):
    """A line of a list of the form: wholly empty, it says nothing."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None, number: int, name: str) -> None:
        given = {f"{name}-{number}-{column}": value for column, value in (data or {}).items()}
        super().__init__(given if data is not None else None, prefix=f"{name}-{number}", empty_permitted=True)
        self.number = number + 1

    @property
    def is_empty(self) -> bool:
        """Is nothing typed in it?"""
        return not self.is_bound or not any(str(self[name].data or "").strip() for name in self.fields)


class StepForm(forms.Form):
    """A step. `rows` names its lists, each with the form of its lines; `about` what it stands on."""

    use_required_attribute = False
    rows: ClassVar[dict[str, type[RowForm]]] = {}
    spare: ClassVar[dict[str, int]] = {}
    """How many empty lines are shown after those that are filled."""

    def __init__(self, raw: Raw | None, about: Ground, *, more: str = "", label_suffix: str = "") -> None:
        self.about = about
        super().__init__(None if raw is None else raw, label_suffix=label_suffix)
        self.lists = {name: self._lines(name, (raw or {}).get(name), more) for name in self.rows}

    def _lines(self, name: str, given: Any, more: str) -> list[RowForm]:
        filled = [row for row in given if isinstance(row, dict)][:MOST_ROWS] if isinstance(given, list) else []
        lines = [self.rows[name](row, number, name) for number, row in enumerate(filled)]
        spare = self.spare.get(name, 1) + (2 if more == name else 0)
        lines += [self.rows[name](None, number, name) for number in range(len(lines), len(lines) + spare)]
        return lines[:MOST_ROWS]

    @classmethod
    def typed(cls, post: QueryDict, about: Ground) -> Raw:
        """What a request sends for this step, as typed; names that the form does not have are left out."""
        empty = cls(None, about)
        raw: Raw = {}
        for name, field in empty.fields.items():
            raw[name] = _short(field.widget.value_from_datadict(post, {}, name))
        for name, row_form in cls.rows.items():
            raw[name] = list(_typed_rows(post, name, row_form))
        return raw

    def full_clean(self) -> None:
        """The step, then each of its lines: one error a list, on the name of the list, that says which line."""
        super().full_clean()
        if not self.is_bound:
            return
        for name, lines in self.lists.items():
            wrong = [line for line in lines if not line.is_empty and not line.is_valid()]
            for line in wrong:
                words = " ".join(str(message) for messages in line.errors.values() for message in messages)
                self.refuse_list(name, _("Ligne %(number)s\u00a0: %(words)s") % {"number": line.number, "words": words})
            self.cleaned_data[name] = [
                line.cleaned_data for line in lines if not line.is_empty and line.is_valid() and line not in wrong
            ]
        self.check_lists()

    def check_lists(self) -> None:
        """What a list must be as a whole; for the steps that have one."""

    def refuse_list(self, name: str, message: str) -> None:
        """Note what is wrong with a list."""
        self.errors.setdefault(name, self.error_class()).append(message)

    def first_id(self, name: str) -> str:
        """The id of the control that answers `name`, for a link to it."""
        if name in self.lists:
            wrong = [line for line in self.lists[name] if not line.is_empty and not line.is_valid()]
            line = (wrong or self.lists[name])[0]
            column = next(iter(wrong[0].errors)) if wrong else next(iter(line.fields))
            return line[column].id_for_label or line[column].auto_id
        if name not in self.fields:
            return "contenu"
        field = self[name]
        if field.use_fieldset:
            return next((choice.id_for_label for choice in field), field.auto_id)
        return field.id_for_label or field.auto_id

    @property
    def wrong(self) -> list[str]:
        """The names that are wrong, in the order of the form."""
        order = [*self.fields, *self.lists]
        return sorted(self.errors, key=lambda name: order.index(name) if name in order else -1)

    @property
    def said(self) -> list[tuple[str, str]]:
        """(id, sentence) of each thing that is wrong, in the order of the form."""
        return [(self.first_id(name), " ".join(map(str, self.errors[name]))) for name in self.wrong]


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST]
    if isinstance(value, list):
        return [str(one)[:100] for one in value][:100]
    return value if value is not None else ""


def _typed_rows(post: QueryDict, name: str, row_form: type[RowForm]) -> Iterator[dict[str, Any]]:
    """The lines of which something is typed, those that are asked to go left out."""
    for number in range(MOST_ROWS):
        empty = row_form(None, number, name)
        row = {
            column: _short(field.widget.value_from_datadict(post, {}, f"{name}-{number}-{column}"))
            for column, field in empty.fields.items()
        }
        if any(str(value).strip() for value in row.values()) and f"{name}-{number}-retirer" not in post:
            yield row

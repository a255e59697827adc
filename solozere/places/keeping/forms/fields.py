"""Fields whose messages name them and show what is right, in French."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = Any
"""A French phrase, translated late or not."""
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
TOO_LONG = gettext_lazy("Ce texte a %(show_value)d caractères\u00a0: gardez-en %(limit_value)d au plus.")


def text(label: Words, longest: int, *, missing: Words = "", hint: Words = "", rows: int = 0) -> forms.CharField:
    """A text of at most `longest` characters; `missing`: the sentence where it may not be empty; `rows` for a text area."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        error_messages={"required": missing, "max_length": TOO_LONG},
    )


def address(label: Words, *, hint: Words = "") -> forms.URLField:
    """The address of a page."""
    wrong = gettext_lazy("Cette adresse de page ne se lit pas\u00a0: écrivez par exemple https://www.exemple.fr/.")
    return forms.URLField(
        label=label,
        required=False,
        max_length=200,
        help_text=hint,
        assume_scheme="https",
        error_messages={"invalid": wrong, "max_length": TOO_LONG},
    )


def day(label: Words, missing: Words) -> forms.DateField:
    """A day, chosen in the browser's calendar or written."""
    wrong = gettext_lazy("Cette date ne se lit pas\u00a0: écrivez par exemple 24/12/2026.")
    return forms.DateField(
        label=label,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input-short"}),
        error_messages={"required": missing, "invalid": wrong},
    )


def choice(label: Words, choices: Any, *, missing: Words = "") -> forms.ChoiceField:
    """One of a list."""
    wrong = gettext_lazy("Cette réponse n’est pas dans la liste\u00a0: choisissez-en une.")
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=bool(missing),
        error_messages={"required": missing, "invalid_choice": wrong},
    )


def whole(label: Words, *, missing: Words = "", least: int = 1, most: int = 32_000) -> forms.IntegerField:
    """A whole number between `least` and `most`."""
    wrong = gettext_lazy("Écrivez un nombre entier, par exemple 12.")
    return forms.IntegerField(
        label=label,
        required=bool(missing),
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        error_messages={
            "required": missing,
            "invalid": wrong,
            "min_value": gettext_lazy("Ce nombre est trop petit\u00a0: %(limit_value)s au moins."),
            "max_value": gettext_lazy("Ce nombre est trop grand\u00a0: %(limit_value)s au plus."),
        },
    )


class FrenchDecimal(forms.CharField):
    """A number written with a comma or a point; gives a Decimal, or None where it is empty."""

    def __init__(self, *, least: float = -180, most: float = 9_999_999, places: int = 1, **kwargs: Any) -> None:
        self.least, self.most, self.places = least, most, places
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short"})
        super().__init__(widget=widget, max_length=20, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """With a comma, as it is written here."""
        return f"{round(value, self.places)}".replace(".", ",") if isinstance(value, Decimal | float) else value

    def clean(self, value: Any) -> Any:
        """The number. Raises ValidationError with an example."""
        written = super().clean(value)
        if not written:
            return None
        bare = "".join(written.split()).replace(",", ".")
        if not bare.lstrip("-").replace(".", "", 1).isdecimal() or not bare.isascii():
            raise ValidationError(_("Écrivez un nombre, par exemple 94,5."))
        found = Decimal(bare)
        if not self.least <= found <= self.most:
            words = {"least": f"{self.least:g}", "most": f"{self.most:g}"}
            raise ValidationError(_("Ce nombre doit être compris entre %(least)s et %(most)s.") % words)
        return round(found, self.places)

"""Whom to invite: for one place, known or not, or from a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.inviting.lists import Line, read_list

_EMAIL = gettext_lazy("Écrivez une adresse électronique complète, par exemple accueil@exemple.fr.")
LONGEST = 50_000


def message_field() -> forms.CharField:
    """A word of one's own, in the mail."""
    return forms.CharField(
        label=gettext_lazy("Un mot d’accompagnement"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "full"}),
    )


class InviteForm(forms.Form):
    """One place; `place` and `commune` are asked for only where the place is not known."""

    use_required_attribute = False
    place = forms.CharField(
        label=gettext_lazy("Nom du lieu"),
        max_length=200,
        error_messages={"required": gettext_lazy("Écrivez le nom du lieu.")},
    )
    commune = forms.CharField(
        label=gettext_lazy("Commune"),
        max_length=100,
        error_messages={"required": gettext_lazy("Écrivez la commune où se trouve le lieu.")},
    )
    name = forms.CharField(label=gettext_lazy("À qui écrire"), max_length=150, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Son adresse électronique"), error_messages={"required": _EMAIL, "invalid": _EMAIL}
    )
    message = message_field()

    def __init__(self, data: Any = None, *, known: bool, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)
        if known:
            del self.fields["place"], self.fields["commune"]


class ListForm(forms.Form):
    """A list, read line by line before anything is sent."""

    use_required_attribute = False
    text = forms.CharField(
        label=gettext_lazy("Une ligne par lieu"),
        help_text=gettext_lazy(
            "Nom du lieu ; commune ; adresse électronique. Collez-la d’un tableur ou d’un courriel."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "class": "full"}),
        error_messages={
            "required": gettext_lazy(
                "Écrivez au moins une ligne, par exemple « Café du Marché ; Bourg ; cafe@exemple.fr »."
            )
        },
    )
    message = message_field()
    lines: list[Line]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.lines = []

    def clean_text(self) -> str:
        """Refused as long as one line is wrong: nothing is half-sent."""
        text: str = self.cleaned_data["text"]
        self.lines = read_list(text)
        wrong = [line for line in self.lines if line.problem]
        if wrong:
            words = [
                _("Ligne %(n)s\u00a0: %(problem)s") % {"n": line.number, "problem": line.problem} for line in wrong
            ]
            raise forms.ValidationError(words)
        return text

"""Last step: the commitments one by one, then the signature."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.joining.forms.base import Raw, StepForm
from solozere.charter.joining.ground import Ground


class CommitmentsForm(StepForm):
    """The label asked for, and what it commits to: every criterion that counts for it is ticked by the person."""

    label = forms.ChoiceField(
        label=gettext_lazy("Quel label demandez-vous\u00a0?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez le label que vous demandez.")},
    )
    commitments = forms.MultipleChoiceField(
        label=gettext_lazy("Vos engagements"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, raw: Raw | None, about: Ground, **more: Any) -> None:
        super().__init__(raw, about, **more)
        labels = about.charter.labels if about.charter else ()
        self.fields["label"].choices = [(label.code, label.name) for label in labels]  # type: ignore[attr-defined]
        criteria = [(one.id, one.wording) for one in about.criteria if one.counts]
        self.fields["commitments"].choices = criteria  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Every commitment of the label asked for."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        label, ticked = cleaned.get("label"), set(cleaned.get("commitments") or [])
        if label:
            missing = [one.short for one in self.about.counted(label) if one.id not in ticked]
            if missing:
                words = _("Cochez chaque engagement du label demandé. Il manque\u00a0: %(missing)s.")
                self.add_error("commitments", words % {"missing": ", ".join(missing)})
        return cleaned

    def by_label(self) -> Iterator[tuple[Any, list[tuple[Any, Any]]]]:
        """(label, [(checkbox, criterion)]): a criterion of several labels stands under the first."""
        boxes = {str(box.data["value"]): box for box in self["commitments"]}
        shown: set[str] = set()
        for label in self.about.charter.labels if self.about.charter else ():
            ours = [one for one in self.about.counted(label.code) if one.id not in shown]
            shown |= {one.id for one in ours}
            yield label, [(boxes[one.id], one) for one in ours]


class SignatureForm(forms.Form):
    """Who signs, and the tick that is the signature: never kept in a draft."""

    use_required_attribute = False
    signed_name = forms.CharField(
        label=gettext_lazy("Prénom et nom de qui signe"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Écrivez le nom de la personne qui signe.")},
    )
    signed_quality = forms.CharField(
        label=gettext_lazy("En qualité de"),
        max_length=150,
        error_messages={"required": gettext_lazy("Dites en quelle qualité cette personne signe, par exemple gérante.")},
    )
    agree = forms.BooleanField(
        label=gettext_lazy(
            "J’ai relu cette demande, ce qui y est dit est exact, et je m’engage à respecter la charte cochée ci-dessus."
        ),
        error_messages={"required": gettext_lazy("Cochez la case pour signer votre demande.")},
    )

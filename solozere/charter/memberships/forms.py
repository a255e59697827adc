"""What a coordinator or a manager types about a label."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solozere.charter.memberships.lives import REASON_LENGTH
from solozere.charter.rules import Criterion


def reason_field(label: Any, help_text: Any = "", *, longest: int = REASON_LENGTH) -> forms.CharField:
    """A sentence that says why."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Dites pourquoi, en une phrase\u00a0: le motif est gardé avec la décision."),
            "max_length": _("Ce motif est long\u00a0: %(limit_value)s caractères au plus, il en a %(show_value)s."),
        },
    )


def day_field(label: Any) -> forms.DateField:
    """A day, written as people do or chosen in the browser's calendar."""
    wrong = _("Écrivez le jour ainsi\u00a0: 24/11/2026.")
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input-short"}),
        error_messages={"required": wrong, "invalid": wrong},
    )


class ActForm(forms.Form):
    """The day and the reason of an act on the life of a place."""

    on = day_field(_("À compter du"))
    reason = reason_field(_("Motif"), _("En une phrase, que le lieu recevra telle quelle."))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = reason_field(_("Motif"), longest=2000)


class ManagerForm(forms.Form):
    """Whom to appoint."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        help_text=_("Cette personne reçoit un message qui dit comment entrer. Par exemple\u00a0: nom@exemple.fr"),
        error_messages={
            "required": _("Écrivez l’adresse de la personne, par exemple nom@exemple.fr."),
            "invalid": _("Cette adresse n’est pas complète. Elle s’écrit par exemple nom@exemple.fr."),
        },
    )
    name = forms.CharField(label=_("Nom"), max_length=150, required=False)


class SignatureForm(forms.Form):
    """Each commitment ticked on purpose, then who signs and in which quality."""

    def __init__(self, *args: Any, criteria: tuple[Criterion, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = _("Cochez cet engagement pour signer, ou appelez-nous s’il ne peut pas être tenu.")
        for criterion in criteria:
            self.fields[f"criterion_{criterion.id}"] = forms.BooleanField(
                label=criterion.wording, error_messages={"required": missing}
            )
        self.commitments = [f"criterion_{criterion.id}" for criterion in criteria]
        self.fields["name"] = forms.CharField(
            label=_("Votre nom"),
            max_length=150,
            error_messages={"required": _("Écrivez votre nom, comme au bas d’une lettre.")},
        )
        self.fields["quality"] = forms.CharField(
            label=_("En qualité de"),
            max_length=150,
            help_text=_("Par exemple\u00a0: maire, gérante, présidente de l’association."),
            error_messages={"required": _("Écrivez en quelle qualité vous signez, par exemple «\u00a0gérante\u00a0».")},
        )
        self.fields["sure"] = forms.BooleanField(
            label=_("Je signe ces engagements au nom du lieu"),
            error_messages={"required": _("Cochez cette case pour signer.")},
        )

    def bound_commitments(self) -> list[forms.BoundField]:
        """The fields of the commitments, in the order of the charter."""
        return [self[name] for name in self.commitments]

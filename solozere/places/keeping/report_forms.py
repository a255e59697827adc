"""What a visitor says is wrong, and what a coordinator answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solozere.places.enums import ReportSubject


class ReportForm(forms.Form):
    """What is wrong, in which words, and the address where to say what came of it."""

    subject = forms.ChoiceField(
        label=_("Qu’est-ce qui est faux\u00a0?"),
        choices=ReportSubject.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Dites ce qui est faux, par exemple les horaires."),
            "invalid_choice": _("Choisissez ce qui est faux dans la liste, par exemple les horaires."),
        },
    )
    text = forms.CharField(
        label=_("Ce que vous avez constaté"),
        max_length=2000,
        help_text=_("Par exemple\u00a0: le lieu était fermé mardi à 10 h. Ne nommez personne."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Dites en une phrase ce que vous avez constaté."),
            "max_length": _("Ce texte a %(show_value)d caractères\u00a0: gardez-en %(limit_value)d au plus."),
        },
    )
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        required=False,
        max_length=254,
        help_text=_(
            "Pour savoir ce qu’il en est. Le lieu ne la voit pas, et elle est effacée un mois après la réponse."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Cette adresse n’est pas complète\u00a0: écrivez par exemple prenom.nom@exemple.fr.")
        },
    )


class AnswerForm(forms.Form):
    """The step taken, and the sentence that the person receives."""

    step = forms.ChoiceField(
        label=_("Qu’en est-il\u00a0?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Dites ce qu’il en est, par exemple que c’est corrigé."),
            "invalid_choice": _("Cette réponse n’est plus possible\u00a0: choisissez-en une de la liste."),
        },
    )
    reason = forms.CharField(
        label=_("Votre réponse"),
        max_length=2000,
        help_text=_("Une phrase. La personne qui a signalé l’erreur la reçoit, si elle a laissé son adresse."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Écrivez une phrase de réponse, par exemple «\u00a0Le lieu ouvre à 14 h le mardi.\u00a0»"),
            "max_length": _("Ce texte a %(show_value)d caractères\u00a0: gardez-en %(limit_value)d au plus."),
        },
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, steps: list[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = steps  # type: ignore[attr-defined]

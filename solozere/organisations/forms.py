"""What is typed to say who acts for a partner."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OfficerForm(forms.Form):
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


class EndForm(forms.Form):
    """Why a role ends."""

    reason = forms.CharField(
        label=_("Motif"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Dites pourquoi, en une phrase\u00a0: le motif est gardé avec la décision.")},
    )

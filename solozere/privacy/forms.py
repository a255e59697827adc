"""The one question before an erasure."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """Ticked on purpose: nothing brings an account back."""

    sure = forms.BooleanField(
        label=_("Oui, supprimer mon compte et mes données, sans retour possible"),
        error_messages={"required": _("Cochez la case si vous voulez vraiment supprimer votre compte.")},
    )

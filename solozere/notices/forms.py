"""How a person wishes to receive a kind of mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solozere.notices.actions.wishes import choices_for


class WishForm(forms.Form):
    """One choice, among those that the kind allows."""

    choice = forms.ChoiceField(
        label=_("Comment souhaitez-vous les recevoir\u00a0?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez comment recevoir ces messages, par exemple «\u00a0Jamais\u00a0»."),
            "invalid_choice": _("Choisissez comment recevoir ces messages parmi les choix proposés."),
        },
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = choices_for(kind)  # type: ignore[attr-defined]

"""What the style page shows the components with: samples of no territory, never stored."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COLOURS: dict[str, Promise] = {
    "ground": _("fond de page"),
    "surface": _("cartes, champs"),
    "sunken": _("retrait, piste"),
    "ink": _("texte"),
    "ink-soft": _("texte secondaire"),
    "line": _("filet décoratif"),
    "line-strong": _("bord de champ"),
    "link": _("lien"),
    "action": _("bouton principal"),
    "band": _("en-tête, bandeau"),
    "hero": _("grand aplat"),
    "gentian": _("accent"),
    "telecentre": _("label au pignon"),
    "comptoir": _("label au disque"),
    "ok": _("réussite, ouvert"),
    "warn": _("attention"),
    "error": _("erreur"),
    "info": _("information"),
    "land": _("carte\u00a0: terre"),
    "water": _("carte\u00a0: eau"),
}
"""Colour roles, and what each is for."""


@dataclass(frozen=True)
class SampleLabel:
    """Stands for a label: what core/components/label_badge.html reads."""

    tone: str
    name: Any


LABELS = [SampleLabel("telecentre", _("Télécentre")), SampleLabel("comptoir", _("Comptoir"))]
STATES = [
    ("open", _("Ouvert, ferme à 17\u00a0h\u00a030")),
    ("soon", _("Ferme dans 25\u00a0minutes")),
    ("closed", _("Fermé, ouvre lundi à 9\u00a0h")),
    ("ok", _("Critère rempli")),
    ("no", _("Critère non rempli")),
    ("unknown", _("Horaires non confirmés")),
]
MESSAGES = [
    ("info", _("Une information qui ne demande rien.")),
    ("ok", _("Votre demande est envoyée. Vous recevrez une réponse sous 15\u00a0jours.")),
    ("warn", _("Le lieu ferme plus tôt aujourd’hui.")),
    ("error", _("L’envoi n’est pas passé. Rien n’a été enregistré.")),
]


class SampleForm(forms.Form):
    """One field of each kind, two of them with a mistake."""

    name = forms.CharField(label=_("Nom du lieu"), help_text=_("Tel qu’il est écrit à l’entrée."))
    town = forms.CharField(label=_("Commune"))
    kind = forms.ChoiceField(
        label=_("Qui gère le lieu\u00a0?"),
        choices=[("association", _("Une association")), ("council", _("Une collectivité"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Indiquez qui gère le lieu.")},
    )
    open_to_all = forms.BooleanField(
        label=_("Le lieu est ouvert au public"),
        help_text=_("Toute personne peut entrer aux heures d’ouverture."),
        required=False,
    )
    note = forms.CharField(label=_("Présentez le lieu"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def clean_town(self) -> str:
        """Always a mistake, to show one."""
        raise ValidationError(_("Choisissez une commune du territoire\u00a0: «\u00a0Ailleurs\u00a0» n’en est pas."))


def form() -> SampleForm:
    """The form as it comes back after a first sending."""
    return SampleForm({"name": "Café du Foirail", "town": "Ailleurs", "open_to_all": "on"}, auto_id="exemple_%s")


def page(number: int) -> "Page[int]":
    """A page of a list of ninety things."""
    return Paginator(range(90), 10).get_page(number)

"""How long places say who described them, and how to reach whoever answers there."""

from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import Action, RetentionRule, Visibility, author_rule

RULES = [
    RetentionRule(
        model="places.Place",
        title=_("coordonnées des lieux"),
        fields=("contact_label", "phone", "email"),
        purpose=_("joindre le lieu avant de venir"),
        visibility=Visibility.PUBLIC,
        anchor="",
        keep_days=None,
        action=Action.KEEP,
        keep_reason=_("coordonnées professionnelles d’un lieu ouvert au public, aussi longtemps que sa page"),
        basis=_("mission d’intérêt public, avec l’accord du lieu"),
    ),
    author_rule(
        "places.FactGroup",
        "written_at",
        title=_("qui a confirmé les informations d’un lieu"),
        visibility=Visibility.PUBLIC,
        anchor_words=_("après la confirmation"),
    ),
    RetentionRule(
        model="places.Picture",
        title=_("crédits des photos"),
        fields=("credit",),
        purpose=_("nommer qui a pris la photo, comme le droit d’auteur le demande"),
        visibility=Visibility.PUBLIC,
        anchor="",
        keep_days=None,
        action=Action.KEEP,
        keep_reason=_("aussi longtemps que la photo est montrée"),
        basis=_("obligation légale (article L121-1 du code de la propriété intellectuelle)"),
    ),
    author_rule(
        "places.StatusChange",
        "at",
        title=_("qui a noté l’ouverture ou la fermeture d’un lieu"),
        anchor_words=_("après le changement"),
    ),
]

NOT_PERSONAL = {
    "places.Place.name": "nom d’un lieu",
    "places.Place.address": "adresse d’un lieu ouvert au public",
    "places.Space.name": "nom d’une salle ou d’un bureau",
    "places.Label.name": "nom d’un label",
    "places.Service.name": "nom d’un service du catalogue",
    "places.Service.name_en": "nom d’un service du catalogue, en anglais",
}

"""How long places say who described them, and how to reach whoever answers there."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import (
    CIVIL_LIMITATION_DAYS,
    DAYS_PER_YEAR,
    Action,
    RetentionRule,
    Visibility,
    author_rule,
)
from solozere.places.enums import FactGroupCode
from solozere.places.imports.retention import RULE as IMPORTS
from solozere.places.keeping.retention import RULES as REPORTS

NAMING = (FactGroupCode.CONTACT, FactGroupCode.PICTURES)
"""The groups whose former values may name somebody, or say how to reach them."""


def _former_entries(entries: models.QuerySet[Any]) -> models.QuerySet[Any]:
    told = models.Q(before__isnull=False) | models.Q(after__isnull=False)
    return entries.filter(told, model="places.place", part__in=NAMING)


def _former_values(groups: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return groups.filter(code__in=NAMING, previous__isnull=False)


def _former(model: str, fields: tuple[str, ...], anchor: str, only: Any) -> RetentionRule:
    """What a place said before of whom to reach, or of who took its pictures: kept for as long as a mistake may be undone."""
    return RetentionRule(
        model=model,
        title=_("anciennes coordonnées des lieux et anciens crédits de leurs photos"),
        fields=fields,
        purpose=_("revenir sur une erreur de saisie"),
        visibility=Visibility.STAFF,
        anchor=anchor,
        keep_days=DAYS_PER_YEAR,
        anchor_words=_("après le changement"),
        action=Action.ANONYMISE,
        basis=_("mission d’intérêt public de l’organisme qui tient le site"),
        only=only,
    )


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
    _former("core.HistoryEntry", ("before", "after"), "at", _former_entries),
    _former("places.FactGroup", ("previous",), "written_at", _former_values),
    IMPORTS,
    *REPORTS,
    RetentionRule(
        model="places.Manager",
        title=_("responsables des lieux"),
        fields=("contact",),
        purpose=_("savoir qui tient un lieu, et depuis quand"),
        visibility=Visibility.STAFF,
        anchor="until",
        keep_days=CIVIL_LIMITATION_DAYS,
        anchor_words=_("après le dernier jour"),
        action=Action.DELETE,
        basis=_("mission d’intérêt public de l’organisme qui tient le site"),
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

NOT_OF_AN_ACCOUNT = {
    "places.Place": "coordonnées qu’un lieu ouvert au public donne de lui-même, pas celles d’une personne inscrite",
    "places.Picture": "crédit d’une photo publiée, dû à qui l’a prise",
    "places.FactGroup": "anciennes valeurs d’un lieu ; l’auteur, lui, est rendu et effacé avec les journaux",
    "places.PlaceImport": "fichier d’un registre de lieux ; l’auteur, lui, est rendu et effacé avec les journaux",
}

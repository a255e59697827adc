"""The organisation that carries the place of an application: one of the network, or a new one where the reviewer says so."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from solozere.charter.clock import today
from solozere.charter.joining.groups import known_organisation, organisation_of
from solozere.charter.models import Application
from solozere.core.authors import Author
from solozere.core.text import fold
from solozere.organisations.actions import save
from solozere.organisations.enums import OrganisationKind
from solozere.organisations.models import Organisation
from solozere.places.actions import update_group
from solozere.places.enums import FactGroupCode, OrganisationRole
from solozere.places.facts import read_group
from solozere.places.models import Place

NEW = "+"
"""Chosen to put a new organisation among the partners, which the site shows to all."""
SLUG_LENGTH = 50


def proposed(application: Application) -> str:
    """The address of the organisation of the network that bears the name given; "" where there is none."""
    name = organisation_of(application)["name"]
    found = known_organisation(name) if name else None
    return found.slug if found else ""


def choices(application: Application) -> list[tuple[str, str]]:
    """What the reviewer chooses from: none, a new one, those of the network."""
    name = organisation_of(application)["name"]
    new = [(NEW, _("Ajouter «\u00a0%(name)s\u00a0» aux partenaires du réseau") % {"name": name})] if name else []
    known = Organisation.objects.order_by("name", "pk").values_list("slug", "name")
    return [("", _("Aucune")), *(() if proposed(application) else new), *known]


def attach_organisation(application: Application, place: Place, chosen: str, author: Author, source: str) -> None:
    """Say that the organisation `chosen` carries the place. Raises ValidationError for one that is gone."""
    if not chosen:
        return
    slug = _added(organisation_of(application), author, source) if chosen == NEW else chosen
    if not Organisation.objects.filter(slug=slug).exists():
        raise ValidationError({"organisation": _("Cette organisation n’est plus là\u00a0: choisissez-en une autre.")})
    standing = read_group(place, FactGroupCode.ROLES)["roles"]
    if any((row["organisation"], row["role"]) == (slug, OrganisationRole.CARRIER) for row in standing):
        return
    roles = [*standing, {"organisation": slug, "role": OrganisationRole.CARRIER.value}]
    update_group(place, FactGroupCode.ROLES, {"roles": roles}, author=author, source=source)


def _added(said: Mapping[str, Any], author: Author, source: str) -> str:
    """A new organisation, under a free address."""
    base = fold(said["name"]).replace(" ", "-")[:SLUG_LENGTH].strip("-") or "organisation"
    slug, number = base, 2
    while Organisation.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    kind = said["kind"] if said["kind"] in OrganisationKind.values else OrganisationKind.PARTNER
    facts = {"slug": slug, "name": said["name"], "kind": kind, "source": source, "date": today().isoformat()}
    return save(facts, author=author, reason=source).slug

"""The facts that a criterion may name, and how each is called in French: what `places.facts.declared` gives."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from solozere.core.kept import Kept
from solozere.core.predicates import Kind
from solozere.places.enums import SpaceKind
from solozere.places.models import Service

CONNECTION = ("connection.down_mbps", "connection.up_mbps")
HOURS = "hours.known"


def kinds(services: Iterable[str]) -> dict[str, Kind]:
    """The kind of value of each fact that a place may declare, given the codes of the catalogue of services."""
    known = {f"service.{code}": Kind.BOOLEAN for code in services}
    for kind in SpaceKind.values:
        known |= {f"spaces.{kind}.count": Kind.NUMBER, f"spaces.{kind}.capacity": Kind.NUMBER}
    return known | dict.fromkeys(CONNECTION, Kind.NUMBER) | {HOURS: Kind.BOOLEAN}


def words(services: Iterable[Service]) -> dict[str, str]:
    """How each fact is called in French, given the catalogue of services."""
    named = {f"service.{service.code}": service.label for service in services}
    for kind in SpaceKind:
        named[f"spaces.{kind}.count"] = _("nombre d’espaces de type %(kind)s") % {"kind": kind.label}
        named[f"spaces.{kind}.capacity"] = _("nombre de places de type %(kind)s") % {"kind": kind.label}
    named["connection.down_mbps"] = _("débit descendant mesuré")
    named["connection.up_mbps"] = _("débit montant mesuré")
    named[HOURS] = _("horaires")
    return named


kept: Kept[dict[str, str]] = Kept(lambda: words(Service.objects.all()))
"""The words of the catalogue at a version of the places."""

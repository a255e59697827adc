"""The bit of each service in `Place.service_mask`: given once, never given to another."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from solozere.places.models import Place, Service

LAST_BIT = 61
"""A signed 64-bit column holds 62 services and stays positive on both engines."""


def give_bits() -> None:
    """Give a bit to each service that has none. Raises ValidationError when the catalogue is too long."""
    without = Service.objects.filter(bit=None).order_by("order", "code")
    taken = set(Service.objects.exclude(bit=None).values_list("bit", flat=True))
    free = iter(bit for bit in range(LAST_BIT + 1) if bit not in taken)
    for service in without:
        bit = next(free, None)
        if bit is None:
            words = {"n": LAST_BIT + 1}
            raise ValidationError({"code": _("Le catalogue est plein\u00a0: il tient %(n)d services au plus.") % words})
        service.bit = bit
        service.save(update_fields=["bit"])


def mask_of(services: Iterable[Service]) -> int:
    """The services as one number; one without a bit is left out."""
    return sum(1 << service.bit for service in set(services) if service.bit is not None)


def offered_mask(place: Place) -> int:
    """The mask of what a place offers. Reads services with their service: prefetch them."""
    rows = [row.service for row in place.services.all() if row.available]
    if any(service.bit is None for service in rows):
        give_bits()
        rows = list(Service.objects.filter(code__in=[service.code for service in rows]))
    return mask_of(rows)

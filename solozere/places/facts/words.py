"""Facts in words, the same in a criterion and on a page."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.places.enums import SpaceKind


def counted(kind: SpaceKind, n: int) -> str:
    """« 2 bureaux fermés », « pas de cabine téléphonique »."""
    if n == 0:
        return {
            SpaceKind.OPEN_SPACE: _("pas d’espace partagé"),
            SpaceKind.PRIVATE_OFFICE: _("pas de bureau fermé"),
            SpaceKind.MEETING_ROOM: _("pas de salle de réunion"),
            SpaceKind.PHONE_BOX: _("pas de cabine téléphonique"),
        }[kind]
    sentences = {
        SpaceKind.OPEN_SPACE: ngettext("%(n)d\u00a0espace partagé", "%(n)d\u00a0espaces partagés", n),
        SpaceKind.PRIVATE_OFFICE: ngettext("%(n)d\u00a0bureau fermé", "%(n)d\u00a0bureaux fermés", n),
        SpaceKind.MEETING_ROOM: ngettext("%(n)d\u00a0salle de réunion", "%(n)d\u00a0salles de réunion", n),
        SpaceKind.PHONE_BOX: ngettext("%(n)d\u00a0cabine téléphonique", "%(n)d\u00a0cabines téléphoniques", n),
    }
    return sentences[kind] % {"n": n}


def seats(n: int) -> str:
    """« 1 place », « 12 places »."""
    return ngettext("%(n)d\u00a0place", "%(n)d\u00a0places", n) % {"n": n}


def rate(mbps: Decimal) -> str:
    """« 480 », « 94,5 »: without a decimal where it is nought."""
    whole = mbps == mbps.to_integral_value()
    return number_format(mbps, decimal_pos=0 if whole else 1, use_l10n=True)

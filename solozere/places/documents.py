"""What a place hands out: contact card, QR code, sheet for the door. All data, no request."""

import hashlib
import io
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core import pdf
from solozere.core.text import typo
from solozere.places import phones
from solozere.places.hours import Schedule, in_words, typical_week
from solozere.places.models import Place, Service
from solozere.places.opening import hours_age, schedule_of
from solozere.places.page.access import address_lines
from solozere.places.page.offers import offered
from solozere.places.page.stamps import day_words
from solozere.places.rules.freshness import Age
from solozere.places.vcard import Card, vcard
from solozere.territory.models import Territory

TEMPLATE = Path(__file__).resolve().parent / "pdf" / "affiche.typ"
OFFERS_SHOWN = 7
QUIET = 4
"""Modules of white around a QR code: readers need them to find it."""
FICTION = gettext_lazy("Démonstration\u00a0: une partie de ces informations est fictive.")


def public_url(place: Place) -> str:
    """The address of its page on the public site."""
    return f"{settings.SITE_URL}{place.get_absolute_url()}"


def contact_card(place: Place, territory: Territory) -> str:
    """The place as a vCard; the hours stand in the note, with a warning where nobody confirmed them lately."""
    point = place.point
    return vcard(
        Card(
            uid=public_url(place),
            name=typo(f"{place.name}, {place.commune.name}"),
            organisation=territory.network if place.shown_label else "",
            street=place.address,
            town=place.commune.name,
            postal_code=place.postal_code,
            country="France",
            position=(point.lat, point.lon) if point else None,
            phone=phones.dial(place.phone) if place.phone else "",
            email=place.email,
            url=public_url(place),
            note=_note(place, territory),
            revised=place.updated_at,
        )
    )


def _note(place: Place, territory: Territory) -> str:
    schedule = schedule_of(place)
    lines = [str(FICTION)] if settings.DEMO else []
    lines += [str(place.shown_label)] if place.shown_label else []
    if schedule:
        trusted = hours_age(place, territory.now(), territory.zone) == Age.FRESH
        title = _("Horaires") if trusted else _("Horaires non confirmés")
        lines.append(f"{title}\u00a0: {in_words(schedule)}")
    if place.hours_note:
        lines.append(place.hours_note)
    return "\n".join(lines)


def qr_svg(place: Place, *, border: int = QUIET, light: str | None = "#ffffff") -> str:
    """The QR code of its page, dark on light whatever the theme; the same drawing on every call."""
    drawn = io.BytesIO()
    title = _("Code QR de la page «\u00a0%(name)s\u00a0»") % {"name": place.name}
    segno.make(public_url(place), error="m", micro=False).save(
        drawn, kind="svg", scale=8, border=border, dark="#14211c", light=light, title=title
    )
    return drawn.getvalue().decode()


def poster_data(place: Place, territory: Territory) -> dict[str, Any]:
    """What the sheet for the door says, in words; the same data give the same sheet, byte for byte."""
    today = territory.today()
    label = place.shown_label
    address = urlsplit(public_url(place))
    phone = phones.spaced(place.phone) if place.phone else ""
    charter = _("Membre du réseau %(network)s, dont la charte est publique.") % {"network": territory.network}
    return {
        "frame": pdf.frame(territory.network, typo(territory.tagline)),
        "lang": "fr",
        "tone": label.tone if label else "none",
        "eyebrow": _("Ici, un") if label else "",
        "headline": label.name if label else _("Un lieu où télétravailler"),
        "name": typo(place.name),
        "where": typo(", ".join(address_lines(place))),
        "hours_title": _("Horaires"),
        **_hours(place, territory),
        "offers_title": _("Sur place"),
        "offers": [
            {"icon": offer.icon, "text": typo(offer.name)}
            for offer in offered(place, Service.objects.all())[:OFFERS_SHOWN]
        ],
        "phone": phone,
        "qr": qr_svg(place, border=0, light=None),
        "qr_alt": _("Code QR de la page du lieu"),
        "invitation": _("Horaires du jour, accès et services\u00a0:"),
        "address": f"{address.netloc}{address.path}",
        "charter": str(FICTION) if settings.DEMO else typo(charter) if label else "",
        "updated": _("À jour au %(day)s") % {"day": day_words(today)},
    }


def _hours(place: Place, territory: Territory) -> dict[str, Any]:
    """The typical week, and what it leaves out; without confirmed hours, where to find them."""
    schedule = schedule_of(place)
    if schedule is None or hours_age(place, territory.now(), territory.zone) != Age.FRESH:
        return {"hours": [], "hours_notes": [_("Demandez-les à l’accueil, ou voyez la page du lieu.")]}
    week = typical_week(schedule, territory.today())
    return {
        "hours": [[row.label, list(row.stretches)] for row in week],
        "hours_notes": [typo(note) for note in (_beside_the_week(schedule), place.hours_note) if note],
    }


def _beside_the_week(schedule: Schedule) -> str:
    """What a table of seven days cannot say: seasons, or the days that are no day of the week."""
    if schedule.has_seasons:
        return in_words(schedule)
    special = tuple(rule for rule in schedule.rules if not rule.selector.weekdays)
    return in_words(Schedule(special)) if special else ""


def poster_pdf(place: Place, data: dict[str, Any]) -> bytes:
    """The sheet, tagged for screen readers."""
    title = _("%(name)s\u00a0: fiche pour la porte") % {"name": place.name}
    return pdf.render(TEMPLATE, data, title=title)


@cache
def template_mark() -> str:
    """Fingerprint of the template: a sheet kept in memory is drawn again when its drawing changes."""
    shared = (pdf.ROOT / "core" / "pdf" / "page.typ").read_bytes()
    return hashlib.sha256(TEMPLATE.read_bytes() + shared).hexdigest()

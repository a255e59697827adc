"""The certificate of a label: which place, which label, since when, under which charter, for which criteria. A PDF."""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.models import Membership
from solozere.core import pdf
from solozere.core.text import day_in_words as day
from solozere.core.text import typo
from solozere.places.models import Place
from solozere.territory.current import territory

TEMPLATE = Path(__file__).resolve().parent.parent / "pdf" / "certificate.typ"
SHEET = pdf.ROOT / "core" / "pdf" / "page.typ"
KEPT_FOR = 7 * 24 * 3600
"""Seconds for which a drawn file is kept: what it says makes its key, so it is never out of date."""
FICTION = gettext_lazy("Démonstration\u00a0: ce certificat est fictif.")


@dataclass(frozen=True)
class Certificate:
    """What the PDF says, and its title."""

    title: str
    data: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """The same for the same words, template and Typst."""
        said = json.dumps([self.title, self.data, installed("typst")], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode() + TEMPLATE.read_bytes() + SHEET.read_bytes()).hexdigest()[:32]

    def pdf(self) -> bytes:
        """The file, drawn once and kept."""
        key = f"certificate-{self.fingerprint}"
        kept = cache.get(key)
        if not isinstance(kept, bytes):
            kept = pdf.render(TEMPLATE, self.data, title=self.title)
            cache.set(key, kept, KEPT_FOR)
        return kept


def path_of(place: Place) -> str:
    """Where the certificate of the label that `place` bears is: the same address whatever the label becomes."""
    return reverse("place_certificate", args=[place.slug])


def current(place: Place) -> Membership | None:
    """The membership that a certificate of today tells; None where the place bears no label."""
    if place.shown_label is None:
        return None
    found = Membership.objects.current().filter(place=place).select_related("label", "charter", "place__commune")
    return found.first()


def of(membership: Membership) -> Certificate:
    """The certificate of a membership: public facts alone, nobody is named."""
    place, here = membership.place, territory()
    network = typo(here.network) if here else ""
    address = f"{settings.SITE_URL}{reverse('place', args=[place.slug])}"
    due = membership.due_on
    words = {"network": network or _("Réseau de télétravail"), "charter": typo(membership.charter.title)}
    data = {
        "frame": pdf.frame(network, typo(here.tagline) if here else "", address),
        "tone": membership.label.tone,
        "eyebrow": _("Certificat"),
        "label": typo(membership.label.name),
        "bears": _("porte le label"),
        "place": typo(place.name),
        "where": typo(", ".join(part for part in (place.address, _town(place)) if part)),
        "since": _("Depuis le %(day)s") % {"day": day(membership.since)},
        "due": _("À renouveler avant le %(day)s") % {"day": day(due)} if due else "",
        "charter": _("Selon la charte «\u00a0%(charter)s\u00a0».") % words,
        "criteria_title": _("Critères vérifiés"),
        "criteria": _criteria(membership),
        "check": _("Ce label est-il encore valable\u00a0? La page du lieu le dit\u00a0: %(address)s")
        % {"address": address},
        "fiction": str(FICTION) if settings.DEMO else "",
    }
    return Certificate(
        _("Certificat du label %(label)s, %(place)s") % {"label": data["label"], "place": data["place"]}, data
    )


def _town(place: Place) -> str:
    return f"{place.postal_code} {place.commune.name}".strip()


def _criteria(membership: Membership) -> list[str]:
    """The wordings of the criteria that count for this label."""
    criteria = membership.assessed().criteria_of(membership.label_id)
    return [typo(criterion.wording) for criterion in criteria if criterion.counts]

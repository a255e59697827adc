"""Where the secret links about the facts of places lead."""

from typing import Any

from django.urls import reverse


def to_confirm_facts(place: Any) -> str:
    """The page where a manager confirms what the sheet says."""
    return reverse("place_confirm_facts", args=[place.slug])


def to_confirm_report(report: Any) -> str:
    """The page where an address confirms a report."""
    return reverse("place_report_confirm", args=[report.place.slug, report.pk])

"""A place to work: where it is, what it says of itself, how to reach it."""

from functools import cache
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from solozere.core import together
from solozere.core.registries import place_rows
from solozere.organisations.fields import PartialDateField
from solozere.places.enums import Listing, PlaceOrigin, PlaceStatus, PointPrecision
from solozere.places.models.catalogue import Label
from solozere.places.models.openings import OpeningTimetable, PlacesVersion
from solozere.places.phones import validate_phone
from solozere.territory.models import Commune, Located, PointQuerySet

ON_ITS_PAGE = {
    "closures": "",
    "external_ids": "",
    "fact_groups": "",
    "measures": "",
    "pictures": "file",
    "roles": "organisation",
    "services": "service",
    "spaces": "",
    "status_changes": "",
}
"""What the page of a place reads of it, each with what it points to; upper apps add theirs in `place_rows`."""

_VERSION = (("version", Coalesce(Subquery(PlacesVersion.objects.filter(pk=1).values("number")), 0)),)

slug_form = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Écrivez l’adresse en minuscules sans accent, avec des tirets, par exemple telecentre-du-bourg."),
)
postal_code_form = RegexValidator(r"^\d{5}\Z", _("Un code postal a cinq chiffres, par exemple 48000."))


@cache
def _page_address() -> str:
    """The address of the place « - »: a list has many, a slug needs no quoting, and resolving each takes as long as a query."""
    return reverse("place", args=["-"])


class PlaceQuerySet(PointQuerySet):
    """The vocabulary of places."""

    def listed(self) -> "PlaceQuerySet":
        """Those that the public sees: every place that is not closed."""
        return self.exclude(status=PlaceStatus.CLOSED)

    def in_service(self) -> "PlaceQuerySet":
        """Those where one can work today or at their next opening."""
        return self.filter(status=PlaceStatus.IN_SERVICE)

    def labelled(self, code: str) -> "PlaceQuerySet":
        """Those in service that bear the label `code`: a planned place is counted under none."""
        return self.in_service().filter(label_id=code)

    def for_cards(self) -> "PlaceQuerySet":
        """With all that a list shows of them, in a constant number of queries."""
        return self.select_related("commune", "label").prefetch_related("closures")

    def for_index(self) -> "PlaceQuerySet":
        """With all that the search keeps of them, in order."""
        related = self.select_related("commune", "label").order_by("pk")
        return related.prefetch_related("commune__former", "services__service", "spaces", "fact_groups", "closures")

    def for_page(self, by: str, value: Any) -> "Place | None":
        """The place that a unique column names (`for_page("slug", "le-bief")`), with all that its page says; None without one.

        One query; `version` is that of all places.
        """
        upper = tuple((one.relation, one.also) for one in place_rows)
        reading = together.Reading(self.model, by, (*ON_ITS_PAGE.items(), *upper), ("commune", "label"), _VERSION)
        found: Place | None = together.find(reading, value)  # type: ignore[assignment]
        return found


class Place(Located):
    """A place that welcomes teleworkers."""

    slug = models.SlugField(_("adresse de la page"), max_length=100, unique=True, validators=[slug_form])
    name = models.CharField(_("nom"), max_length=200)
    summary = models.CharField(_("présentation"), max_length=600, blank=True)
    status = models.CharField(_("état"), max_length=12, choices=PlaceStatus.choices, default=PlaceStatus.PLANNED)
    status_since = PartialDateField(_("depuis"), blank=True)
    origin = models.CharField(_("origine"), max_length=20, choices=PlaceOrigin.choices)
    origin_note = models.CharField(_("précision sur l’origine"), max_length=300, blank=True)
    # PROTECT: a label that places bear cannot be dropped; written by charter actions only (grant_label).
    label = models.ForeignKey(
        Label, models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("label"), editable=False
    )

    address = models.CharField(_("adresse"), max_length=200, blank=True)
    postal_code = models.CharField(_("code postal"), max_length=5, blank=True, validators=[postal_code_form])
    # PROTECT: a place always has a commune.
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="places", verbose_name=_("commune"))
    precision = models.CharField(
        _("précision du point"), max_length=10, choices=PointPrecision.choices, default=PointPrecision.COMMUNE
    )

    opening_hours = models.CharField(
        _("horaires"),
        max_length=500,
        blank=True,
        help_text=_("Syntaxe OpenStreetMap, par exemple : Mo-Fr 09:00-12:00,14:00-18:00; PH off."),
    )
    hours_note = models.CharField(_("précision sur les horaires"), max_length=300, blank=True)

    access_public_transport = models.CharField(_("en train, en car"), max_length=300, blank=True)
    access_car = models.CharField(_("en voiture"), max_length=300, blank=True)
    accessibility = models.CharField(_("accessibilité"), max_length=300, blank=True)
    acceslibre_url = models.URLField(_("fiche acceslibre"), blank=True)

    contact_label = models.CharField(
        _("à qui s’adresser"), max_length=100, blank=True, help_text=_("Un service, pas une personne.")
    )
    phone = models.CharField(_("téléphone"), max_length=20, blank=True, validators=[validate_phone])
    email = models.EmailField(_("adresse électronique"), blank=True)
    website = models.URLField(_("site"), blank=True)
    prices = models.TextField(_("tarifs, en mots"), blank=True)

    # What the search reads of a place, kept by the actions: see places.search.keeping and places.openings.
    sort_key = models.CharField(max_length=200, blank=True, editable=False)
    listing = models.PositiveSmallIntegerField(choices=Listing.choices, default=Listing.LATER, editable=False)
    service_mask = models.BigIntegerField(default=0, editable=False)
    # PROTECT: a timetable goes when no place follows it any more; while one does, losing it would close the place in silence.
    timetable = models.ForeignKey(
        OpeningTimetable, models.PROTECT, null=True, blank=True, related_name="places", editable=False
    )
    hours_trusted_until = models.DateField(null=True, blank=True, editable=False)

    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["cell", "label"]),
            models.Index(fields=["status"]),
            models.Index(fields=["listing", "sort_key", "id"], name="place_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(label=None) | ~Q(status=PlaceStatus.PLANNED),
                name="planned_place_has_no_label",
                violation_error_message=_("Un lieu prévu ne porte pas encore de label."),
            ),
            models.CheckConstraint(
                condition=Q(label=None) | ~Q(status=PlaceStatus.CLOSED),
                name="closed_place_has_no_label",
                violation_error_message=_("Un lieu fermé ne porte plus de label."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return _page_address().replace("-", self.slug)

    @property
    def shown_label(self) -> Label | None:
        """The label as the public sees it: a place that is gone bears none any more."""
        return None if self.status == PlaceStatus.CLOSED else self.label

    @property
    def tone(self) -> str:
        """The CSS class of its label: label-telecentre, label-comptoir or label-none."""
        return f"label-{self.shown_label.tone}" if self.shown_label else "label-none"

    @property
    def look(self) -> str:
        """The CSS class of a card or a page: that of its label, or label-planned for a place that has not opened yet."""
        coming = self.status in (PlaceStatus.PLANNED, PlaceStatus.OPENING) and not self.shown_label
        return "label-planned" if coming else self.tone


class FormerSlug(models.Model):
    """An address that a place had: it redirects for ever."""

    slug = models.SlugField(_("ancienne adresse"), max_length=100, unique=True)
    # CASCADE: nothing to redirect to without the place.
    place = models.ForeignKey(Place, models.CASCADE, related_name="former_slugs", verbose_name=_("lieu"))

    class Meta:
        verbose_name = _("ancienne adresse")
        verbose_name_plural = _("anciennes adresses")

    def __str__(self) -> str:
        return self.slug

"""What a place offers: spaces, services, connection, pictures, and the days when it does not."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from solozere.core.models import StoredFile
from solozere.places.enums import MeasureMethod, SpaceKind
from solozere.places.models.catalogue import Service
from solozere.places.models.place import Place

positive = MinValueValidator(Decimal("0.1"), _("Un débit est plus grand que zéro."))


class Space(models.Model):
    """A space of a place: a room, an office, a box; its capacity in people."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="spaces", verbose_name=_("lieu"))
    kind = models.CharField(_("nature"), max_length=16, choices=SpaceKind.choices)
    name = models.CharField(_("nom"), max_length=100)
    capacity = models.PositiveSmallIntegerField(_("places"), validators=[MinValueValidator(1)])
    accessible = models.BooleanField(_("accessible en fauteuil roulant"), null=True, blank=True)
    note = models.CharField(_("précision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("espace")
        verbose_name_plural = _("espaces")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name"],
                name="space_name_once_per_place",
                violation_error_message=_("Deux espaces portent le même nom."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1),
                name="space_holds_somebody",
                violation_error_message=_("Un espace accueille au moins une personne."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceService(models.Model):
    """Whether a place offers a service of the catalogue: yes or no; no row means not known."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="services", verbose_name=_("lieu"))
    # PROTECT: a service that places declare cannot be dropped from the catalogue.
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", verbose_name=_("service"))
    available = models.BooleanField(_("proposé"), default=True)
    detail = models.CharField(_("précision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("service d’un lieu")
        verbose_name_plural = _("services d’un lieu")
        ordering = ["service__order", "service_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "service"],
                name="service_once_per_place",
                violation_error_message=_("Ce service est déjà dit."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}"


class ConnectionMeasure(models.Model):
    """A measure of the connection at a place: rates in Mbit/s, latency in ms."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="measures", verbose_name=_("lieu"))
    technology = models.CharField(_("technologie"), max_length=60, blank=True, help_text=_("Par exemple : fibre."))
    down_mbps = models.DecimalField(
        _("débit descendant, Mbit/s"), max_digits=8, decimal_places=1, validators=[positive]
    )
    up_mbps = models.DecimalField(
        _("débit montant, Mbit/s"), max_digits=8, decimal_places=1, null=True, blank=True, validators=[positive]
    )
    latency_ms = models.PositiveSmallIntegerField(_("latence, ms"), null=True, blank=True)
    measured_on = models.DateField(_("mesuré le"))
    method = models.CharField(_("méthode"), max_length=12, choices=MeasureMethod.choices)

    class Meta:
        verbose_name = _("mesure de la connexion")
        verbose_name_plural = _("mesures de la connexion")
        ordering = ["-measured_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "measured_on", "method"],
                name="measure_once_a_day",
                violation_error_message=_("Il y a déjà une mesure de ce jour par cette méthode."),
            ),
            models.CheckConstraint(
                condition=Q(down_mbps__gt=0),
                name="measure_is_positive",
                violation_error_message=_("Un débit est plus grand que zéro."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.down_mbps} Mbit/s"


class Closure(models.Model):
    """An exceptional closure, both days included."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="closures", verbose_name=_("lieu"))
    first_day = models.DateField(_("premier jour"))
    last_day = models.DateField(_("dernier jour"))
    reason = models.CharField(_("motif"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("fermeture exceptionnelle")
        verbose_name_plural = _("fermetures exceptionnelles")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="closure_dates_in_order",
                violation_error_message=_("Le dernier jour doit suivre le premier."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"

    def clean(self) -> None:
        """As the constraint, without asking the database: a pack is checked before there is one."""
        super().clean()
        both = isinstance(self.first_day, date) and isinstance(self.last_day, date)
        if both and self.last_day < self.first_day:
            raise ValidationError({"last_day": gettext("Le dernier jour doit suivre le premier.")})


class Picture(models.Model):
    """A picture of a place; its alternative text is what somebody who does not see it reads."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="pictures", verbose_name=_("lieu"))
    # PROTECT: the file is removed by retention once no picture shows it.
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("fichier"))
    alt = models.CharField(_("texte de remplacement"), max_length=300)
    caption = models.CharField(_("légende"), max_length=200, blank=True)
    credit = models.CharField(_("crédit"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt=""),
                name="picture_has_alt",
                violation_error_message=_("Décrivez la photo en une phrase, pour qui ne la voit pas."),
            )
        ]

    def __str__(self) -> str:
        return self.alt

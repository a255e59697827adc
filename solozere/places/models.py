"""A place to work: where it is, what it offers, its life, and who confirmed each group of facts."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from solozere.core.authors import AuthoredModel
from solozere.core.models import StoredFile
from solozere.organisations.models import Organisation
from solozere.places.enums import (
    FactGroupCode,
    MeasureMethod,
    OrganisationRole,
    PlaceOrigin,
    PlaceStatus,
    PointPrecision,
    SpaceKind,
)
from solozere.territory.models import Commune, Located, PointQuerySet


class Label(models.Model):
    """A label that a place may bear, as the pack's charter names it; `tone` picks its shape and colour role."""

    class Tone(models.TextChoices):
        TELECENTRE = "telecentre", _("pignon, pin")
        COMPTOIR = "comptoir", _("disque, bruyère")

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("nom"), max_length=100)
    plural = models.CharField(_("pluriel"), max_length=100)
    definition = models.TextField(_("définition"))
    tone = models.CharField(_("apparence"), max_length=12, choices=Tone.choices)
    rank = models.PositiveSmallIntegerField(
        _("rang"), default=0, help_text=_("Un lieu qui remplit deux labels porte le plus petit rang.")
    )

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["rank", "code"]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """An entry of the pack's catalogue of services: what a place may offer."""

    code = models.SlugField(_("code"), max_length=60, primary_key=True)
    name = models.CharField(_("nom"), max_length=100)
    icon = models.CharField(_("icône"), max_length=40)
    hint = models.CharField(_("précision"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


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


class Place(Located):
    """A place that welcomes teleworkers."""

    slug = models.SlugField(_("adresse de la page"), max_length=100, unique=True)
    name = models.CharField(_("nom"), max_length=200)
    summary = models.CharField(_("présentation"), max_length=600, blank=True)
    status = models.CharField(_("état"), max_length=12, choices=PlaceStatus.choices, default=PlaceStatus.PLANNED)
    status_since = models.DateField(_("depuis le"), null=True, blank=True)
    origin = models.CharField(_("origine"), max_length=20, choices=PlaceOrigin.choices)
    origin_note = models.CharField(_("précision sur l’origine"), max_length=300, blank=True)
    # PROTECT: a label that places bear cannot be dropped; written by charter actions only (grant_label).
    label = models.ForeignKey(
        Label, models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("label"), editable=False
    )

    address = models.CharField(_("adresse"), max_length=200, blank=True)
    postal_code = models.CharField(_("code postal"), max_length=5, blank=True)
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
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    website = models.URLField(_("site"), blank=True)
    prices = models.TextField(_("tarifs, en mots"), blank=True)

    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["cell", "label"]), models.Index(fields=["status"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(label=None) | ~Q(status=PlaceStatus.PLANNED),
                name="planned_place_has_no_label",
                violation_error_message=_("Un lieu prévu ne porte pas encore de label."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.slug])

    @property
    def tone(self) -> str:
        """The CSS class of its label: label-telecentre, label-comptoir or label-none."""
        return f"label-{self.label.tone}" if self.label else "label-none"


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


class StatusChange(AuthoredModel):
    """One step in the life of a place, with its date and reason."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="status_changes", verbose_name=_("lieu"))
    status = models.CharField(_("état"), max_length=12, choices=PlaceStatus.choices)
    on = models.DateField(_("le"), null=True, blank=True, help_text=_("Vide si la date n’est pas connue."))
    note = models.CharField(_("motif ou source"), max_length=300, blank=True)
    at = models.DateTimeField(_("noté le"), auto_now_add=True)

    class Meta:
        verbose_name = _("étape de la vie d’un lieu")
        verbose_name_plural = _("étapes de la vie d’un lieu")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.get_status_display()}"


class FactGroup(AuthoredModel):
    """Where a group of facts of a place comes from, who confirmed it and when, and what it said before."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="fact_groups", verbose_name=_("lieu"))
    code = models.CharField(_("groupe"), max_length=12, choices=FactGroupCode.choices)
    source = models.CharField(_("source"), max_length=300)
    source_date = models.DateField(_("date de la source"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    previous = models.JSONField(_("valeur précédente"), null=True, blank=True)

    class Meta:
        verbose_name = _("groupe de faits")
        verbose_name_plural = _("groupes de faits")
        constraints = [models.UniqueConstraint(fields=["place", "code"], name="fact_group_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.get_code_display()}"


class PlaceOrganisation(models.Model):
    """An organisation's role at a place, between two dates."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="roles", verbose_name=_("lieu"))
    # PROTECT: an organisation that carries a place cannot be deleted under it.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="places", verbose_name=_("organisation")
    )
    role = models.CharField(_("rôle"), max_length=10, choices=OrganisationRole.choices)
    since = models.DateField(_("depuis"), null=True, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        verbose_name = _("rôle d’une organisation")
        verbose_name_plural = _("rôles des organisations")
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "organisation", "role"], name="role_once_per_place"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="role_dates_in_order",
                violation_error_message=_("La date de fin doit suivre la date de début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_role_display()}"


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
            models.UniqueConstraint(fields=["place", "name"], name="space_name_once_per_place"),
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
        constraints = [models.UniqueConstraint(fields=["place", "service"], name="service_once_per_place")]

    def __str__(self) -> str:
        return f"{self.service}"


class ConnectionMeasure(models.Model):
    """A measure of the connection at a place: rates in Mbit/s, latency in ms."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="measures", verbose_name=_("lieu"))
    technology = models.CharField(_("technologie"), max_length=60, blank=True, help_text=_("Par exemple : fibre."))
    down_mbps = models.DecimalField(_("débit descendant, Mbit/s"), max_digits=8, decimal_places=1)
    up_mbps = models.DecimalField(_("débit montant, Mbit/s"), max_digits=8, decimal_places=1, null=True, blank=True)
    latency_ms = models.PositiveSmallIntegerField(_("latence, ms"), null=True, blank=True)
    measured_on = models.DateField(_("mesuré le"))
    method = models.CharField(_("méthode"), max_length=12, choices=MeasureMethod.choices)

    class Meta:
        verbose_name = _("mesure de la connexion")
        verbose_name_plural = _("mesures de la connexion")
        ordering = ["-measured_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "measured_on", "method"], name="measure_once_a_day"),
            models.CheckConstraint(condition=Q(down_mbps__gt=0), name="measure_is_positive"),
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


class ExternalId(models.Model):
    """The same place elsewhere: source, identifier, address, and when it was seen there."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="external_ids", verbose_name=_("lieu"))
    source = models.CharField(_("source"), max_length=60)
    value = models.CharField(_("identifiant"), max_length=200)
    url = models.URLField(_("page"), blank=True)
    seen_on = models.DateField(_("vu le"), null=True, blank=True)

    class Meta:
        verbose_name = _("identifiant externe")
        verbose_name_plural = _("identifiants externes")
        ordering = ["source", "value"]
        constraints = [models.UniqueConstraint(fields=["source", "value"], name="external_id_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.value}"


def fact_group(place: Any, code: FactGroupCode) -> FactGroup | None:
    """The group `code` of a place whose groups may be prefetched; None where nothing is known of it."""
    return next((group for group in place.fact_groups.all() if group.code == code), None)

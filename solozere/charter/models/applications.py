"""Applications to join the network under the charter, from the first words of a draft to the decision."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from solozere.charter.enums import ApplicationState, Channel
from solozere.charter.models.signed import Signed, whole
from solozere.charter.models.versions import CharterVersion, Membership
from solozere.core.authors import AuthoredModel
from solozere.core.models import StoredFile
from solozere.core.workflow import Journal
from solozere.notices.models import Contact
from solozere.places.models import Place

DECIDED = (
    ApplicationState.ACCEPTED,
    ApplicationState.REFUSED,
    ApplicationState.WITHDRAWN,
    ApplicationState.LAPSED,
)


class ApplicationQuerySet(models.QuerySet["Application"]):
    """The vocabulary of applications."""

    def open(self) -> "ApplicationQuerySet":
        """Sent, and not decided yet."""
        return self.exclude(state__in=[ApplicationState.DRAFT, *DECIDED])


class Application(Signed, AuthoredModel):
    """A place that asks for a label. Its author is who entered it: the person by link, or an officer on their behalf.

    `answers` holds what was typed, step by step: {step: {field: value}}. `number` is given when it is sent.
    """

    number = models.CharField(_("numéro"), max_length=20, blank=True)
    state = models.CharField(_("état"), max_length=20, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    # PROTECT: an application is somebody's; a contact is erased through the declarations of privacy.
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="applications", verbose_name=_("demandeur"))
    # SET_NULL: a draft may name a place that is gone since.
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="applications", verbose_name=_("lieu déjà connu")
    )
    # PROTECT: the version that was signed.
    charter = models.ForeignKey(
        CharterVersion, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("charte")
    )
    # PROTECT: what the application led to.
    membership = models.OneToOneField(
        Membership, models.PROTECT, null=True, blank=True, related_name="application", verbose_name=_("adhésion")
    )
    answers = models.JSONField(_("réponses"), default=dict, blank=True)
    channel = models.CharField(_("reçue"), max_length=10, choices=Channel.choices, default=Channel.ONLINE)
    # PROTECT: the paper that was signed goes with the application, by its retention.
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("papier signé")
    )
    created_at = models.DateTimeField(_("commencée le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifiée le"), auto_now=True)
    submitted_at = models.DateTimeField(_("envoyée le"), null=True, blank=True)
    decided_at = models.DateTimeField(_("close le"), null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande de label")
        verbose_name_plural = _("demandes de label")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "submitted_at"])]
        constraints = [
            whole("application_signature_whole"),
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="application_number_once",
                violation_error_message=_("Ce numéro est déjà celui d’une autre demande."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ApplicationState.DRAFT, *DECIDED])
                | (~Q(number="") & Q(submitted_at__isnull=False)),
                name="sent_application_has_number",
                violation_error_message=_("Une demande envoyée a un numéro et une date."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.ACCEPTED) | Q(membership__isnull=False),
                name="accepted_application_has_membership",
                violation_error_message=_("Une demande acceptée mène à une adhésion."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.number

    @property
    def name(self) -> str:
        """The name of the place as the application says it; "" before it does."""
        return str(self.answers.get("place", {}).get("name", ""))


class ApplicationLine(Journal):
    """The journal of an application."""

    # CASCADE: the lines of an application are part of it.
    subject = models.ForeignKey(Application, models.CASCADE, related_name="journal", verbose_name=_("demande"))

    class Meta:
        verbose_name = _("étape d’une demande")
        verbose_name_plural = _("étapes d’une demande")
        ordering = ["-at", "-pk"]


class ApplicationFile(models.Model):
    """A file joined to an application: a photograph, a plan, a test of the connection."""

    # CASCADE: part of the application.
    application = models.ForeignKey(Application, models.CASCADE, related_name="files", verbose_name=_("demande"))
    # PROTECT: the file goes by the retention of the application.
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("fichier"))
    caption = models.CharField(_("légende"), max_length=200, blank=True)
    criterion = models.SlugField(_("critère"), max_length=60, blank=True)
    added_at = models.DateTimeField(_("joint le"), auto_now_add=True)

    class Meta:
        verbose_name = _("pièce d’une demande")
        verbose_name_plural = _("pièces d’une demande")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "file"], name="file_once_per_application")]

    def __str__(self) -> str:
        return self.caption or str(self.file)

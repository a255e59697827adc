"""The outbox: one row a message, written with the facts that it tells, sent by the worker."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from solozere.notices.enums import MailChoice, MailState
from solozere.notices.models.contacts import Contact


class OutgoingMail(models.Model):
    """A message to a contact, rendered when it was decided; `key` says what it is about, so that nobody gets it twice."""

    # CASCADE: a person's letters are part of what we hold of that person; erasing the one erases the others.
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="mails", verbose_name=_("contact"))
    recipient = models.EmailField(_("adresse, telle qu’elle était"))
    kind = models.CharField(_("sorte de message"), max_length=60)
    key = models.CharField(_("clé"), max_length=200, unique=True)
    subject = models.CharField(_("objet"), max_length=200)
    text = models.TextField(_("texte"), blank=True)
    html = models.TextField(_("texte mis en forme"), blank=True)
    state = models.CharField(_("état"), max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveIntegerField(_("tentatives"), default=0)
    due_at = models.DateTimeField(_("prochaine tentative le"), default=timezone.now)
    claimed_at = models.DateTimeField(_("pris par un envoi le"), null=True, blank=True)
    error = models.CharField(_("dernière erreur"), max_length=300, blank=True)
    about_model = models.CharField(_("objet concerné"), max_length=100, blank=True)
    about_id = models.CharField(_("identifiant de l’objet concerné"), max_length=64, blank=True)
    # SET_NULL: the row of the digest may go a day before those that it gathered.
    digest = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="gathered", verbose_name=_("récapitulatif")
    )
    # SET_NULL: the first message may go, at the end of its delay, before the one that repeated it.
    resent_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="resent", verbose_name=_("envoyé à nouveau depuis")
    )
    created_at = models.DateTimeField(_("écrit le"), auto_now_add=True)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("message envoyé")
        verbose_name_plural = _("messages envoyés")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=MailState.SENT, sent_at__isnull=False)
                | (~models.Q(state=MailState.SENT) & models.Q(sent_at__isnull=True)),
                name="sent_mail_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=MailState.SENDING) | models.Q(claimed_at__isnull=False),
                name="mail_being_sent_says_since_when",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="mail_to_send"),
            models.Index(fields=["about_model", "about_id"], name="mail_about"),
            models.Index(fields=["-created_at", "-id"], name="mail_newest"),
        ]

    def __str__(self) -> str:
        return self.subject


class MailPreference(models.Model):
    """How a contact wishes to receive one optional kind of mail; without a row, at once."""

    # CASCADE: a wish is part of its contact.
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="mail_preferences", verbose_name=_("contact"))
    kind = models.CharField(_("sorte de message"), max_length=60)
    choice = models.CharField(_("choix"), max_length=10, choices=MailChoice.choices)
    changed_at = models.DateTimeField(_("choisi le"), auto_now=True)

    class Meta:
        verbose_name = _("choix de messages")
        verbose_name_plural = _("choix de messages")
        constraints = [models.UniqueConstraint(fields=["contact", "kind"], name="one_wish_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.choice}"


def about(obj: models.Model | None) -> dict[str, Any]:
    """The columns that say what a mail is about."""
    return {} if obj is None else {"about_model": obj._meta.label_lower, "about_id": str(obj.pk)}

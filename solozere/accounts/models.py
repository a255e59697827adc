"""Accounts, and the global roles that they were granted."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from solozere.accounts.enums import GRANTED, GlobalRole
from solozere.notices.models import Contact


class UserManager(BaseUserManager["User"]):
    """Creates an account together with its contact."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of an address, whatever its capitals. No `iexact`: SQLite raises on a long one, and no index serves it."""
        return self.annotate(folded=Lower("email")).get(folded=Lower(Value(username or "")))

    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, *, name: str = "", **extra: Any) -> "User":
        """An account for `email`; without a password nobody can sign in with one. `name` goes to its contact.

        Raises ValueError, in French, when the address is missing or has an account already.
        """
        if not email:
            raise ValueError(gettext("Il faut une adresse électronique, par exemple prenom.nom@exemple.fr."))
        email = self.normalize_email(email)
        if self.filter(email__iexact=email).exists():
            raise ValueError(gettext("L’adresse %(email)s a déjà un compte.") % {"email": email})
        contact = Contact.objects.filter(email__iexact=email).first() or Contact(email=email)
        contact.name = name or contact.name
        contact.save()
        user = self.model(email=email, contact=contact, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """An administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in; one to one with the contact that holds what is theirs."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    # PROTECT: an account is erased through its contact, by the erasure of the privacy app, never the other way.
    contact = models.OneToOneField(Contact, models.PROTECT, related_name="user", verbose_name=_("contact"))
    is_staff = models.BooleanField(_("accède à l’administration"), default=False)
    is_active = models.BooleanField(_("actif"), default=True)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    closed_at = models.DateTimeField(_("fermé le"), null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_once", violation_error_message=_("Cette adresse a déjà un compte.")
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True) | models.Q(closed_at__isnull=False),
                name="closed_account_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        """The name that journals keep and pages show: the contact's own, else the team's; never a piece of the address."""
        return self.contact.name or gettext("l’équipe du réseau")


class RoleGrant(models.Model):
    """A global role that somebody holds, or held, from an instant to another: a grant is ended, never erased by hand."""

    # CASCADE: a grant says nothing without the account; the history keeps who granted what.
    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("compte"))
    role = models.CharField(_("rôle"), max_length=20, choices=[(role.value, role.label) for role in GRANTED])
    since = models.DateTimeField(_("depuis"), auto_now_add=True)
    until = models.DateTimeField(_("jusqu’à"), null=True, blank=True)

    class Meta:
        verbose_name = _("rôle d’un compte")
        verbose_name_plural = _("rôles des comptes")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(until__isnull=True),
                name="role_held_once",
                violation_error_message=_("Ce compte a déjà ce rôle."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in GRANTED]), name="role_is_one_that_is_granted"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="role_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return str(GlobalRole(self.role).label)

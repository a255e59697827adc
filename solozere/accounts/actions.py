"""Opening, changing and closing accounts; granting and withdrawing global roles."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.accounts import perms
from solozere.accounts.enums import GRANTED, GlobalRole
from solozere.accounts.models import RoleGrant, User
from solozere.core import history
from solozere.core.authors import Author
from solozere.notices.actions import verify
from solozere.notices.models import Contact


@transaction.atomic
def update(user: User, *, email: str, name: str, is_active: bool) -> User:
    """Write the address and name of an account in its contact too; closing it notes when, for its retention.

    Raises ValidationError on `email` where somebody else has that address.
    """
    locked = User.objects.select_for_update().select_related("contact").get(pk=user.pk)
    email = User.objects.normalize_email(email)
    others = Contact.objects.exclude(pk=locked.contact_id)
    if others.filter(email__iexact=email).exists():
        raise ValidationError({"email": _("Une autre personne a déjà cette adresse.")})
    locked.email = locked.contact.email = email
    locked.contact.name = name
    if is_active:
        locked.closed_at = None
    elif locked.is_active or locked.closed_at is None:
        locked.closed_at = timezone.now()
    locked.is_active = is_active
    locked.contact.save()
    locked.save()
    return locked


def enter(email: str) -> User:
    """The account of an address that was just proved, opened where there was none; its contact is noted as verified.

    What the contact of this address already has here is from now on the account's. A closed account is given back as it is.
    """
    try:
        with transaction.atomic():
            user = _found(email) or User.objects.create_user(email)
    except (IntegrityError, ValueError):  # opened meanwhile, from another browser
        user = User.objects.get_by_natural_key(email)
    verify(user.contact)
    return user


def _found(email: str) -> User | None:
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        return None


@transaction.atomic
def rename(user: User, name: str) -> None:
    """How the person wants to be called: written in their contact, "" for no name."""
    contact = Contact.objects.select_for_update().get(pk=user.contact_id)
    contact.name = name.strip()
    contact.full_clean(validate_constraints=False)
    contact.save(update_fields=["name"])
    user.contact = contact


@transaction.atomic
def grant_role(user: User, role: GlobalRole | str, *, author: Author) -> RoleGrant:
    """Give a role of `enums.GRANTED` from now on; one that is held already is given back as it is. Raises ValidationError."""
    wanted = GlobalRole(role)
    if wanted not in GRANTED:
        raise ValidationError({"role": _("Ce rôle ne s’accorde pas ainsi.")})
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.is_active:
        raise ValidationError({"role": _("Ce compte est fermé\u00a0: rouvrez-le d’abord.")})
    grant = RoleGrant.objects.filter(user=locked, role=wanted, until=None).first()
    if grant is None:
        grant = RoleGrant.objects.create(user=locked, role=wanted)
        history.record(locked, "grant_role", author, after={"role": str(wanted)})
    perms.forget_roles(user)
    return grant


@transaction.atomic
def withdraw_role(user: User, role: GlobalRole | str, *, author: Author, reason: str = "") -> None:
    """End a role now; nothing happens where it is not held."""
    held = RoleGrant.objects.select_for_update().filter(user_id=user.pk, role=role, until=None).order_by("pk").first()
    perms.forget_roles(user)
    if held is None:
        return
    held.until = timezone.now()
    held.save(update_fields=["until"])
    history.record(user, "withdraw_role", author, before={"role": str(role)}, reason=reason)

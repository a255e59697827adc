"""Opening, changing and closing accounts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.accounts.models import User
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

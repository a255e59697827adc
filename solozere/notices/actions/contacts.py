"""One contact an address: found, verified, merged."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.notices.models import Contact


def contact_for(email: str, name: str = "") -> Contact:
    """The contact of an address, whatever its capitals, made where there is none. Two at once get the same one.

    `name` is kept where none is known and the address is not verified: whoever types somebody's address does not rename
    them. Raises ValidationError, in French, on `email`.
    """
    email = _clean(email)
    name = name.strip()[: Contact._meta.get_field("name").max_length]
    with transaction.atomic():
        contact = _find(email)
        if contact is None:
            try:
                with transaction.atomic():
                    return Contact.objects.create(email=email, name=name)
            except IntegrityError:  # another request made it since
                contact = _find(email)
                if contact is None:
                    raise
        if name and not contact.name and contact.verified_at is None:
            contact.name = name
            contact.save(update_fields=["name"])
        return contact


def verify(contact: Contact) -> Contact:
    """Note that the person reads this address: they followed a link or typed a code that it received. The first time counts."""
    Contact.objects.filter(pk=contact.pk, verified_at=None).update(verified_at=timezone.now())
    contact.refresh_from_db(fields=["verified_at"])
    return contact


def _find(email: str) -> Contact | None:
    # No `iexact`: no index serves it.
    return Contact.objects.annotate(folded=Lower("email")).filter(folded=Lower(Value(email))).first()


def _clean(email: str) -> str:
    """The address without spaces around it, its domain in lower case."""
    local, at, domain = email.strip().rpartition("@")
    email = f"{local}{at}{domain.lower()}"
    try:
        validate_email(email)
    except ValidationError:
        words = _("Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr.")
        raise ValidationError({"email": words}) from None
    return email

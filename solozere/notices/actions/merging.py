"""Two contacts of one person become one."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from solozere.core import history, links
from solozere.core.authors import Author, AuthoredModel, AuthorKind
from solozere.core.relations import referrers
from solozere.notices.models import Contact

DROPPED = ("notices.mailpreference",)
"""Where both contacts have the same row: the one of the contact that stays is right, the other goes."""


@transaction.atomic
def merge(kept: Contact, other: Contact, author: Author) -> Contact:
    """Move all that points to `other`, whichever app it is in, to `kept`, then delete `other`.

    The address of `kept` stays, and is no more verified than it was: proving one address proves nothing of another.
    Raises ValidationError, in French, where both have something that a person has once (an account).
    """
    if kept.pk == other.pk:
        raise ValidationError(_("C’est deux fois le même contact\u00a0: il n’y a rien à réunir."))
    locked = {
        row.pk: row for row in Contact.objects.select_for_update().filter(pk__in=(kept.pk, other.pk)).order_by("pk")
    }
    stays, goes = locked[kept.pk], locked[other.pk]
    for model, name in pointing():
        _move(model, name, stays, goes)
    for model in journals():
        rows = model._base_manager.filter(author_kind=AuthorKind.CONTACT, author_id=goes.pk)
        rows.update(author_id=stays.pk)
    links.move_contact(stays.pk, goes.pk)
    if not stays.name and goes.name:
        stays.name = goes.name
        stays.save(update_fields=["name"])
    history.record(stays, "merge", author, before={"contact": goes.pk})
    goes.delete()
    kept.refresh_from_db()
    return kept


def pointing() -> list[tuple[type[models.Model], str]]:
    """`(model, field)` of each column of the project that holds a contact; a many-to-many by its own table."""
    return [
        (model, name)
        for model, name in referrers(Contact)
        if not isinstance(model._meta.get_field(name), models.ManyToManyField)
    ]


def journals() -> list[type[models.Model]]:
    """The journals, which name their authors without a foreign key."""
    return [model for model in apps.get_models() if issubclass(model, AuthoredModel)]


def _move(model: type[models.Model], name: str, stays: Contact, goes: Contact) -> None:
    """Row by row, so that one that both have is told apart."""
    rows: models.QuerySet[Any] = model._base_manager.filter(**{name: goes})
    for row in rows.order_by("pk"):
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(**{name: stays})
        except IntegrityError:
            if not (model._meta.auto_created or model._meta.label_lower in DROPPED):
                words = _("Ces deux contacts ont chacun leur «\u00a0%(name)s\u00a0»\u00a0: rien n’a été réuni.")
                raise ValidationError(words % {"name": model._meta.verbose_name}) from None
            row.delete()

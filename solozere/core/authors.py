"""Who did something, as journals and histories keep it: a user, a contact by link, or the system, with the name as it stood."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class AuthorKind(models.TextChoices):
    USER = "user", _("compte")
    CONTACT = "contact", _("contact par lien")
    SYSTEM = "system", _("système")


@dataclass(frozen=True)
class Author:
    """`kind`, the id in its own table (None for the system) and the name as it stood that day.

    `person`: the account or contact itself, for whoever asks what they may do; never stored.
    """

    kind: AuthorKind
    name: str
    id: int | None = None
    person: Any = field(default=None, compare=False, repr=False)

    @classmethod
    def system(cls, name: str) -> "Author":
        """The system under the name of what ran: « pack lozere », « démonstration »."""
        return cls(AuthorKind.SYSTEM, name)

    @classmethod
    def user(cls, user: Any) -> "Author":
        """A signed-in user (anything with `pk` and `get_full_name()`)."""
        return cls(AuthorKind.USER, user.get_full_name(), user.pk, user)

    @classmethod
    def contact(cls, contact: Any) -> "Author":
        """Somebody who came by a secret link (a contact, with `pk` and `name`); without a name, never a piece of the address."""
        return cls(AuthorKind.CONTACT, contact.name or gettext("personne sans compte"), contact.pk, contact)


class AuthoredModel(models.Model):
    """The author columns of a journal. No foreign key: erasing a person replaces the name, never the row."""

    author_kind = models.CharField(_("nature de l’auteur"), max_length=10, choices=AuthorKind.choices)
    author_id = models.PositiveBigIntegerField(_("identifiant de l’auteur"), null=True, blank=True)
    author_name = models.CharField(_("nom de l’auteur, tel qu’il était"), max_length=200)

    class Meta:
        abstract = True

    def set_author(self, author: Author) -> None:
        """Write the three columns from `author`."""
        self.author_kind, self.author_id, self.author_name = author.kind, author.id, author.name

"""Who did something, as journals and histories keep it: a user, a contact by link, or the system, with the name as it stood."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthorKind(models.TextChoices):
    USER = "user", _("compte")
    CONTACT = "contact", _("contact par lien")
    SYSTEM = "system", _("système")


@dataclass(frozen=True)
class Author:
    """`kind`, the id in its own table (None for the system) and the name as it stood that day."""

    kind: AuthorKind
    name: str
    id: int | None = None

    @classmethod
    def system(cls, name: str) -> "Author":
        """The system under the name of what ran: « pack lozere », « démonstration »."""
        return cls(AuthorKind.SYSTEM, name)

    @classmethod
    def user(cls, user: Any) -> "Author":
        """A signed-in user (anything with `pk` and `get_full_name()`)."""
        return cls(AuthorKind.USER, user.get_full_name(), user.pk)


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

"""Who keeps a place, and from when to when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from solozere.core.terms import Term
from solozere.notices.models import Contact
from solozere.places.models.place import Place


class Manager(Term):
    """A person who keeps a place: edits its facts, confirms them, answers for it."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="managers", verbose_name=_("lieu"))
    # CASCADE: the role goes with the person; journals keep what was done.
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="managed_places", verbose_name=_("personne"))

    class Meta(Term.Meta):
        verbose_name = _("responsable d’un lieu")
        verbose_name_plural = _("responsables des lieux")
        constraints = [
            *Term.constraints("manager"),
            models.UniqueConstraint(
                fields=["place", "contact"],
                condition=Q(until__isnull=True),
                name="manager_of_a_place_once",
                violation_error_message=_("Cette personne est déjà responsable de ce lieu."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)

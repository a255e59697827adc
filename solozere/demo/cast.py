"""The fictional people of a demonstration, one for each role, made when somebody first wants to be one of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from solozere.accounts.actions import enter, grant_role
from solozere.accounts.enums import GlobalRole
from solozere.accounts.models import User
from solozere.core.authors import Author
from solozere.organisations.actions import appoint_officer
from solozere.organisations.models import Organisation
from solozere.places.actions import appoint_manager
from solozere.places.enums import PlaceStatus
from solozere.places.models import Place

AUTHOR = Author.system("Équipe fictive de la démonstration")
SINCE_DAYS = 400


@dataclass(frozen=True)
class Character:
    """Somebody to be: `code` in the address, `label` on the button, `name` as the pages show it."""

    code: str
    label: str | Promise
    name: str

    @property
    def email(self) -> str:
        """An address that reaches nobody."""
        return f"{self.code}@demonstration.example"


CAST = (
    Character("membre", _("Une personne qui télétravaille"), "Léa Exemple"),
    Character("lieu", _("Une personne qui tient un lieu"), "Rose Fictif"),
    Character("partenaire", _("L’agent d’un partenaire"), "Hugo Spécimen"),
    Character("instruction", _("L’instruction des aides"), "Nadia Modèle"),
    Character("coordination", _("La coordination du réseau"), "Claire Modèle"),
    Character("administration", _("L’administration du site"), "Sacha Témoin"),
)


def character(code: str) -> Character | None:
    """The one of this code."""
    return next((one for one in CAST if one.code == code), None)


@transaction.atomic
def play(one: Character) -> User:
    """The account of a character, with what its role holds; made once, then left as people leave it."""
    known = User.objects.filter(email=one.email).first()
    if known is not None:
        return known
    user = enter(one.email)
    user.contact.name = one.name
    user.contact.save(update_fields=["name"])
    since = timezone.localdate() - timedelta(days=SINCE_DAYS)
    _give(one.code, user, since)
    return user


def _give(code: str, user: User, since: date) -> None:
    """What the role of a character holds; a territory without places or partners gives none."""
    if code == "lieu":
        open_ones = Place.objects.filter(status=PlaceStatus.IN_SERVICE).order_by("name", "pk")
        place = open_ones.exclude(label=None).first() or open_ones.first()
        if place is not None:
            appoint_manager(place, user.contact, since=since, author=AUTHOR)
    elif code == "partenaire":
        organisation = Organisation.objects.filter(until="").first()
        if organisation is not None:
            appoint_officer(organisation, user.contact, since=since, author=AUTHOR)
    elif code == "instruction":
        grant_role(user, GlobalRole.AID_OFFICER, author=AUTHOR)
    elif code == "coordination":
        grant_role(user, GlobalRole.COORDINATOR, author=AUTHOR)
    elif code == "administration":
        user.is_staff = user.is_superuser = True
        user.save(update_fields=["is_staff", "is_superuser"])

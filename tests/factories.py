"""Plain factories: the least that makes a right row, each value can be overridden. Append yours; keep them short."""

import factory

from solozere.accounts.models import User
from solozere.core.authors import Author
from solozere.core.geo import Point
from solozere.core.text import fold
from solozere.notices.models import Contact
from solozere.organisations.models import Mission, Organisation
from solozere.places.actions import create_place
from solozere.places.models import Label, Place, Service
from solozere.territory.models import Commune, Territory


class ContactFactory(factory.django.DjangoModelFactory):
    """Somebody who gave an address."""

    class Meta:
        model = Contact

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    name = factory.Sequence(lambda n: f"Personne {n}")


class UserFactory(factory.django.DjangoModelFactory):
    """An account that signs in with the password « un mot de passe long »; `admin=True` for an administrator."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        admin = factory.Trait(is_staff=True, is_superuser=True)

    email = factory.SelfAttribute("contact.email")
    contact = factory.SubFactory(ContactFactory)
    password = factory.django.Password("un mot de passe long")


class TerritoryFactory(factory.django.DjangoModelFactory):
    """An imaginary territory, so that a page tested with it proves that nothing is hard-wired."""

    class Meta:
        model = Territory
        django_get_or_create = ("id",)

    id = 1
    code = "99"
    name = "Valdoré"
    with_in = "en Valdoré"
    with_of = "du Valdoré"
    network = "SoValdoré"
    tagline = "Le télétravail en Valdoré"
    west, south, east, north = 2.9, 44.1, 4.0, 45.0
    texts = factory.LazyFunction(dict)
    colours = factory.LazyFunction(dict)


class CommuneFactory(factory.django.DjangoModelFactory):
    """A commune of the territory; `point=Point(lat, lon)` sets its position, None leaves it without one."""

    class Meta:
        model = Commune

    code = factory.Sequence(lambda n: f"98{n % 1000:03d}")
    name = factory.Sequence(lambda n: f"Valbourg-{n}")
    folded = factory.LazyAttribute(lambda commune: fold(commune.name))
    departement = "99"
    local = True

    @classmethod
    def _create(cls, model_class, *args, point=Point(44.7, 3.5), **values):  # noqa: B008 (a frozen point)
        commune = model_class(**values)
        commune.place_at(point)
        commune.save(force_insert=True)
        return commune


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A partner; `missions=2` gives it that many things that it does."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"partenaire-{n}")
    name = factory.Sequence(lambda n: f"Partenaire {n}")
    kind = "agency"
    source = "Bulletin du plateau"
    known_on = "2015-06"

    @factory.post_generation
    def missions(organisation, create, count, **values):
        for order in range(count or 0):
            MissionFactory(organisation=organisation, order=order, **values)


class MissionFactory(factory.django.DjangoModelFactory):
    """One thing that a partner does."""

    class Meta:
        model = Mission

    organisation = factory.SubFactory(OrganisationFactory)
    what = factory.Sequence(lambda n: f"Tient la permanence {n}")
    source = "Bulletin du plateau"
    known_on = "2015-06"


class LabelFactory(factory.django.DjangoModelFactory):
    """A label of a charter."""

    class Meta:
        model = Label
        django_get_or_create = ("code",)

    code = "escale"
    name = factory.LazyAttribute(lambda label: label.code.capitalize())
    plural = factory.LazyAttribute(lambda label: f"{label.name}s")
    definition = "Un lieu de passage."
    tone = "comptoir"


class ServiceFactory(factory.django.DjangoModelFactory):
    """An entry of the catalogue of services."""

    class Meta:
        model = Service
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"service_{n}")
    name = factory.LazyAttribute(lambda service: service.code.replace("_", " ").capitalize())
    icon = "wifi"


class PlaceFactory(factory.django.DjangoModelFactory):
    """A place in service, made by the action as every place is; `label` is borne without asking the charter."""

    class Meta:
        model = Place

    slug = factory.Sequence(lambda n: f"lieu-{n}")
    name = factory.Sequence(lambda n: f"Lieu {n}")
    commune = factory.SubFactory(CommuneFactory)
    origin = "application"
    status = "in_service"
    author = Author.system("essais")

    @classmethod
    def _create(cls, model_class, *args, label=None, **values):
        place = create_place(**values)
        if label is not None:
            Place.objects.filter(pk=place.pk).update(label=label)
            place.refresh_from_db()
        return place

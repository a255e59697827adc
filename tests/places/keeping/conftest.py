"""A place that is kept, who keeps it, who runs the network, and what its forms send."""

from datetime import date

import pytest

from solozere.accounts.actions import grant_role
from solozere.core.authors import Author
from solozere.notices.models import OutgoingMail
from solozere.places.actions import appoint_manager
from solozere.places.facts import read_group
from solozere.places.keeping.actions import last_change
from solozere.places.keeping.forms import FORMS
from solozere.places.keeping.groups import SLUGS
from tests.factories import UserFactory

AUTHOR = Author.system("essais")
SINCE = date(2024, 1, 1)


@pytest.fixture
def rose(full_place):
    """Who keeps « L’Atelier »."""
    user = UserFactory(contact__name="Rose Fictif", contact__email="rose@exemple.fr")
    appoint_manager(full_place, user.contact, since=SINCE, author=AUTHOR)
    return user


@pytest.fixture
def claire(here):
    """A coordinator."""
    user = UserFactory(contact__name="Claire Modèle")
    grant_role(user, "coordinator", author=AUTHOR)
    return user


@pytest.fixture
def kept(client, rose):
    """A client signed in as Rose."""
    client.force_login(rose)
    return client


def address(place, slug=""):
    """A page of the manager's."""
    return f"/espace/lieux/{place.slug}/{slug}/" if slug else f"/espace/lieux/{place.slug}/"


def sent(place, slug, **answers):
    """What the form of a group sends as it stands, with these changes; a None takes the answer away."""
    code = SLUGS[slug]
    form = FORMS[code](place, read_group(place, code))
    data = {"seen": last_change(place, code)}
    forms = [form, *(form.rows.forms if form.rows is not None else [])]
    if form.rows is not None:
        forms.append(form.rows.management_form)
    for one in forms:
        for field in one:
            value = field.value()
            data[field.html_name] = "" if value is None or value is False else value
    data |= answers
    return {name: value for name, value in data.items() if value is not None}


def letters(kind):
    """The mails of a kind, the oldest first."""
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))

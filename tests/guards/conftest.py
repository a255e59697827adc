"""A whole small site: the tiny pack, its charter and places, a picture of each visibility, somebody of each role."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from solozere.accounts.actions import grant_role
from solozere.accounts.models import User
from solozere.core import files
from solozere.core.authors import Author
from solozere.organisations.actions import appoint_officer
from solozere.organisations.models import Organisation
from solozere.places.actions import appoint_manager
from solozere.places.models import Place
from solozere.territory import loading
from solozere.territory.pack.communes import CommuneSection
from tests.factories import ContactFactory, OrganisationFactory, UserFactory
from tests.fixtures.territory import few_communes
from tests.guards.access_table import ROLES

AUTHOR = Author.system("essais")
PUBLIC_PICTURE, TEAM_PICTURE = "photo publique", "photo de l’équipe"


def _store(purpose: str, visibility: str, colour: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (800, 400), colour).save(buffer, "JPEG")
    files.store_image(SimpleUploadedFile("x.jpg", buffer.getvalue()), purpose=purpose, visibility=visibility)


def cast() -> None:
    """`<role>@exemple.fr` for each role of the table, and a stranger's passkey."""
    someone = {role: UserFactory(contact__email=f"{role}@exemple.fr") for role in ROLES if role != "visitor"}
    User.objects.filter(pk=someone["administrator"].pk).update(is_staff=True, is_superuser=True)
    for role in ("coordinator", "aid_officer"):
        grant_role(someone[role], role, author=AUTHOR)
    since = date(2024, 1, 1)
    place = Place.objects.order_by("pk")[0]
    appoint_manager(place, someone["manager"].contact, since=since, author=AUTHOR)
    organisation = Organisation.objects.get(slug="organisation-seule")
    appoint_officer(organisation, someone["officer"].contact, since=since, author=AUTHOR)
    Authenticator.objects.create(user=UserFactory(), type=Authenticator.Type.WEBAUTHN, data={"name": "Clé d’autrui"})


@pytest.fixture(scope="class")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Loaded once for a class of tests, which are marked `django_db`; rolled back at its end."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(CommuneSection, "national", staticmethod(few_communes))
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        loading.load_pack(Path(settings.BASE_DIR) / "tests" / "pack")
        cache.clear()
        _store(PUBLIC_PICTURE, "public", "green")
        _store(TEAM_PICTURE, "staff", "red")
        ContactFactory(name="Camille Exemple")
        OrganisationFactory(slug="organisation-seule")
        cast()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def two_users(settings) -> None:
    """Who asks and whom a page is about are both users: two reads of one table, whatever the number of rows."""
    settings.ZEAL_ALLOWLIST = [{"model": model, "field": "get()"} for model in ("accounts.User", "sessions.Session")]

"""A whole small site: the tiny pack, its charter and places, a picture of each visibility, an administrator."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from solozere.core import files
from solozere.territory import loading
from solozere.territory.pack.communes import CommuneSection
from tests.factories import ContactFactory, OrganisationFactory, UserFactory
from tests.fixtures.territory import few_communes

PUBLIC_PICTURE, TEAM_PICTURE = "photo publique", "photo de l’équipe"


def _store(purpose: str, visibility: str, colour: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (800, 400), colour).save(buffer, "JPEG")
    files.store_image(SimpleUploadedFile("x.jpg", buffer.getvalue()), purpose=purpose, visibility=visibility)


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
        UserFactory(admin=True, email="administration@exemple.fr", contact__email="administration@exemple.fr")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def two_users(settings) -> None:
    """Who asks and whom a page is about are both users: two reads of one table, whatever the number of rows."""
    settings.ZEAL_ALLOWLIST = [{"model": model, "field": "get()"} for model in ("accounts.User", "sessions.Session")]

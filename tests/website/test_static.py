"""What collectstatic makes: hashed names, compressed copies, a year of cache."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.templatetags.static import static
from django.test import RequestFactory, override_settings
from whitenoise.middleware import WhiteNoiseMiddleware


@pytest.fixture
def collected(tmp_path: Path):
    """Everything collected as for production."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(
        STORAGES=storages, STATIC_ROOT=str(tmp_path), WHITENOISE_AUTOREFRESH=False, WHITENOISE_USE_FINDERS=False
    ):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
        yield tmp_path


@pytest.mark.django_db  # closing an answer looks at the database's connection
def test_the_stylesheet_and_its_fonts_are_hashed_compressed_and_kept_a_year(collected):
    served = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))
    address = static("core/css/solozere.css")
    assert address != "/static/core/css/solozere.css"
    css = served(RequestFactory().get(address, headers={"accept-encoding": "br"}))
    assert css["Cache-Control"] == "max-age=315360000, public, immutable"
    assert css["Content-Encoding"] == "br"
    assert css["Access-Control-Allow-Origin"] == "*"
    css.close()
    text = (collected / address.removeprefix("/static/")).read_text(encoding="utf-8")
    assert static("core/fonts/bricolage-grotesque.woff2").rsplit("/", 1)[1] in text
    font = served(RequestFactory().get(static("core/fonts/reddit-sans.woff2")))
    assert font.status_code == 200
    assert "immutable" in font["Cache-Control"]
    font.close()

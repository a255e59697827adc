"""A tile server is asked only where the installation names one."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as project

from solozere.places.map.tiles import tiles_can_be_asked_for

WORDS = "© les contributeurs"


@pytest.mark.parametrize(
    "url",
    [
        "https://tuiles.example/{z}/{x}/{y}.png",
        "https://tuiles.example/wmts?TILEMATRIX={z}&TILECOL={x}&TILEROW={y}",
        "http://127.0.0.1:8080/{z}/{x}/{y}.webp",
    ],
)
def test_an_address_of_tiles_is_taken(settings, url):
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = url, WORDS
    assert tiles_can_be_asked_for() == []


@pytest.mark.parametrize(
    "url",
    [
        "tuiles.example/{z}/{x}/{y}.png",
        "https://tuiles.example/{z}/{x}.png",
        "https://{s}.tuiles.example/{z}/{x}/{y}.png",
        "javascript://x/{z}/{x}/{y}",
        "https://a.example; script-src */{z}/{x}/{y}",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(settings, url):
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = url, WORDS
    assert [error.id for error in tiles_can_be_asked_for()] == ["places.E001"]


def test_tiles_without_their_credit_are_refused(settings):
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = "https://tuiles.example/{z}/{x}/{y}.png", ""
    assert [error.id for error in tiles_can_be_asked_for()] == ["places.E002"]


def test_by_default_pictures_come_from_here_alone(client, db):
    assert project.MAP_TILES_URL == ""
    assert "img-src 'self' data:;" in client.get("/lieux/")["Content-Security-Policy"] + ";"


def test_a_wmts_address_is_read_and_its_host_alone_is_let_in(tmp_path):
    code = (
        "from django.conf import settings as s; print(s.MAP_TILES_URL); "
        "print(*s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'])"
    )
    asked = "https://wmts.example:8443/t?TM={TileMatrix}&C={TileCol}&R={TileRow}"
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "solozere.settings",
        "SECRET_KEY": "x" * 50,
        "DATA_DIR": str(tmp_path),
        "MAP_TILES_URL": asked,
    }
    run = [sys.executable, "-c", code]
    said = subprocess.run(run, env=env, cwd=project.BASE_DIR, capture_output=True, text=True, check=True).stdout
    address, policy = said.splitlines()
    assert address == "https://wmts.example:8443/t?TM={z}&C={x}&R={y}"
    assert policy == "'self' data: https://wmts.example:8443"

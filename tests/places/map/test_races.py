"""The file of all places while they change: every reader has one, and the newest stays."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from solozere.places.map import everything
from solozere.places.search import version

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
ROUNDS = 25


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_whoever_reads_while_places_change_has_a_whole_file(make_place):
    make_place("Le seul")

    def read():
        try:
            for _round in range(ROUNDS):
                file, _number = everything.opened("")
                with file:
                    assert len(json.loads(file.read())["features"]) == 1
        finally:
            connection.close()

    def change():
        try:
            for _round in range(ROUNDS):
                version.bump()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for job in [pool.submit(job) for job in (read, read, read, change)]:
            job.result()
    file, number = everything.opened("")
    file.close()
    assert number == f"{everything.FORMAT}-{version.current()}"
    assert len(list(everything.folder().glob("places-*"))) == len(everything.ENCODINGS)


def test_what_a_killed_maker_left_is_swept(make_place):
    make_place("Le seul")
    left = everything.folder() / "new-mort"
    left.mkdir(parents=True)
    everything.refresh()
    assert not left.exists()

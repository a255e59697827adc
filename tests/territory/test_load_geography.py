"""The geography follows the pack: what is added, changed, removed, and what cannot be."""

import pytest

from solozere.core.registries import Follower, commune_followers
from solozere.territory.loading import load_pack
from solozere.territory.models import Commune, PostalCode, Zone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_geography")]

ZONE = "zones/littoral-2014.toml"
COMMUNES = "geography/communes.csv"


def test_the_geography_follows_the_pack_row_by_row(copy_pack):
    load_pack(copy_pack({ZONE: None}))
    changes = {COMMUNES: ("99005,L'Islette,99500,", "99005,L'Îlette,99500 99510,")}
    report = load_pack(copy_pack(changes))
    bulk = report["communes"].bulk
    assert (bulk.created, bulk.updated, bulk.deleted) == (0, 1, 0)
    islet = Commune.objects.get(pk="99005")
    assert (islet.name, islet.folded) == ("L’Îlette", "l ilette")
    assert sorted(islet.postal_codes.values_list("code", flat=True)) == ["99500", "99510"]


def test_what_was_copied_of_the_communes_follows_them(copy_pack, monkeypatch):
    told = []
    monkeypatch.setattr(commune_followers, "_entries", {"essai": (1, Follower(lambda: told.append(names())))})

    def names():
        return Commune.objects.get(pk="99005").name

    load_pack(copy_pack({ZONE: None}))
    load_pack(copy_pack())
    assert told == ["L’Islette"], "nothing is done again for a pack that says the same"
    load_pack(copy_pack({COMMUNES: ("99005,L'Islette,", "99005,L'Îlette,")}))
    assert told == ["L’Islette", "L’Îlette"]


def test_what_leaves_the_geography_is_deleted_with_its_grouping(copy_pack):
    load_pack(copy_pack())
    text = (
        (copy_pack() / COMMUNES)
        .read_text(encoding="utf-8")
        .replace("99003,Saint-Gaël,99300,510,9902,Saint-Gaël", "99003,Saint-Gaël,99300,510,,")
        .replace("99004,Grand-Ilet,99300,95,9902,Saint-Gaël,,,,\n", "")
    )
    report = load_pack(copy_pack({COMMUNES: text}))
    assert report["communes"].bulk.deleted == 1
    assert report["cantons"].bulk.deleted == 1
    assert not Commune.objects.filter(pk="99004").exists()


def test_a_commune_still_in_use_is_kept_and_reported(copy_pack):
    load_pack(copy_pack())
    text = (copy_pack() / COMMUNES).read_text(encoding="utf-8").replace("99001,", "99011,")
    zone = (copy_pack() / ZONE).read_text(encoding="utf-8").replace("Port-Embrun", "Vieux-Port")
    changes = {COMMUNES: text, "geography/communes.geojson": ('"99001"', '"99011"')}
    changes |= {
        "geography/former_communes.csv": ("99007,Vieux-Port,associated,99001", "99001,Vieux-Port,absorbed,99011")
    }
    Zone.objects.update(name="modifiée ici")
    report = load_pack(copy_pack({**changes, ZONE: zone.replace('today = "99001"', 'today = "99011"')}))
    assert report["communes"].bulk.kept == (
        "Port-Embrun (99001) n’est plus dans le pack mais sert encore (commune d’une zone) : ligne gardée.",
    )
    assert Commune.objects.filter(pk="99001").exists()


def test_postal_codes_are_those_of_the_pack_and_of_the_national_list(copy_pack, lozere_pack):
    load_pack(copy_pack({COMMUNES: ("48095,Mende,48000", "48095,Mende,48001")}, of=lozere_pack))
    mende = PostalCode.objects.filter(commune="48095").values_list("code", flat=True)
    assert sorted(mende) == ["48000", "48001"]

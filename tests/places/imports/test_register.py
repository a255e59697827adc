"""The real register of December 2022, 2 653 lines, and the 25 opening hours of the field that nobody can read."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from solozere.core.authors import Author
from solozere.places.actions import confirm_group, update_group
from solozere.places.imports.deciding import Origin
from solozere.places.imports.mapping import guess_mapping
from solozere.places.imports.reading import read_table
from solozere.places.imports.running import Request, applied, tried
from solozere.places.models import ExternalId, Place
from solozere.territory.models import Commune, PostalCode
from solozere.territory.pack.national import national_communes
from tests.factories import TerritoryFactory
from tests.places.imports.test_importing import counts, writes

DATA = Path(settings.BASE_DIR).parent / "shared" / "data" / "test"
REGISTER, HOURS = DATA / "france_services_2022.csv", DATA / "horaires_invalides.txt"
pytestmark = pytest.mark.django_db
LINES, CREATED, DUPLICATES, REFUSED = 2653, 2631, 12, 10


@pytest.fixture
def france(db):
    """All communes of France."""
    from solozere.core.geo import Point
    from solozere.core.text import fold

    communes = []
    for code, said in national_communes().items():
        commune = Commune(code=code, name=said["name"], folded=fold(said["name"]), departement=said["departement"])
        commune.place_at(Point(said["lat"], said["lon"]) if said["lat"] is not None else None)
        communes.append(commune)
    Commune.objects.bulk_create(communes, batch_size=2000)
    PostalCode.objects.bulk_create(
        (PostalCode(code=p, commune_id=c) for c, said in national_communes().items() for p in said["postal_codes"]),
        batch_size=5000,
    )
    return TerritoryFactory()


def request() -> Request:
    table = read_table(REGISTER.read_bytes())
    mapping = guess_mapping(table.headers)
    return Request(table, mapping, Origin(mapping.source, mapping.source_date), Author.system("registre"))


@pytest.mark.skipif(not REGISTER.exists(), reason="the register of December 2022 is not beside the project")
def test_every_line_of_the_register_is_accounted_for_and_a_second_run_changes_nothing(france):
    before = counts()
    planned = tried(request())
    assert counts() == before
    first = applied(request())
    found = Counter(str(decision.outcome) for decision in first)
    assert found == {"created": CREATED, "duplicate": DUPLICATES, "refused": REFUSED}
    assert [d.outcome for d in planned] == [d.outcome for d in first]
    assert CREATED + DUPLICATES + REFUSED == LINES == len(first)
    assert Place.objects.count() == ExternalId.objects.count() == CREATED
    assert [d.row.number for d in first] == [*range(2, LINES + 2)]
    assert all(d.row.refusals[0].message and d.row.refusals[0].right for d in first if d.outcome == "refused")
    remarks = Counter(remark.field for d in first if d.outcome == "created" for remark in d.row.remarks)
    assert remarks == {"postal_code": 37, "opening_hours": 12}

    place = Place.objects.filter(external_ids__value="1").get()
    update_group(place, "contact", {"phone": "04 66 00 00 00"}, author=Author.system("Rose"), source="visite")
    confirm_group(place, "contact", author=Author.system("Rose"))
    before = counts()
    with CaptureQueriesContext(connection) as queries:
        again = applied(request())
    assert writes(queries) == []
    assert counts() == before
    found = Counter(str(decision.outcome) for decision in again)
    assert found == {"left": CREATED - 1, "conflict": 1, "duplicate": DUPLICATES, "refused": REFUSED}
    [conflict] = next(d.conflicts for d in again if d.outcome == "conflict")
    assert (conflict.standing["phone"], conflict.by) == ("04 66 00 00 00", "Rose")
    assert conflict.given["phone"] == "04 50 56 87 49"


@pytest.mark.skipif(not HOURS.exists(), reason="the opening hours of the field are not beside the project")
def test_each_of_the_25_unreadable_hours_leaves_a_place_without_them_and_a_sentence(run):
    texts = HOURS.read_text().splitlines()
    decisions = run(*(f'{n};Lieu {n};Valbourg;99100;;;"{text}";;' for n, text in enumerate(texts)))
    assert len(decisions) == 25
    for decision, text in zip(decisions, texts, strict=True):
        assert decision.outcome == "created"
        [remark] = decision.row.remarks
        assert (remark.field, remark.value) == ("opening_hours", text)
        assert "«\u00a0" in remark.message
        assert remark.right
    assert not Place.objects.exclude(opening_hours="").exists()
    assert not Place.objects.filter(fact_groups__code="hours").exists()

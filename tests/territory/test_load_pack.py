"""Loading a pack: once, again, after an edit on the site, after a change of the pack, as a plan."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from solozere.core.authors import Author
from solozere.core.packs import Row, RowSection, loading_author
from solozere.territory import loading, reading
from solozere.territory.current import require_territory, territory
from solozere.territory.loading import load_pack
from solozere.territory.models import Commune, Contour, Epci, FormerCommune, PackRow, PostalCode, Territory, Zone
from solozere.territory.report import PackRefused
from tests.fixtures.territory import geography_sections

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_geography")]

TABLES = (Territory, Commune, PostalCode, FormerCommune, Epci, Contour, Zone, PackRow)
ZONE = "zones/littoral-2014.toml"
COMMUNES = "geography/communes.csv"


def counts():
    return {model.__name__: model.objects.count() for model in TABLES}


def test_a_second_load_changes_nothing_and_says_so(tiny_pack):
    first = load_pack(tiny_pack)
    before = counts()
    second = load_pack(tiny_pack)
    assert first["communes"].bulk.created == before["Commune"]
    assert second.quiet
    assert second.lines() == ["Tout était déjà chargé : rien à changer."]
    assert counts() == before


def test_a_second_load_asks_little_and_writes_nothing(tiny_pack):
    load_pack(tiny_pack)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        load_pack(tiny_pack)
    asked = [q["sql"] for q in queries if q["sql"].startswith("SELECT")]
    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []
    assert len(asked) == 4, asked


def test_a_plan_says_what_a_load_would_do_and_writes_nothing(tiny_pack):
    report = load_pack(tiny_pack, plan=True)
    assert (report["territory"].created, report["zones"].created) == (["99"], ["littoral-2014"])
    assert report.lines()[-1] == "Rien n’a été écrit : c’était un plan."
    assert set(counts().values()) == {0}
    assert territory() is None


def test_a_row_edited_on_the_site_is_left_alone_and_reported_each_time(tiny_pack):
    load_pack(tiny_pack)
    Territory.objects.update(tagline="une accroche du site")
    for _ in range(2):
        report = load_pack(tiny_pack)
        assert report["territory"].left == [("99", "modifié sur le site depuis son chargement")]
        assert Territory.objects.get().tagline == "une accroche du site"


def test_a_row_edited_on_both_sides_is_left_alone_and_said_so(copy_pack):
    load_pack(copy_pack())
    Zone.objects.update(name="Le littoral, corrigé")
    report = load_pack(copy_pack({ZONE: ("Le littoral de 2014", "Le littoral d’alors")}))
    assert report["zones"].left == [("littoral-2014", "modifié sur le site, et dans le pack, depuis son chargement")]
    assert Zone.objects.get().name == "Le littoral, corrigé"


def test_an_edit_of_the_communes_of_a_zone_counts_as_an_edit(tiny_pack):
    load_pack(tiny_pack)
    Zone.objects.get().communes.filter(code="99002").delete()
    assert [key for key, _ in load_pack(tiny_pack)["zones"].left] == ["littoral-2014"]
    assert Zone.objects.get().communes.count() == 1


def test_the_same_edit_on_both_sides_is_no_conflict(copy_pack):
    load_pack(copy_pack())
    Zone.objects.update(name="Le littoral d’alors")
    report = load_pack(copy_pack({ZONE: ("Le littoral de 2014", "Le littoral d’alors")}))
    assert (report["zones"].left, report["zones"].unchanged) == ([], 1)
    assert load_pack(copy_pack()).quiet


def test_a_row_changed_in_the_pack_alone_is_changed_on_the_site(copy_pack):
    load_pack(copy_pack())
    report = load_pack(copy_pack({ZONE: ("Le littoral de 2014", "Le littoral d’alors")}))
    assert report["zones"].changed == ["littoral-2014"]
    assert Zone.objects.get().name == "Le littoral d’alors"


def test_a_line_that_only_moved_is_no_change(copy_pack):
    load_pack(copy_pack())
    assert load_pack(copy_pack({ZONE: ("[zone]", "# une remarque\n\n[zone]")})).quiet


def test_a_row_deleted_on_the_site_is_not_brought_back(tiny_pack):
    load_pack(tiny_pack)
    Zone.objects.all().delete()
    assert load_pack(tiny_pack)["zones"].left == [("littoral-2014", "supprimé sur le site depuis son chargement")]
    assert not Zone.objects.exists()


def test_a_row_made_on_the_site_under_the_same_key_is_left_alone(tiny_pack):
    Zone.objects.create(key="littoral-2014", name="Saisi ici", geography_date="2020-01-01", source="La mairie")
    why = "existe déjà sur le site, saisi autrement que par le pack"
    assert load_pack(tiny_pack)["zones"].left == [("littoral-2014", why)]
    assert Zone.objects.get().name == "Saisi ici"


def test_a_row_gone_from_the_pack_stays_and_is_reported_until_it_is_deleted(copy_pack):
    load_pack(copy_pack())
    gone = [("littoral-2014", "n’est plus dans le pack ; gardé sur le site")]
    assert load_pack(copy_pack({ZONE: None}))["zones"].gone == gone
    assert Zone.objects.exists()
    Zone.objects.all().delete()
    assert load_pack(copy_pack()).quiet
    assert not PackRow.objects.filter(section="zones").exists()


def test_a_base_that_serves_a_territory_refuses_another(tiny_pack, lozere_pack):
    load_pack(tiny_pack)
    with pytest.raises(PackRefused, match=r"territory.toml, ligne 3 : Cette base sert déjà .* Valdoré \(99\)"):
        load_pack(lozere_pack)
    assert Territory.objects.get().name == "Valdoré"


def test_the_territory_in_memory_follows_the_load(copy_pack):
    load_pack(copy_pack())
    assert require_territory().goal == 12
    load_pack(copy_pack({"territory.toml": ("teleworkers = 12", "teleworkers = 15")}))
    assert require_territory().goal == 15


def test_a_plan_leaves_the_territory_in_memory_as_it_is(copy_pack):
    load_pack(copy_pack())
    load_pack(copy_pack({"territory.toml": ("teleworkers = 12", "teleworkers = 15")}), plan=True)
    assert require_territory().goal == 12


class ReadingSection(RowSection):
    """A section that looks at the territory while the pack is loaded, as those of the upper apps do."""

    name = label = "lecture"

    def read(self, pack):
        return [Row("une", {}, "lecture.toml", 1)]

    def find(self, key):
        require_territory()

    def write(self, row, existing):
        raise ValidationError("non")

    def state(self, obj):
        return None


def test_a_territory_seen_during_a_plan_or_a_refused_load_is_forgotten(monkeypatch, copy_pack):
    load_pack(copy_pack())
    sections = geography_sections()
    sections.register("lecture", ReadingSection())
    monkeypatch.setattr(reading, "pack_sections", sections)
    monkeypatch.setattr(loading, "pack_sections", sections)
    with pytest.raises(PackRefused):
        load_pack(copy_pack({"territory.toml": ("teleworkers = 12", "teleworkers = 15")}))
    assert require_territory().goal == 12


def test_the_command_prints_the_report_in_plain_french(tiny_pack):
    said = StringIO()
    call_command("load_territory", str(tiny_pack), stdout=said)
    lines = said.getvalue().splitlines()
    assert "territoire : 1 ligne créée" in lines
    assert "anciennes communes : 4 lignes créées" in lines
    assert "  + littoral-2014" not in lines


def test_the_command_names_in_a_plan_each_row_that_a_load_would_touch(copy_pack):
    load_pack(copy_pack())
    Territory.objects.update(tagline="une accroche du site")
    zone = (copy_pack() / ZONE).read_text(encoding="utf-8")
    folder = copy_pack({ZONE: ("de 2014", "d’alors"), "zones/deux.toml": zone.replace("littoral-2014", "deux")})
    call_command("load_territory", str(folder), "--plan", stdout=(said := StringIO()))
    assert said.getvalue().splitlines() == [
        "territoire : 1 ligne laissée",
        "  = 99 : modifié sur le site depuis son chargement",
        "zones datées : 1 ligne créée, 1 ligne modifiée",
        "  + deux",
        "  ~ littoral-2014",
        "Rien n’a été écrit : c’était un plan.",
    ]


class RefusingSection(RowSection):
    """One row that the site refuses; notes in whose name it was asked."""

    name = label = "refus"
    asked_by: Author | None = None

    def read(self, pack):
        return [Row("une", {}, "refus.toml", 3), Row("deux", {}, "refus.toml", 7)]

    def find(self, key):
        return None

    def write(self, row, existing):
        type(self).asked_by = loading_author()
        raise ValidationError(f"{row.key} est refusée.")

    def state(self, obj):
        return None


def test_what_the_site_refuses_is_told_by_file_and_line_and_undoes_the_whole_load(monkeypatch, tiny_pack):
    sections = geography_sections()
    sections.register("refus", RefusingSection())
    monkeypatch.setattr(reading, "pack_sections", sections)
    monkeypatch.setattr(loading, "pack_sections", sections)
    with pytest.raises(CommandError, match="2 problèmes : rien n’a été chargé"):
        call_command("load_territory", str(tiny_pack), stderr=(said := StringIO()))
    assert said.getvalue().splitlines() == [
        "refus.toml, ligne 3 : une est refusée.",
        "refus.toml, ligne 7 : deux est refusée.",
    ]
    assert set(counts().values()) == {0}
    assert RefusingSection.asked_by == Author.system("pack pack")
    assert loading_author() == Author.system("pack")

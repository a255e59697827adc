"""All the communes of France, shipped with the application: no contours, one point each."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

from solozere.territory.pack.cells import printed

FILE = Path(__file__).resolve().parent.parent / "data" / "communes_fr.csv"


@cache
def national_communes(path: Path = FILE) -> dict[str, dict[str, Any]]:
    """Data of every commune by code, in the shape of the rows of the section `communes`; do not alter it.

    Our own file: made by a tool, so read without the checks of a pack. Four communes have no point, all have a postal code.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        return {
            code: {
                "name": printed(name),
                "postal_codes": postal_codes.split(),
                "population": int(population) if population else None,
                "departement": departement,
                "epci": epci,
                "canton": "",
                "lat": float(lat) if lat else None,
                "lon": float(lon) if lon else None,
                "local": False,
            }
            for code, name, postal_codes, population, departement, epci, lat, lon in reader
        }

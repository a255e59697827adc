"""The `territory.toml` of a new territory: neutral sentences that stand until somebody writes better ones."""

import json

from solozere.core.packs import NewPack
from solozere.territory.departements import Departement, departements

_TEMPLATE = """# {name}. Everything that this territory says of itself; docs/pack.md explains each key.

[territory]
code = {code}
name = {name_text}
with_in = {with_in}
with_of = {with_of}
network = {network}
tagline = {tagline}
time_zone = {time_zone}
holidays_subdivision = {holidays}
extent = [{extent}]
attribution = {attribution}

[goal]
teleworkers = 100

[texts]
home_title = {home_title}
home_lead = {home_lead}
footer = {footer}
"""
ATTRIBUTION = (
    "Contours © IGN – ADMIN EXPRESS COG ; communes, populations et EPCI © Insee/DGCL ; "
    "mairies © DILA – Licence Ouverte 2.0 ; codes postaux © La Poste"
)


def territory_file(new: NewPack) -> str:
    """The text of the file; a code outside of the list of départements is named with « à » and « de »."""
    plain = Departement(new.code, new.name, f"à {new.name}", f"de {new.name}", new.time_zone, "")
    found = departements().get(new.code, plain)
    sentence_in = found.with_in[:1].upper() + found.with_in[1:]
    values = {
        "code": new.code,
        "name_text": found.name,
        "with_in": found.with_in,
        "with_of": found.with_of,
        "network": f"Télétravail {found.name}",
        "tagline": f"le réseau pour télétravailler {found.with_in}",
        "time_zone": new.time_zone,
        "holidays": found.holidays,
        "attribution": ATTRIBUTION,
        "home_title": f"{sentence_in}, on télétravaille ensemble.",
        "home_lead": "Des lieux où s’installer pour une heure ou pour l’année, et une communauté pour ne pas rester seul.",
        "footer": f"Le réseau pour télétravailler {found.with_in}.",
    }
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    extent = ", ".join(f"{degrees:.4f}" for degrees in new.extent)
    return _TEMPLATE.format(name=found.name, extent=extent, **quoted)

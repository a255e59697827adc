"""The pack's `places.toml`: places as sources know them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from solozere.core import together
from solozere.core.geo import Point, distance_km
from solozere.core.packs import NewPack, Pack, Row, RowSection, loading_author
from solozere.places import actions
from solozere.places.enums import FactGroupCode, OrganisationRole, PlaceStatus
from solozere.places.facts import GROUPS, read_group
from solozere.places.models import Place
from solozere.places.models.place import ON_ITS_PAGE
from solozere.places.pack.place_rows import FILE, ORIGINS, PlaceReader
from solozere.territory.models import Commune

FAR_KM = 15
"""A point that far from its commune's is a mistake of the pack: the communes of France are seldom wider."""
STARTER = """# Les lieux : ce que les sources en disent, et qui le dit. Ce qui n’est pas connu reste vide ; un label ne s’écrit pas
# ici, il vient d’une adhésion. Exemple, à décommenter :
#
# [[place]]
# slug = "espace-du-bourg"               # l’adresse de sa page, pour toujours
# name = "Espace du Bourg"
# commune = "{capital}"                     # code Insee : {capital_name}
# origin = "existed_before"              # {origins}
# source = "Site de la commune"
# source_date = 2026-01-15               # ou "2026-01", ou "2026"
#
# [[place.life]]
# status = "in_service"                  # {statuses}
# on = "2025"
#
# [place.location]
# address = "1 place de la Mairie"
#
# [place.hours]
# opening_hours = "Mo-Fr 09:00-12:00,14:00-18:00; PH off"
#
# [place.services]
# free_wifi = true                       # true : proposé ; false : non proposé ; un texte : proposé, avec cette précision
# printer = "10 centimes la page"
#
# [place.roles]
# roles = [{{ organisation = "agence-de-developpement", role = "carrier" }}]   # {roles}
"""


class PlacesSection(RowSection):
    """The places, each with its life and its groups of facts."""

    name = "places"
    label = "lieux"

    def read(self, pack: Pack) -> list[Row]:
        """One row a place. No file: no place."""
        file = pack.toml(FILE) if pack.exists(FILE) else None
        return PlaceReader(pack, file).rows() if file is not None else []

    def check(self, pack: Pack, rows: list[Row]) -> None:
        """Communes, organisations and services must be in the pack; a point near its commune."""
        file = pack.toml(FILE) if rows else None
        if file is None:
            return
        reader = PlaceReader(pack, file)
        communes = {row.key: row.data for row in pack.rows.get("communes", [])}
        for row in rows:
            groups = row.data["groups"]
            _check_position(reader, row, communes)
            _check_services(reader, row, groups, pack.keys("services"))
            _check_roles(reader, row, groups, pack.keys("organisations"))

    def starter(self, new: NewPack) -> dict[str, str]:
        """A file that says how to write one, with no place in it."""
        return {
            FILE: STARTER.format(
                capital=new.capital_code,
                capital_name=new.capital_name,
                origins=", ".join(ORIGINS),
                statuses=", ".join(PlaceStatus.values),
                roles=", ".join(OrganisationRole.values),
            )
        }

    def find(self, key: str) -> Place | None:
        """The place whose address is `key`, or was: moved on the site, it is still the same place."""
        found = Place.objects.filter(slug=key).first()
        return found or Place.objects.filter(former_slugs__slug=key).first()

    def write(self, row: Row, existing: models.Model | None) -> Place:
        """Through the actions, in the name of who loads."""
        author, data = loading_author(), row.data
        reason = f"{row.file}, ligne {row.line}"
        place = existing if isinstance(existing, Place) else _create(data)
        actions.correct_life(place, data["life"], author=author, reason=reason)
        for code in _standing(place) - data["groups"].keys():
            actions.clear_group(place, code, author=author, reason=reason)
        for code, group in data["groups"].items():
            actions.update_group(
                place,
                code,
                group["values"],
                author=author,
                source=group["source"],
                source_date=group["source_date"],
                reason=reason,
            )
        return place

    def state(self, obj: Any) -> Any:
        """Its address, its life and every group with its source: a confirmation too is somebody's word, not the pack's."""
        place = Place.objects.select_related("commune").get(pk=obj.pk)
        together.read(place, ON_ITS_PAGE)
        groups = {
            group.code: [
                group.source,
                group.source_date,
                group.confirmed_at.isoformat() if group.confirmed_at else "",
            ]
            for group in place.fact_groups.all()
        }
        values = {str(code): read_group(place, code) for code in GROUPS}
        return {"slug": place.slug, "life": actions.read_life(place), "groups": groups, "values": values}


def _create(data: dict[str, Any]) -> Place:
    identity, first = data["groups"][FactGroupCode.IDENTITY]["values"], data["life"][0]
    return actions.create_place(
        slug=data["slug"],
        name=identity["name"],
        commune=Commune.objects.get(code=data["groups"][FactGroupCode.LOCATION]["values"]["commune"]),
        origin=identity["origin"],
        origin_note=identity["origin_note"],
        status=first["status"],
        status_on=first["on"],
        note=first["note"],
        author=loading_author(),
    )


def _standing(place: Place) -> set[str]:
    return set(place.fact_groups.values_list("code", flat=True))


def _check_position(reader: PlaceReader, row: Row, communes: dict[str, dict[str, Any]]) -> None:
    values = row.data["groups"][FactGroupCode.LOCATION]["values"]
    commune = communes.get(values["commune"])
    if commune is None:
        reader.refuse(
            row.line,
            "commune",
            _("«\u00a0%(code)s\u00a0» n’est le code d’aucune commune du territoire.") % {"code": values["commune"]},
        )
        return
    lat, lon = commune.get("lat"), commune.get("lon")
    if values["lat"] is None or lat in (None, "") or lon in (None, ""):
        return
    km = distance_km(Point(values["lat"], values["lon"]), Point(float(str(lat)), float(str(lon))))
    if km > FAR_KM:
        words = {"km": round(km), "commune": commune.get("name", values["commune"])}
        message = (
            _("ce point est à %(km)s\u00a0km de %(commune)s\u00a0: latitude et longitude sont-elles justes\u00a0?")
            % words
        )
        reader.refuse_in(row.line, FactGroupCode.LOCATION, "lat", message)


def _check_services(reader: PlaceReader, row: Row, groups: dict[str, Any], known: frozenset[str]) -> None:
    for service in groups.get(FactGroupCode.SERVICES, {"values": {"services": []}})["values"]["services"]:
        if service["service_id"] not in known:
            message = _("«\u00a0%(code)s\u00a0» n’est pas au catalogue des services (services.toml).")
            reader.refuse_in(
                row.line, FactGroupCode.SERVICES, service["service_id"], message % {"code": service["service_id"]}
            )


def _check_roles(reader: PlaceReader, row: Row, groups: dict[str, Any], known: frozenset[str]) -> None:
    for role in groups.get(FactGroupCode.ROLES, {"values": {"roles": []}})["values"]["roles"]:
        if role["organisation"] not in known:
            message = _("«\u00a0%(slug)s\u00a0» n’est l’adresse d’aucune organisation du pack (organisations.toml).")
            reader.refuse_in(row.line, FactGroupCode.ROLES, "roles", message % {"slug": role["organisation"]})

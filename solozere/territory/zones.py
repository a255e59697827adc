"""Dated zones from the database to the pure rule, and its verdict said in French."""

from django.utils.translation import gettext

from solozere.core.text import day_in_words
from solozere.territory.models import Commune, FormerCommune, Zone
from solozere.territory.rules import Answer, DatedZone, Member, Named, Old, ZoneVerdict, zone_verdict


def dated_zone(zone: Zone) -> DatedZone:
    """The zone with its members, in the order of groups then names."""
    members = tuple(Member(c.code, c.name, c.group, c.today_id) for c in zone.communes.all())
    return DatedZone(zone.name, zone.geography_date, members)


def old_of(former: FormerCommune) -> Old:
    """A merged commune as the rule reads it."""
    return Old(former.code, former.name, former.kind, former.commune_id, former.merged_on)


def verdict(zone: Zone, commune: Commune, former: FormerCommune | None = None) -> ZoneVerdict:
    """Is `commune`, or the old commune `former` that a person gave for it, in `zone`? Two queries."""
    olds = [old_of(old) for old in commune.former.all()]
    named = Named(commune.code, commune.name, old_of(former) if former is not None else None)
    return zone_verdict(dated_zone(zone), named, olds)


def sentence(zone: Zone, commune: Commune, found: ZoneVerdict, former: FormerCommune | None = None) -> str:
    """Why, in one French sentence that names the fact used."""
    values = {
        "name": (former.name or former.code) if former is not None else commune.name,
        "zone": zone.name,
        "date": day_in_words(zone.geography_date),
        "groups": ", ".join(found.groups),
        "inside": ", ".join(found.inside),
        "outside": ", ".join(found.outside),
    }
    if found.answer is Answer.DEPENDS:
        text = gettext(
            "%(name)s réunit d’anciennes communes : %(inside)s dans la zone « %(zone)s », %(outside)s en dehors. "
            "Il faut dire dans laquelle vous êtes."
        )
    elif found.answer is Answer.IN:
        text = gettext("%(name)s est dans la zone « %(zone)s » (%(groups)s), telle qu’elle était le %(date)s.")
    else:
        text = gettext("%(name)s n’est pas dans la zone « %(zone)s », telle qu’elle était le %(date)s.")
    return text % values

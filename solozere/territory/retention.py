"""The geography names places, not people."""

_PLACE_NAME = "nom d’un lieu de la carte"

NOT_PERSONAL = {
    "territory.Territory.name": _PLACE_NAME,
    "territory.Territory.historic_mailbox": "boîte aux lettres d’une organisation, publiée par elle",
    "territory.Epci.name": _PLACE_NAME,
    "territory.Canton.name": _PLACE_NAME,
    "territory.Commune.name": _PLACE_NAME,
    "territory.FormerCommune.name": _PLACE_NAME,
    "territory.Contour.name": _PLACE_NAME,
    "territory.Zone.name": _PLACE_NAME,
    "territory.ZoneCommune.name": _PLACE_NAME,
}

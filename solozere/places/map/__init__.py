"""The map of the places: what it draws comes from the queryset of the list, made into GeoJSON (RFC 7946) by the database."""

"""Addresses of the places, stable for ever: a changed slug redirects."""

from django.urls import path

from solozere.places.imports import views as imports
from solozere.places.views import documents, maps, pages, suggestions

urlpatterns = [
    path("lieux/", pages.places, name="places"),
    path("lieux/carte.geojson", maps.geojson, name="places_geojson"),
    path("lieux/suggestions", suggestions.suggestions, name="place_suggestions"),
    path("lieux/<slug:slug>/", pages.place, name="place"),
    path("lieux/<slug:slug>/contact.vcf", documents.contact, name="place_contact"),
    path("lieux/<slug:slug>/qr.svg", documents.qr, name="place_qr"),
    path("lieux/<slug:slug>/affiche.pdf", documents.poster, name="place_poster"),
    path("animation/imports/", imports.imports, name="place_imports"),
    path("animation/imports/<int:pk>/", imports.one_import, name="place_import"),
    path("animation/imports/<int:pk>/correspondance/", imports.mapping, name="place_import_mapping"),
    path("animation/imports/<int:pk>/choix/", imports.choose, name="place_import_choices"),
    path("animation/imports/<int:pk>/appliquer/", imports.apply, name="place_import_apply"),
    path("animation/imports/<int:pk>/compte-rendu.<slug:extension>", imports.download, name="place_import_report"),
]

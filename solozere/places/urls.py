"""Addresses of the places, stable for ever: a changed slug redirects."""

from django.urls import path

from solozere.places.imports import views as imports
from solozere.places.keeping import public_views, team_views
from solozere.places.keeping import views as keeping
from solozere.places.views import documents, maps, pages, suggestions

urlpatterns = [
    path("lieux/", pages.places, name="places"),
    path("lieux/carte.geojson", maps.geojson, name="places_geojson"),
    path("lieux/suggestions", suggestions.suggestions, name="place_suggestions"),
    path("lieux/<slug:slug>/", pages.place, name="place"),
    path("lieux/<slug:slug>/contact.vcf", documents.contact, name="place_contact"),
    path("lieux/<slug:slug>/qr.svg", documents.qr, name="place_qr"),
    path("lieux/<slug:slug>/affiche.pdf", documents.poster, name="place_poster"),
    path("lieux/<slug:slug>/signaler/", public_views.report, name="place_report"),
    path("lieux/<slug:slug>/signaler/merci/", public_views.thanks, name="place_report_thanks"),
    path("lieux/<slug:slug>/signaler/<int:pk>/", public_views.confirm_report, name="place_report_confirm"),
    path("lieux/<slug:slug>/verifier/", public_views.confirm_facts, name="place_confirm_facts"),
    path("espace/lieux/", keeping.places, name="kept_places"),
    path("espace/lieux/<slug:slug>/", keeping.one_place, name="kept_place"),
    path("espace/lieux/<slug:slug>/exact/", keeping.confirm, name="kept_place_confirm"),
    path("espace/lieux/<slug:slug>/<slug:group>/", keeping.group, name="kept_group"),
    path("espace/lieux/<slug:slug>/<slug:group>/historique/", keeping.past, name="kept_group_history"),
    path("animation/signalements/", team_views.reports, name="place_reports"),
    path("animation/signalements/<int:pk>/", team_views.one_report, name="place_report_answer"),
    path("animation/imports/", imports.imports, name="place_imports"),
    path("animation/imports/<int:pk>/", imports.one_import, name="place_import"),
    path("animation/imports/<int:pk>/correspondance/", imports.mapping, name="place_import_mapping"),
    path("animation/imports/<int:pk>/choix/", imports.choose, name="place_import_choices"),
    path("animation/imports/<int:pk>/appliquer/", imports.apply, name="place_import_apply"),
    path("animation/imports/<int:pk>/compte-rendu.<slug:extension>", imports.download, name="place_import_report"),
]

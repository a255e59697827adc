"""Addresses of the places, stable for ever: a changed slug redirects."""

from django.urls import path

from solozere.places.views import documents, pages, suggestions

urlpatterns = [
    path("lieux/", pages.places, name="places"),
    path("lieux/suggestions", suggestions.suggestions, name="place_suggestions"),
    path("lieux/<slug:slug>/", pages.place, name="place"),
    path("lieux/<slug:slug>/contact.vcf", documents.contact, name="place_contact"),
    path("lieux/<slug:slug>/qr.svg", documents.qr, name="place_qr"),
    path("lieux/<slug:slug>/affiche.pdf", documents.poster, name="place_poster"),
]

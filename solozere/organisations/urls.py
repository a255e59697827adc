"""Addresses of the partners."""

from django.urls import path

from solozere.organisations import desk, views

urlpatterns = [
    path("partenaires/", views.partners, name="partners"),
    path("partenaires/<slug:slug>/", views.partner, name="partner"),
    path("animation/organisations/", desk.listed, name="desk_organisations"),
    path("animation/organisations/<slug:slug>/", desk.one, name="desk_organisation"),
    path("animation/organisations/<slug:slug>/<int:pk>/", desk.end, name="desk_organisation_end"),
]

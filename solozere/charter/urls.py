"""Addresses of the charter."""

from django.urls import include, path

from solozere.charter import views

urlpatterns = [
    path("", include("solozere.charter.memberships.urls")),
    path("charte/", views.charter, name="charter"),
    path("charte.pdf", views.charter_pdf, name="charter_pdf"),
    path("charte/<slug:code>/", views.version, name="charter_version"),
    path("charte/<slug:code>.pdf", views.version_pdf, name="charter_version_pdf"),
]

"""Addresses of the partners."""

from django.urls import path

from solozere.organisations import views

urlpatterns = [
    path("partenaires/", views.partners, name="partners"),
    path("partenaires/<slug:slug>/", views.partner, name="partner"),
]

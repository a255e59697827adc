"""Addresses of the territory."""

from django.urls import path

from solozere.territory import views

urlpatterns = [path("territoire/<slug:kind>.geojson", views.contours, name="contours")]

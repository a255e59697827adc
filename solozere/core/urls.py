"""Addresses for machines."""

from django.urls import path

from solozere.core.views import health

urlpatterns = [
    path("sante/vivant", health.alive, name="health_alive"),
    path("sante/pret", health.ready, name="health_ready"),
]

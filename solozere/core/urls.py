"""Addresses for machines, of files, of secret links."""

from django.urls import path, re_path

from solozere.core.views import files, health, links

urlpatterns = [
    path("sante/vivant", health.alive, name="health_alive"),
    path("sante/pret", health.ready, name="health_ready"),
    path("suivi/", links.following, name="following"),
    path("suivi/<str:token>/", links.follow, name="link"),
    path("suivi/<str:token>/nouveau/", links.renew, name="link_renew"),
    re_path(r"^fichiers/(?P<sha256>[0-9a-f]{64})\.(?P<extension>[a-z]{3,4})$", files.file, name="file"),
]

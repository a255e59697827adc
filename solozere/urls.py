"""The addresses of the site: each app owns its own; the order is that of the layers, from the top."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("solozere.website.urls")),
    path("", include("solozere.demo.urls")),
    path("", include("solozere.privacy.urls")),
    path("", include("solozere.charter.urls")),
    path("", include("solozere.places.urls")),
    path("", include("solozere.organisations.urls")),
    path("", include("solozere.accounts.urls")),
    path("", include("solozere.territory.urls")),
    path("", include("solozere.notices.urls")),
    path("", include("solozere.core.urls")),
    path("administration/", admin.site.urls),
]

handler400 = "solozere.website.views.errors.bad_request"
handler403 = "solozere.website.views.errors.forbidden"
handler404 = "solozere.website.views.errors.not_found"
handler500 = "solozere.website.views.errors.server_error"

"""Addresses of the charter."""

from django.urls import include, path

from solozere.charter import views
from solozere.charter.following import views as following
from solozere.charter.inviting import urls as inviting
from solozere.charter.joining import urls as joining
from solozere.charter.reviewing import urls as reviewing

urlpatterns = [
    *joining.urlpatterns,
    path("", include("solozere.charter.memberships.urls")),
    path("animation/relectures/", following.reviews, name="reviews"),
    path("animation/relectures/<int:pk>/", following.one_review, name="review"),
    path("charte/", views.charter, name="charter"),
    path("charte.pdf", views.charter_pdf, name="charter_pdf"),
    path("charte/<slug:code>/", views.version, name="charter_version"),
    path("charte/<slug:code>.pdf", views.version_pdf, name="charter_version_pdf"),
    *reviewing.urlpatterns,
    *inviting.urlpatterns,
]

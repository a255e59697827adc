"""Addresses of the charter."""

from django.urls import path

from solozere.charter import views
from solozere.charter.following import views as following

urlpatterns = [
    path("animation/relectures/", following.reviews, name="reviews"),
    path("animation/relectures/<int:pk>/", following.one_review, name="review"),
    path("charte/", views.charter, name="charter"),
    path("charte.pdf", views.charter_pdf, name="charter_pdf"),
    path("charte/<slug:code>/", views.version, name="charter_version"),
    path("charte/<slug:code>.pdf", views.version_pdf, name="charter_version_pdf"),
]

"""Addresses of the review, and of the certificate that it leads to."""

from django.urls import path

from solozere.charter.reviewing.views import certificate

urlpatterns = [
    path("lieux/<slug:slug>/certificat.pdf", certificate.certificate, name="place_certificate"),
]

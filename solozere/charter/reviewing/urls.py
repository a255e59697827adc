"""Addresses of the review, and of the certificate that it leads to."""

from django.urls import path

from solozere.charter.reviewing.views import certificate, deciding, reading

ONE = "animation/demandes/<int:pk>/"

urlpatterns = [
    path("animation/demandes/", reading.applications, name="applications"),
    path(ONE, reading.application, name="application_review"),
    path(f"{ONE}constats/", reading.checks, name="application_checks"),
    path(f"{ONE}notes/", reading.note, name="application_note"),
    path(f"{ONE}prendre/", reading.take, name="application_take"),
    path(f"{ONE}messages/<int:mail>/renvoyer/", reading.mail_again, name="application_mail_again"),
    path(f"{ONE}complement/", deciding.changes, name="application_changes"),
    path(f"{ONE}visite/", deciding.visit, name="application_visit"),
    path(f"{ONE}visite/compte-rendu/", deciding.visit_done, name="application_visit_done"),
    path(f"{ONE}visite/annuler/", deciding.visit_cancel, name="application_visit_cancel"),
    path(f"{ONE}attribuer/", deciding.grant, name="application_grant"),
    path(f"{ONE}refuser/", deciding.refuse, name="application_refuse"),
    path(f"{ONE}sans-suite/", deciding.lapse, name="application_lapse"),
    path(f"{ONE}rouvrir/", deciding.reopen, name="application_reopen"),
    path("lieux/<slug:slug>/certificat.pdf", certificate.certificate, name="place_certificate"),
]

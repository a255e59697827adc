"""Addresses of the application to join."""

from django.urls import path

from solozere.charter.joining.views import desk, door, follow, form

urlpatterns = [
    path("rejoindre/", door.join, name="join"),
    path("rejoindre/commencer/", door.start, name="join_start"),
    path("rejoindre/reprendre/", door.resume, name="join_resume"),
    path("rejoindre/<int:pk>/lieu-connu/", form.known_place, name="join_known_place"),
    path("rejoindre/<int:pk>/<slug:slug>/", form.step, name="join_step"),
    path("suivi/demandes/<int:pk>/", follow.follow, name="application"),
    path("suivi/demandes/<int:pk>/confirmer/", follow.confirm, name="application_confirm"),
    path("suivi/demandes/<int:pk>/retirer/", follow.withdraw, name="application_withdraw"),
    path("suivi/demandes/<int:pk>/signature/", follow.signed, name="application_signed"),
    path("suivi/demandes/<int:pk>/pieces/", follow.add_file, name="application_add_file"),
    path("suivi/demandes/<int:pk>/pieces/<int:number>/", follow.one_file, name="application_file"),
    path("suivi/demandes/<int:pk>/pieces/<int:number>/retirer/", follow.remove_file, name="application_remove_file"),
    path("animation/demandes/nouvelle/", desk.entry, name="application_entry"),
    path("animation/demandes/<int:pk>/recu/", desk.receipt, name="application_receipt"),
]

"""A person's own data, in their space."""

from django.urls import path

from solozere.privacy import views

urlpatterns = [
    path("espace/mes-donnees/", views.my_data, name="my_data"),
    path("espace/mes-donnees.html", views.copy_html, name="my_data_html"),
    path("espace/mes-donnees.json", views.copy_json, name="my_data_json"),
    path("espace/supprimer/", views.erase, name="account_erase"),
    path("espace/supprime/", views.erased, name="account_erased"),
]

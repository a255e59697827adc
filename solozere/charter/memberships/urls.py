"""Addresses of what follows a label."""

from django.urls import path

from solozere.charter.memberships.views import effects, leaving, places, renewals

urlpatterns = [
    path("animation/lieux/", places.listed, name="desk_places"),
    path("animation/lieux/<slug:slug>/", places.one, name="desk_place"),
    path("animation/lieux/<slug:slug>/designer/", places.appoint, name="desk_place_appoint"),
    path("animation/lieux/<slug:slug>/rester/", places.stay, name="desk_place_stay"),
    path("animation/lieux/<slug:slug>/responsables/<int:pk>/", places.end, name="desk_place_end_manager"),
    path("animation/lieux/<slug:slug>/<slug:code>/", places.act, name="desk_place_act"),
    path("animation/renouvellements/", renewals.listed, name="desk_renewals"),
    path("animation/renouvellements/<int:pk>/accorder/", renewals.grant, name="desk_renewal_grant"),
    path("animation/renouvellements/<int:pk>/decliner/", renewals.decline, name="desk_renewal_decline"),
    path("animation/charte/<slug:code>/effets/", effects.effects, name="charter_effects"),
    path("renouveler/<int:pk>/", renewals.sign, name="renewal"),
    path("espace/lieux/<slug:slug>/quitter/", leaving.ask, name="place_leave"),
]

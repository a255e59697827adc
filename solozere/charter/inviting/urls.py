"""Addresses of invitations."""

from django.urls import path

from solozere.charter.inviting.views import desk, guest

urlpatterns = [
    path("animation/invitations/", desk.invitations, name="invitations"),
    path("animation/invitations/nouvelle/", desk.invite, name="invite"),
    path("animation/invitations/liste/", desk.invite_many, name="invite_many"),
    path("animation/invitations/<int:pk>/relancer/", desk.remind, name="invitation_remind"),
    path("animation/invitations/<int:pk>/annuler/", desk.cancel, name="invitation_cancel"),
    path("suivi/invitations/<int:pk>/", guest.invitation, name="invitation"),
    path("suivi/invitations/<int:pk>/commencer/", guest.start, name="invitation_start"),
    path("suivi/invitations/<int:pk>/decliner/", guest.decline, name="invitation_decline"),
]

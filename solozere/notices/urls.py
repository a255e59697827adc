"""Addresses of what people say about the mails that they receive."""

from django.urls import path

from solozere.notices import own_views, views

urlpatterns = [
    path("espace/messages/", own_views.mail_wishes, name="mail_wishes"),
    path("courriels/<str:token>/", views.mail_choice, name="mail_choice"),
]

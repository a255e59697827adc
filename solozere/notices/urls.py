"""Addresses of what people say about the mails that they receive."""

from django.urls import path

from solozere.notices import views

urlpatterns = [path("courriels/<str:token>/", views.mail_choice, name="mail_choice")]

"""The one address of a demonstration."""

from django.urls import path

from solozere.demo import views

urlpatterns = [path("demonstration/entrer/<slug:code>/", views.enter_as, name="demo_enter")]

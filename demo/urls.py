"""The demo's one address: signing in by picking a card."""

from django.urls import path

from demo import views

urlpatterns = [path("demo/masuk/", views.sign_in, name="demo-sign-in")]

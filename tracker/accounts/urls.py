"""Signing in, and everybody's own account."""

from django.urls import URLPattern, URLResolver, include, path

from tracker.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.account, name="account"),
    path("language/", views.choose_language, name="account_language"),
    path("sessions/<int:session_id>/end/", views.end_session, name="account_end_session"),
    path("", include("allauth.urls")),
]

"""The site map."""

from django.contrib import admin
from django.urls import include, path

from events.channels.views import forms_of
from tracker import views
from tracker.languages import in_each_language

urlpatterns = [
    path("", views.front_door),
    in_each_language(
        path("", views.home, name="home"),
        path("search/", views.search, name="search"),
        *forms_of("", "home"),
        *forms_of("search/", "search"),
        path("", include("events.urls")),
    ),
    path("admin/", admin.site.urls),
    path("", include("tracker.api")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]

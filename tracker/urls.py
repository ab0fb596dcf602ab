"""The site map."""

from django.contrib import admin
from django.urls import include, path

from tracker import views
from tracker.languages import in_each_language

urlpatterns = [
    path("", views.front_door),
    in_each_language(
        path("", views.home, name="home"),
        path("search/", views.search, name="search"),
        path("", include("events.urls")),
    ),
    path("admin/", admin.site.urls),
    path("", include("tracker.api")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]

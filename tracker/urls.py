"""The site map."""

from django.contrib import admin
from django.urls import include, path, re_path

from events.channels.views import forms_of
from events.discovery import sitemaps
from events.discovery.views import permanent
from tracker import views
from tracker.languages import in_each_language

handler400 = "tracker.errors.bad_request"
handler403 = "tracker.errors.forbidden"
handler404 = "tracker.errors.not_found"
handler500 = "tracker.errors.broken"

urlpatterns = [
    path("", views.front_door),
    in_each_language(
        path("", views.home, name="home"),
        path("search/", views.search, name="search"),
        path("search/suggestions.json", views.suggestions, name="suggestions"),
        path("data/", views.data, name="data"),
        path("about/", views.about, name="about"),
        *forms_of("", "home"),
        *forms_of("search/", "search"),
        path("", include("events.urls")),
    ),
    path("admin/", admin.site.urls),
    path("accounts/", include("tracker.accounts.urls")),
    path("", include("tracker.api")),
    re_path(
        "^(?P<collection>events|people|companies|models|collections)/(?P<key>[-\\w]+)/?$", permanent
    ),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-pages.xml", sitemaps.block, {"section": "pages"}),
    path("sitemap-events-<int:number>.xml", sitemaps.block, {"section": "events"}),
    path("sitemap-entities-<int:number>.xml", sitemaps.block, {"section": "entities"}),
    path("robots.txt", sitemaps.robots),
    path("favicon.ico", views.favicon),
    path("site.webmanifest", views.manifest, name="manifest"),
    path(".well-known/security.txt", views.security),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]

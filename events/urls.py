from django.urls import path

from events import correctionviews, views
from events.channels.views import forms_of
from events.collections import views as collections
from events.discovery.views import citation
from events.following import views as following
from events.network import views as networks
from events.pictures import views as pictures
from events.statistics import views as statistics_views
from events.statistics.selection import FIGURES
from events.voice import views as voice
from people.api.addresses import COLLECTIONS

app_name = "events"

urlpatterns = [
    path("events/<int:pk>/", views.event, name="event"),
    path("events/<int:pk>/picture.png", pictures.of_event, name="event-picture"),
    path(
        "people/<slug:slug>/picture.png",
        pictures.of_entity,
        {"kind": "person"},
        name="person-picture",
    ),
    path(
        "companies/<slug:slug>/picture.png",
        pictures.of_entity,
        {"kind": "company"},
        name="company-picture",
    ),
    path(
        "models/<slug:slug>/picture.png",
        pictures.of_entity,
        {"kind": "model"},
        name="model-picture",
    ),
    path("picture.png", pictures.of_site, name="picture"),
    path("events/<int:pk>/citation.bib", citation, name="citation"),
    *forms_of("people/<slug:slug>/", "person", kind="person"),
    *forms_of("companies/<slug:slug>/", "company", kind="company"),
    *forms_of("models/<slug:slug>/", "model", kind="model"),
    path("people/", views.directory, {"kind": "person"}, name="people"),
    path("people/<slug:slug>/", views.entity, {"kind": "person"}, name="person"),
    path("companies/", views.directory, {"kind": "company"}, name="companies"),
    path("companies/<slug:slug>/", views.entity, {"kind": "company"}, name="company"),
    path("companies/<slug:slug>/network/", networks.network, name="network"),
    path("companies/<slug:slug>/network/ties.csv", networks.network_table, name="network-table"),
    path("models/", views.directory, {"kind": "model"}, name="models"),
    path("models/<slug:slug>/", views.entity, {"kind": "model"}, name="model"),
    *(
        path(
            f"{collection}/<slug:slug>/as-known/",
            views.as_known_page,
            {"kind": kind},
            name=f"{kind}-as-known",
        )
        for kind, collection in COLLECTIONS.items()
    ),
    path("collections/", collections.collections, name="collections"),
    path("collections/<slug:slug>/", collections.collection, name="collection"),
    path("sources/", views.sources, name="sources"),
    path("sources/<int:pk>/", views.source, name="source"),
    path("talent/", views.talent, name="talent"),
    path("talent/flows.csv", views.talent_table, name="talent-table"),
    path("statistics/", statistics_views.statistics, name="statistics"),
    *(
        path(
            f"statistics/{name}.csv",
            statistics_views.statistics_table,
            {"name": name},
            name=f"statistics-{name}",
        )
        for name in FIGURES
    ),
    path("suggest/", voice.suggest, name="suggest"),
    path("suggest/<slug:token>/", voice.suggestion, name="suggestion"),
    path("following/asked/", following.asked, name="follow-asked"),
    path("following/confirm/<str:sent>/", following.confirm, name="follow-confirm"),
    path("following/<slug:token>/", following.following, name="following"),
    path("following/<slug:token>/unsubscribe/", following.unsubscribe, name="unsubscribe"),
    path("corrections/", correctionviews.corrections, name="corrections"),
    path("corrections/feed.atom", correctionviews.feed, name="corrections-feed"),
    path("your-data/", voice.your_data, name="your-data"),
    path("your-data/<slug:token>/", voice.case, name="case"),
]

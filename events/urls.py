from django.urls import path

from events import views

app_name = "events"

urlpatterns = [
    path("events/<int:pk>/", views.event, name="event"),
    path("people/", views.directory, {"kind": "person"}, name="people"),
    path("people/<slug:slug>/", views.entity, {"kind": "person"}, name="person"),
    path("companies/", views.directory, {"kind": "company"}, name="companies"),
    path("companies/<slug:slug>/", views.entity, {"kind": "company"}, name="company"),
    path("models/", views.directory, {"kind": "model"}, name="models"),
    path("models/<slug:slug>/", views.entity, {"kind": "model"}, name="model"),
    path("talent/", views.talent, name="talent"),
]

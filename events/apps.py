from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events and evidence")

    desk = {
        "propose": ("add_event", "change_event", "add_model", "change_model", "add_evidence"),
        "sources": (
            "add_source", "change_source", "delete_source", "change_article",
            "add_datasetmapping", "change_datasetmapping", "delete_datasetmapping",
            "add_datasetimport", "change_datasetimport",
        ),
    }  # fmt: skip
    """The permissions of the desk's pages that go with an ability: see `people.roles`."""

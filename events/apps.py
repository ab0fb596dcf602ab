from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events and evidence")

    is_seen_at_the_desk = True
    """Whoever has a role may look at its records in the admin: see `people.roles`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People and companies")

    is_seen_at_the_desk = True
    """Whoever has a role may look at its records in the admin: see `people.roles`."""

    def ready(self) -> None:
        from people.roles import set_up_groups

        post_migrate.connect(set_up_groups, dispatch_uid="people.roles")

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People and companies")

    desk = {
        "propose": (
            "add_person", "change_person", "add_company", "change_company",
            "add_alias", "change_alias", "delete_alias",
        ),
        "publish": ("change_affiliation",),
    }  # fmt: skip
    """The permissions of the desk's pages that go with an ability: see `people.roles`."""

    def ready(self) -> None:
        from people.roles import set_up_groups

        post_migrate.connect(set_up_groups, dispatch_uid="people.roles")

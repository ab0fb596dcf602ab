"""Who may do what: abilities, asked for inside the actions, and the roles that bring them.

An ability is a Django permission (`people.publish`) and a role a Django group, so that an
administrator may also give a single ability to one person. The groups of the roles are Tideline's:
every `migrate` sets their permissions anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AnonymousUser, User

APP = "people"
"""The app whose permissions the abilities are."""


class Ability(models.TextChoices):
    """What the actions ask for."""

    PROPOSE = "propose", _("Propose events, entities and evidence")
    """Write proposals by hand, and change one's own while they are proposals."""
    PUBLISH = "publish", _("Accept, reject and correct proposals")
    """Decide what is proposed, readers' suggestions among it."""
    CORRECT = "correct", _("Correct and retract what is published")
    MERGE = "merge", _("Merge, split and keep apart")
    """Of entities and of events, and undoing it."""
    SOURCES = "sources", _("Run sources, data sets and new readings")
    RULES = "rules", _("Write rules that publish by themselves")
    CASES = "cases", _("Decide what people ask about their own data")
    ADMINISTER = "administer", _("Manage people, their roles and their tokens")


class Role(models.TextChoices):
    """What a person is at the desk: each role may all that the one before it may, and more."""

    CONTRIBUTOR = "contributor", _("Contributor")
    EDITOR = "editor", _("Editor")
    SENIOR_EDITOR = "senior editor", _("Senior editor")
    ADMINISTRATOR = "administrator", _("Administrator")

    @property
    def abilities(self) -> frozenset[Ability]:
        return frozenset().union(*(NEW_ABILITIES[role] for role in self.and_below))

    @property
    def and_below(self) -> list[Role]:
        roles = list(Role)
        return roles[: roles.index(self) + 1]


NEW_ABILITIES: dict[Role, frozenset[Ability]] = {
    Role.CONTRIBUTOR: frozenset({Ability.PROPOSE}),
    Role.EDITOR: frozenset({Ability.PUBLISH, Ability.CORRECT}),
    Role.SENIOR_EDITOR: frozenset({Ability.MERGE, Ability.SOURCES, Ability.RULES, Ability.CASES}),
    Role.ADMINISTRATOR: frozenset({Ability.ADMINISTER}),
}
"""What each role may that the one before it may not."""


class NotAllowed(Refused):
    """Somebody asked for what is not his to do; the message says whose it is."""

    def __init__(self, ability: Ability) -> None:
        self.ability = ability
        told = {"ability": ability.label, "role": lowest_role(ability).label}
        super().__init__(
            gettext(
                "You may not do this: “%(ability)s” takes the role %(role)s or a higher one. "
                "An administrator can give it to you."
            )
            % told
        )


def lowest_role(ability: Ability) -> Role:
    return next(role for role in Role if ability in role.abilities)


def permission_of(ability: Ability) -> str:
    """What Django calls it."""
    return f"{APP}.{ability}"


def may(user: User | AnonymousUser, ability: Ability) -> bool:
    """Whether this person has an ability: by a role, given singly, or as a superuser."""
    return user.has_perm(permission_of(ability))


def require(by: User | AnonymousUser | None, ability: Ability) -> None:
    """Refuse a deed to a person without the ability. A machine's hand, `None`, is not asked."""
    if by is not None and not may(by, ability):
        raise NotAllowed(ability)


def role_of(user: User) -> Role | None:
    """The highest role of a person; reads `user.groups`, prefetched or not."""
    names = {group.name for group in user.groups.all()}
    return next((role for role in reversed(Role) if role in names), None)


def set_up_groups(
    app_config: AppConfig, *, using: str, apps: Apps = installed, **options: Any
) -> None:
    """After a migration or a flush, let the groups of the roles have their permissions of one app.

    All may look at the records of an app that says `is_seen_at_the_desk`; who may write them, the
    abilities decide. All else is for administrators.
    """
    from django.contrib.auth.management import create_permissions

    try:
        group, permission = (apps.get_model("auth", name) for name in ("Group", "Permission"))
    except LookupError:  # migrating backwards, to before there were groups
        return
    create_permissions(app_config, verbosity=0, using=using, apps=apps)
    of_app = permission.objects.using(using).filter(content_type__app_label=app_config.label)
    by_name = dict(of_app.values_list("codename", "pk"))
    groups = group.objects.using(using)
    groups.bulk_create([group(name=role) for role in Role], ignore_conflicts=True)
    pk_of = dict(groups.filter(name__in=Role.values).values_list("name", "pk"))
    wanted = {
        (pk_of[role], by_name[name])
        for role in Role
        for name in _permissions(role, app_config, by_name)
    }
    given = group.permissions.through.objects.using(using)
    there = given.filter(group__in=pk_of.values(), permission__in=by_name.values())
    surplus = {row.pk for row in there if (row.group_id, row.permission_id) not in wanted}
    given.filter(pk__in=surplus).delete()
    given.bulk_create(
        [given.model(group_id=role, permission_id=name) for role, name in wanted],
        ignore_conflicts=True,
    )


def _permissions(role: Role, app: AppConfig, all_names: dict[str, int]) -> Iterator[str]:
    """The names of the permissions of one app that a role brings."""
    if role == Role.ADMINISTRATOR:
        yield from all_names
        return
    if getattr(app, "is_seen_at_the_desk", False):
        yield from (name for name in all_names if name.startswith("view_"))
    if app.label == APP:
        yield from role.abilities

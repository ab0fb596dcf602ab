"""What administrators do to those who work here: give a role, let in, keep out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from people.refusals import Refused
from people.roles import Ability, Role, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def give(user: User, role: Role | None, *, by: User | None) -> None:
    """Let somebody have this role and no other, and with it a way into the desk; or neither."""
    require(by, Ability.ADMINISTER)
    _refuse_oneself(user, by)
    user.groups.remove(*Group.objects.filter(name__in=Role.values))
    if role is not None:
        user.groups.add(Group.objects.get(name=role))
    user.is_staff = role is not None or user.is_superuser
    user.save(update_fields=["is_staff"])


def set_active(user: User, is_active: bool, *, by: User | None) -> None:
    """Let somebody sign in, or no longer: from then on his sessions are worth nothing."""
    require(by, Ability.ADMINISTER)
    _refuse_oneself(user, by)
    if user.is_superuser and by is not None and not by.is_superuser:
        raise Refused(_("A superuser is changed by superusers alone."))
    user.is_active = is_active
    user.save(update_fields=["is_active"])


def _refuse_oneself(user: User, by: User | None) -> None:
    """So there is always somebody left who administers."""
    if by is not None and user.pk == by.pk:
        raise Refused(_("Your own role and access are for another administrator to change."))

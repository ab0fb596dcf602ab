"""Who needs a second factor, as settings.REQUIRE_MFA says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

CHOICES = ("none", "administrators", "everyone")


def needs_second_factor(user: User | AnonymousUser) -> bool:
    match settings.REQUIRE_MFA:
        case "everyone":
            return True
        case "administrators":
            return may(user, Ability.ADMINISTER)
        case _:
            return False

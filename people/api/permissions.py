"""What a token lets a client do: scopes, and the permission that a view asks for one with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self, cast

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class Scope(TextChoices):
    """What a token may be used for, which is never more than its owner may do at that time."""

    READ = "read", _("Read, with a higher limit")
    PROPOSE = "propose", _("Propose events, people and companies")
    PUBLISH = "publish", _("Accept, reject, correct and retract")
    MERGE = "merge", _("Merge and split")
    ADMIN = "admin", _("Manage people, their roles and their tokens")

    @property
    def ability(self) -> Ability | None:
        return ABILITIES.get(self)

    def is_open_to(self, user: User | AnonymousUser) -> bool:
        return self.ability is None or may(user, self.ability)


ABILITIES = {
    Scope.PROPOSE: Ability.PROPOSE,
    Scope.PUBLISH: Ability.PUBLISH,
    Scope.MERGE: Ability.MERGE,
    Scope.ADMIN: Ability.ADMINISTER,
}
"""The ability without which nobody may use the scope; reading takes none."""


class Credential(Protocol):
    """What `request.auth` is, where a request came with a token."""

    pk: Any
    scopes: list[str]


class HasScope(BasePermission):
    """The request came with a token of this scope, and its owner may do what it is for.

    `permission_classes = (HasScope.of(Scope.PROPOSE),)`; without a token the answer is 401.
    """

    scope: Scope

    @classmethod
    def of(cls, scope: Scope) -> type[Self]:
        return type(f"HasScope{scope.name.title()}", (cls,), {"scope": scope})

    def has_permission(self, request: Request, view: Any) -> bool:
        token = cast("Credential | None", request.auth)
        if token is None:
            return False
        if self.scope not in token.scopes:
            self.message = f"This token lacks the scope {self.scope}: make another one with it."
            return False
        self.message = (
            f"Your role does not allow what the scope {self.scope} is for. An administrator "
            "can give you another role."
        )
        return self.scope.is_open_to(request.user)

"""Which pages of the desk are open to whom: by abilities, as the actions ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpRequest

from people.models import Curated
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.admin.options import BaseModelAdmin

    _Admin = BaseModelAdmin[Any]
else:
    _Admin = object


class ByAbility(_Admin):
    """Records that are written by whoever has an ability, and seen by everyone at the desk.

    A curated record asks for more than its proposing does: see `Curated.ability_to_change`.
    Goes before `ModelAdmin` or an inline among the bases.
    """

    needs: ClassVar[Ability] = Ability.PROPOSE

    def has_add_permission(self, request: HttpRequest, *obj: Any) -> bool:
        return may(request.user, self.needs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if isinstance(obj, Curated):
            return may(request.user, obj.ability_to_change(request.user))
        return may(request.user, self.needs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) or may(request.user, self.needs)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

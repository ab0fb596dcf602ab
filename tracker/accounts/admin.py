"""All tokens, for administrators, who may revoke them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.roles import Ability, may
from tracker.accounts.actions import revoke_token
from tracker.accounts.models import ApiToken

TOLD = (
    "name", "user", "beginning", "scopes", "created", "expiry", "last_used_at", "revoked_at",
)  # fmt: skip


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin[ApiToken]):
    list_display = TOLD
    list_filter = [("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user"]
    search_fields = ["name", "user__username", "token_key"]
    fields = TOLD
    actions = ["revoke"]

    @admin.display(description=_("begins with"))
    def beginning(self, token: ApiToken) -> str:
        return token.beginning

    @admin.action(description=_("Revoke"), permissions=["view"])
    def revoke(self, request: HttpRequest, tokens: QuerySet[ApiToken]) -> None:
        count = 0
        for token in tokens.filter(revoked_at=None):
            revoke_token(token, by=request.user)  # type: ignore[arg-type] # signed in, as the page asks
            count += 1
        told = ngettext("%(count)s token is revoked.", "%(count)s tokens are revoked.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Ability.ADMINISTER)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

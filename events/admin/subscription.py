"""Who follows which timeline by e-mail, for administrators: addresses are never shown whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from events.admin.readonly import ReadOnly
from events.following import subscriptions
from events.models import Subscription
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("running", pgettext_lazy("letters", "running")),
            ("unconfirmed", pgettext_lazy("letters", "not confirmed")),
            ("stopped", pgettext_lazy("letters", "stopped")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "running":
                return queryset.exclude(next_at=None)
            case "unconfirmed":
                return queryset.filter(confirmed_at=None)
            case "stopped":
                return queryset.exclude(stopped_at=None)
        return queryset


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly[Subscription]):
    list_display = (
        "masked", "page", "chosen", "every", "language", "confirmed_at", "next_at",
        "last_sent_at", "failures", "stopped_at",
    )  # fmt: skip
    list_display_links = None
    list_filter = (StateFilter, "every", "language")
    search_fields = ("=email",)
    search_help_text = _("A whole e-mail address")
    ordering = ("-id",)
    fields = ("masked", "page", "chosen", "every")
    readonly_fields = fields
    actions = ("erase",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Ability.ADMINISTER)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("e-mail"))
    def masked(self, row: Subscription) -> str:
        return row.masked_email

    @admin.display(description=_("filters"))
    def chosen(self, row: Subscription) -> str:
        told = (f"{name}={','.join(values)}" for name, values in row.filters.items())
        return "; ".join(told) or "–"

    @admin.action(description=_("End these letters and delete the addresses"), permissions=["view"])
    def erase(self, request: HttpRequest, queryset: QuerySet[Subscription]) -> None:
        rows = list(queryset)
        for row in rows:
            subscriptions.erase(row, by=cast("User", request.user))
        told = ngettext(
            "%(count)d subscription ended.", "%(count)d subscriptions ended.", len(rows)
        )
        messages.success(request, told % {"count": len(rows)})

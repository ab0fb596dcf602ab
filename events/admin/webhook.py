"""Everybody's webhooks, for administrators: how each goes, and a way to test and stop it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from events.admin.readonly import ReadOnly
from events.models import Delivery, Webhook
from events.webhooks import actions
from people.refusals import Refused
from people.roles import Ability, may


@admin.register(Webhook)
class WebhookAdmin(ReadOnly[Webhook]):
    """Who is sent what, and how it goes. Its deliveries are listed by themselves."""

    list_display = (
        "address", "owner", "query", "state", "failures", "failing_since", "next_try_at",
        "delivered_at", "log",
    )  # fmt: skip
    list_select_related = ("owner",)
    list_filter = ("disabled_why", ("verified_at", admin.EmptyFieldListFilter))
    search_fields = ("address", "owner__username")
    ordering = ("-id",)
    actions = ("test", "enable", "disable")
    fields = (
        ("address", "owner"), "query", ("subjects", "changes", "language"), "place",
        ("verified_at", "created_at", "rotated_at"), ("failures", "failing_since", "next_try_at"),
        ("disabled_at", "disabled_why"), ("state", "delivered_at", "log"),
    )  # fmt: skip
    readonly_fields = ("place", "state", "log")

    @admin.display(description=lazy("state"))
    def state(self, webhook: Webhook) -> str:
        return str(webhook.state.label)

    @admin.display(description=lazy("deliveries"))
    def log(self, webhook: Webhook) -> SafeString:
        address = reverse("admin:events_delivery_changelist")
        return format_html(
            '<a href="{}?webhook__id__exact={}">{}</a>', address, webhook.pk, _("All tries")
        )

    @admin.display(description=lazy("taken up to"))
    def place(self, webhook: Webhook) -> str:
        return str(webhook.place)

    @admin.action(description=lazy("Send a test"), permissions=["administer"])
    def test(self, request: HttpRequest, webhooks: QuerySet[Webhook]) -> None:
        self._each(request, webhooks, actions.ask_for_test)

    @admin.action(description=lazy("Go on where it stood"), permissions=["administer"])
    def enable(self, request: HttpRequest, webhooks: QuerySet[Webhook]) -> None:
        self._each(request, webhooks, actions.enable)

    @admin.action(description=lazy("Switch off"), permissions=["administer"])
    def disable(self, request: HttpRequest, webhooks: QuerySet[Webhook]) -> None:
        self._each(request, webhooks, actions.disable)

    def has_administer_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Ability.ADMINISTER)

    def _each(self, request: HttpRequest, webhooks: QuerySet[Webhook], deed: Any) -> None:
        done = 0
        for webhook in webhooks:
            try:
                deed(webhook, by=request.user)
                done += 1
            except Refused as refusal:
                messages.error(request, f"{webhook}: {refusal}")
        if done:
            messages.success(request, _("Done for %(count)s.") % {"count": done})


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly[Delivery]):
    """Each try of the last weeks, and what was answered."""

    list_display = ("at", "webhook", "kind", "count", "attempt", "succeeded", "status", "took")
    list_select_related = ("webhook",)
    list_filter = ("succeeded", "kind")
    search_fields = ("message", "webhook__address")
    ordering = ("-id",)
    fields = (
        "webhook", ("message", "kind", "count", "attempt"), ("at", "succeeded", "status"),
        "milliseconds", "error", "answer",
    )  # fmt: skip

    @admin.display(description=lazy("took"))
    def took(self, delivery: Delivery) -> str:
        return f"{delivery.milliseconds} ms"

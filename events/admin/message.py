from __future__ import annotations

from django.contrib import admin

from events.admin.filters import DeliveryFilter
from events.admin.readonly import ReadOnly
from events.models import Message


@admin.register(Message)
class MessageAdmin(ReadOnly[Message]):
    """What the outside is to be told, and how far that has come: the outbox."""

    list_display = ("topic", "key", "attempts", "created_at", "next_try_at", "sent_at", "error")
    list_filter = (DeliveryFilter,)
    search_fields = ("topic", "key")
    ordering = ("-id",)
    fields = (
        ("topic", "key"), "body", "attempts", ("created_at", "next_try_at"),
        ("sent_at", "given_up_at"), "error",
    )  # fmt: skip

"""What polls and imports did, and what sources listed: looked at, never typed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from events.admin.filters import EndedFilter
from events.admin.links import link_to
from events.admin.readonly import ReadOnly
from events.models import Item, Run


@admin.register(Run)
class RunAdmin(ReadOnly[Run]):
    """Every poll and import, the latest first, with what it found and how it ended."""

    list_display = (
        "begun", "source", "task", "state", "found", "new", "changed", "known", "left_out",
        "failed", "duration", "error",
    )  # fmt: skip
    list_select_related = ("source",)
    list_filter = ("task", "state", EndedFilter, ("source", admin.RelatedOnlyFieldListFilter))
    ordering = ("-id",)
    fields = (
        ("source_link", "task", "state"), "counts", "items_link", ("started_at", "ended_at"),
        "duration", "asked_by", "error",
    )  # fmt: skip
    readonly_fields = ("source_link", "counts", "items_link", "duration", "asked_by")

    @admin.display(description=_("begun"), ordering="id")
    def begun(self, run: Run) -> Any:
        return run.started_at or run.created_at

    @admin.display(description=_("source"))
    def source_link(self, run: Run) -> Any:
        return link_to(run.source)

    @admin.display(description=_("found"))
    def counts(self, run: Run) -> str:
        told = (
            (run.new, _("new")),
            (run.changed, _("changed")),
            (run.known, _("known")),
            (run.left_out, _("left out")),
            (run.failed, _("failed")),
        )
        found = f"{run.found}" + (f" / {run.total}" if run.total else "")
        return f"{found}: " + ", ".join(f"{number} {word}" for number, word in told)

    @admin.display(description=_("what it changed"))
    def items_link(self, run: Run) -> Any:
        address = f"{reverse('admin:events_item_changelist')}?run__id__exact={run.pk}"
        return format_html('<a href="{}">{}</a>', address, _("Its items"))

    @admin.display(description=_("duration"))
    def duration(self, run: Run) -> str:
        if not (run.started_at and run.ended_at):
            return "–"
        spent: timedelta = run.ended_at - run.started_at
        return f"{spent.total_seconds():.1f} s"

    @admin.display(description=_("asked by"))
    def asked_by(self, run: Run) -> str:
        return str(run.by) if run.by else str(_("its time had come"))


@admin.register(Item)
class ItemAdmin(ReadOnly[Item]):
    """What sources listed, each once, with what became of it."""

    list_display = ("shown", "source", "outcome", "reason", "seen_at")
    list_select_related = ("source",)
    list_filter = ("outcome", ("source", admin.RelatedOnlyFieldListFilter))
    search_fields = ("title", "address")
    ordering = ("-id",)
    fields = ("source", "title", "address", "outcome", "reason", "article_link", "seen_at")
    readonly_fields = ("article_link",)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "run__id__exact" or super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("item"))
    def shown(self, item: Item) -> str:
        name = str(item)
        return name if len(name) <= 100 else f"{name[:99]}…"

    @admin.display(description=_("article"))
    def article_link(self, item: Item) -> Any:
        return link_to(item.article)

"""Sources at the desk: added by pasting an address, looked at before they are saved, and minded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events import restoring, sources
from events.admin.sheets import sheets
from events.admin.sheets.pages import HasSheet
from events.admin.source_pages import find_source, preview_source
from events.models import Source, Watch
from events.sources import Health
from events.track_record import record_of
from people.actions import Refused
from people.admin.ability import ByAbility
from people.admin.concurrency import KeptForm, MindsOthers
from people.admin.filters import ValuesFilter
from people.admin.lists import QuickList
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONG = {"class": "vURLField"}
Deed = Callable[..., object]


class HealthFilter(admin.SimpleListFilter):
    title = _("health")
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(sources.NEEDS_ATTENTION, _("needs attention")), *Health.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == sources.NEEDS_ATTENTION:
            return sources.needing_attention(queryset)
        return queryset.filter(health=self.value()) if self.value() else queryset


@admin.register(Source)
class SourceAdmin(HasSheet, MindsOthers, ByAbility, QuickList[Source]):
    """Where articles come from, and how well following it goes."""

    needs = Ability.SOURCES
    form = KeptForm
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https", "widget": forms.URLInput(attrs=LONG)},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 40})},
    }
    list_display = (
        "name", "kind", "trust", "health", "last_success", "last_new", "failures", "next_poll",
    )  # fmt: skip
    list_filter = (HealthFilter, "kind", "trust", "enabled", ("language", ValuesFilter))
    search_fields = ("name", "address")
    sheet = sheets.SOURCE
    actions = ("follow", "poll_now", "pause", "resume")
    change_form_template = "admin/events/source_change_form.html"
    change_list_template = "admin/events/source_change_list.html"
    readonly_fields = ("going", "error", "record")
    fieldsets = (
        (None, {"fields": ("name", "address", ("kind", "trust", "language"), "enabled")}),
        (
            _("What is taken"),
            {"fields": ("link_pattern", ("include_words", "exclude_words"), "interval")},
        ),
        (_("Reading"), {"fields": ("extractor",)}),
    )
    state = (_("How it goes"), {"fields": ("going", "error", "record")})
    restores = restoring.restore_source

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("find/", view(find_source), name="events_source_find"),
            path("preview/", view(preview_source), name="events_source_preview"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        return [*self.fieldsets, *([self.state] if obj else [])]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return sources.with_health(super().get_queryset(request).select_related("watch"))

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """A source that has articles stays, for they came from there."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not obj.articles.exists())

    # -- the list

    @admin.display(description=_("health"))
    def health(self, source: Source) -> str:
        return str(Health(source.health).label)  # type: ignore[attr-defined] # annotated

    @admin.display(description=_("last success"), ordering="watch__succeeded_at")
    def last_success(self, source: Source) -> Any:
        return _moment(source, "succeeded_at")

    @admin.display(description=_("last new article"), ordering="watch__yielded_at")
    def last_new(self, source: Source) -> Any:
        return _moment(source, "yielded_at")

    @admin.display(description=_("next poll"), ordering="watch__next_poll_at")
    def next_poll(self, source: Source) -> Any:
        return _moment(source, "next_poll_at") if source.is_followed else None

    @admin.display(description=_("failures"), ordering="watch__failures")
    def failures(self, source: Source) -> int | str:
        watch = _watch(source)
        return watch.failures if watch and watch.failures else ""

    # -- the form

    @admin.display(description=_("state"))
    def going(self, source: Source) -> str:
        watch = _watch(source)
        told = [str(sources.health(source, timezone.now()).label)]
        if watch:
            if watch.paused_at:
                told.append(watch.pause_reason)
            if watch.succeeded_at:
                told.append(str(_("last success %s")) % _when(watch.succeeded_at))
            if watch.yielded_at:
                told.append(str(_("last new article %s")) % _when(watch.yielded_at))
            if watch.next_poll_at and source.is_followed and not watch.paused_at:
                told.append(str(_("next poll %s")) % _when(watch.next_poll_at))
        return " · ".join(filter(None, told))

    @admin.display(description=_("last error"))
    def error(self, source: Source) -> str:
        watch = _watch(source)
        return (watch.error if watch else "") or "–"

    @admin.display(description=_("its rumours"))
    def record(self, source: Source) -> str:
        return record_of(source).in_words()

    def save_model(
        self, request: HttpRequest, obj: Source, form: forms.ModelForm[Source], change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if obj.is_followed:
            sources.follow(obj, by=cast("User", request.user))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        if (source := context.get("original")) is not None:
            watch = _watch(source)
            context |= {
                "is_paused": bool(watch and watch.paused_at),
                "is_polled": source.kind in Source.FOLLOWED and bool(source.address),
            }
        return super().render_change_form(request, context, *args, **options)

    # -- what is done with sources

    def has_follow_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Ability.SOURCES)

    @admin.action(description=_("Follow the chosen sources"), permissions=["follow"])
    def follow(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        return self._do(request, queryset, sources.follow)

    @admin.action(description=_("Poll the chosen sources now"), permissions=["follow"])
    def poll_now(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        return self._do(request, queryset, sources.poll_now)

    @admin.action(description=_("Pause the chosen sources"), permissions=["follow"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        return self._do(request, queryset, sources.pause)

    @admin.action(description=_("Resume the chosen sources"), permissions=["follow"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        return self._do(request, queryset, sources.resume)

    def _do(
        self, request: HttpRequest, queryset: QuerySet[Source], deed: Deed
    ) -> HttpResponse | None:
        done = 0
        chosen = list(queryset)
        for source in chosen:
            try:
                deed(source, by=request.user)
                done += 1
            except Refused as refused:
                self.message_user(request, f"{source}: {refused}", messages.WARNING)
        if done:
            told = ngettext("Done for %(count)d source.", "Done for %(count)d sources.", done)
            self.message_user(request, told % {"count": done}, messages.SUCCESS)
        if "_from_form" in request.POST and len(chosen) == 1:
            return HttpResponseRedirect(reverse("admin:events_source_change", args=[chosen[0].pk]))
        return None


def _watch(source: Source) -> Watch | None:
    return getattr(source, "watch", None)


def _moment(source: Source, name: str) -> Any:
    moment = getattr(_watch(source), name, None)
    if moment is None:
        return None
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), _when(moment))


def _when(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")

"""What the desk's front page says needs a look: sources, contradictions, possible duplicates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from events import sources
from events.admin.duplicates import comparison_of
from events.admin.links import link_to
from events.models import Contradiction, Source, Suggestion
from people.models import Resemblance

SHOWN = 5


class Need(NamedTuple):
    """How many there are, where all of them are listed, and the first few, each with a remark."""

    heading: str
    address: str
    rows: list[tuple[str, str]]
    none: str


def needs(request: HttpRequest) -> list[Need]:
    """What this editor may see of it, in two queries each."""
    may = request.user.has_perm
    return [
        *([_sources()] if may("events.view_source") else []),
        *([_contradictions()] if may("events.view_event") else []),
        *([_duplicates()] if may("people.view_entity") else []),
        *([_suggestions()] if may("people.publish") else []),
    ]


def _sources() -> Need:
    waiting = sources.needing_attention(Source.objects.select_related("watch"))
    return _need(
        waiting.order_by("watch__failing_since", "watch__yielded_at", "pk"),
        lambda source: (link_to(source), _trouble(source)),
        ngettext_lazy(
            "<b>{}</b> source needs attention", "<b>{}</b> sources need attention", "count"
        ),
        f"{reverse('admin:events_source_changelist')}?health={sources.NEEDS_ATTENTION}",
        _("Every source that is followed does well."),
    )


def _trouble(source: Any) -> str:
    reason = source.watch.error or source.watch.pause_reason
    return " · ".join(filter(None, (str(sources.Health(source.health).label), reason)))


def _contradictions() -> Need:
    return _need(
        Contradiction.objects.open().select_related("event__card", "entity"),
        lambda row: (link_to(row.event or row.entity), row.get_kind_display()),
        ngettext_lazy("<b>{}</b> contradiction", "<b>{}</b> contradictions", "count"),
        reverse("admin:events_contradiction_changelist"),
        _("Nothing in the record contradicts itself."),
    )


def _duplicates() -> Need:
    return _need(
        Resemblance.objects.open().select_related("first", "second"),
        lambda pair: (
            format_html('<a href="{}">{} = {}?</a>', comparison_of(pair), pair.first, pair.second),
            f"{pair.first.get_kind_display()} · {pair.score:.0%}",
        ),
        ngettext_lazy("<b>{}</b> possible duplicate", "<b>{}</b> possible duplicates", "count"),
        reverse("admin:people_resemblance_changelist"),
        _("No two records look like one."),
    )


def _suggestions() -> Need:
    return _need(
        Suggestion.objects.open().order_by("id"),
        lambda row: (link_to(row), f"{row.created_at:%Y-%m-%d} · {row.get_state_display()}"),
        ngettext_lazy("<b>{}</b> suggestion", "<b>{}</b> suggestions", "count"),
        reverse("admin:events_suggestion_changelist"),
        _("No reader waits for an answer."),
    )


def _need(
    waiting: models.QuerySet[Any],
    told: Callable[[Any], tuple[str, str]],
    heading: Any,
    address: str,
    none: str,
) -> Need:
    count = waiting.count()
    rows = [told(row) for row in waiting[:SHOWN]] if count else []
    return Need(format_html(heading % {"count": count}, count), address, rows, none)

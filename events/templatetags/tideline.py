"""What the public pages need beyond Django's own tags."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from events.drawn import line_of
from events.entries import Entry
from events.models import Event
from events.readers import TAGS, reader_language, tag_of
from events.search import marking
from events.words import numbers
from people.models import Entity

register = template.Library()
HTML_IN_JSON = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
NAMES = {"en": "English", "zh": "中文"}


@register.filter
def digits(number: int) -> str:
    """A count with thousands separators."""
    return numbers.digits(number)


@register.filter
def marked(text: str, ranges: Sequence[marking.Range]) -> SafeString:
    """A text with what was searched for in it marked."""
    return marking.marked(text, ranges)


@register.filter
def lang_tag(text: str) -> str:
    """The language of a text where it is not the page's own, for its lang attribute."""
    return tag_of(str(text), reader_language())


@register.simple_tag
def event_line(entry: Entry, level: int) -> SafeString:
    """One line of a timeline, its heading at a level."""
    return line_of(entry, level)


@register.simple_tag
def page_lang() -> str:
    """`en` or `zh-Hans`."""
    return TAGS[reader_language()]


@register.simple_tag(takes_context=True)
def about_here(context: dict[str, Any]) -> str:
    """The address of this page without its language; nothing for a page outside the languages."""
    request: HttpRequest | None = context.get("request")
    if request is None or request.path[1:4] not in ("en/", "zh/"):
        return ""
    return request.path[3:]


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[dict[str, Any]]:
    """This page in each language, its filters kept; none for a page outside the languages.

    `address` is the one by which a page is known: of a timeline, with its filters alone.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or request.path[1:4] not in ("en/", "zh/"):
        return []
    rest = request.get_full_path()[3:]
    timeline = context.get("timeline")
    known = timeline.filters.canonical[3:] if timeline else rest
    return [
        {
            "lang": TAGS[language],
            "name": NAMES[language],
            "path": f"/{language}{rest}",
            "address": request.build_absolute_uri(f"/{language}{known}"),
            "current": language == reader_language(),
        }
        for language in TAGS
    ]


@register.simple_tag(takes_context=True)
def shared(context: dict[str, Any]) -> dict[str, str]:
    """What a link to this page shows where it is shared; nothing for a page outside the languages.

    An event and whoever has a page have a picture of their own, all others that of the site.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or request.path[1:4] not in ("en/", "zh/"):
        return {}
    event, entity = context.get("event"), context.get("entity")
    if isinstance(event, Event) and "entry" in context:
        address, title = reverse("events:event-picture", args=[event.pk]), context["entry"].text
        if context["entry"].is_denied:
            title = _("Denied:") + " " + title
    elif isinstance(entity, Entity) and "timeline" in context:
        address = reverse(f"events:{entity.kind}-picture", args=[entity.slug])
        title = entity.name
    else:
        address, title = reverse("events:picture"), _("Timeline of the AI industry")
    return {"title": title, "picture": request.build_absolute_uri(address)}


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """A page's linked data as an element; nothing in it can end the element."""
    written = json.dumps(data, ensure_ascii=False).translate(HTML_IN_JSON)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written),  # noqa: S308 - no mark of HTML is left in it
    )

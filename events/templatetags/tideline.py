"""What the public pages need beyond Django's own tags."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

from events.readers import TAGS, reader_language, tag_of
from events.words import numbers

register = template.Library()
NAMES = {"en": "English", "zh": "中文"}


@register.filter
def digits(number: int) -> str:
    """A count with thousands separators."""
    return numbers.digits(number)


@register.filter
def lang_tag(text: str) -> str:
    """The language of a text where it is not the page's own, for its lang attribute."""
    return tag_of(str(text), reader_language())


@register.simple_tag
def page_lang() -> str:
    """`en` or `zh-Hans`."""
    return TAGS[reader_language()]


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[dict[str, Any]]:
    """This page in each language, its filters kept; none for a page outside the languages."""
    request: HttpRequest | None = context.get("request")
    if request is None or request.path[1:4] not in ("en/", "zh/"):
        return []
    rest = request.get_full_path()[3:]
    return [
        {
            "lang": TAGS[language],
            "name": NAMES[language],
            "path": f"/{language}{rest}",
            "address": request.build_absolute_uri(f"/{language}{rest}"),
            "current": language == reader_language(),
        }
        for language in TAGS
    ]

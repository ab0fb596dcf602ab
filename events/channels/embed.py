"""A timeline as a part of other sites' pages: what an iframe shows, without script or cookie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from events import headlines
from events.channels import EMBED, Channel, entity_at
from events.models.vocabulary import Certainty
from events.profiles import address_of
from events.public import moved_to, public_page
from events.readers import reader_language
from events.words.dates import date_words

THEMES = ("light", "dark")
FEWEST, USUAL, MOST = 1, 10, 50


class Line(NamedTuple):
    """An event in one line."""

    href: str
    when: str
    text: str
    certainty: str

    @property
    def certainty_label(self) -> str:
        return str(Certainty(self.certainty).label)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "script-src": [NONE], "form-action": [NONE]})
@public_page
def embed(request: HttpRequest, kind: str, slug: str = "") -> HttpResponseBase:
    """The newest events of a timeline, in light or dark, for the frame of another site."""
    entity = entity_at(kind, slug) if kind else None
    if entity is not None and entity.survivor_id != entity.pk:
        query = request.META["QUERY_STRING"]
        address = f"{address_of(entity.survivor)}{EMBED}"
        return moved_to(f"{address}?{query}" if query else address)
    data = request.GET.copy()
    (theme,), (count,) = data.pop("theme", [""])[-1:], data.pop("count", [""])[-1:]
    asked = Channel.at(
        request.build_absolute_uri("/").removesuffix("/"),
        request.path.removesuffix(EMBED), EMBED, data, entity,
    )  # fmt: skip
    mistakes = _mistakes(theme, count)
    if mistakes or not asked.filters.is_valid:
        context = {"channel": asked, "mistakes": mistakes, "theme": ""}
        return render(request, "channels/embed.html", context, status=400)
    lines = list(_lines(asked, int(count or USUAL)))
    return render(
        request, "channels/embed.html", {"channel": asked, "lines": lines, "theme": theme}
    )


def _mistakes(theme: str, count: str) -> list[str]:
    mistakes = []
    if theme and theme not in THEMES:
        mistakes.append(f"theme: {_('light or dark')}")
    if count and not (count.isascii() and count.isdigit() and FEWEST <= int(count[:4]) <= MOST):
        mistakes.append(f"count: {_('a number from 1 to 50')}")
    return mistakes


def _lines(channel: Channel, count: int) -> Iterator[Line]:
    language = reader_language()
    for event in channel.filters.events.select_related("card")[:count]:
        yield Line(
            href=f"{channel.site}/{language}/events/{event.pk}/",
            when=date_words(event.when, language),
            text=headlines.in_words(event.card.data, language),
            certainty=event.certainty,
        )


def snippet(channel: Channel) -> str:
    """What the owner of another site copies into its page."""
    return (
        f'<iframe src="{escape(channel.form(EMBED))}" title="{escape(channel.title)}" '
        'width="100%" height="480" loading="lazy" referrerpolicy="no-referrer" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )

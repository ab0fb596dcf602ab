"""An event as a feed tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string

from events.channels import Channel, latest
from events.entries import entry_of
from events.models import Event
from events.proofs import with_evidence
from events.readers import reader_language
from events.words.dates import date_words
from people.paging import Page, page_of

ITEMS = 50
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML document may hold, though a quoted page did."""


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    """An address that is the same in both languages and for ever, and is no page itself."""
    href: str
    title: str
    summary: str
    html: str
    kinds: list[str]
    published_at: datetime
    changed_at: datetime


def items_of(channel: Channel) -> Page[Item]:
    """A page of what was published or changed last. Raises BadCursor."""
    events = latest(channel.filters).prefetch_related(with_evidence())
    page = page_of(events, cursor=channel.cursor, size=ITEMS)
    return Page([_item(event, channel.site) for event in page.rows], page.next, page.previous)


def _item(event: Event, site: str) -> Item:
    entry = entry_of(event)
    when = date_words(event.when, reader_language())
    title = f"{entry.certainty_label} – {entry.text}" if entry.is_denied else entry.text
    context = {"entry": entry, "when": when, "site": site}
    return Item(
        id=f"{site}/events/{event.pk}",
        href=f"{site}{entry.href}",
        title=NO_XML.sub("", title),
        summary=f"{when} · {entry.certainty_label}",
        html=NO_XML.sub("", render_to_string("channels/item.html", context)),
        kinds=[entry.kind_label, entry.certainty_label],
        published_at=event.card.published_at or event.card.changed_at,
        changed_at=event.card.changed_at,
    )

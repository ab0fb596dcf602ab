"""A timeline as a calendar to subscribe to: whole days, and of a vague date its whole period."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from icalendar import Calendar
from icalendar import Event as Appointment

from events import headlines
from events.channels import Channel
from events.models import Event
from events.models.vocabulary import Certainty
from events.readers import reader_language
from events.words.dates import date_words
from people.dates import Precision

MOST = 500
STATUS = {
    Certainty.PLANNED: "TENTATIVE",
    Certainty.RUMOURED: "TENTATIVE",
    Certainty.DENIED: "CANCELLED",
}
REFRESH = timedelta(hours=6)


def calendar(channel: Channel) -> bytes:
    """RFC 5545: the last 500 events of the timeline, what lies ahead first; no undated ones."""
    found = Calendar()
    found.add("prodid", "-//Tideline//Timeline//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", channel.title)
    found.add("name", channel.title)
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    rows = channel.filters.events.exclude(precision=Precision.UNKNOWN).select_related("card")
    for event in rows[:MOST]:
        found.add_component(_appointment(event, channel))
    written: bytes = found.to_ical()
    return written


def _appointment(event: Event, channel: Channel) -> Appointment:
    language = reader_language()
    card, told = event.card, Appointment()
    page = f"{channel.site}/{language}/events/{event.pk}/"
    when = date_words(event.when, language)
    told.add("uid", f"event-{event.pk}@{urlsplit(channel.site).hostname}")
    told.add("dtstamp", card.changed_at)
    told.add("last-modified", card.changed_at)
    told.add("dtstart", event.date)
    told.add("dtend", event.date_end + timedelta(days=1))  # the first day that is free again
    told.add("summary", headlines.in_words(card.data, language))
    told.add("description", "\n".join(filter(None, (when, card.data["note"][language], page))))
    told.add("url", page)
    told.add("categories", [str(event.get_kind_display())])
    told.add("status", STATUS.get(Certainty(event.certainty), "CONFIRMED"))
    told.add("transp", "TRANSPARENT")  # it keeps nobody busy
    return told

"""How a record is named, and where it stands, in the admin."""

from __future__ import annotations

from typing import Literal

from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events.models import Event
from people.models import Affiliation


def reader_language() -> Literal["en", "zh"]:
    return "zh" if (get_language() or "en").startswith("zh") else "en"


def headline(event: Event) -> str:
    """The event in one line in the reader's language, from its card."""
    pieces = event.card.data["headline"][reader_language()] if hasattr(event, "card") else []
    return "".join(piece["text"] for piece in pieces) or str(event)


def name_of(record: models.Model) -> str:
    """A record in one line in the reader's language."""
    match record:
        case Event():
            return headline(record)
        case Affiliation():
            comma = "，" if reader_language() == "zh" else ", "
            return comma.join(filter(None, (record.person.name, record.title, record.company.name)))
    return str(record)


def address_of(record: models.Model) -> str:
    """The address of a record's form; all kinds of event share one."""
    opts = Event._meta if isinstance(record, Event) else record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])


def link_to(record: models.Model | None) -> SafeString | str:
    if record is None:
        return "–"
    return format_html('<a href="{}">{}</a>', address_of(record), name_of(record))

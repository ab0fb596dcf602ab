"""How an event is cited: in words, and as BibTeX."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from events import headlines
from events.models import Event
from events.readers import TAGS, reader_language
from events.words.dates import date_words, day_words

SPECIAL = re.compile(r"[\\{}$&#^_~%]")
IN_TEX = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def in_words(event: Event, site: str, today: date | None = None) -> str:
    """One line: what is claimed, when it happened, where it stands, and the day it was read."""
    language = reader_language()
    return _("“%(headline)s”, %(when)s (%(certainty)s). Tideline. %(address)s, read %(today)s.") % {
        "headline": headlines.in_words(event.card.data, language),
        "when": date_words(event.when, language),
        "certainty": event.get_certainty_display(),
        "address": permanent(event, site),
        "today": day_words(today or timezone.localdate(), language),
    }


def bibtex(event: Event, site: str, today: date | None = None) -> str:
    """An entry for the event as it is now; it may be corrected, hence the day it was read."""
    language = reader_language()
    fields = {
        "title": f"{{{_tex(headlines.in_words(event.card.data, language))}}}",
        "author": "{{Tideline}}",
        "year": f"{{{event.card.changed_at.year}}}",
        "howpublished": f"{{\\url{{{permanent(event, site)}}}}}",
        "urldate": f"{{{today or timezone.localdate()}}}",
        "note": f"{{{_tex(date_words(event.when, language))}; {event.get_certainty_display()}}}",
        "langid": f"{{{'chinese' if TAGS[language] == 'zh-Hans' else 'english'}}}",
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items())
    return f"@misc{{tideline-{event.pk},\n{lines}}}\n"


def permanent(event: Event, site: str) -> str:
    """The address that leads to the event in the reader's own language, for ever."""
    return f"{site}/events/{event.pk}"


def _tex(text: str) -> str:
    return SPECIAL.sub(lambda mark: IN_TEX.get(mark[0], f"\\{mark[0]}"), text)

"""The names that extraction looks for: the gazetteer's and those of the published record."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Count, Max, QuerySet

from events.extraction.lexicon import Entry, Lexicon
from people.models import Alias, Entity, Status

LOOK_AGAIN_AFTER_SECONDS = 60


class Form(NamedTuple):
    """One form of the name of a published entity."""

    entity: int
    kind: str
    type: str
    text: str
    folded: str


class Names:
    """The lexicon of one process. It follows the record, a minute behind at most."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Look at the record the next time that the lexicon is asked for."""
        self._lexicon: Lexicon | None = None
        self._state: Any = None
        self._looked_at = 0.0

    def lexicon(self) -> Lexicon:
        """The gazetteer with the names of all published entities, those merged into them too."""
        with self._lock:
            now = time.monotonic()
            if self._lexicon is None or now - self._looked_at >= LOOK_AGAIN_AFTER_SECONDS:
                state = _state()
                if self._lexicon is None or state != self._state:
                    self._lexicon, self._state = lexicon_of(_forms()), state
                self._looked_at = now
            return self._lexicon


names = Names()


def _aliases() -> QuerySet[Alias]:
    return Alias.objects.filter(entity__survivor__in=Entity.objects.published()).exclude(
        entity__status=Status.REJECTED
    )


def _state() -> dict[str, Any]:
    """What changes whenever a name of the published record is added, altered or taken away."""
    return _aliases().aggregate(
        Count("pk"), Max("pk"), Max("entity__updated_at"), Max("entity__survivor__updated_at")
    )


def _forms() -> Iterator[Form]:
    columns = ("entity__survivor_id", "entity__kind", "entity__survivor__type", "text", "folded")
    rows = _aliases().order_by("entity__survivor_id", "pk").values_list(*columns)
    return (Form(*row) for row in rows.iterator())


def lexicon_of(forms: Iterable[Form]) -> Lexicon:
    """The gazetteer with those of these forms that are telling; they come entity by entity.

    An entity that the gazetteer knows gives its forms to the entry there. A form that several
    entities share tells none of them from the others, and so is a name by itself.
    """
    from events.extraction.common import is_telling  # loads the segmenter of Chinese words

    gazetteer = Lexicon.default()
    telling = [form for form in forms if is_telling(form.kind, form.text)]
    shared = _shared(telling)
    entries: dict[tuple[str, str], Entry] = {}
    for _, group in groupby(telling, key=attrgetter("entity")):
        own = []
        for form in group:
            if (form.kind, form.folded) in shared:
                entries.setdefault((form.kind, form.text), Entry(form.kind, form.text))
            else:
                own.append(form)
        if own:
            entry = _entry(own, gazetteer)
            entries[entry.kind, entry.name] = entry
    return gazetteer.extended(entries.values()) if entries else gazetteer


def _shared(forms: Iterable[Form]) -> set[tuple[str, str]]:
    """The kind and folded form of each name that is borne by several entities."""
    bearers: dict[tuple[str, str], int] = {}
    return {
        (form.kind, form.folded)
        for form in forms
        if bearers.setdefault((form.kind, form.folded), form.entity) != form.entity
    }


def _entry(forms: Sequence[Form], gazetteer: Lexicon) -> Entry:
    first = forms[0]
    known = (gazetteer.lookup(form.text, first.kind) for form in forms)
    entry = next(filter(None, known), Entry(first.kind, first.text, detail=first.type))
    new = dict.fromkeys(form.text for form in forms if form.text not in entry.forms)
    return replace(entry, aliases=(*entry.aliases, *new))

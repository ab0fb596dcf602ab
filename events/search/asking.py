"""What a reader typed, as queries that the indexes of names and of events answer."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import translation

from events.models import EventQuerySet
from events.models.vocabulary import Kind
from events.search.documents import SAMPLE, entity_lexeme, kind_lexeme
from people.words import NOTHING, name_query, plain, quoted, runs
from people.words import query as word_query

MOST_WORDS = 12
"""Words of a query; what follows them is left out."""

MOST_MEANT = 20
"""Entities that a word may mean by a name that is not their main one, the busiest first."""

# Main names stand in the documents themselves.
MEANT = """
SELECT asked.place, meant.id
  FROM unnest(%(queries)s::text[]) WITH ORDINALITY AS asked (query, place)
 CROSS JOIN LATERAL (
       SELECT s.id FROM people_alias a
         JOIN people_entity e ON e.id = a.entity_id
         JOIN people_entity s ON s.id = e.survivor_id
        WHERE a.words @@ asked.query::tsquery AND a.text NOT IN (s.name_en, s.name_zh)
          AND (NOT %(public)s OR s.status = 'published')
        GROUP BY s.id ORDER BY s.id LIMIT %(most)s) AS meant
"""


def telling(events: EventQuerySet, q: str, *, public: bool = True) -> EventQuerySet:
    """Those of which each word stands in a participant's name, in a quote, or says their kind.

    All of them where nothing is asked, none where there is no word in what is asked. Public ones
    come newest first by the words' own index, unless they are read along that of an entity.
    """
    if not q.strip():
        return events
    query = event_query(q, public=public) or quoted(NOTHING)
    events = events.filter(words__lexemes__matches=query)
    if not public or "day" in events.query.annotations:
        return events
    return (
        events.filter(words__published=True)
        .annotate(day=F("words__date"), place=F("words__event_id"))
        .order_by("-day", "-place")
    )


def sampled(events: EventQuerySet) -> EventQuerySet:
    """One in `SAMPLED` of them."""
    return events.filter(words__lexemes__matches=quoted(SAMPLE))


def event_query(q: str, *, public: bool = True) -> str:
    """The tsquery for events that tell of all the words; empty where there is no word in them."""
    words = words_of(q)
    if not words:
        return ""
    whole = " ".join(words)
    asked = [whole, *words] if len(words) > 1 else words
    meant = _meant([name_query(word) for word in asked], public=public)
    terms = [_any([*_said(word), *meant[place]]) for place, word in enumerate(asked)]
    if len(words) == 1:
        return terms[0]
    every = " & ".join(terms[1:])
    return _any([every, *meant[0]]) if meant[0] else every


def words_of(q: str) -> list[str]:
    """The words that have a letter or digit in them, each once."""
    return [*dict.fromkeys(word for word in q.split() if runs(plain(word)))][:MOST_WORDS]


def _said(word: str) -> list[str]:
    said = [f"({word_query(word)})"]
    if kind := _kinds().get(plain(word)):
        said.append(quoted(kind_lexeme(kind)))
    return said


@functools.cache
def _kinds() -> dict[str, str]:
    """The kinds of event by what they are called."""
    words: dict[str, str] = {}
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            words |= {plain(str(kind.label)): kind.value for kind in Kind}
    return words


def _any(terms: Sequence[str]) -> str:
    return f"({' | '.join(terms)})"


def _meant(queries: Sequence[str], *, public: bool) -> dict[int, list[str]]:
    """By the place of a query: the lexemes of those whose other names fit it."""
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(MEANT, {"queries": list(queries), "public": public, "most": MOST_MEANT})
        for place, survivor in cursor.fetchall():
            found[place - 1].append(quoted(entity_lexeme(survivor)))
    return found

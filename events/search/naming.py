"""Who and what is known by a name as it was typed: exactly, in part, by its sound, or nearly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from rapidfuzz.distance import DamerauLevenshtein

from events.search.asking import words_of
from people.models import Entity
from people.names import fold, has_han
from people.words import SOUND, lexemes, name_query, quoted, sound_of
from people.words import query as word_query

EXACT, OTHER_NAME, BEGINS, OTHER_BEGINS, SOUNDS, HAS_WORDS, ONE_WORD, NEAR = range(8)
"""How well a name fits, the best first."""

SCORES = (1.0, 0.95, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4)

SHORTEST_MISSPELT = 4
LONG = 8
"""From here on two slips are allowed."""

FIT = """
  CASE WHEN a.folded = %(whole)s THEN CASE WHEN is_main THEN 0 ELSE 1 END
       WHEN %(sound)s <> '' AND a.words @@ %(sound)s::tsquery
            AND length(%(whole)s) > length(a.folded) THEN 1
       WHEN starts_with(a.folded, %(whole)s) THEN CASE WHEN is_main THEN 2 ELSE 3 END
       WHEN %(words)s <> '' AND a.words @@ %(words)s::tsquery THEN 5
       WHEN a.folded = ANY(%(each)s) THEN 6
       ELSE 4 END
"""
FOUND = f"""
WITH fits AS (
    SELECT DISTINCT ON (s.id) s.id, s.kind, a.text, {FIT} AS fit, s.sort_key
      FROM people_alias a
      JOIN people_entity e ON e.id = a.entity_id
      JOIN people_entity s ON s.id = e.survivor_id
     CROSS JOIN LATERAL (SELECT a.text IN (s.name_en, s.name_zh) AS is_main) AS main
     WHERE (a.words @@ %(query)s::tsquery OR a.folded = ANY(%(each)s))
       AND s.status = 'published' AND s.merged_into_id IS NULL AND s.kind = ANY(%(kinds)s)
     ORDER BY s.id, fit, NOT is_main
), ranked AS (
    SELECT fits.*, count(*) OVER (PARTITION BY kind) AS of_kind,
           row_number() OVER (PARTITION BY kind ORDER BY fit, coalesce(p.events, 0) DESC,
                              fits.sort_key, fits.id) AS place,
           coalesce(p.events, 0) AS events
      FROM fits LEFT JOIN events_prominence p ON p.entity_id = fits.id
)
SELECT id, kind, text, fit, of_kind FROM ranked
 WHERE place <= %(most)s ORDER BY fit, events DESC, sort_key, id
"""  # noqa: S608 - the parts are ours
NEARLY = """
SELECT s.id, s.kind, a.text, a.folded, coalesce(p.events, 0)
  FROM people_alias a
  JOIN people_entity e ON e.id = a.entity_id
  JOIN people_entity s ON s.id = e.survivor_id
  LEFT JOIN events_prominence p ON p.entity_id = s.id
 WHERE {condition} AND s.status = 'published' AND s.merged_into_id IS NULL
   AND s.kind = ANY(%(kinds)s)
 ORDER BY a.folded <-> %(whole)s LIMIT 100
"""
ALIKE = "a.folded %% %(whole)s"
"""By trigrams, that is in Latin letters."""

SOUNDING = "a.words @@ %(query)s::tsquery"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity by one of its names."""

    id: int
    kind: str
    name: str
    fit: int

    @property
    def score(self) -> float:
        return SCORES[self.fit]

    @property
    def is_meant(self) -> bool:
        """Whether the whole of what was typed is its name."""
        return self.fit <= OTHER_NAME


@dataclass(frozen=True, slots=True)
class Hits:
    """The best of each kind, best first, and how many there are of each."""

    best: list[Hit]
    counts: dict[str, int]


KINDS: tuple[str, ...] = tuple(Entity.Kind.values)


def named(q: str, *, most: int, kinds: Collection[str] = KINDS) -> Hits:
    """Those with a name that is, begins with, contains or sounds like what was typed.

    An exact name goes first, then another name, the beginning of a name, its sound, its words and
    the name that is but one word of what was typed; among equals who takes part in most events.
    """
    whole = fold(q)
    query = name_query(q)
    if not query:
        return Hits([], {})
    words = words_of(q)
    each = [fold(word) for word in words] if len(words) > 1 else []
    values: dict[str, Any] = {
        "whole": whole,
        "sound": quoted(SOUND + whole) if whole.isascii() else "",
        "words": word_query(q),
        "query": query,
        "each": [word for word in each if len(word) > 1],
        "kinds": list(kinds),
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(FOUND, values)
        rows = cursor.fetchall()
    return Hits([Hit(*row[:4]) for row in rows], {row[1]: row[4] for row in rows})


def nearly_named(q: str, *, most: int, kinds: Collection[str] = KINDS) -> list[Hit]:
    """Those whose name sounds or is spelled nearly like what was typed: Deepsek, 智普."""
    whole = fold(q)
    if has_han(whole):
        condition, query = SOUNDING, _sounding(whole)
    elif len(whole) >= SHORTEST_MISSPELT:
        condition, query = ALIKE, ""
    else:
        return []
    values: dict[str, Any] = {"whole": whole, "query": query, "kinds": list(kinds)}
    with connection.cursor() as cursor:
        cursor.execute(NEARLY.format(condition=condition), values)
        rows = cursor.fetchall()
    return _nearest(whole, rows)[:most]


def _sounding(whole: str) -> str:
    """Names of the same sound, and those with some of the same neighbouring characters."""
    terms = {SOUND + sound_of(whole)}
    if len(whole) > 2:
        terms |= lexemes(whole)
    return " | ".join(map(quoted, sorted(terms)))


def _nearest(whole: str, rows: Iterable[Sequence[object]]) -> list[Hit]:
    near: dict[int, tuple[tuple[float, int], Hit]] = {}
    for pk, kind, text, folded, events in rows:
        slips = _slips(whole, str(folded))
        if slips is None:
            continue
        rank = (slips, -int(str(events)))
        key = int(str(pk))
        if key not in near or rank < near[key][0]:
            near[key] = (rank, Hit(key, str(kind), str(text), NEAR))
    return [hit for rank, hit in sorted(near.values(), key=lambda ranked: ranked[0])]


def _slips(typed: str, name: str) -> float | None:
    """How many slips lie between what was typed and a name; None for too many."""
    if has_han(typed):
        if typed != name and sound_of(typed) == sound_of(name):
            return 0.5
        is_slip = len(typed) > 2 and DamerauLevenshtein.distance(typed, name, score_cutoff=1) == 1
        return 1 if is_slip else None
    most = 2 if len(typed) >= LONG else 1
    slips = DamerauLevenshtein.distance(typed, name, score_cutoff=most)
    return slips if 0 < slips <= most else None

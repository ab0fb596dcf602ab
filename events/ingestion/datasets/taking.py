"""Take a batch of rows: each an article with its facts recorded, and an item that remembers it.

All in one transaction, and a row that is there already as it is costs no more than a look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from events.ingestion.datasets import entities
from events.ingestion.datasets.facts import Batch
from events.ingestion.datasets.mapping import RowMapping
from events.ingestion.datasets.posts import PostTold, record_posts
from events.ingestion.datasets.reading import Taken
from events.ingestion.datasets.superseding import supersede
from events.ingestion.record import record_events
from events.ingestion.told import Told
from events.models import Article, Item, Run, Source
from people.bulk import insert_all

EXTRACTOR = "dataset"
REASON = 500
REPEATS = _n("an earlier row has the same key and says otherwise: add a column to “key”.")


class Fate(StrEnum):
    """What becomes of a row. The names are those of the run's counts."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    LEFT_OUT = "left_out"
    FAILED = "failed"


def fate_of(row: Taken, item: Item | None) -> Fate:
    """What becomes of a row, of which this is remembered from the last time."""
    if row.problems:
        return Fate.FAILED
    if row.says_nothing:
        return Fate.LEFT_OUT
    if item is None or item.article_id is None:
        return Fate.NEW
    return Fate.KNOWN if item.digest == row.digest else Fate.CHANGED


@dataclass
class Counts:
    """How many rows have which fate."""

    new: int = 0
    changed: int = 0
    known: int = 0
    left_out: int = 0
    failed: int = 0

    def add(self, fate: Fate) -> None:
        setattr(self, fate, getattr(self, fate) + 1)


class Seen:
    """The keys that an import has come by, in a table of this connection alone.

    They tell a row that repeats another one, and which rows of the last time are no longer there.
    """

    def __enter__(self) -> Self:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS pg_temp.dataset_seen")
            cursor.execute("CREATE TEMPORARY TABLE dataset_seen (key text PRIMARY KEY)")
        return self

    def __exit__(self, *error: object) -> None:
        """The table goes with the next import, or with the connection."""

    def add(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that were not there before."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO pg_temp.dataset_seen SELECT DISTINCT unnest(%s::text[]) "
                "ON CONFLICT DO NOTHING RETURNING key",
                [list(keys)],
            )
            return {key for (key,) in cursor.fetchall()}

    def vanished(self, source: Source) -> int:
        """How many rows were taken from this source at some time and have not come by now."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM events_item WHERE source_id = %s AND outcome = 'taken' "
                "AND NOT EXISTS (SELECT FROM pg_temp.dataset_seen WHERE key = events_item.key)",
                [source.pk],
            )
            return int(cursor.fetchone()[0])


@dataclass
class _Row:
    """A row that is to be taken, with what is known of it."""

    taken: Taken
    item: Item | None
    article: Article | None = None
    is_again: bool = False
    """Whether it says what it said, and only waits for somebody who was not known."""


class Taking:
    """Rows of one data set, taken batch by batch for one run."""

    def __init__(self, source: Source, mapping: RowMapping, run: Run | None) -> None:
        self.source = source
        self.run = run
        self._mapping = mapping
        self._made = {"extractor": EXTRACTOR, "version": str(mapping.version)}

    def take(self, rows: Sequence[Taken], seen: Seen) -> Counts:
        """Take these rows; the caller's transaction makes it one deed."""
        counts = Counts()
        fresh = seen.add(row.key for row in rows)
        known = self._items(rows)
        to_take: list[_Row] = []
        items: list[Item] = []
        digests: dict[str, str] = {}
        for row in rows:
            if row.key not in fresh:
                before = known[row.key].digest if row.key in known else digests.get(row.key, "")
                if not self._mapping.keeps_repeats or before == row.digest:
                    counts.left_out += 1
                    continue
                row.problems.append(("", _(REPEATS)))
                row.key = hashlib.sha256(f"{row.key}{row.digest}".encode()).hexdigest()
                known |= self._items([row])
            fresh.discard(row.key)
            digests[row.key] = row.digest
            item = known.get(row.key)
            fate = fate_of(row, item)
            counts.add(fate)
            if fate in (Fate.FAILED, Fate.LEFT_OUT):
                items += self._refused(row, item, Item.Outcome(fate))
            elif fate != Fate.KNOWN or item is None or not _is_settled(item):
                to_take.append(_Row(row, item, is_again=fate == Fate.KNOWN))
        if to_take:
            items += self._take(to_take)
        insert_all([item for item in items if item.key not in known])
        self._update([item for item in items if item.key in known])
        return counts

    def _items(self, rows: Sequence[Taken]) -> dict[str, Item]:
        keys = [row.key for row in rows]
        found = Item.objects.filter(source=self.source, key__in=keys)
        return {item.key: item for item in found}

    def _refused(self, row: Taken, item: Item | None, outcome: Item.Outcome) -> list[Item]:
        """The item of a row that is not taken, with why; none if that is known already."""
        reason = reason_of(row)
        if item and (item.digest, item.outcome, item.reason) == (row.digest, outcome, reason):
            return []
        article = item.article_id if item else None
        return [self._item(row, outcome, reason, article)]

    def _item(self, row: Taken, outcome: Item.Outcome, reason: str, article: int | None) -> Item:
        return Item(
            source=self.source,
            key=row.key,
            digest=row.digest,
            address=self.address(row),
            title=row.title,
            outcome=outcome,
            reason=reason,
            article_id=article,
            run=self.run,
        )

    def address(self, row: Taken) -> str:
        """The data set's address and the row in it."""
        base = self.source.address or f"dataset:{self.source.pk}"
        return f"{base[:2000]}#{row.key[:32]}"

    def _update(self, items: Sequence[Item]) -> None:
        Item.objects.bulk_create(
            items,
            update_conflicts=True,
            unique_fields=["source", "key"],
            update_fields=["digest", "address", "title", "outcome", "reason", "article", "run"],
        )

    def _take(self, rows: Sequence[_Row]) -> list[Item]:
        self._make_articles(rows)
        batch = Batch([row.taken for row in rows], self._mapping.name)
        entities.fill(batch.entities, batch.answers)
        all_told: list[Told] = []
        all_posts: list[PostTold] = []
        items = []
        for place, row in enumerate(rows):
            article = row.article
            assert article is not None  # noqa: S101 - every row has one by now
            told, posts = batch.told(place, article), batch.posts_told(place, article)
            before = row.item.article_id if row.item else None
            if before and not row.is_again:
                told = supersede(before, article, told, posts, self._made)
            all_told += told
            all_posts += posts
            missing = _missing(batch, place)
            items.append(self._item(row.taken, Item.Outcome.TAKEN, missing, article.pk))
        record_events(all_told, self._made)
        record_posts(all_posts, self._made)
        return items

    def _make_articles(self, rows: Sequence[_Row]) -> None:
        """The article of each row: the one that says so already, or a new version."""
        known = {
            (article.address, article.text_hash): article
            for article in Article.objects.filter(
                address__in=[self.address(row.taken) for row in rows]
            )
        }
        by_id = {article.pk: article for article in known.values()}
        made = []
        for row in rows:
            before = by_id.get(row.item.article_id or 0) if row.item else None
            place = (self.address(row.taken), _hash(row.taken.text))
            if place not in known:
                known[place] = self._article(row, *place, before)
                made.append(known[place])
            row.article = known[place]
        insert_all(made)

    def _article(self, row: _Row, address: str, text_hash: str, before: Article | None) -> Article:
        """A version of a row tells what the first one told: they are one origin."""
        day = row.taken.published
        return Article(
            source=self.source,
            address=address,
            title=row.taken.title,
            published_on=date.fromisoformat(day) if day else date.today(),  # noqa: DTZ011 - a day
            published_known=Article.DateKnown.ROW if day else Article.DateKnown.ARRIVAL,
            language=self.source.language,
            text=row.taken.text,
            text_hash=text_hash,
            raw_hash=text_hash,
            reprint_of_id=before.origin_id if before else None,
            state=Article.State.RECORDED,
        )


def _is_settled(item: Item) -> bool:
    """Whether all that the row said is taken: nobody in it was unknown."""
    return item.outcome == Item.Outcome.TAKEN and not item.reason


def reason_of(row: Taken) -> str:
    """Why a row is not taken, as editors read it."""
    if not row.problems:
        return _("The row says nothing that the mapping takes.")
    told = (f"{column}: {reason}" if column else reason for column, reason in row.problems)
    return " ".join(told)[:REASON]


def _missing(batch: Batch, place: int) -> str:
    ids = batch.unknown(place)
    if not ids:
        return ""
    told = _("Not known so far, so left out: %(ids)s. Import them, and then this again.")
    return (told % {"ids": ", ".join(ids)})[:REASON]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

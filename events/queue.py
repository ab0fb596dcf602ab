"""What the articles of the review queue are worth, and who works on which.

A fact is worth its kind, times what makes it matter: the money in it, how sure the extractor is,
how many of those it names are in the record already, and how many other articles tell it. An
article is worth its best fact and a tenth of the others, and its place is the logarithm of that
to the base of two plus its age in quarters: what is told a quarter later may be worth half as
much and still go first. So the order never changes by mere waiting, and one index holds it.

Triggers note the articles whose facts change; `settle` reckons these anew. It is called before the
queue is read, so nobody who changes a fact waits for the queue or for others who change it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils.formats import time_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from events.models import Event, Evidence, QueueItem, QueueTouch
from events.models.queue import HOLD, QueueQuerySet
from events.models.vocabulary import Kind
from people.actions import Refused
from people.models import Affiliation
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORTH: Mapping[str, float] = {
    Kind.ACQUISITION: 4,
    Kind.FUNDING: 4,
    Kind.LISTING: 4,
    Kind.CAREER: 3,
    Kind.CLOSURE: 3,
    Kind.FOUNDING: 3,
    Kind.LAYOFF: 3,
    Kind.RELEASE: 2,
    Kind.STAKE_SALE: 2,
    Kind.PARTNERSHIP: 1.5,
    Kind.STATEMENT: 1,
    Kind.STATISTIC: 1,
}
WORTH_OF_A_POST = 1.0
SETTLED_AT_ONCE = 500
"""How many notes a reader of the queue works off; the worker does the rest of a large import."""
_ALONE = 7_301_042
"""The key of the lock under which one at a time settles."""


def settle(limit: int = SETTLED_AT_ONCE) -> int:
    """Reckon anew the articles that were touched; how many notes were worked off.

    One at a time: else an older count could be written over a newer one.
    """
    if not QueueTouch.objects.exists():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ALONE])
        cursor.execute(_TAKE, [limit])
        touched = [article for (article,) in cursor.fetchall()]
        ids = sorted(set(touched))
        cursor.execute(_WRITE, _PARAMETERS | {"articles": ids})
        cursor.execute(_DELETE, {"articles": ids})
    return len(touched)


_TAKE = """
DELETE FROM events_queuetouch
 WHERE id IN (SELECT id FROM events_queuetouch ORDER BY id LIMIT %s)
RETURNING article_id
"""

_FACTS = """
SELECT p.article_id, e.id AS event, NULL::bigint AS post, e.kind,
       max(p.confidence) AS confidence,
       (SELECT worth FROM unnest(%(kinds)s::text[], %(worths)s::float[]) AS t (kind, worth)
         WHERE t.kind = e.kind)
       * (1 + least(greatest(log(greatest(coalesce(c.amount_usd, 0), 1)) - 6, 0), 4) / 2)
       * coalesce(max(p.confidence), 0.5)
       * (1 + least((SELECT count(DISTINCT s.id) FROM events_participation q
                       JOIN people_entity s ON s.id = q.survivor_id AND s.status = 'published'
                      WHERE q.event_id = e.id), 2) / 2.0)
       * (1 + least((SELECT count(DISTINCT o.article_id) FROM events_evidence o
                      WHERE o.event_id = e.id) - 1, 4) / 4.0) AS worth
  FROM events_evidence p
  JOIN events_event e ON e.id = p.event_id AND e.status = 'proposed' AND e.merged_into_id IS NULL
  LEFT JOIN events_card c ON c.event_id = e.id
 WHERE p.article_id = ANY(%(articles)s)
 GROUP BY p.article_id, e.id, c.amount_usd
 UNION ALL
SELECT p.article_id, NULL, f.id, 'affiliation', max(p.confidence),
       %(post)s * coalesce(max(p.confidence), 0.5)
  FROM events_evidence p
  JOIN people_affiliation f ON f.id = p.affiliation_id AND f.status = 'proposed'
 WHERE p.article_id = ANY(%(articles)s)
 GROUP BY p.article_id, f.id
"""

_WRITE = f"""
INSERT INTO events_queueitem (article_id, worth, events, posts, kinds, confidence)
SELECT f.article_id,
       log(2, greatest(0.9 * max(f.worth) + 0.1 * sum(f.worth), 0.001)::numeric)
       + (coalesce(a.published_on, a.created_at::date) - date '2020-01-01') / 90.0,
       count(f.event), count(f.post), array_agg(DISTINCT f.kind), max(f.confidence)
  FROM ({_FACTS}) AS f
  JOIN events_article a ON a.id = f.article_id
 GROUP BY f.article_id, a.published_on, a.created_at
    ON CONFLICT (article_id) DO UPDATE
   SET worth = EXCLUDED.worth, events = EXCLUDED.events, posts = EXCLUDED.posts,
       kinds = EXCLUDED.kinds, confidence = EXCLUDED.confidence
"""  # noqa: S608 - no words of anybody else

_DELETE = """
DELETE FROM events_queueitem q
 WHERE article_id = ANY(%(articles)s)
   AND NOT EXISTS (
       SELECT FROM events_evidence p
         LEFT JOIN events_event e ON e.id = p.event_id AND e.merged_into_id IS NULL
         LEFT JOIN people_affiliation f ON f.id = p.affiliation_id
        WHERE p.article_id = q.article_id AND 'proposed' IN (e.status, f.status))
"""

_PARAMETERS: dict[str, list[str] | list[float] | float] = {
    "kinds": [str(kind) for kind in WORTH],
    "worths": [float(worth) for worth in WORTH.values()],
    "post": WORTH_OF_A_POST,
}


class Held(Refused):
    """Somebody else works on the article."""

    def __init__(self, item: QueueItem) -> None:
        self.item = item
        super().__init__(
            _("%(name)s is at this article until %(time)s: nothing was changed.")
            % {"name": item.held_by, "time": time_format(localtime(item.held_until))}
        )


def hold(article_id: int, *, by: User, take_over: bool = False) -> QueueItem | None:
    """Keep an article for somebody for a while; None where nothing of it waits.

    Refused while another has it, unless it is taken over. One conditional UPDATE: of two at once,
    one gets it.
    """
    require(by, Ability.PUBLISH)
    items = QueueItem.objects.filter(article=article_id)
    free = items if take_over else items.free_for(by)
    free.update(held_by=by, held_until=Now() + HOLD)
    item = items.select_related("held_by").first()
    if item and item.held_from(by, now()):
        raise Held(item)
    return item


def held_elsewhere(facts: Sequence[Event | Affiliation], *, by: User) -> dict[int, QueueItem]:
    """Those of these events, or affiliations, that are told in an article which another holds."""
    if not facts:
        return {}
    subject = "affiliation" if isinstance(facts[0], Affiliation) else "event"
    held = (
        QueueItem.objects.filter(held_until__gt=Now(), held_by__isnull=False)
        .exclude(held_by=by)
        .select_related("held_by")
        .in_bulk()
    )
    told = Evidence.objects.filter(article__in=held, **{f"{subject}__in": facts})
    return {pk: held[article] for pk, article in told.values_list(f"{subject}_id", "article_id")}


def release(article_id: int, *, by: User) -> None:
    """Let others have it. Of what is somebody else's nothing changes."""
    QueueItem.objects.filter(article=article_id, held_by=by).update(held_by=None, held_until=None)


def hold_next(items: QueueQuerySet, *, by: User, after: QueueItem | None = None) -> int | None:
    """Take the worthiest article that nobody else has, below a place or else from the top.

    Two who ask at the same moment get two articles: a row that one is taking is skipped.
    """
    require(by, Ability.PUBLISH)
    places = [items.below(after.worth, after.article_id)] if after else []
    for rows in (*places, items):
        with transaction.atomic():
            item = (
                rows.free_for(by)
                .worthiest()
                .select_for_update(skip_locked=True, of=("self",))
                .first()
            )
            if item is not None:
                QueueItem.objects.filter(pk=item.pk).update(held_by=by, held_until=Now() + HOLD)
                return item.article_id
    return None

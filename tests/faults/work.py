"""Bounded work with a known outcome: sources, what they list, and what comes of it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.db.models import Sum

from events.invariants import check
from events.models import Article, Event, Evidence, Item, Participation, Run, Source, Watch
from people.dates import PartialDate
from people.models import Entity
from tests.factories import SourceFactory
from tests.faults.site import Sites

FEEDS = 6
LISTED = 5
BROUGHT = 6
REPRINTED = 4
ARTICLES = FEEDS * LISTED + BROUGHT + REPRINTED
HOSTS = FEEDS + 2

Outcome = Counter[tuple[object, ...]]


def follow(sites: Sites, *, before: str = "") -> None:
    """Follow feeds in both languages, one that brings its texts along, and one of reprints."""
    feeds = [f"/feed/{n * LISTED}-{n * LISTED + LISTED - 1}" for n in range(FEEDS)]
    feeds += [f"/texts/1000-{1000 + BROUGHT - 1}", f"/feed/0-{REPRINTED - 1}"]
    for number, feed in enumerate(feeds):
        source(sites.url(number, before + feed))


def source(address: str, **values: object) -> Source:
    """A followed source, polled by and by and not again within the time of a test."""
    values = {"kind": "feed", "enabled": True, "interval": timedelta(hours=12)} | values
    made: Source = SourceFactory(name=address, address=address, **values)
    return made


def is_done() -> bool:
    """Whether all is done or has failed for good, as far as rows say."""
    watches = Watch.objects.filter(source__enabled=True)
    return (
        watches.count() == Source.objects.followed().count()
        and not watches.filter(polled_at=None).exists()
        and not Run.objects.filter(state__in=("waiting", "running")).exists()
        and not Article.objects.filter(state__in=Article.WORKING).exists()
    )


def is_well() -> bool:
    """Whether all is done, and the last poll of each source went well."""
    return is_done() and not Watch.objects.exclude(failures=0).exists()


def how_far() -> float:
    """The part of the standard work that is done, from 0 to 1."""
    return Article.objects.filter(state=Article.State.RECORDED).count() / ARTICLES


def outcome() -> Outcome:
    """What is known, without ids: the same whatever way it was reached. Each thing is counted."""
    parts = Participation.objects.select_related("event", "entity")
    articles = Article.objects.all()
    return Counter(
        [
            *(
                (part.event.kind, part.event.change, part.role, part.entity.slug, part.event.when)
                for part in parts
            ),
            *(("evidence", quote) for quote in Evidence.objects.values_list("quote", flat=True)),
            *(("article", *row) for row in articles.values_list("address", "state", "language")),
            *(("item", *row) for row in Item.objects.values_list("source__name", "key", "outcome")),
            *(("entity", slug) for slug in Entity.objects.values_list("slug", flat=True)),
            *(("event", kind) for kind in Event.objects.values_list("kind", flat=True)),
            *(("reprint", hash_) for hash_ in _reprints()),
        ]
    )


def _reprints() -> list[str]:
    reprints = Article.objects.exclude(reprint_of=None)
    return list(reprints.values_list("text_hash", flat=True))


def check_nothing_is_lost(expected: Outcome, *, but_for_days: bool = False) -> None:
    """All that was to be found was found once, and the record agrees with itself.

    A text that names no day is dated by its arrival, as the clock of the worker has it.
    """
    found = outcome()
    if but_for_days:
        found, expected = _without_days(found), _without_days(expected)
    lost, more = expected - found, found - expected
    parked = list(Article.objects.filter(state="failed").values_list("address", "error"))
    assert not lost, f"lost {sum(lost.values())}: {list(lost)[:5]}; parked: {parked}"
    assert not more, f"doubled {sum(more.values())}: {list(more)[:5]}"
    check_record()


def _without_days(known: Outcome) -> Outcome:
    bare: Outcome = Counter()
    for what, count in known.items():
        bare[tuple(part for part in what if not isinstance(part, PartialDate))] += count
    return bare


def check_record() -> None:
    broken = {found.invariant.name: found.examples for found in check() if found.count}
    assert not broken
    assert not Article.objects.exclude(lease_until=None).exists()
    taken = Run.objects.filter(state="done").aggregate(new=Sum("new"))["new"] or 0
    assert taken == Item.objects.filter(outcome="taken").count()

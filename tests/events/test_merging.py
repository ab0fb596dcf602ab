"""Merges show on timelines at once, and leave no orphan whatever arrives meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection

from events import merging
from events.invariants import check
from events.models import Card, Event, Participation
from people.actions import Refused
from people.models import Entity, Merge
from tests.factories import CompanyFactory, EditorFactory, event_of

threads = pytest.mark.django_db(transaction=True)


def names_on(event: Event) -> set[str]:
    data = Card.objects.get(event=event).data
    return {part["name"]["en"] or part["name"]["zh"] for part in data["participants"]}


def timeline(entity: Entity) -> set[int]:
    parts = Participation.objects.filter(survivor=entity, published=True)
    return set(parts.values_list("event_id", flat=True))


@pytest.mark.django_db
def test_a_merge_moves_the_timeline_and_undoing_it_moves_it_back():
    other, kept = CompanyFactory(name_en="Z.ai"), CompanyFactory(name_en="Zhipu AI")
    first, second = event_of(("company", other)), event_of(("company", kept))
    kept.refresh_from_db()
    other.refresh_from_db()
    editor = EditorFactory()

    merging.merge_entities(other, kept, by=editor)
    assert timeline(kept) == {first.pk, second.pk}
    assert names_on(first) == {"Zhipu AI"}

    other.refresh_from_db()
    merging.unmerge_entity(other, by=editor)
    assert timeline(kept) == {second.pk}
    assert names_on(first) == {"Z.ai"}


@pytest.mark.django_db
def test_a_name_taken_over_shows_on_the_survivors_own_events():
    other, kept = CompanyFactory(name_en="", name_zh="智谱"), CompanyFactory(name_en="Zhipu AI")
    event = event_of(("company", kept))
    kept.refresh_from_db()

    merging.merge_entities(other, kept, by=EditorFactory(), take=["name_zh"])

    assert Card.objects.get(event=event).data["participants"][0]["name"]["zh"] == "智谱"


@pytest.mark.django_db
def test_a_merge_is_in_the_history_with_its_author():
    editor = EditorFactory()
    other, kept = CompanyFactory(), CompanyFactory()

    merging.merge_entities(other, kept, by=editor)

    version = (
        apps.get_model("people", "EntityVersion")
        .objects.filter(pgh_obj=other)
        .order_by("pgh_id")
        .last()
    )
    assert version.merged_into_id == kept.pk
    assert version.pgh_context.metadata == {"user": editor.pk, "action": "merge"}


def at_once(*deeds):
    """Do these at the same moment; what each gave or raised."""
    gate = Barrier(len(deeds))

    def do(deed):
        gate.wait()
        try:
            return deed()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


@threads
def test_two_editors_merging_one_pair_make_one_decision():
    one, other, editor = CompanyFactory(), CompanyFactory(), EditorFactory()

    at_once(*[lambda: merging.merge_entities(one, other, by=editor)] * 4)

    assert Merge.objects.filter(undone_at=None).count() == 1


@threads
def test_two_editors_merging_a_pair_both_ways_leave_one_survivor():
    one, other, editor = CompanyFactory(), CompanyFactory(), EditorFactory()

    results = at_once(
        lambda: merging.merge_entities(one, other, by=editor),
        lambda: merging.merge_entities(other, one, by=editor),
    )

    assert sum(isinstance(result, Refused) for result in results) == 1
    assert len(set(Entity.objects.values_list("survivor", flat=True))) == 1


@threads
def test_what_arrives_during_merges_is_on_the_survivors_timeline():
    one, other, editor = CompanyFactory(), CompanyFactory(), EditorFactory()
    event_of(("company", one)), event_of(("company", other))

    def write():
        for _ in range(10):
            event_of(("company", Entity.objects.get(pk=one.pk)))

    def merge_and_part():
        for _ in range(5):
            merging.merge_entities(one, other, by=editor)
            merging.unmerge_entity(Entity.objects.get(pk=one.pk), by=editor)
        merging.merge_entities(one, other, by=editor)

    at_once(write, merge_and_part)

    assert len(timeline(other)) == 12
    assert not timeline(one)
    assert not [
        finding
        for finding in check()
        if finding.count and finding.invariant.name == "survivors-survive"
    ]

"""One's own decisions of the last hour are put back as if they had never been."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import now

from events import actions, cards, joining, merging
from events.invariants import check
from events.models import Card, Event, Review
from events.undoing import decisions_of, undo
from people.dates import PartialDate
from people.models import Affiliation, Entity, Status
from people.refusals import Refused
from tests.events.test_queue import proposed
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
)

NOT_TOLD = {"updated_at", "pgh_id"}


@pytest.fixture
def editor(db):
    return EditorFactory(username="chen")


@pytest.fixture
def other(db):
    return EditorFactory(username="lin")


@pytest.fixture
def event(db):
    return proposed(company=CompanyFactory(name_zh="百川智能"))


def state():
    """All that decisions change, as it is now."""
    records: dict[str, Any] = {
        "events": Event.objects.order_by("pk").values(),
        "entities": Entity.objects.order_by("pk").values(),
        "posts": Affiliation.objects.order_by("pk").values(),
        "cards": Card.objects.order_by("pk").values("event_id", "data"),
    }
    told: dict[str, list[Any]] = {
        name: [{key: row[key] for key in row if key not in NOT_TOLD} for row in rows]
        for name, rows in records.items()
    }
    told["parts"] = [
        sorted(event.participations.values_list("role", "entity", "published"))
        for event in Event.objects.order_by("pk")
    ]
    return told


def last(editor):
    return decisions_of(editor)[0]


def holds():
    return not any(finding.count for finding in check())


def test_an_acceptance_is_undone_and_readers_see_nothing(editor, event, client):
    before = state()
    actions.accept_event(event, by=editor)
    assert client.get(f"/zh/events/{event.pk}/").status_code == 200

    undo(last(editor), by=editor)

    assert state() == before
    assert client.get(f"/zh/events/{event.pk}/").status_code == 404
    assert client.get(f"/api/v1/events/{event.pk}/").status_code == 410  # it was public once
    assert Review.objects.get().undone_at


def test_a_company_that_another_event_has_made_needed_stays_public(editor, other, event):
    company = event.participations.get().entity
    again = proposed(company=company)
    actions.accept_event(event, by=editor)
    actions.accept_event(again, by=other)

    undo(last(editor), by=editor)

    company.refresh_from_db()
    assert company.status == Status.PUBLISHED
    assert not Event.objects.get(pk=event.pk).is_published


def test_a_rejection_is_undone(editor, event):
    before = state()
    actions.reject_event(event, by=editor, reason="不实")

    undo(last(editor), by=editor)

    assert state() == before


def test_a_correction_is_undone_with_its_participants_and_held_fields(editor, event):
    before = state()
    old = event.participations.get()
    changes = {
        "when": PartialDate.parse("2024-Q2"),
        "participants": [("company", CompanyFactory())],
    }
    Entity.objects.exclude(pk=old.entity_id).update(status=Status.PROPOSED)
    newcomers = list(Entity.objects.exclude(pk=old.entity_id).values_list("pk", flat=True))
    actions.correct_event(event, changes, by=editor)
    assert state()["parts"] != before["parts"]

    undo(last(editor), by=editor)

    after = state()
    after["entities"] = [row for row in after["entities"] if row["id"] not in newcomers]
    assert after == before


def test_a_correction_of_a_public_event_is_undone_and_shown_as_before(editor, other, event):
    actions.accept_event(event, by=other)
    before = state()
    actions.correct_event(event, {"note_zh": "更正"}, by=editor)

    undo(last(editor), by=editor)

    assert state() == before


def test_an_affiliation_goes_back_with_its_person_and_company(editor):
    post = AffiliationFactory(title="首席执行官")
    EvidenceFactory(article=ArticleFactory(), affiliation=post)
    before = state()
    actions.accept_affiliation(post, by=editor)

    undo(last(editor), by=editor)

    assert state() == before


def test_a_retraction_is_undone(editor, event):
    actions.accept_event(event, by=editor)
    before = state()
    actions.retract_event(event, by=editor, reason="撤回")

    undo(last(editor), by=editor)

    assert state() == before


def test_decisions_on_one_event_are_undone_one_after_another(editor, event):
    before = state()
    actions.correct_event(event, {"note_en": "By its own account."}, by=editor)
    actions.accept_event(event, by=editor)

    undo(last(editor), by=editor)
    undo(last(editor), by=editor)

    assert state() == before
    assert decisions_of(editor) == []


def test_merges_of_events_and_of_entities_are_undone(editor, event):
    company = event.participations.get().entity
    again = proposed(company=company)
    joining.merge_events(again, event, by=editor)
    undo(last(editor), by=editor)
    assert Event.objects.get(pk=again.pk).merged_into is None

    twin = CompanyFactory(name_zh="百川")
    merging.merge_entities(twin, company, by=editor)
    undo(last(editor), by=editor)
    assert Entity.objects.get(pk=twin.pk).merged_into is None


def test_undoing_twice_changes_nothing(editor, event):
    actions.accept_event(event, by=editor)
    decision = last(editor)
    undo(decision, by=editor)
    actions.accept_event(event, by=editor)

    undo(decision, by=editor)

    assert Event.objects.get().is_published


def test_what_another_has_changed_since_is_refused_and_said_by_whom(editor, other, event):
    actions.correct_event(event, {"note_zh": "甲"}, by=editor)
    actions.correct_event(event, {"note_zh": "乙"}, by=other)

    with pytest.raises(Refused, match="lin has changed the same since"):
        undo(last(editor), by=editor)

    assert Event.objects.get().note_zh == "乙"
    assert not Review.objects.filter(undone_at__isnull=False).exists()


def test_a_change_elsewhere_in_the_event_does_not_hinder(editor, other, event):
    actions.accept_event(event, by=editor)
    actions.correct_event(event, {"note_zh": "乙"}, by=other)

    undo(last(editor), by=editor)

    assert Event.objects.get().note_zh == "乙"
    assert Event.objects.get().status == Status.PROPOSED


def test_after_an_hour_it_is_too_late(editor, event):
    actions.accept_event(event, by=editor)
    Review.objects.update(at=now() - timedelta(minutes=61))

    assert decisions_of(editor) == []
    with pytest.raises(Refused, match="more than an hour"):
        undo(Review.objects.get(), by=editor)
    assert Event.objects.get().is_published


def test_another_persons_decision_is_not_undone(editor, other, event):
    actions.accept_event(event, by=editor)

    assert decisions_of(other) == []
    with pytest.raises(Refused, match="this one is of chen"):
        undo(Review.objects.get(), by=other)


@pytest.mark.django_db(transaction=True)
def test_undoing_while_another_event_makes_the_company_needed_leaves_it_public():
    editor, other = EditorFactory(), EditorFactory()
    company = CompanyFactory()
    one, two = proposed(company=company), proposed(company=company)
    actions.accept_event(one, by=editor)
    together = threading.Barrier(2)

    def at_once(do):
        try:
            together.wait(timeout=30)
            do()
        finally:
            connection.close()

    decision = last(editor)
    with ThreadPoolExecutor(2) as pool:
        list(
            pool.map(
                at_once,
                [
                    lambda: undo(decision, by=editor),
                    lambda: actions.accept_event(two, by=other),
                ],
            )
        )

    assert Event.objects.get(pk=two.pk).is_published
    company.refresh_from_db()
    assert company.status == Status.PUBLISHED
    assert holds()


def test_a_split_is_taken_back_unless_its_event_has_changed(editor, event):
    moved = EvidenceFactory(event=event)
    cards.compose([event.pk])
    before = state()
    split = joining.split_event(event, [moved], by=editor, reason="另一件事")
    assert Event.objects.count() == 2

    undo(last(editor), by=editor)

    assert state() == before
    assert set(event.evidence.values_list("pk", flat=True)) >= {moved.pk}
    assert not Event.objects.filter(pk=split.pk).exists()


def test_a_split_whose_event_was_decided_on_or_proved_since_stays(editor, other, event):
    EvidenceFactory(event=event)
    moved = EvidenceFactory(event=event)
    split = joining.split_event(event, [moved], by=editor, reason="另一件事")
    decision = last(editor)
    more = EvidenceFactory(event=split)
    with pytest.raises(Refused, match="has more evidence now"):
        undo(decision, by=editor)
    more.delete()
    actions.accept_event(split, by=other)

    with pytest.raises(Refused, match="lin has changed the same since"):
        undo(decision, by=editor)

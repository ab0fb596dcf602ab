import threading

import pytest
from django.db import connection

from events import actions
from events.models import Article, Card, Event, Evidence, Review
from people.dates import PartialDate
from people.models import Entity, Status
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EventFactory,
    EvidenceFactory,
    ParticipationFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return EditorFactory()


@pytest.fixture
def proposed():
    return event_of(
        ("company", CompanyFactory(name_zh="智谱AI", name_en="")), status=Status.PROPOSED
    )


def test_accepting_an_event_makes_it_and_its_parties_public(proposed, editor):
    actions.accept_event(proposed, by=editor)

    assert proposed in Event.objects.published()
    assert Entity.objects.published().get().name_zh == "智谱AI"
    assert Review.objects.get().verdict == "accepted"


def test_accepting_twice_decides_once(proposed, editor):
    actions.accept_event(proposed, by=editor)
    actions.accept_event(proposed, by=editor)

    assert Review.objects.count() == 1


def test_an_event_without_evidence_is_not_accepted(editor):
    event = ParticipationFactory(entity=CompanyFactory()).event

    with pytest.raises(actions.Refused, match="no evidence"):
        actions.accept_event(event, by=editor)

    event.refresh_from_db()
    assert event.status == Status.PROPOSED


def test_an_event_that_names_nobody_is_not_accepted(editor):
    event = EventFactory()
    EvidenceFactory(event=event)

    with pytest.raises(actions.Refused, match="names nobody"):
        actions.accept_event(event, by=editor)


def test_rejecting_needs_a_reason(proposed, editor):
    with pytest.raises(actions.Refused, match="Say why"):
        actions.reject_event(proposed, by=editor, reason=" ")

    actions.reject_event(proposed, by=editor, reason="Not about the industry")

    assert Event.objects.get().status == Status.REJECTED
    assert Review.objects.get().reason == "Not about the industry"


def test_what_was_rejected_is_accepted_only_for_a_reason(proposed, editor):
    actions.reject_event(proposed, by=editor, reason="no proof")

    with pytest.raises(actions.Refused, match="after all"):
        actions.accept_event(proposed, by=editor)
    actions.accept_event(proposed, by=editor, reason="the company confirmed it")

    assert Event.objects.get().status == Status.PUBLISHED


def test_a_published_event_is_retracted_not_rejected(proposed, editor):
    actions.accept_event(proposed, by=editor)

    with pytest.raises(actions.Refused, match="retract"):
        actions.reject_event(proposed, by=editor, reason="wrong")
    actions.retract_event(proposed, by=editor, reason="wrong")

    assert not Event.objects.published().exists()


def test_a_correction_is_shown_and_held(proposed, editor):
    actions.correct_event(proposed, {"when": PartialDate.parse("2024-Q1"), "round": "B"}, by=editor)

    event = Event.objects.get()
    assert (str(event.when), event.round) == ("2024-Q1", "B")
    assert event.held == ["round", "when"]
    assert Card.objects.get(event=event).data["round"] == "B"


def test_a_correction_knows_the_fields_of_the_kind(proposed, editor):
    with pytest.raises(actions.Refused, match="headcount"):
        actions.correct_event(proposed, {"headcount": 10}, by=editor)


def test_the_parties_of_an_event_are_exactly_those_given(proposed, editor):
    other, fund = CompanyFactory(), CompanyFactory()

    actions.correct_event(
        proposed, {"participants": [("company", other), ("lead", fund)]}, by=editor
    )

    parts = {(part.role, part.entity_id) for part in proposed.participations.all()}
    assert parts == {("company", other.pk), ("lead", fund.pk)}


def test_a_role_that_the_kind_does_not_know_is_refused(proposed, editor):
    with pytest.raises(actions.Refused, match="speaker"):
        actions.correct_event(proposed, {"participants": [("speaker", PersonFactory())]}, by=editor)


def test_an_event_made_by_hand_is_public_once_a_sentence_proves_it(editor):
    article = ArticleFactory(text="智谱AI完成新一轮融资。", language="zh")
    event = actions.create_event(
        "funding",
        {
            "when": PartialDate.parse("2023-10"),
            "certainty": "planned",
            "participants": [("company", CompanyFactory())],
        },
        by=editor,
    )
    with pytest.raises(actions.Refused, match="exactly"):
        actions.add_evidence(
            event, article=article, quote="智谱完成", certainty="confirmed", by=editor
        )
    actions.add_evidence(
        event, article=article, quote="智谱AI完成新一轮融资", certainty="confirmed", by=editor
    )
    actions.accept_event(event, by=editor)

    assert Event.objects.published().get().certainty == "planned"  # a person set it
    assert Evidence.objects.get().start == 0


def test_an_event_by_hand_says_what_is_missing(editor):
    with pytest.raises(actions.Refused, match="when, participants"):
        actions.create_event("funding", {"certainty": "planned"}, by=editor)


def test_every_deed_is_in_the_history_with_its_author(proposed, editor):
    actions.accept_event(proposed, by=editor)

    version = proposed.versions.order_by("pgh_id").last()
    assert version.pgh_context.metadata == {"user": editor.pk, "action": "accept"}


def test_an_accepted_affiliation_makes_its_person_public(editor):
    affiliation = AffiliationFactory()
    EvidenceFactory(affiliation=affiliation, event=None)

    actions.accept_affiliation(affiliation, by=editor)

    assert affiliation.person in Entity.objects.published()


def test_an_article_is_public_once_published_evidence_cites_it(proposed, editor):
    assert not Article.objects.published().exists()

    actions.accept_event(proposed, by=editor)

    assert Article.objects.published().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_editors_accepting_at_once_one_decides():
    event = event_of(("company", CompanyFactory()), status=Status.PROPOSED)
    editors = EditorFactory.create_batch(20)

    def accept(editor):
        try:
            actions.accept_event(event, by=editor)
        finally:
            connection.close()

    hands = [threading.Thread(target=accept, args=[editor]) for editor in editors]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert Review.objects.count() == 1
    assert event in Event.objects.published()


def test_an_editor_overrules_the_certainty_with_a_reason_that_readers_see(client, editor):
    event = event_of(("company", CompanyFactory()), status="proposed")
    with pytest.raises(actions.Refused, match="Say why"):
        actions.correct_event(event, {"certainty": "confirmed"}, by=editor)

    why = "公司在年报中写明"
    actions.correct_event(event, {"certainty": "confirmed", "certainty_why": why}, by=editor)
    actions.accept_event(event, by=editor)

    assert why in client.get(f"/en/events/{event.pk}/").content.decode()

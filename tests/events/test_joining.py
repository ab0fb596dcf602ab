"""Events are merged, split and kept apart, and each of it can be undone."""

from datetime import date
from decimal import Decimal

import pytest

from events import joining
from events.extraction.facts import Facts
from events.ingestion.record import record
from events.models import Card, Event, EventJudgement, Evidence, Participation
from people.actions import Refused
from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum
from tests.factories import ArticleFactory, CompanyFactory, EditorFactory, EvidenceFactory, event_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return EditorFactory()


def fresh(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def snapshot() -> list:
    """All that events say, who takes part and what proves them."""
    events = [
        {name: value for name, value in row.items() if name != "updated_at"}
        for row in Event.objects.order_by("pk").values()
    ]
    parts = Participation.objects.order_by("event", "role", "entity")
    proofs = Evidence.objects.order_by("pk")
    cards = Card.objects.order_by("pk")
    return [
        events,
        list(parts.values_list("event", "role", "entity", "published")),
        list(proofs.values_list("pk", "event", "quote")),
        list(cards.values_list("pk", "data")),
    ]


@pytest.fixture
def rounds():
    """One round, told twice: the second telling knows the sum and an investor."""
    zhipu, fund = CompanyFactory(name_zh="智谱"), CompanyFactory(name_zh="君联资本")
    first = event_of(("company", zhipu), when=PartialDate.parse("2024-05"))
    second = event_of(
        ("company", zhipu),
        ("investor", fund),
        amount=Sum.told(Decimal(10**9), "CNY", Qualifier.ABOUT, "约10亿元"),
    )
    return fresh(second), fresh(first), fund


def test_a_merged_event_brings_its_evidence_its_parties_and_what_the_other_lacks(editor, rounds):
    second, first, fund = rounds

    joining.merge_events(second, first, by=editor, reason="同一轮")

    kept = fresh(first)
    assert kept.evidence.count() == 2
    assert kept.amount == Sum.told(Decimal(10**9), "CNY", Qualifier.ABOUT, "约10亿元")
    assert kept.when == PartialDate.parse("2024-05")
    assert kept.participations.filter(entity=fund, published=True).exists()
    assert Card.objects.get(event=kept).data["articles"] == 2
    assert fresh(second).merged_into_id == kept.pk
    assert second not in Event.objects.published()


def test_the_page_of_a_merged_event_leads_to_the_other(client, editor, rounds):
    second, first, _fund = rounds

    joining.merge_events(second, first, by=editor)

    assert client.get(f"/en/events/{second.pk}/").url.endswith(f"/en/events/{first.pk}/")
    answer = client.get(f"/api/v1/events/{second.pk}/")
    assert (answer.status_code, answer.url.endswith(f"/events/{first.pk}/")) == (308, True)


def test_undoing_a_merge_restores_both_events_exactly(editor, rounds):
    second, first, _fund = rounds
    before = snapshot()

    joining.merge_events(second, first, by=editor)
    assert snapshot() != before
    joining.unmerge_event(second, by=editor, reason="看错了")

    assert snapshot() == before


def test_what_came_after_a_merge_stays_with_the_survivor_when_it_is_undone(editor, rounds):
    second, first, _fund = rounds
    joining.merge_events(second, first, by=editor)
    later = EvidenceFactory(event=first)

    joining.unmerge_event(second, by=editor)

    assert set(fresh(first).evidence.all()) == {later, *Evidence.objects.filter(event=first)}
    assert fresh(second).evidence.count() == 1


def test_a_chain_of_merges_ends_at_one_event_and_comes_apart_again(editor):
    zhipu = CompanyFactory()
    events = [event_of(("company", zhipu)) for _ in range(3)]
    one, two, three = map(fresh, events)
    before = snapshot()

    joining.merge_events(one, two, by=editor)
    joining.merge_events(two, three, by=editor)
    assert fresh(one).merged_into_id == fresh(two).merged_into_id == three.pk
    assert fresh(three).evidence.count() == 3

    joining.unmerge_event(two, by=editor)
    assert fresh(one).merged_into_id == two.pk
    joining.unmerge_event(one, by=editor)
    assert snapshot() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "listing"}, "one kind"),
        ({"status": Status.REJECTED}, "other way round"),
        ({"status": Status.PROPOSED}, "public event"),
    ],
    ids=["another kind", "into a rejected one", "a public one into a proposed one"],
)
def test_what_makes_no_sense_is_refused(editor, rounds, change, words):
    second, first, _fund = rounds
    Event.objects.filter(pk=first.pk).update(**change)

    with pytest.raises(Refused, match=words):
        joining.merge_events(second, first, by=editor)


def test_splitting_takes_some_of_the_evidence_to_a_new_proposal(editor, rounds):
    _second, first, _fund = rounds
    proof = EvidenceFactory(event=first, certainty="rumoured")

    other = joining.split_event(first, [proof], by=editor, reason="另一轮融资")

    assert list(other.evidence.all()) == [proof]
    assert (other.status, other.certainty) == (Status.PROPOSED, "rumoured")
    assert fresh(first).evidence.count() == 1
    assert EventJudgement.objects.get().reason == "另一轮融资"


def test_an_event_keeps_some_evidence_when_it_is_split(editor, rounds):
    _second, first, _fund = rounds

    with pytest.raises(Refused, match="leave some"):
        joining.split_event(first, first.evidence.all(), by=editor, reason="x")


def told(text: str) -> tuple:
    article = ArticleFactory(text=text, language="zh", published_on=date(2024, 5, 20))
    evidence = {"quote": text, "start": 0, "end": len(text)}
    event = {"kind": "funding", "company": "青禾智能", "round": "A", "certainty": "confirmed"}
    facts = Facts.from_dict({"language": "zh", "events": [{**event, "evidence": evidence}]})
    return article, facts


def test_recording_an_article_again_respects_where_editors_put_its_sentence(editor):
    first, second = told("青禾智能完成A轮融资。"), told("青禾智能宣布A轮融资到账。")
    for article, facts in (first, second):
        record(article, facts, extractor="test", version="1")
    event = Event.objects.get()
    other = joining.split_event(
        event, event.evidence.filter(article=second[0]), by=editor, reason="不是一回事"
    )

    for article, facts in (first, second):
        record(article, facts, extractor="test", version="1")

    assert Event.objects.count() == 2
    assert list(other.evidence.values_list("article", flat=True)) == [second[0].pk]


def test_events_judged_different_are_kept_so_until_they_are_merged(editor, rounds):
    second, first, _fund = rounds
    joining.keep_apart(second, first, by=editor)
    joining.keep_apart(first, second, by=editor, reason="两轮")
    assert EventJudgement.objects.get().reason == "两轮"

    joining.merge_events(second, first, by=editor)
    assert not EventJudgement.objects.exists()
    with pytest.raises(Refused, match="undo that first"):
        joining.keep_apart(second, first, by=editor)

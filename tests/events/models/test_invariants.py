"""What PostgreSQL itself refuses, whoever writes."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from events.models import Event, FundingEvent, Participation
from people.dates import PartialDate
from people.models import Affiliation, Entity, Status
from people.money import Qualifier, Sum
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EventFactory,
    EvidenceFactory,
    ParticipationFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"precision": "year"}, "event_date_is_padded"),
        ({"headcount": 4}, "event_headcount_is_of_its_kinds"),
        ({"change": "left"}, "event_change"),
        ({"amount_low": 3}, "event_amount_bounds"),
        ({"amount_qualifier": "exact", "amount_currency": "USD"}, "event_amount_bounds"),
        (
            {"amount_qualifier": "exact", "amount_low": 2, "amount_high": 2},
            "event_amount_bounds",
        ),
        (
            {
                "amount_qualifier": "range",
                "amount_currency": "USD",
                "amount_low": 3,
                "amount_high": 2,
            },
            "event_amount_bounds",
        ),
        ({"valuation_qualifier": "undisclosed", "valuation_high": 2}, "event_valuation_bounds"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value,
)
def test_an_event_is_refused_that_does_not_hold_together(values, constraint):
    event = EventFactory(kind="funding")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**values)


def test_a_stake_above_one_is_refused():
    event = EventFactory(kind="stake_sale")

    with pytest.raises(IntegrityError, match="fractions"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(stake=Decimal("1.5"))


@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_every_way_to_tell_a_sum_is_kept_as_told(qualifier):
    if qualifier is Qualifier.UNDISCLOSED:
        told = Sum.undisclosed("未披露")
    elif qualifier is Qualifier.RANGE:
        told = Sum(Decimal(5), Decimal(10), "CNY", qualifier, "5亿至10亿元")
    else:
        told = Sum.told(Decimal(100_000_000), "CNY", qualifier, "近亿元")

    event = EventFactory(amount=told)

    assert FundingEvent.objects.get(pk=event.pk).amount == told


def test_a_row_comes_back_as_its_own_kind():
    event = EventFactory(kind="layoff", headcount=120)

    assert type(Event.objects.get(pk=event.pk)).__name__ == "LayoffEvent"


def test_an_entity_plays_a_role_in_an_event_once():
    part = ParticipationFactory(entity=CompanyFactory())

    with pytest.raises(IntegrityError, match="participation_role_once"), transaction.atomic():
        Participation.objects.create(event=part.event, entity=part.entity, role=part.role)


def test_participations_follow_the_date_the_publication_and_the_merges():
    company, survivor = CompanyFactory(), CompanyFactory()
    part = ParticipationFactory(entity=company)

    Event.objects.filter(pk=part.event_id).update(status=Status.PUBLISHED)
    event = Event.objects.get(pk=part.event_id)
    event.when = PartialDate.parse("2023")
    event.save()
    Entity.objects.filter(pk=company.pk).update(merged_into=survivor, survivor=survivor)

    part.refresh_from_db()
    assert (part.published, str(part.date), part.survivor_id) == (True, "2023-01-01", survivor.pk)
    assert list(Event.objects.published().of(survivor)) == [event]


def test_nobody_writes_beside_a_participation_but_the_database():
    part = ParticipationFactory(entity=CompanyFactory())

    with pytest.raises(IntegrityError, match="participation_follows"), transaction.atomic():
        Participation.objects.filter(pk=part.pk).update(published=True)


def test_a_person_is_not_merged_into_a_company():
    person, company = PersonFactory(), CompanyFactory()

    with pytest.raises(IntegrityError, match="merges_within_its_kind"), transaction.atomic():
        Entity.objects.filter(pk=person.pk).update(merged_into=company)


def test_a_company_holds_no_post():
    with pytest.raises(IntegrityError, match="affiliation_of_a_person"), transaction.atomic():
        Affiliation.objects.create(person_id=CompanyFactory().pk, company=CompanyFactory())


def test_an_affiliation_does_not_end_before_it_starts():
    affiliation = AffiliationFactory()

    with pytest.raises(IntegrityError, match="ends_after"), transaction.atomic():
        Affiliation.objects.filter(pk=affiliation.pk).update(
            former=True,
            started_on="2024-01-01",
            started_end="2024-12-31",
            started_precision="year",
            ended_on="2023-05-01",
            ended_end="2023-05-31",
            ended_precision="month",
        )


@pytest.mark.parametrize(
    ("quote", "start", "end"),
    [("美好", 1, 3), ("你好世", 0, 2), ("世界", 1, 3)],
    ids=["other words", "too short a span", "another place"],
)
def test_a_quote_stands_verbatim_in_its_article(quote, start, end):
    article = ArticleFactory(text="你好世界")

    with pytest.raises(IntegrityError, match="does not stand"), transaction.atomic():
        EvidenceFactory(article=article, event=EventFactory(), quote=quote, start=start, end=end)


def test_a_quote_is_counted_in_code_points():
    article = ArticleFactory(text="𠮷😀智谱AI融资")

    proof = EvidenceFactory(article=article, event=EventFactory(), quote="智谱AI", start=2, end=6)

    assert article.text[proof.start : proof.end] == proof.quote


def test_the_history_of_an_event_can_be_told_and_turned_back():
    event = event_of(("company", CompanyFactory()), status=Status.PROPOSED)
    Event.objects.filter(pk=event.pk).update(status=Status.REJECTED)

    event.versions.order_by("pgh_id").first().revert()

    event.refresh_from_db()
    assert event.status == Status.PROPOSED
    assert [version.pgh_label for version in event.versions.order_by("pgh_id")] == [
        "insert",
        "update",
        "update",
    ]


def test_a_deleted_event_stays_in_the_history():
    event = EventFactory()
    pk = event.pk
    event.delete()

    versions = apps.get_model("events", "EventVersion").objects
    last = versions.filter(pgh_obj_id=pk).latest("pgh_id")
    assert last.pgh_label == "delete"

"""A timeline as it was known on a past day."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from events.as_known import as_known
from people.dates import PartialDate
from people.models import Status
from tests.factories import CompanyFactory, event_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
VERSIONS = ("events_eventversion", "events_participationversion", "events_evidenceversion")


@pytest.fixture
def zhipu():
    return CompanyFactory(slug="zhipu", name_zh="智谱", name_en="Zhipu", status=Status.PUBLISHED)


def age(days):
    """Let all that is in the history have happened so many days earlier."""
    with connection.cursor() as cursor:
        for table in VERSIONS:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"UPDATE {table} SET pgh_created_at = pgh_created_at"  # noqa: S608 - one of three
                " - %s * interval '1 day'",
                [days],
            )
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def funding(company, **values):
    return event_of(("company", company), kind="funding", **values)


def days_ago(days):
    return TODAY() - timedelta(days=days)


def test_an_event_is_told_as_it_was(zhipu):
    event = funding(zhipu, round="A", quote="智谱完成A轮融资。", certainty="rumoured")
    age(10)
    event.round, event.certainty = "B", "confirmed"
    event.save()

    [then] = as_known(zhipu, days_ago(5)).events
    [now] = as_known(zhipu, TODAY()).events

    assert (then.pk, then.round, then.certainty) == (event.pk, "A", "rumoured")
    assert (now.round, now.certainty) == ("B", "confirmed")
    assert then.card.data["round"] == "A"
    assert [proof.quote for proof in then.evidence.all()] == ["智谱完成A轮融资。"]
    assert not as_known(zhipu, days_ago(11)).events


def test_what_was_not_public_then_or_is_not_now_is_not_told(zhipu):
    proposed = funding(zhipu, status=Status.PROPOSED)
    withdrawn = funding(zhipu)
    age(10)
    proposed.status, withdrawn.status = Status.PUBLISHED, Status.RETRACTED
    proposed.save()
    withdrawn.save()

    then = as_known(zhipu, days_ago(5))

    assert (then.events, then.total, then.withdrawn) == ([], 0, 1)
    assert [event.pk for event in as_known(zhipu, TODAY()).events] == [proposed.pk]


def test_who_is_not_public_any_more_is_not_named(zhipu):
    fund = CompanyFactory(name_zh="藏海基金", status=Status.PUBLISHED)
    event_of(("company", zhipu), ("investor", fund), kind="funding")
    age(10)
    fund.status = Status.RETRACTED
    fund.save()

    [then] = as_known(zhipu, days_ago(5)).events

    assert "藏海" not in str(then.card.data)


def test_a_merged_event_is_told_as_its_own_at_the_time(zhipu):
    first, second = funding(zhipu), funding(zhipu)
    age(10)
    second.merged_into = first
    second.save()

    assert {event.pk for event in as_known(zhipu, days_ago(5)).events} == {first.pk, second.pk}
    assert [event.pk for event in as_known(zhipu, TODAY()).events] == [first.pk]


def test_the_number_of_queries_does_not_grow(zhipu, django_assert_num_queries):
    for number in range(5):
        funding(zhipu, when=PartialDate.parse(f"202{number}"))
    with django_assert_num_queries(8):
        as_known(zhipu, TODAY())
    for number in range(5):
        funding(zhipu, when=PartialDate.parse(f"201{number}"))
    with django_assert_num_queries(8):
        assert as_known(zhipu, TODAY()).total == 10


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_says_what_it_is_and_is_not_found_by_search_engines(client, zhipu, language):
    funding(zhipu, round="A")
    page = client.get(f"/{language}/companies/zhipu/as-known/", {"on": TODAY().isoformat()})
    text = page.content.decode()

    assert page.status_code == 200
    assert len(re.findall('class="event ', text)) == 1
    assert '<meta name="robots" content="noindex">' in text
    assert client.get(f"/{language}/companies/zhipu/as-known/").status_code == 200
    assert 'href="as-known/"' in client.get(f"/{language}/companies/zhipu/").content.decode()


@pytest.mark.parametrize("day", ["", "昨天", "1999-12-31", "2999-01-01", "2025-02-30", "\x00"])
def test_another_day_is_asked_for_again(client, zhipu, day):
    page = client.get("/en/companies/zhipu/as-known/", {"on": day})

    assert page.status_code == 400
    assert "errorlist" in page.content.decode()


def test_nobody_unpublished_has_such_a_page(client):
    CompanyFactory(slug="hidden", status=Status.PROPOSED)

    assert client.get("/en/companies/hidden/as-known/").status_code == 404

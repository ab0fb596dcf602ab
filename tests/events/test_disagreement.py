"""Each field keeps what every article claims, and says why one value is shown."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from events import actions
from events.disagreement import disagreements_of
from events.models import Event
from events.proofs import with_evidence
from people.money import Qualifier, Sum
from tests.factories import (
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    SourceFactory,
    event_of,
)

pytestmark = pytest.mark.django_db

RUMOUR = {"amount": {"value": 90_000_000, "currency": "USD", "qualifier": "about"}}
FACT = {"amount": {"value": 60_000_000, "currency": "USD", "qualifier": "exact"}}
SIXTY = Sum.told(Decimal(60_000_000), "USD", Qualifier.EXACT)


def says(event, claims, day, outlet, **values):
    article = ArticleFactory(
        published_on=date(2025, 3, day), source=SourceFactory(name=outlet), **values
    )
    return EvidenceFactory(event=event, article=article, claims=claims)


@pytest.fixture
def told_twice():
    event = event_of(("company", CompanyFactory(name_zh="智谱", name_en="Zhipu")), amount=SIXTY)
    event.evidence.all().delete()
    says(event, RUMOUR, 1, "晨报")
    event.evidence.update(certainty="rumoured")
    says(event, FACT, 4, "Tidewire")
    return event


def shown(event):
    event = Event.objects.select_related("card").prefetch_related(with_evidence()).get(pk=event.pk)
    return [
        (row.label, row.shown, row.why, [(one.words, [line.name for line in one.sources])
                                         for one in row.told])
        for row in disagreements_of(event)
    ]  # fmt: skip


def test_a_field_tells_all_that_was_claimed_by_whom_and_why_one_value_stands(told_twice):
    assert shown(told_twice) == [
        (
            "Amount",
            "$60\u00a0m",
            "told more firmly than the others",
            [("about $90\u00a0m", ["晨报"]), ("$60\u00a0m", ["Tidewire"])],
        )
    ]


def test_what_all_articles_say_is_no_disagreement(told_twice):
    told_twice.evidence.update(claims=FACT)

    assert shown(told_twice) == []


def test_what_an_editor_set_says_so(told_twice):
    ninety = Sum.told(Decimal(90_000_000), "USD", Qualifier.EXACT)
    actions.correct_event(told_twice, {"amount": ninety}, by=EditorFactory())

    ((_label, value, why, _told),) = shown(told_twice)
    assert (value, why) == ("$90\u00a0m", "set by an editor")


def test_what_was_accepted_before_others_outweighed_it_says_so(told_twice):
    Event.objects.filter(pk=told_twice.pk).update(amount_low=5 * 10**7, amount_high=5 * 10**7)

    ((_label, value, why, _told),) = shown(told_twice)
    assert (value, why) == ("$50\u00a0m", "as an editor accepted it")


def test_a_reprint_that_says_the_same_is_not_named_beside_its_origin(told_twice):
    origin = told_twice.evidence.latest("pk").article
    says(told_twice, FACT, 5, "Reprinter", reprint_of=origin)

    assert shown(told_twice)[0][3][1] == ("$60\u00a0m", ["Tidewire"])


def test_parties_are_told_by_the_name_that_readers_know_them_by():
    zhipu, tencent = (
        CompanyFactory(name_en="Zhipu", name_zh="智谱"),
        CompanyFactory(name_en="Tencent", name_zh="腾讯"),
    )
    event = event_of(("company", zhipu), ("investor", tencent))
    event.evidence.all().delete()
    says(event, {"company": "智谱", "investors": ["腾讯"]}, 1, "晨报")
    says(event, {"company": "Zhipu", "investors": ["Tencent", "Sequoia"]}, 2, "Tidewire")

    assert shown(event) == [
        (
            "Investor",
            "Tencent",
            "all whom an article names",
            [("Tencent", ["晨报"]), ("Sequoia, Tencent", ["Tidewire"])],
        )
    ]


def test_readers_and_editors_see_it_on_the_events_pages(client, admin_client, told_twice):
    page = client.get(f"/zh/events/{told_twice.pk}/").content.decode()
    assert "各文章说法不同之处" in page
    assert "说法比其他来源确定" in page
    article = told_twice.evidence.first().article

    form = admin_client.get(
        reverse("admin:events_event_change", args=[told_twice.pk])
    ).content.decode()
    assert "told more firmly than the others" in form
    assert reverse("admin:events_article_change", args=[article.pk]) in form

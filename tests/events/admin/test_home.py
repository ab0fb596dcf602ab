"""The front page of the desk: its numbers, and the lists behind them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import actions
from events.models import (
    Article,
    Case,
    Contradiction,
    Event,
    Message,
    Review,
    Rule,
    RuleMatch,
    Run,
    Source,
    Suggestion,
    Watch,
)
from people.admin import lists
from people.dates import PartialDate
from people.models import Affiliation, Entity, Resemblance, Status
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    ModelFactory,
    PersonFactory,
    SourceFactory,
    event_of,
)

pytestmark = pytest.mark.django_db

FRONT = "admin:index"
NOW = timezone.now()
DOLLARS = {"value": 5_000_000, "currency": "USD", "qualifier": "over"}
SAYS = {
    Contradiction.Kind.VALUES: [{"field": "headcount", "value": number} for number in (50, 90)],
    Contradiction.Kind.TOTAL: [{"field": name, "value": DOLLARS} for name in ("total", "rounds")],
}


def fill_every_number(count=1):
    """Let no number of the front page be nothing, but for those of one's own."""
    for place in range(count):
        _facts_that_wait(place)
        _troubles(f"{count}-{place}")
        _doubts(f"{count}-{place}")
    _public_records_that_lack()


def _facts_that_wait(place):
    for kind, days, confidence in (
        ("funding", 0, 0.95),
        ("career", 3, 0.8),
        ("release", 12, 0.4),
        ("listing", 90, None),
    ):
        event = event_of(("company", CompanyFactory()), kind=kind, status=Status.PROPOSED)
        event.evidence.update(confidence=confidence)
        since = NOW - timedelta(days=days, hours=1)
        Event.objects.filter(pk=event.pk).update(created_at=since)
    AffiliationFactory(title=f"首席科学家{place}")
    _under_rules(place)
    Suggestion.objects.create(
        wrong="日期不对", language="zh", seed=str(uuid4()), token_hash=str(uuid4())
    )
    Case.objects.create(
        kind=Case.Kind.REMOVAL, language="zh", seed=str(uuid4()), token_hash=str(uuid4()),
        due_at=NOW - timedelta(days=1),
    )  # fmt: skip


def _under_rules(place):
    author, _ = User.objects.get_or_create(username="主编", is_superuser=True)
    rule, _ = Rule.objects.get_or_create(
        name="通讯社", reason="从未出错", kinds=["funding"], confidence=0.9, by=author
    )
    for outcome, verdict in (
        ("published", "corrected"), ("published", "retracted"), ("sampled", "rejected"),
    ):  # fmt: skip
        event = event_of(("company", CompanyFactory()))
        RuleMatch.objects.create(rule=rule, event=event, outcome=outcome)
        Review.objects.create(event=event, verdict=verdict, reason="不对", by=author)


def _troubles(key):
    source = SourceFactory(
        name=f"坏{key}", kind=Source.Kind.FEED, enabled=True, address=f"https://{key}.example/feed"
    )
    Watch.objects.create(source=source, polled_at=NOW, failures=20, error="503")
    ArticleFactory(state=Article.State.FAILED, failed_at="waiting", error="The server is away.")
    late = ArticleFactory(state=Article.State.FETCHED)
    Article.objects.filter(pk=late.pk).update(created_at=NOW - timedelta(hours=3))
    Run.objects.create(
        source=source, task=Run.Task.POLL, state=Run.State.FAILED, error="503", ended_at=NOW
    )
    Message.objects.create(topic="a", key=key, given_up_at=NOW, error="550")
    late_message = Message.objects.create(topic="b", key=key)
    Message.objects.filter(pk=late_message.pk).update(created_at=NOW - timedelta(hours=3))


def _doubts(key):
    for kind in Contradiction.Kind:
        Contradiction.objects.create(
            kind=kind, key=key, event=event_of(), says=SAYS.get(kind, ["10%", "20%"]), weight=2.0
        )
    for factory in (PersonFactory, CompanyFactory, ModelFactory):
        first, second = sorted((factory(), factory()), key=lambda one: one.pk)
        Resemblance.objects.create(first=first, second=second, score=0.9, reasons=[])


def _public_records_that_lack():
    event_of(("company", CompanyFactory()), when=PartialDate.unknown(NOW.date()))
    for factory in (PersonFactory, CompanyFactory, ModelFactory):
        factory(name_zh="潮汐", status=Status.PUBLISHED)  # described in no language
        factory(description_zh="一句话。", status=Status.PUBLISHED)  # not named in Chinese
        factory(name_zh="合并了的", status=Status.PUBLISHED, merged_into=factory())


def home_of(browser):
    return browser.get(reverse(FRONT)).context_data["home"]


def figures_of(home):
    return [figure for region in (*home.waiting, *home.regions) for figure in region.figures]


def test_every_number_opens_a_list_of_just_so_many_rows(desk):
    fill_every_number()
    figures = [figure for figure in figures_of(home_of(desk)) if figure.count]

    listed = {
        figure.address: desk.get(figure.address).context_data["cl"].result_count
        for figure in figures
    }

    assert listed == {figure.address: figure.count for figure in figures}


def test_no_number_but_that_of_other_kinds_is_nothing_once_there_is_one_of_each(desk):
    fill_every_number()

    nothing = [figure for figure in figures_of(home_of(desk)) if not figure.count]

    assert all({"kind__exact", "whose"} & set(figure.filters) for figure in nothing)


def test_decided_merged_and_dismissed_things_are_not_counted(desk, editor):
    fill_every_number()
    Event.objects.update(status=Status.REJECTED)
    Affiliation.objects.update(status=Status.REJECTED)
    Contradiction.objects.update(dismissed_at=NOW)
    Suggestion.objects.all().delete()
    Case.objects.all().delete()
    RuleMatch.objects.all().delete()
    Resemblance.objects.all().delete()
    Entity.objects.update(merged_into=None, status=Status.PROPOSED)

    home = home_of(desk)

    assert all(region.is_quiet for region in home.waiting)
    assert [str(region.heading) for region in home.regions if not region.is_quiet] == ["What broke"]


def test_the_page_takes_no_more_queries_for_more_of_everything(desk, django_assert_num_queries):
    fill_every_number(1)
    desk.get(reverse(FRONT))
    with CaptureQueriesContext(connection) as one:
        desk.get(reverse(FRONT))
    assert len(one) <= 8
    fill_every_number(3)

    with django_assert_num_queries(len(one)):
        desk.get(reverse(FRONT))


def test_what_is_beyond_the_bound_is_told_as_more(desk, monkeypatch):
    monkeypatch.setattr(lists, "MOST_COUNTED", 2)
    for _ in range(4):
        event_of(("company", CompanyFactory()), status=Status.PROPOSED)

    page = desk.get(reverse(FRONT)).content.decode()
    listed = desk.get(reverse("admin:events_event_changelist"), {"waiting": "any"})

    assert "<b>2+</b>" in page
    assert "2+ events" in " ".join(listed.content.decode().split())
    assert lists.bounded(2) == "2"


def test_the_decisions_of_others_are_told_and_not_ones_own(desk, editor):
    mine, theirs = (
        event_of(("company", CompanyFactory(name_en=name)), status=Status.PROPOSED)
        for name in ("Mine", "Theirs")
    )
    actions.accept_event(mine, by=editor)
    actions.accept_event(theirs, by=EditorFactory(username="李编辑"))

    home = home_of(desk)
    page = desk.get(reverse(FRONT)).content.decode()

    assert [review.author for review, _subject in home.decisions] == ["李编辑"]
    assert {(hand.name, hand.count) for hand in home.hands} == {("chen", 1), ("李编辑", 1)}
    assert "accepted, 李编辑" in page
    for hand in home.hands:
        assert desk.get(hand.address).context_data["cl"].result_count == hand.count


def test_who_may_not_open_a_list_is_not_told_its_number(client, limited):
    fill_every_number()
    client.force_login(limited("view_entity", "view_person"))

    listed = {figure.listed for figure in figures_of(home_of(client))}

    assert listed == {"people_resemblance", "people_person"}


def test_sources_that_fail_are_silent_or_paused_themselves_need_attention(desk):
    def followed(name, **watch):
        source = SourceFactory(
            name=name, kind=Source.Kind.FEED, enabled=True, address=f"https://{name}.example/feed"
        )
        Watch.objects.create(source=source, polled_at=NOW, **watch)

    followed("坏", failures=20)
    followed("沉默", yielded_at=NOW - timedelta(days=400))
    followed("自停", paused_at=NOW)
    followed("人停", paused_at=NOW, paused_by=EditorFactory())
    followed("正常", yielded_at=NOW)

    listed = desk.get(reverse("admin:events_source_changelist"), {"health": "attention"})

    assert {source.name for source in listed.context["cl"].result_list} == {"坏", "沉默", "自停"}


def test_a_filter_that_is_not_known_is_refused_without_an_error(desk):
    page = desk.get(reverse("admin:events_event_changelist"), {"waiting": "immer"})

    assert page.status_code == 302
    assert page.url.endswith("?e=1")


def test_a_proof_counts_for_its_event_where_it_is_surest(desk):
    event = event_of(("company", CompanyFactory()), status=Status.PROPOSED)
    event.evidence.update(confidence=0.5)
    EvidenceFactory(event=event, confidence=0.92)
    address = reverse("admin:events_event_changelist")

    counts = {
        band: desk.get(address, {"waiting": "any", "sure": band}).context_data["cl"].result_count
        for band in ("high", "middle", "low", "none")
    }

    assert counts == {"high": 1, "middle": 0, "low": 0, "none": 0}

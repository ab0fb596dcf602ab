"""The pages of the review queue: its filters, its pages, and articles that somebody has."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, QueueItem, Review
from events.queue import hold, settle
from people.roles import Role
from tests.events.test_queue import article_of, proposed
from tests.factories import ArticleFactory, EditorFactory, MemberFactory, SourceFactory

QUEUE = reverse("admin:review-queue")
NEXT = reverse("admin:review-next")


def page_of(article):
    return reverse("admin:review", args=[article])


@pytest.fixture
def lin(db):
    """Another editor, and a browser of hers."""
    return EditorFactory(username="lin")


@pytest.fixture
def other_desk(lin):
    client = Client()
    client.force_login(lin)
    return client


def articles(page):
    return [item.article_id for item in page.context_data["page"].rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=release", "release"),
        ("language=zh", "chinese"),
        ("sure=low", "doubtful"),
        ("sure=middle", "fair"),
        ("age=week", "fresh"),
    ],
)
def test_each_filter_leaves_what_it_says(desk, query, expected):
    old = date(2024, 1, 1)
    facts = {
        "release": proposed(ArticleFactory(published_on=old), kind="release"),
        "chinese": proposed(ArticleFactory(published_on=old, language="zh")),
        "doubtful": proposed(ArticleFactory(published_on=old), confidence=0.3),
        "fair": proposed(ArticleFactory(published_on=old), confidence=0.8),
        "fresh": proposed(ArticleFactory(published_on=date.today() - timedelta(days=2))),  # noqa: DTZ011
    }

    page = desk.get(f"{QUEUE}?{query}")

    assert articles(page) == [article_of(facts[expected])]
    assert page.context_data["count"] == 1


def test_a_source_and_who_holds_it_are_filters_too(desk, editor):
    source = SourceFactory(name="潮汐日报")
    mine = article_of(proposed(ArticleFactory(source=source)))
    article_of(proposed())
    settle()
    hold(mine, by=editor)

    assert articles(desk.get(f"{QUEUE}?source={source.pk}")) == [mine]
    assert articles(desk.get(f"{QUEUE}?who=me")) == [mine]
    assert mine not in articles(desk.get(f"{QUEUE}?who=nobody"))


def test_what_is_no_choice_is_said_and_chooses_nothing(desk):
    article = article_of(proposed())

    page = desk.get(f"{QUEUE}?kind=浪")

    assert articles(page) == [article]
    assert "浪 is not one of the available choices" in page.content.decode()


def test_pages_go_on_by_key(desk, monkeypatch):
    monkeypatch.setattr("events.admin.queue.ARTICLES_A_PAGE", 2)
    made = {article_of(proposed()) for _ in range(3)}

    first = desk.get(QUEUE)
    second = desk.get(f"{QUEUE}?cursor={first.context_data['page'].next}")

    assert {*articles(first), *articles(second)} == made
    assert len(articles(second)) == 1
    assert desk.get(f"{QUEUE}?kind=funding&cursor=x").url == f"{QUEUE}?kind=funding"


def test_the_queue_takes_the_same_queries_however_long(desk, django_assert_max_num_queries):
    proposed()
    desk.get(QUEUE)
    with django_assert_max_num_queries(20) as few:
        desk.get(QUEUE)
    for _ in range(10):
        proposed(ArticleFactory(source=SourceFactory()))
    settle()
    with django_assert_max_num_queries(len(few)):
        assert len(articles(desk.get(QUEUE))) == 11


def test_opening_an_article_keeps_it_for_the_editor(desk, other_desk, editor):
    article = article_of(proposed())
    desk.get(page_of(article))

    queue = other_desk.get(QUEUE).content.decode()
    page = other_desk.get(page_of(article))

    assert "held by chen until" in queue
    assert "<b>chen</b> is at this article until" in page.content.decode()
    assert b'name="do" value="accept"' not in page.content


def test_looking_keeps_nothing_from_others(client, db):
    article = article_of(proposed())
    client.force_login(MemberFactory(role=Role.CONTRIBUTOR))

    assert client.get(page_of(article)).status_code == 200
    assert not QueueItem.objects.exclude(held_by=None).exists()


def test_a_decision_on_what_another_has_is_refused_and_said(desk, other_desk):
    event = proposed()
    page = page_of(article_of(event))
    desk.get(page)

    answer = other_desk.post(page, {"fact": f"e{event.pk}", "do": "accept"}, follow=True)

    assert "chen is at this article until" in answer.content.decode()
    assert not Review.objects.exists()
    assert not Event.objects.get().is_published


def test_an_article_is_taken_over_and_let_go(desk, other_desk, editor, lin):
    event = proposed()
    article = article_of(event)
    desk.get(page_of(article))

    other_desk.post(reverse("admin:review-hold", args=[article]), {"do": "take-over"})
    refused = desk.post(page_of(article), {"fact": f"e{event.pk}", "do": "accept"}, follow=True)
    assert "lin is at this article" in refused.content.decode()

    other_desk.post(reverse("admin:review-hold", args=[article]), {"do": "release"})
    assert QueueItem.objects.get().held_by is None


def test_the_next_article_is_one_that_nobody_has_and_the_filter_goes_along(desk, other_desk):
    article_of(proposed(kind="statistic"))
    first, second = article_of(proposed()), article_of(proposed())
    settle()

    one = desk.post(f"{NEXT}?kind=funding").url
    other = other_desk.post(f"{NEXT}?kind=funding").url

    assert {one, other} == {f"{page_of(pk)}?kind=funding" for pk in (first, second)}
    assert "kind=funding&amp;fact=" in desk.get(one).content.decode()


def test_skipping_frees_the_article_and_goes_on_below_it(desk, other_desk):
    top, below = article_of(proposed(confidence=1.0)), article_of(proposed(confidence=0.5))
    desk.get(page_of(top))

    assert desk.post(NEXT, {"article": top}).url == page_of(below)
    assert other_desk.post(NEXT).url == page_of(top)


def test_with_nothing_left_the_queue_says_so(desk, other_desk):
    article = article_of(proposed())
    desk.get(page_of(article))

    page = other_desk.post(NEXT, follow=True)

    assert "Nothing more waits here that nobody else is at." in page.content.decode()


def test_who_may_not_decide_is_given_nothing(client, db):
    proposed()
    settle()
    client.force_login(MemberFactory(role=Role.CONTRIBUTOR))

    assert client.post(NEXT).status_code == 403
    assert client.get(NEXT).status_code == 405

"""The queue of articles to review: its order, its truth, and who holds what."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from events import actions, cards
from events.models import QueueItem, QueueTouch
from events.queue import Held, hold, hold_next, release, settle
from people.dates import PartialDate
from people.money import Qualifier, Sum
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EventFactory,
    EvidenceFactory,
    ParticipationFactory,
)


def proposed(article=None, *, confidence=0.9, company=None, **values):
    """A proposed event with its evidence in an article."""
    article = article or ArticleFactory()
    event = EventFactory(**values)
    ParticipationFactory(event=event, entity=company or CompanyFactory())
    EvidenceFactory(article=article, event=event, confidence=confidence)
    cards.compose([event.pk])
    return event


def dollars(amount):
    return Sum.told(amount, "USD", Qualifier.EXACT, "")


def order():
    settle()
    return list(QueueItem.objects.worthiest().values_list("article_id", flat=True))


def article_of(event):
    return event.evidence.get().article_id


def test_a_sum_confidence_known_names_and_other_articles_make_a_fact_worth_more(db):
    plain = proposed()
    rich = proposed(amount=dollars(2_000_000_000))
    known = proposed(company=CompanyFactory(status="published"))
    doubtful = proposed(confidence=0.4)
    told_twice = proposed()
    EvidenceFactory(article=ArticleFactory(published_on=date(2020, 1, 1)), event=told_twice)
    settle()
    worth = dict(QueueItem.objects.values_list("article_id", "worth"))

    def of(event):
        return worth[event.evidence.earliest("pk").article_id]

    assert of(rich) > of(known) > of(told_twice) > of(plain) > of(doubtful)


def test_kinds_differ_in_worth_and_the_younger_of_two_alike_goes_first(db):
    old = proposed(ArticleFactory(published_on=date(2024, 1, 1)))
    funding = proposed(ArticleFactory(published_on=date(2024, 2, 1)))
    statistic = proposed(ArticleFactory(published_on=date(2024, 2, 1)), kind="statistic")

    assert order() == [article_of(funding), article_of(old), article_of(statistic)]


def test_an_article_is_known_by_its_facts(db):
    article = ArticleFactory()
    proposed(article, kind="release", confidence=0.7)
    EvidenceFactory(article=article, affiliation=AffiliationFactory(), confidence=0.8)
    settle()

    item = QueueItem.objects.get()
    assert (item.events, item.posts, item.kinds) == (1, 1, ["affiliation", "release"])
    assert item.confidence == 0.8


def test_the_queue_follows_every_decision(db):
    editor = EditorFactory()
    accepted, rejected = proposed(), proposed()
    post = AffiliationFactory()
    EvidenceFactory(article=ArticleFactory(), affiliation=post)
    assert len(order()) == 3

    actions.accept_event(accepted, by=editor)
    actions.reject_event(rejected, by=editor, reason="不实")
    actions.accept_affiliation(post, by=editor)

    assert order() == []
    assert not QueueTouch.objects.exists()


def test_a_fact_is_worth_more_once_a_company_in_it_is_public(db):
    company = CompanyFactory()
    one, other = proposed(company=company), proposed(company=company)
    settle()
    before = QueueItem.objects.get(article=article_of(other)).worth

    actions.accept_event(one, by=EditorFactory())
    settle()

    assert QueueItem.objects.get(article=article_of(other)).worth > before


def test_a_merge_takes_the_article_of_the_merged_event_along(db):
    from events.joining import merge_events

    company, editor = CompanyFactory(), EditorFactory()
    public, again = proposed(company=company), proposed(company=company)
    actions.accept_event(public, by=editor)

    merge_events(again, public, by=editor)

    assert order() == []


def test_a_large_import_is_worked_off_in_parts(db):
    for _ in range(3):
        proposed()
    QueueTouch.objects.all().delete()
    QueueTouch.objects.bulk_create(QueueTouch(article_id=article_of(event)) for event in _events())

    assert settle(limit=2) == 2
    assert QueueItem.objects.count() == 2
    assert settle(limit=2) == 1


def _events():
    from events.models import Event

    return Event.objects.all()


# -- who holds what


def test_an_article_is_held_by_one_editor_and_the_other_is_told_by_whom(db):
    chen, lin = EditorFactory(username="chen"), EditorFactory(username="lin")
    article = article_of(proposed())
    settle()

    hold(article, by=chen)
    hold(article, by=chen)

    with pytest.raises(Held, match="chen"):
        hold(article, by=lin)
    assert QueueItem.objects.get().held_by == chen


def test_what_is_released_expired_or_taken_over_is_anothers(db):
    chen, lin = EditorFactory(), EditorFactory()
    article = article_of(proposed())
    settle()
    hold(article, by=chen)

    release(article, by=lin)
    assert QueueItem.objects.get().held_by == chen
    hold(article, by=lin, take_over=True)
    with pytest.raises(Held):
        hold(article, by=chen)
    QueueItem.objects.update(held_until=now() - timedelta(seconds=1))
    hold(article, by=chen)
    assert QueueItem.objects.get().held_by == chen
    release(article, by=chen)
    hold(article, by=lin)
    assert QueueItem.objects.get().held_by == lin


def test_the_next_one_is_the_worthiest_that_nobody_else_has(db):
    chen, lin = EditorFactory(), EditorFactory()
    for amount in (1, 10, 100):
        proposed(amount=dollars(amount * 1_000_000))
    first, second, third = order()

    assert hold_next(QueueItem.objects.all(), by=chen) == first
    assert hold_next(QueueItem.objects.all(), by=lin) == second
    place = QueueItem.objects.get(pk=second)
    assert hold_next(QueueItem.objects.all(), by=lin, after=place) == third
    last = QueueItem.objects.get(pk=third)
    assert hold_next(QueueItem.objects.all(), by=lin, after=last) == second
    hold(third, by=chen, take_over=True)
    assert hold_next(QueueItem.objects.filter(pk=first), by=lin) is None


def test_a_decided_article_leaves_no_claim_behind(db):
    editor = EditorFactory()
    event = proposed(when=PartialDate.parse("2024-05"))
    settle()
    hold(article_of(event), by=editor)
    actions.accept_event(event, by=editor)
    settle()

    assert hold(article_of(event), by=editor) is None


@pytest.mark.django_db(transaction=True)
def test_editors_who_ask_at_the_same_moment_never_get_the_same_article():
    editors = [EditorFactory() for _ in range(4)]
    for _ in range(8):
        proposed()
    settle()
    together = threading.Barrier(len(editors))

    def ask(editor):
        try:
            got = []
            for _ in range(2):
                together.wait(timeout=30)
                free = QueueItem.objects.exclude(held_by=editor)
                got.append(hold_next(free, by=editor))
            return got
        finally:
            connection.close()

    with ThreadPoolExecutor(len(editors)) as pool:
        taken = [article for got in pool.map(ask, editors) for article in got]

    assert None not in taken
    assert len(set(taken)) == 8


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_an_article_at_once_one_has_it():
    editors = [EditorFactory() for _ in range(4)]
    article = article_of(proposed())
    settle()
    together = threading.Barrier(len(editors))

    def open_it(editor):
        try:
            together.wait(timeout=30)
            hold(article, by=editor)
        except Held:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(editors)) as pool:
        assert sorted(pool.map(open_it, editors)) == [False, False, False, True]

"""What a reader sees of an event's evidence."""

from datetime import date

import pytest
from django.utils.translation import override

from events.models import Event
from events.proofs import case_of, with_evidence
from tests.factories import ArticleFactory, CompanyFactory, EvidenceFactory, event_of

pytestmark = pytest.mark.django_db


def case():
    return case_of(Event.objects.prefetch_related(with_evidence()).get())


@pytest.fixture
def rumour_that_came_true():
    first = ArticleFactory(text="Nvidia may buy Groq.", published_on=date(2025, 1, 9))
    event = event_of(("target", CompanyFactory()), kind="acquisition", article=first)
    event.evidence.update(certainty="rumoured")
    later = ArticleFactory(
        text="英伟达宣布收购Groq。", language="zh", published_on=date(2025, 1, 23), reprint_of=None
    )
    EvidenceFactory(event=event, article=later, certainty="confirmed")
    EvidenceFactory(
        event=event,
        article=ArticleFactory(
            text="英伟达宣布收购Groq。", published_on=date(2025, 1, 24), reprint_of=later
        ),
        certainty="confirmed",
    )
    return event


def test_each_article_that_moved_the_certainty_says_so(rumour_that_came_true):
    told = case()

    assert [proof.moved_to for proof in told.proofs] == ["rumoured", "confirmed", ""]
    assert (told.moved, told.follows, told.is_the_story) == (2, "confirmed", True)


def test_reprints_are_counted_with_their_origin(rumour_that_came_true):
    told = case()

    assert [proof.reprint for proof in told.proofs] == [False, False, True]
    assert told.origins == 2


def test_a_quote_keeps_its_language_and_says_which_where_it_is_not_the_readers(
    rumour_that_came_true,
):
    english = case().proofs
    with override("zh-hans"):
        chinese = case().proofs

    assert [(proof.lang, proof.foreign) for proof in english[:2]] == [
        ("en", ""),
        ("zh-Hans", "in Chinese"),
    ]
    assert [proof.foreign for proof in chinese[:2]] == ["英文", ""]
    assert chinese[1].dated == "2025年1月23日"


def test_evidence_never_fetches_the_full_text_of_articles(rumour_that_came_true):
    event = Event.objects.prefetch_related(with_evidence()).get()

    assert all("text" in proof.article.get_deferred_fields() for proof in event.evidence.all())


def test_the_values_that_an_article_gives_are_told_in_words():
    event = event_of(("company", CompanyFactory()))
    amount = {"value": 2500000000, "currency": "CNY", "qualifier": "over", "words": "超25亿元"}
    event.evidence.update(
        claims={"amount": amount, "date": "2023-10", "round": "B", "company": "智谱", "stake": None}
    )

    with override("zh-hans"):
        (proof,) = case().proofs

    assert proof.claims == [("日期", "2023年10月"), ("金额", "逾25亿元"), ("轮次", "B轮")]


def test_the_page_tells_what_became_of_a_rumour(client):
    event = event_of(("company", CompanyFactory()), certainty="confirmed")
    event.evidence.all().delete()
    for certainty, day in (("rumoured", date(2024, 3, 1)), ("confirmed", date(2024, 4, 15))):
        article = ArticleFactory(published_on=day)
        EvidenceFactory(event=event, article=article, certainty=certainty)

    page = client.get(f"/en/events/{event.pk}/").content.decode()

    assert "confirmed after 45 days" in page

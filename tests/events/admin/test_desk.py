"""The review page."""

from datetime import date

import pytest
from django.urls import reverse

from events import actions
from events.models import Event, Review
from people.dates import PartialDate
from people.models import Affiliation, Status
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EventFactory,
    EvidenceFactory,
    ParticipationFactory,
    PersonFactory,
)

QUEUE = reverse("admin:review-queue")
TEXT = """百川智能宣布成立，首期启动资金5000万美元。
王小川任首席执行官。<script>alert("x")</script> & 其他"""


def page_of(article):
    return reverse("admin:review", args=[article.pk])


def fact(article, quote, subject=None, **values):
    """A proposed fact of which this sentence of the article is the proof."""
    subject = subject or EventFactory(**values)
    if isinstance(subject, Event) and not subject.participations.exists():
        ParticipationFactory(event=subject, entity=CompanyFactory())
    start = article.text.index(quote)
    named = {"event": subject} if isinstance(subject, Event) else {"affiliation": subject}
    EvidenceFactory(
        article=article, quote=quote, start=start, end=start + len(quote), confidence=0.9, **named
    )
    return subject


@pytest.fixture
def article(db):
    return ArticleFactory(text=TEXT, title="百川智能成立", language="zh")


@pytest.fixture
def facts(article):
    return [
        fact(article, "百川智能宣布成立", kind="founding"),
        fact(article, "百川智能宣布成立，首期启动资金5000万美元"),
        fact(
            article,
            "王小川任首席执行官",
            AffiliationFactory(person=PersonFactory(name_zh="王小川"), title="首席执行官"),
        ),
    ]


def key(subject):
    return f"{'e' if isinstance(subject, Event) else 'a'}{subject.pk}"


# -- the queue


def test_the_queue_has_the_articles_with_undecided_facts(desk, article, facts):
    newer = ArticleFactory(published_on=date(2025, 1, 1))
    fact(newer, newer.text)
    ArticleFactory()

    rows = desk.get(QUEUE).context_data["page"].rows

    assert [(row.article, row.waiting) for row in rows] == [(newer, 1), (article, 3)]


def test_an_empty_queue_says_so_in_the_readers_language(desk):
    page = desk.get(QUEUE, headers={"accept-language": "zh-CN"}).content.decode()

    assert "队列已清空" in page


def test_an_undated_article_stands_at_the_day_it_arrived(desk):
    article = ArticleFactory(published_on=None)
    fact(article, article.text)

    assert desk.get(page_of(article)).context_data["item"].article == article


# -- the article


def test_the_text_is_whole_and_nothing_in_it_is_markup(desk, article, facts):
    page = desk.get(page_of(article)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; 其他" in page


def test_nested_quotes_are_each_in_the_colour_of_a_fact(desk, article, facts):
    page = desk.get(page_of(article)).content.decode()

    # The longer quote is the first fact: both begin at the same place.
    assert 'data-facts="2 1"' in page or 'data-facts="1 2"' in page
    assert page.count('<mark class="q') == 3


def test_the_page_takes_the_same_queries_for_one_fact_and_for_fifty(
    desk, django_assert_max_num_queries
):
    def with_facts(count):
        sentences = [f"第{number}家公司完成融资。" for number in range(count)]
        article = ArticleFactory(text="\n".join(sentences))
        for number, sentence in enumerate(sentences):
            fact(article, sentence)
            if number % 5 == 0:
                fact(article, sentence[:-1], AffiliationFactory())
        return article

    one, fifty = with_facts(1), with_facts(50)
    desk.get(page_of(one))
    with django_assert_max_num_queries(30) as few:
        desk.get(page_of(one))
    with django_assert_max_num_queries(len(few)):
        page = desk.get(page_of(fifty))
    assert len(page.context_data["facts"]) == 60


def test_a_fact_shows_its_fields_in_the_readers_language(desk, article, facts):
    page = desk.get(page_of(article), headers={"accept-language": "zh-CN"}).content.decode()

    assert "2024年5月6日" in page
    assert "王小川，首席执行官" in page
    assert "提出的事实" in page


@pytest.mark.parametrize(
    ("language", "text", "when", "words"),
    [
        ("zh", "智谱昨日完成融资。", "2024-05-05", "昨日"),
        ("zh", "智谱于去年四季度完成融资。", "2023-Q4", "去年四季度"),
        ("en", "Zhipu raised money in March 2024.", "2024-03", "in March 2024"),
    ],
)
def test_a_date_is_shown_with_the_words_it_came_from(desk, language, text, when, words):
    article = ArticleFactory(text=text, language=language)
    fact(article, text, when=PartialDate.parse(when))

    page = desk.get(page_of(article)).content.decode()

    assert f"the article says “{words}”" in page


def test_the_claimed_date_is_shown_where_the_event_has_another(desk, article, facts):
    facts[0].evidence.update(claims={"date": "2024-04"})

    page = desk.get(page_of(article)).content.decode()

    assert "the article says “2024-04”" in page


def test_an_article_without_facts_can_be_opened(desk):
    assert desk.get(page_of(ArticleFactory())).status_code == 200


# -- decisions


def test_accepting_publishes_and_goes_on_to_the_next_undecided_fact(desk, editor, article, facts):
    first = next(f for f in desk.get(page_of(article)).context_data["facts"] if f.number == 1)

    response = desk.post(page_of(article), {"fact": first.key, "do": "accept"})

    first.subject.refresh_from_db()
    assert first.subject.is_published
    assert response.url.endswith("#f2")
    assert Review.objects.get().by == editor


def test_rejecting_by_digit_keeps_the_standard_reason(desk, article, facts):
    desk.post(page_of(article), {"fact": key(facts[1]), "reject": "4"})

    facts[1].refresh_from_db()
    assert facts[1].status == Status.REJECTED
    assert Review.objects.get().reason == "Who took part is not known."
    page = desk.get(
        page_of(article) + f"?fact={key(facts[1])}", headers={"accept-language": "zh-CN"}
    )
    assert "参与者不详。" in page.content.decode()


@pytest.mark.parametrize("digit", ["", "7", "0", "-1", "４", "x"])
def test_a_reason_that_there_is_none_of_rejects_nothing(desk, article, facts, digit):
    page = desk.post(page_of(article), {"fact": key(facts[1]), "reject": digit}, follow=True)

    facts[1].refresh_from_db()
    assert facts[1].status == Status.PROPOSED
    assert "choose one of the six reasons" in page.content.decode()


def test_an_affiliation_is_decided_like_an_event(desk, article, facts):
    desk.post(page_of(article), {"fact": key(facts[2]), "do": "accept"})

    affiliation = Affiliation.objects.get()
    assert affiliation.is_published
    assert affiliation.person.is_published


def test_several_are_accepted_with_one_button(desk, article, facts):
    desk.post(page_of(article), {"fact": [key(facts[0]), key(facts[2])], "do": "accept"})

    assert Event.objects.get(pk=facts[0].pk).is_published
    assert Affiliation.objects.get().is_published
    assert not Event.objects.get(pk=facts[1].pk).is_published


def test_the_whole_article_is_accepted_and_the_next_one_opens(desk, article, facts):
    older = ArticleFactory(published_on=date(2020, 1, 1))
    fact(older, older.text)

    response = desk.post(page_of(article), {"do": "accept-all"})

    assert not Event.objects.proposed().exclude(evidence__article=older).exists()
    assert response.url == page_of(older)


def test_after_the_last_fact_comes_the_empty_queue(desk, article, facts):
    assert desk.post(page_of(article), {"do": "accept-all"}).url == QUEUE


def test_what_another_editor_decided_first_stays_and_is_told(desk, article, facts):
    other = EditorFactory(username="lin")
    actions.reject_event(facts[1], by=other, reason="It has been told already.")

    page = desk.post(page_of(article), {"fact": key(facts[1]), "do": "accept"}, follow=True)

    facts[1].refresh_from_db()
    assert facts[1].status == Status.REJECTED
    assert "was decided before: rejected by lin. Nothing was changed." in page.content.decode()
    assert Review.objects.count() == 1


def test_a_refusal_is_told_and_the_others_are_done(desk, article, facts):
    facts[1].participations.all().delete()

    page = desk.post(page_of(article), {"do": "accept-all"}, follow=True)

    assert "names nobody" in page.content.decode()
    assert Event.objects.get(pk=facts[0].pk).is_published


def test_no_fact_chosen_does_nothing(desk, article, facts):
    page = desk.post(page_of(article), {"do": "accept", "fact": "e999999"}, follow=True)

    assert "nothing was done" in page.content.decode()
    assert not Review.objects.exists()


def test_a_fact_of_another_article_is_not_decided_here(desk, article, facts):
    other = ArticleFactory()

    desk.post(page_of(other), {"do": "accept", "fact": key(facts[0])})

    assert not Review.objects.exists()


def test_a_visitor_is_asked_to_log_in(client, article, facts):
    assert "/login/" in client.get(page_of(article)).url
    assert "/login/" in client.post(page_of(article), {"do": "accept-all"}).url
    assert not Review.objects.exists()


def test_staff_without_the_permission_sees_nothing(client, limited, article, facts):
    client.force_login(limited("view_person"))

    assert client.get(page_of(article)).status_code == 403
    assert client.get(QUEUE).status_code == 403


def test_who_may_only_look_has_no_buttons_and_decides_nothing(client, limited, article, facts):
    client.force_login(limited("view_event"))

    page = client.get(page_of(article))
    response = client.post(page_of(article), {"do": "accept-all"})

    assert b'name="do"' not in page.content
    assert response.status_code == 403
    assert not Review.objects.exists()


def test_a_decision_needs_the_forms_token(editor, article, facts):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(page_of(article), {"do": "accept-all"}).status_code == 403


def test_no_page_of_ours_has_inline_script_or_style(desk, article, facts):
    for address in (QUEUE, page_of(article), reverse("admin:index")):
        page = desk.get(address).content.decode()
        assert " style=" not in page
        assert "<script>" not in page
        assert " onclick=" not in page

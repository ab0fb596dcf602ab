"""Which texts are one, and which article of them is the origin."""

import threading
from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction

from events.ingestion import pipeline, reprints
from events.ingestion.sketch import is_reprint, sketch
from events.models import Article
from tests.events.ingestion import reprint_pairs
from tests.events.ingestion.same_news import NEWS
from tests.factories import ArticleFactory

BRIEF = NEWS["zh"][0][0]
TRADITIONAL = (
    "編者按：以下轉載自合作媒體。\n\n"
    "3月4日，大模型公司星河智能宣布完成Ｂ輪融資，金額為12億元，由遠山資本領投，老股東北岸創投跟投。\n\n"
    "公司創始人周遠表示，資金將用於訓練下一代模型和擴充算力。星河智能成立於2021年，總部位於杭州，目前員工約三百人。"
)
REVISED = BRIEF.replace("12亿元", "15亿元")


def test_reprints_are_told_from_other_articles_with_few_mistakes():
    total, wrong = Counter[bool](), Counter[bool]()
    for _, one, other, is_one in reprint_pairs.pairs():
        total[is_one] += 1
        wrong[is_one] += reprint_pairs.found(one, other) != is_one

    assert total[True] >= 500
    assert total[False] >= 1200
    assert wrong[True] <= 0.01 * total[True]
    assert wrong[False] <= 0.005 * total[False]


def test_a_reprint_in_the_other_script_and_with_another_lead_is_one():
    assert is_reprint(BRIEF, TRADITIONAL)
    assert not {*sketch(BRIEF)}.isdisjoint(sketch(TRADITIONAL))


@pytest.mark.parametrize(
    ("old", "new"),
    [("12亿元", "15亿元"), ("3月4日", "3月9日"), ("约三百人", "约五百人"), ("2021年", "2022年")],
)
def test_another_amount_or_date_makes_it_another_text(old, new):
    assert not is_reprint(BRIEF, BRIEF.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [("$40 million", "$40 billion"), ("Tuesday", "Friday"), ("2021", "2020"), ("second", "third")],
)
def test_so_it_is_in_english(old, new):
    text = NEWS["en"][0][0]

    assert is_reprint(text, text.replace(old, new)) == (old == "second")


def test_very_short_texts_are_not_alike():
    assert sketch("快讯：星河智能完成融资。") == []
    assert not is_reprint("快讯：星河智能完成融资。", "快讯：星河智能完成融资。更多消息稍后。")


def placed(text: str, day: int) -> Article:
    """An article of that day of March, as the pipeline places it."""
    article = ArticleFactory(
        text=text, sketch=sketch(text), published_on=date(2026, 3, day), language="zh"
    )
    with transaction.atomic():
        reprints.find_origin(article)
        article.save()
    return article


@pytest.mark.django_db
def test_the_origin_is_what_was_published_first_whatever_arrived_first():
    second, third = placed(BRIEF, 5), placed(f"{BRIEF}\n\n来源：南湾日报", 6)
    assert (second.reprint_of, third.reprint_of) == (None, second)

    first = placed(TRADITIONAL, 4)

    second.refresh_from_db()
    third.refresh_from_db()
    assert first.reprint_of is None
    assert second.reprint_of == third.reprint_of == first


@pytest.mark.django_db
def test_news_with_another_amount_is_an_origin_of_its_own():
    placed(BRIEF, 4)

    assert placed(REVISED, 5).reprint_of is None


@pytest.mark.django_db
def test_a_page_that_reprints_another_with_a_lead_of_its_own_is_recognised_in_the_pipeline():
    for number, text in enumerate([BRIEF, TRADITIONAL]):
        article = ArticleFactory(text="", text_hash="", published_on=None, source=None, title="")
        paragraphs = "".join(f"<p>{block}</p>" for block in text.split("\n\n"))
        page = f"<html><body><article>{paragraphs}</article></body></html>"
        pipeline.store_page(article, page.encode(), content_type="text/html", charset="utf-8")
        article.address = f"https://outlet{number}.example/a"
        article.save()
        pipeline.step(article.pk)

    first, second = Article.objects.order_by("pk")
    assert (first.state, second.state) == ("read", "read")
    assert (first.reprint_of, second.reprint_of) == (None, first)


@pytest.mark.django_db(transaction=True)
def test_two_that_are_placed_at_the_same_moment_have_one_origin():
    together = threading.Barrier(2)
    texts = [BRIEF, TRADITIONAL]
    made = [ArticleFactory(text="", sketch=[], published_on=date(2026, 3, 4)) for _ in texts]

    def place(article: Article, text: str) -> None:
        article.text, article.sketch = text, sketch(text)
        together.wait()
        with transaction.atomic():
            reprints.find_origin(article)
            article.save()
        connection.close()

    threads = [threading.Thread(target=place, args=pair) for pair in zip(made, texts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Article.objects.filter(reprint_of=None).count() == 1

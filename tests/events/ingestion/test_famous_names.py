"""A name that the gazetteer knows is not always the known one's: whole articles, in both orders."""

from itertools import permutations

import pytest

from events.ingestion import pipeline
from events.ingestion.record import record
from events.models import Article
from people.models import Affiliation, Alias, Person
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

CHEN_OF_OPENAI = (
    "OpenAI appoints research chief\n\n"
    "OpenAI said on 3 March 2025 that it had appointed Mark Chen as chief research officer."
)
CHEN_OF_BRIGHTMOOR = (
    "Brightmoor hires\n\nBrightmoor Robotics said on 10 April 2025 that it had appointed "
    "Mark Chen as chief financial officer."
)
CHEN_IN_CHINESE = "OpenAI谈研究\n\n2025年4月1日，OpenAI首席研究官陈信翰表示，模型会更强。"
ZHANG_OF_ZHIPU = "智谱AI人事\n\n2025年3月3日，智谱AI宣布，张鹏出任智谱AI首席执行官。"
ZHANG_OF_QINGHE = "青禾医疗人事\n\n2025年4月10日，青禾医疗宣布，张鹏出任青禾医疗首席财务官。"
LI_OF_QINGHE = "青禾智能人事\n\n2025年3月10日，青禾智能宣布，李磊出任青禾智能首席技术官。"
LI_OF_YUANSHAN = "远山科技人事\n\n2025年4月10日，远山科技首席财务官李磊表示，公司今年不融资。"


def orders(*texts: str) -> list[tuple[str, ...]]:
    return list(permutations(texts))


def read(*texts: str) -> None:
    """Articles that come in one after another, through every step of the pipeline."""
    for text in texts:
        article = ArticleFactory(
            address=f"file:{Article.objects.count()}.txt",
            state=Article.State.WAITING,
            text="",
            text_hash="",
            title="",
            source=None,
        )
        pipeline.store_page(article, text.encode(), content_type="text/plain", charset="utf-8")
        article.save()
        assert pipeline.run(article.pk).state == Article.State.RECORDED


def people() -> list[tuple[set[str], set[str]]]:
    """The names of each person, and its companies."""
    told = []
    for person in Person.objects.filter(posts__isnull=False).distinct():
        names = Alias.objects.filter(entity=person).values_list("text", flat=True)
        posts = Affiliation.objects.filter(person=person).select_related("company")
        told.append(({*names}, {post.company.name_en or post.company.name_zh for post in posts}))
    return sorted(told, key=lambda each: sorted(each[1]))


@pytest.mark.parametrize("texts", orders(CHEN_OF_OPENAI, CHEN_OF_BRIGHTMOOR))
def test_an_unknown_bearer_of_a_known_english_name_is_another_person(texts):
    read(*texts)

    assert people() == [
        ({"Mark Chen"}, {"Brightmoor Robotics"}),
        ({"Mark Chen", "陈信翰"}, {"OpenAI"}),
    ]


@pytest.mark.parametrize("texts", orders(ZHANG_OF_ZHIPU, ZHANG_OF_QINGHE))
def test_an_unknown_bearer_of_a_known_chinese_name_is_another_person(texts):
    read(*texts)

    assert people() == [
        ({"Zhang Peng", "张鹏"}, {"Zhipu AI"}),
        ({"张鹏"}, {"青禾医疗"}),
    ]


@pytest.mark.parametrize("texts", orders(LI_OF_QINGHE, LI_OF_YUANSHAN))
def test_two_of_a_common_name_whom_nobody_knows_are_two(texts):
    read(*texts)

    assert people() == [({"李磊"}, {"远山科技"}), ({"李磊"}, {"青禾智能"})]


@pytest.mark.parametrize("texts", orders(CHEN_OF_OPENAI, CHEN_OF_BRIGHTMOOR, CHEN_IN_CHINESE))
def test_the_rarer_name_of_the_known_one_finds_it_and_not_the_namesake(texts):
    read(*texts)

    assert people() == [
        ({"Mark Chen"}, {"Brightmoor Robotics"}),
        ({"Mark Chen", "陈信翰"}, {"OpenAI"}),
    ]


def test_reading_an_article_again_finds_the_same_person_even_where_no_company_tells_who():
    text = "李磊谈模型\n\n2025年4月1日，李磊表示，模型会更强。"
    read(text)
    person = Person.objects.get()

    article = Article.objects.get()
    record(article, pipeline.extract_facts(article), extractor="test", version="2")

    assert Person.objects.get() == person


@pytest.mark.parametrize("published", [True, False])
def test_a_common_name_alone_does_not_join_whoever_bears_it(published):
    read(LI_OF_QINGHE)
    if published:
        Person.objects.update(status="published")

    read("李磊谈模型\n\n2025年4月1日，李磊表示，模型会更强。")

    assert Person.objects.count() == 2


def test_the_company_of_which_the_article_tells_otherwise_shows_who_is_meant():
    read(LI_OF_QINGHE)

    read("青禾智能融资\n\n2025年5月6日，青禾智能完成1亿元A轮融资。李磊表示，资金将用于研发。")

    assert Person.objects.count() == 1


def test_a_name_that_two_may_bear_alike_joins_neither():
    read(CHEN_OF_OPENAI, CHEN_OF_BRIGHTMOOR)

    read("Chen on models\n\nMark Chen said on 3 May 2025 that open models would win.")

    assert Person.objects.count() == 3


@pytest.mark.parametrize(
    "texts",
    orders(
        "Moves\n\nMark Chen, head of research at Brightmoor Robotics, left Brightmoor Robotics "
        "on 3 March 2025.",
        "Hires\n\nFarrow Systems said on 2 April 2025 that it had appointed Mark Chen "
        "as head of research.",
    ),
)
def test_a_usual_name_whose_next_post_begins_as_one_ends_is_one_person(texts):
    read(*texts)

    assert people() == [({"Mark Chen"}, {"Brightmoor Robotics", "Farrow Systems"})]


@pytest.mark.parametrize(
    "texts",
    orders(
        "Moves\n\nMark Chen, head of research at Brightmoor Robotics, left Brightmoor Robotics "
        "on 3 March 2025.",
        "Hires\n\nFarrow Systems said on 2 April 2021 that it had appointed Mark Chen "
        "as chief financial officer.",
    ),
)
def test_a_usual_name_with_another_post_in_other_years_is_two(texts):
    read(*texts)

    assert people() == [
        ({"Mark Chen"}, {"Brightmoor Robotics"}),
        ({"Mark Chen"}, {"Farrow Systems"}),
    ]

"""New records by a sheet: looked at, made through the actions, and never twice."""

import json
import re
from decimal import Decimal
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tablib import Dataset

from events.models import Article, Event, Model
from people.models import Affiliation, Alias, Company, Entity, Person, Status
from people.money import Qualifier, Sum
from people.roles import Role
from tests.factories import ArticleFactory, CompanyFactory, MemberFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db

COMPANIES = "/admin/people/company/"
PEOPLE = "/admin/people/person/"
MODELS = "/admin/events/model/"
POSTS = "/admin/people/affiliation/"
EVENTS = "/admin/events/event/"


@pytest.fixture
def senior():
    return MemberFactory(username="zhou", role=Role.SENIOR_EDITOR)


@pytest.fixture
def desk(client, senior):
    client.force_login(senior)
    return client


@pytest.fixture
def moonshot():
    return CompanyFactory(name_zh="月之暗面", name_en="Moonshot AI", slug="moonshot-ai")


def look(desk, address, *rows, name="七月.csv"):
    """The preview of a file with these rows."""
    headers = ["id", *dict.fromkeys(column for row in rows for column in row)]
    data = Dataset(*[[row.get(h, "") for h in headers] for row in rows], headers=headers)
    ending = name.rpartition(".")[2]
    content = data.export("json" if ending == "json" else ending)
    content = content.encode() if isinstance(content, str) else content
    return desk.post(f"{address}import/", {"file": SimpleUploadedFile(name, content)})


def text_of(response):
    return " ".join(re.sub(r"<[^>]*>", " ", unescape(response.content.decode())).split())


def make(desk, address, preview):
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', preview.content.decode())
    return text_of(desk.post(f"{address}import/", {"seen": unescape(seen)}, follow=True))


def problems_of(preview):
    """Line, column and words of what cannot be taken."""
    html = unescape(preview.content.decode())
    return re.findall(r"<tr><td>(\d+)</td><td>([^<]*)</td><td>([^<]*)</td></tr>", html)


FUNDING = {
    "kind": "funding", "participants": "company: 月之暗面; lead: 红杉中国", "when": "2024年2月",
    "amount": "逾10亿美元", "round": "B",
}  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_company_without_an_id_is_looked_at_and_then_proposed(desk, senior, ending):
    row = {
        "name_zh": "阶跃星辰",
        "name_en": "StepFun",
        "country": "cn",
        "other_names": "阶跃; Step",
    }

    preview = look(desk, COMPANIES, row, name=f"七月.{ending}")
    assert "1 record would be added" in text_of(preview)
    assert "阶跃星辰" in text_of(preview)
    assert not Company.objects.exists()

    assert "1 record added." in make(desk, COMPANIES, preview)
    made = Company.objects.get()
    assert (made.name_zh, made.name_en, made.country) == ("阶跃星辰", "StepFun", "CN")
    assert (made.status, made.proposed_by) == (Status.PROPOSED, senior)
    assert {*made.aliases.values_list("text", flat=True)} == {"阶跃星辰", "StepFun", "阶跃", "Step"}
    history = desk.get(f"{COMPANIES}{made.pk}/history/").content.decode()
    assert f"七月.{ending}" in history
    assert "zhou" in history


def test_people_and_ai_models_come_by_their_sheets(desk, moonshot):
    make(desk, PEOPLE, look(desk, PEOPLE, {"name_zh": "杨植麟", "description_zh": "创始人"}))
    row = {"name_en": "Kimi K2", "developer": "moonshot-ai", "open_weights": "是"}
    make(desk, MODELS, look(desk, MODELS, row))

    assert Person.objects.get().description_zh == "创始人"
    model = Model.objects.get()
    assert (model.developer, model.open_weights) == (moonshot, True)


def test_a_file_that_is_sent_twice_makes_its_records_once(desk):
    row = {"name_zh": "阶跃星辰"}
    preview = look(desk, COMPANIES, row)

    make(desk, COMPANIES, preview)
    again = make(desk, COMPANIES, preview)
    known = Company.objects.get()

    assert f"known already: 阶跃星辰 ({known.slug}, {known.pk})" in again
    ((line, _column, words),) = problems_of(look(desk, COMPANIES, row))
    assert line == "2"
    assert "Write the id into the row" in words


def test_an_event_has_its_sum_its_parties_and_the_row_as_its_source(desk, senior, moonshot):
    preview = look(desk, EVENTS, FUNDING)
    shown = text_of(preview)
    assert "new as well: Company 红杉中国" in shown
    assert Entity.objects.count() == 1
    assert not Article.objects.exists()

    assert "1 record added." in make(desk, EVENTS, preview)
    event = Event.objects.get()
    assert (event.status, str(event.when), event.round) == (Status.PROPOSED, "2024-02", "B")
    assert event.amount == Sum(Decimal(10**9), None, "USD", Qualifier.OVER, "逾10亿美元")
    assert event.proposed_by == senior
    parts = {(part.role, part.survivor.name_zh) for part in event.participations.all()}
    assert parts == {("company", "月之暗面"), ("lead", "红杉中国")}
    proof = event.evidence.get()
    assert proof.article.publisher == "七月.csv"
    assert "amount: 逾10亿美元" in proof.quote
    assert "月之暗面" in json.dumps(event.card.data, ensure_ascii=False)


def test_the_same_event_is_not_made_twice_though_the_file_has_another_name(desk, moonshot):
    preview = look(desk, EVENTS, FUNDING)
    make(desk, EVENTS, preview)
    event = Event.objects.get()

    assert f"already as number {event.pk}" in make(desk, EVENTS, preview)
    ((_line, _column, words),) = problems_of(look(desk, EVENTS, FUNDING, name="七月 (1).xlsx"))

    assert f"already as number {event.pk}" in words
    assert (Event.objects.count(), Article.objects.count()) == (1, 1)


def test_the_sentence_of_an_article_proves_an_event(desk, moonshot):
    article = ArticleFactory(
        address="https://news.example/1",
        text="今天，月之暗面完成逾10亿美元融资。",
        published_on="2024-02-20",
    )
    row = {**FUNDING, "when": "", "address": article.address, "quote": "月之暗面完成逾10亿美元融资"}

    make(desk, EVENTS, look(desk, EVENTS, row))

    event = Event.objects.get()
    assert event.evidence.get().article == article
    assert event.when.is_known is False
    assert problems_of(look(desk, EVENTS, row))[0][2].startswith("This is in the record already")


@pytest.mark.parametrize(
    ("changed", "column", "told"),
    [
        ({"kind": ""}, "kind", "A new row needs this."),
        ({"kind": "party"}, "kind", "Select a valid choice"),
        ({"participants": "月之暗面"}, "participants", "write company: 智谱"),
        ({"participants": "speaker: 月之暗面"}, "participants", "no role “speaker”"),
        ({"participants": "company: company/nobody"}, "participants", "no company/nobody"),
        ({"participants": "company: person/yang"}, "participants", "cannot play this role"),
        ({"participants": "company: ！！"}, "participants", "no letter or digit"),
        ({"amount": "很多钱"}, "amount", "“很多钱” is not one sum of money"),
        ({"when": "2024-13"}, "when", "not in the calendar"),
        ({"headcount": "20"}, "headcount", "leave it empty"),
        ({"status": "published"}, "status", "Leave this empty in a new row"),
        ({"quote": "融资"}, "address", "address of the article as well"),
        ({"address": "https://news.example/1"}, "quote", "Copy the sentence"),
        ({"address": "https://news.example/1", "quote": "上市"}, "quote", "does not stand in"),
        ({"address": "ftp://x", "quote": "上市"}, "address", "http"),
    ],
)
def test_what_cannot_be_taken_of_a_new_row_is_told_by_line_column_and_remedy(
    desk, moonshot, changed, column, told
):
    PersonFactory(slug="yang")
    ArticleFactory(address="https://news.example/1", text="月之暗面完成融资。")

    preview = look(desk, EVENTS, {**FUNDING, **changed})

    assert [(line, name) for line, name, _words in problems_of(preview)] == [("2", column)]
    assert told in problems_of(preview)[0][2]
    assert 'name="seen"' not in preview.content.decode()


def test_rows_that_can_be_taken_are_made_beside_others_that_cannot(desk, moonshot):
    wrong = {**FUNDING, "amount": "很多钱"}
    preview = look(desk, EVENTS, FUNDING, wrong, FUNDING)

    assert [(line, column) for line, column, _words in problems_of(preview)] == [
        ("3", "amount"),
        ("4", "–"),
    ]
    assert "1 record added." in make(desk, EVENTS, preview)


def test_a_name_that_several_bear_is_asked_for_and_taken_by_its_address(desk):
    for slug in ("zhang-wei", "zhang-wei-2"):
        PersonFactory(name_zh="张伟", slug=slug)
    CompanyFactory(name_zh="百度", slug="baidu")
    row = {"person": "张伟", "company": "百度", "title": "总裁", "started": "2017"}

    ((_line, _column, words),) = problems_of(look(desk, POSTS, row))
    assert "person/zhang-wei-2 (" in words

    make(desk, POSTS, look(desk, POSTS, {**row, "person": "person/zhang-wei-2"}))
    post = Affiliation.objects.get()
    assert (post.person.slug, post.company.slug, str(post.started)) == (
        "zhang-wei-2",
        "baidu",
        "2017",
    )
    assert "title: 总裁" in post.evidence.get().quote


def test_an_affiliation_brings_who_is_new_with_it_and_comes_once(desk):
    row = {
        "person": "杨植麟",
        "company": "月之暗面",
        "title": "创始人",
        "ended": "2025",
        "former": "是",
    }
    preview = look(desk, POSTS, row)
    assert "new as well: Person 杨植麟" in text_of(preview)

    make(desk, POSTS, preview)
    post = Affiliation.objects.get()

    assert (post.former, str(post.ended)) == (True, "2025")
    assert f"already as number {post.pk}" in make(desk, POSTS, preview)
    assert Alias.objects.filter(text="杨植麟").count() == 1


def test_an_end_of_a_post_that_is_not_former_is_refused_in_words(desk):
    row = {"person": "杨植麟", "company": "月之暗面", "ended": "2025"}

    ((_line, _column, words),) = problems_of(look(desk, POSTS, row))

    assert "former" in words


def exported(desk, address):
    content = desk.get(f"{address}export/?as=csv").content.decode("utf-8-sig")
    return Dataset().load(content, format="csv").dict


def test_money_and_parties_of_a_known_event_are_changed(desk, moonshot):
    zhipu = CompanyFactory(name_zh="智谱", slug="zhipu")
    event = event_of(("company", zhipu))
    ((row),) = exported(desk, EVENTS)
    assert (row["participants"], row["amount"]) == ("company: company/zhipu", "")

    changed = {**row, "participants": "company：月之暗面；investor: 红杉中国", "amount": "数亿元"}
    preview = look(desk, EVENTS, changed)
    assert problems_of(preview) == []
    assert "1 record changed." in make(desk, EVENTS, preview)

    event = Event.objects.get(pk=event.pk)
    parts = {(part.role, part.survivor.name_zh) for part in event.participations.all()}
    assert parts == {("company", "月之暗面"), ("investor", "红杉中国")}
    assert (event.amount_words, event.amount_currency) == ("数亿元", "CNY")
    assert exported(desk, EVENTS)[0]["amount"] == "数亿元"


def test_parties_that_cannot_be_are_told_before_anything_is_changed(desk, moonshot):
    event_of(("company", moonshot))
    (row,) = exported(desk, EVENTS)

    preview = look(desk, EVENTS, {**row, "participants": "speaker: 月之暗面"})

    assert [(line, column) for line, column, _words in problems_of(preview)] == [
        ("2", "participants")
    ]


def test_what_is_exported_in_one_language_changes_nothing_in_the_other(desk, moonshot):
    event_of(("company", moonshot), amount_low=5_000_000, amount_high=5_000_000,
             amount_currency="CNY", amount_qualifier="about")  # fmt: skip
    desk.cookies["django_language"] = "zh-hans"
    rows = exported(desk, EVENTS)
    desk.cookies["django_language"] = "en"

    assert "says nothing that the record does not say" in text_of(look(desk, EVENTS, *rows))


def test_the_page_tells_the_columns_of_a_new_row(desk):
    page = text_of(desk.get(f"{EVENTS}import/"))

    assert "participants * Participants" in page
    assert "quote Sentence that proves it" in page

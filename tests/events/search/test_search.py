"""One box finds people, companies, AI models, events and quotes; nothing unpublished."""

import re

import pytest
from django.http import QueryDict

from events import actions, cards
from events.filters import EventFilter
from events.models import Event, EventWords
from events.search import documents, prominence
from events.search.asking import telling
from events.search.naming import named, nearly_named
from people import actions as people
from people.dates import PartialDate
from people.models import Status
from tests.factories import (
    AliasFactory,
    CompanyFactory,
    EditorFactory,
    ModelFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


def names(q: str) -> list[str]:
    return [hit.name for hit in named(q, most=10).best]


def near(q: str) -> list[str]:
    return [hit.name for hit in nearly_named(q, most=10)]


def told(q: str, **options: bool) -> list[Event]:
    return list(telling(Event.objects.published().newest_first(), q, **options))


@pytest.fixture
def zhipu():
    return CompanyFactory(
        slug="zhipu",
        name_en="Zhipu AI",
        name_zh="智谱",
        names=["智谱华章", "Z.ai"],
        status=Status.PUBLISHED,
    )


@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("智谱", "智谱"),
        ("智譜", "智谱"),
        ("智", "智谱"),
        ("谱华", "智谱华章"),
        ("zhipu", "智谱"),
        ("ZHIP", "Zhipu AI"),
        ("zhipu ai", "Zhipu AI"),
        ("ｚｈｉｐｕ ＡＩ", "Zhipu AI"),
        ("zpHZ", "智谱华章"),
        ("z.ai", "Z.ai"),
        ("智谱 融资", "智谱"),
        ("zhipuhuazhang", "智谱华章"),
    ],
)
def test_a_name_is_found_in_any_script_by_its_beginning_its_words_and_its_sound(zhipu, q, name):
    CompanyFactory(name_en="Moonshot AI", name_zh="月之暗面", status=Status.PUBLISHED)

    assert names(q) == [name]


def test_an_exact_name_goes_before_a_beginning_and_that_before_a_word():
    for name in ("The Ada Fund", "Ada Lovelace", "Ada"):
        CompanyFactory(name_en=name, status=Status.PUBLISHED)
    CompanyFactory(name_en="Countess", names=["Ada"], status=Status.PUBLISHED)

    assert names("ada") == ["Ada", "Ada", "Ada Lovelace", "The Ada Fund"]
    assert named("ada", most=10).best[0].fit == 0


def test_who_takes_part_in_more_events_goes_first_among_equals():
    quiet, busy = (
        PersonFactory(name_en=name, status=Status.PUBLISHED) for name in ("Ada Adams", "Ada Zhou")
    )
    for _ in range(3):
        event_of(("person", busy))
    event_of(("person", quiet))
    assert names("ada") == ["Ada Adams", "Ada Zhou"]

    prominence.recount()

    assert names("ada") == ["Ada Zhou", "Ada Adams"]


def test_the_best_of_each_kind_are_counted():
    for number in range(4):
        PersonFactory(name_en=f"Ada {number}", status=Status.PUBLISHED)
    ModelFactory(name_en="Ada 70B", status=Status.PUBLISHED)

    hits = named("ada", most=2)

    assert (len(hits.best), hits.counts) == (3, {"person": 4, "model": 1})


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("Antropic", ["Anthropic"]),
        ("Deepsek", ["DeepSeek"]),
        ("智普", ["智谱"]),
        ("月之暗影", ["月之暗面"]),
        ("Anthropology", []),
        ("月亮", []),
        ("xyz", []),
    ],
)
def test_a_misspelt_name_is_found_and_another_word_is_not(zhipu, q, found):
    CompanyFactory(name_en="Anthropic", status=Status.PUBLISHED)
    CompanyFactory(name_en="DeepSeek", name_zh="深度求索", status=Status.PUBLISHED)
    CompanyFactory(name_en="Moonshot AI", name_zh="月之暗面", status=Status.PUBLISHED)

    assert names(q) == []
    assert near(q) == found


@pytest.mark.parametrize(
    "q",
    [
        "智谱", "智譜", "Zhipu", "zhipu ai", "智谱华章", "zhipuhuazhang", "GPT-4o", "gpt4o", "模型",
        "智谱 GPT-4o", "2024", "智谱 2024", "funding", "融资", "O'Brien", "obrien", "café", "CAFE",
    ],
)  # fmt: skip
def test_events_are_found_by_names_quotes_kind_and_year(zhipu, q):
    event = event_of(("company", zhipu), quote="O'Brien 在 café 说：GPT-4o 是很好的模型。")
    event_of(quote="Nothing of that.", kind="closure", when=event.when.parse("2019"))

    assert told(q) == [event]


@pytest.mark.parametrize(
    "q", ["智谱 月之暗面", "谱模", "型模", "——", "'", "\\", "a & b", "!x | y", ":*"]
)
def test_words_that_stand_nowhere_find_nothing_however_they_look(zhipu, q):
    event_of(("company", zhipu), quote="智谱发布模型。", kind="release", change="released")

    assert told(q) == []


def test_a_new_name_of_a_participant_finds_old_events(zhipu):
    event = event_of(("company", zhipu))
    assert told("清影") == []

    people.add_alias(zhipu, "清影科技")

    assert told("清影") == [event]


def test_what_an_action_changes_is_found_by_its_new_words(zhipu):
    other = CompanyFactory(name_zh="百川")
    event = event_of(("company", zhipu), ("investor", other), status=Status.PROPOSED)
    assert told("百川") == []

    actions.accept_event(event, by=EditorFactory())
    assert told("百川") == [event]

    actions.retract_event(event, by=EditorFactory(), reason="错了")
    assert told("百川") == []
    assert list(documents.stale()) == []


def test_the_estimate_of_many_is_near_their_number(zhipu, client, monkeypatch):
    for _ in range(130):
        event_of(("company", zhipu))
    monkeypatch.setattr("events.tallies.FEWEST_SAMPLED", 2)

    html = client.get("/en/search/?q=zhipu").content.decode()

    number = re.search(r"<b>about (\d+) events</b>", html)
    assert number
    assert 100 <= int(number[1]) <= 200


# -- the page


def test_what_was_typed_is_marked_across_scripts_and_nothing_is_let_through(client, zhipu):
    event_of(("company", zhipu), quote="<script>alert(1)</script> 智谱 & 北京")

    html = client.get("/zh/search/", {"q": "智譜"}).content.decode()

    assert '<a href="/zh/companies/zhipu/"><mark>智谱</mark></a>' in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>智谱</mark> &amp; 北京" in html
    assert "<script>alert" not in html


def test_a_misspelt_name_shows_the_events_of_the_right_one_and_says_so(client):
    event_of(("company", CompanyFactory(name_en="Anthropic")))

    html = client.get("/en/search/?q=Antropic").content.decode()

    assert "Did you mean" in html
    assert "These tell of <b>Anthropic</b>" in html
    assert html.count('<li class="event ') == 1


def test_nothing_found_leads_on(client):
    html = client.get("/zh/search/?q=没有这个").content.decode()

    assert "没有名称或词语“没有这个”" in html
    assert 'href="/zh/companies/"' in html


@pytest.mark.parametrize(
    ("q", "status"),
    [
        ("", 200), ("x", 400), ("\0智谱", 400), ("长" * 101, 400), ("' OR 1=1 --", 200),
        ("%_\\", 200), ("<b>&amp;", 200), ("\ud7ff\u200b\u202e", 200), ("🦙" * 40, 200),
        ("a " * 50, 200), ("'':* & | ! <->", 200), ("\U000e0001" * 5, 200),
    ],
)  # fmt: skip
def test_whatever_is_typed_is_answered_with_a_page(client, q, status):
    assert client.get("/en/search/", {"q": q}).status_code == status
    assert client.get("/zh/search/suggestions.json", {"q": q}).status_code in (200, 400)


def test_suggestions_are_names_with_their_pages_that_may_be_kept(client, zhipu):
    response = client.get("/zh/search/suggestions.json", {"q": "zhip"})

    (first,) = response.json()["suggestions"]
    assert first["name"] == "智谱"
    assert first["href"] == "/zh/companies/zhipu/"
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


# -- what is not public


def test_nothing_unpublished_is_found_suggested_or_counted(client):
    hidden = CompanyFactory(name_en="Hidden Harbor", name_zh="暗港")
    event_of(("company", hidden), status=Status.PROPOSED, quote="暗港秘密融资。")
    public = CompanyFactory(name_zh="公开")
    event_of(("company", public))
    merged = event_of(("company", public), quote="并掉的事。")
    Event.objects.filter(pk=merged.pk).update(merged_into=Event.objects.first())
    cards.compose([merged.pk])

    for q in ("暗港", "Hidden Harbor", "Hiden Harbor", "angang", "秘密", "并掉"):
        page = client.get("/zh/search/", {"q": q}).content.decode()
        assert '<li class="event ' not in page
        assert "<h2 id=" not in page.replace('<h2 id="near"', "") or "您要找" not in page
        assert not client.get("/zh/search/suggestions.json", {"q": q}).json()["suggestions"]
    assert named("暗港", most=5).counts == {}
    assert near("Hiden Harbor") == []


def test_a_name_of_an_unpublished_entity_that_was_merged_leads_to_the_public_one(zhipu):
    AliasFactory(
        entity=CompanyFactory(name_en="Old", merged_into=zhipu, survivor=zhipu), text="旧名"
    )

    assert [hit.id for hit in named("旧名", most=5).best] == [zhipu.pk]


def test_words_follow_the_date_and_the_status_of_their_event(zhipu):
    event, editor = event_of(("company", zhipu), quote="智谱发布新模型。"), EditorFactory()
    period = PartialDate.parse("2020-02-03")

    actions.correct_event(event, {"when": period}, by=editor)
    words = EventWords.objects.get(event=event)
    assert (words.date, words.published) == (period.start, True)

    actions.retract_event(event, by=editor, reason="错了")
    assert EventWords.objects.get(event=event).published is False


def test_events_with_a_word_come_newest_first_whether_or_not_they_are_of_an_entity(zhipu):
    days = ["2022-03-01", "2024-05-06", "2023-01-02"]
    for day in days:
        when = PartialDate.parse(day)
        event_of(("company", zhipu), kind="funding", quote="完成融资。", when=when)

    newest = sorted(days, reverse=True)
    for asked in ("q=融资", "q=融资&company=zhipu", "q=融资&from=2022"):
        found = EventFilter(QueryDict(asked), Event.objects.published()).qs
        assert [str(event.when) for event in found] == newest
        assert [str(event.when) for event in found.reverse()] == newest[::-1]

"""What a query string asks for."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from events import cards
from events.filters import EventFilter, KindFilter
from events.models import Event
from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum
from people.paging import page_of
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    CompanyFactory,
    EvidenceFactory,
    ModelFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


def asked(query: str):
    filterset = EventFilter(QueryDict(query), Event.objects.published())
    assert filterset.is_valid(), filterset.errors
    return list(filterset.qs)


def errors(query: str):
    filterset = EventFilter(QueryDict(query), Event.objects.published())
    assert not filterset.is_valid()
    return {name: " ".join(messages) for name, messages in filterset.errors.items()}


def merge(entity, survivor):
    """As the merging action leaves two rows."""
    entity.merged_into = entity.survivor = survivor
    entity.save()


@pytest.mark.parametrize("query", ["kind=funding&kind=layoff", "kind=funding,layoff"])
def test_several_kinds_are_repeated_or_separated_by_commas(query):
    funding, layoff, _ = (event_of(kind=kind) for kind in ("funding", "layoff", "closure"))

    assert asked(query) == [layoff, funding]


def test_certainty_takes_several_words_too():
    planned, denied, _ = (
        event_of(certainty=certainty) for certainty in ("planned", "denied", "reported")
    )

    assert asked("certainty=planned,denied") == [denied, planned]


def test_an_entity_is_asked_for_by_its_slug_whatever_its_role():
    company, person = CompanyFactory(slug="zhipu"), PersonFactory(slug="tang-jie")
    model = ModelFactory(slug="glm-5")
    funding = event_of(("investor", company))
    release = event_of(("model", model), ("developer", company), kind="release")
    career = event_of(("person", person), ("company", company), kind="career")

    assert asked("company=zhipu") == [career, release, funding]
    assert asked("person=tang-jie") == [career]
    assert asked("model=glm-5&company=zhipu") == [release]
    assert asked("model=glm-5&person=tang-jie") == []


def test_the_slug_of_a_merged_entity_leads_to_its_survivor_and_to_the_events_of_both():
    old, new = CompanyFactory(slug="facebook"), CompanyFactory(slug="meta")
    events = [event_of(("company", old)), event_of(("company", new))]
    merge(old, new)

    assert asked("company=facebook") == asked("company=meta") == events[::-1]


def test_a_role_is_that_of_the_entity_asked_for():
    fund, other = CompanyFactory(slug="hongshan"), CompanyFactory(slug="zhipu")
    led = event_of(("lead", fund), ("company", other))
    joined = event_of(("investor", fund), ("lead", other))
    raised = event_of(("company", fund), ("lead", other))

    assert asked("company=hongshan&role=lead") == [led]
    assert asked("company=hongshan&role=lead,investor") == [joined, led]
    assert asked("role=company") == [raised, led]
    assert asked("role=lead") == [raised, joined, led]


def test_of_several_asked_for_one_plays_the_role():
    company, person = CompanyFactory(slug="zhipu"), PersonFactory(slug="tang-jie")
    founded = event_of(("person", person), ("company", company), kind="founding")
    career = event_of(("person", person), ("company", company), kind="career", change="joined")

    assert asked("company=zhipu&person=tang-jie&role=person") == [career, founded]
    assert asked("company=zhipu&person=tang-jie&role=investor") == []


def test_a_founder_is_the_person_of_a_founding():
    person, company = PersonFactory(slug="tang-jie"), CompanyFactory(slug="zhipu")
    parties = (("person", person), ("company", company))
    founding = event_of(*parties, kind="founding")
    founded = event_of(*parties, kind="career", change="founded")
    event_of(*parties, kind="career", change="left")

    assert asked("person=tang-jie&role=founder") == [founded, founding]
    assert asked("role=founder") == [founded, founding]
    assert asked("company=zhipu&role=founder") == []


def test_a_country_is_that_of_anyone_who_takes_part():
    chinese, american = CompanyFactory(country="CN"), CompanyFactory(country="US")
    both = event_of(("company", chinese), ("investor", american))
    one = event_of(("company", chinese))
    nowhere = event_of(("company", CompanyFactory()))

    assert asked("country=cn") == [one, both]
    assert asked("country=US,JP") == [both]
    assert asked("not_country=US") == [nowhere, one]


def test_a_language_is_that_of_one_of_the_articles():
    both = event_of(article=ArticleFactory(language="zh-Hant", text="一句。"))
    EvidenceFactory(event=both, article=ArticleFactory(language="en"))
    english = event_of(article=ArticleFactory(language="en"))

    assert asked("language=zh") == [both]
    assert asked("language=en") == [english, both]
    assert asked("language=zh,en") == [english, both]


def test_a_source_is_asked_for_by_its_id():
    article = ArticleFactory()
    event = event_of(article=article)
    event_of()

    assert asked(f"source={article.source_id}") == [event]


def test_a_source_that_proves_nothing_public_is_answered_like_one_that_does_not_exist():
    hidden = event_of(status=Status.PROPOSED).evidence.get().article.source_id

    told = errors(f"source={hidden}")["source"].replace(str(hidden), "987654")

    assert told == errors("source=987654")["source"]


def test_what_is_not_wanted_is_left_out():
    funding = event_of(certainty="denied")
    layoff = event_of(kind="layoff")
    event_of(kind="statement")

    assert asked("not_kind=statement,funding") == [layoff]
    assert asked("not_kind=statement&not_certainty=reported") == [funding]


def test_amounts_lie_between_two():
    sums = [Sum.told(Decimal(value), "USD", Qualifier.EXACT) for value in (50, 100, 150)]
    low, middle, high = (event_of(amount=told) for told in sums)

    assert asked("min_amount=60&max_amount=100&currency=USD") == [middle]
    assert asked("max_amount=100&currency=USD") == [middle, low]
    assert asked("min_amount_usd=100&max_amount_usd=149") == [middle]
    assert asked("max_amount_usd=149&ordering=date") == [low, middle]
    assert high in asked("min_amount_usd=150")


def test_an_entity_that_the_timeline_is_of_takes_part_in_all():
    fund, company = CompanyFactory(slug="fund"), CompanyFactory(slug="zhipu")
    led = event_of(("lead", fund), ("company", company))
    event_of(("company", company))
    filterset = EventFilter(
        QueryDict("company=zhipu&role=lead"), Event.objects.published(), entity=fund
    )

    assert list(filterset.qs) == [led]


def test_an_event_in_which_an_entity_has_two_roles_comes_once():
    company = CompanyFactory(slug="softbank")
    event = event_of(("lead", company), ("investor", company))

    assert asked("company=softbank") == [event]


def test_the_events_of_an_entity_are_leafed_through_like_all_others():
    company = CompanyFactory(slug="openai")
    events = [
        event_of(("company", company), ("investor", company), when=PartialDate.parse(when))
        for when in ("2024-05", "2023", "2024-05-01", "2024-H2", "2023")
    ]
    filterset = EventFilter(QueryDict("company=openai"), Event.objects.published())

    first = page_of(filterset.qs, size=3)
    second = page_of(filterset.qs, cursor=first.next, size=3)
    back = page_of(filterset.qs, cursor=second.previous, size=3)

    order = [events[number] for number in (3, 2, 0, 4, 1)]
    assert first.rows + second.rows == order
    assert back.rows == first.rows
    assert second.next is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=2024", ["2024", "2024-H2", "2024-Q1", "2024-03", "2024-03-31"]),
        ("from=2024-04", ["2024", "2024-H2"]),
        ("from=2024-03-31&to=2024-03-31", ["2024", "2024-Q1", "2024-03", "2024-03-31"]),
        ("from=2024-02&to=2024-Q1", ["2024", "2024-Q1", "2024-03", "2024-03-31"]),
        ("to=2023", ["2023-12-31"]),
        ("to=2024-02", ["2024", "2024-Q1", "2023-12-31"]),
        ("from=2025", []),
        ("from=1000", ["2024", "2024-H2", "2024-Q1", "2024-03", "2024-03-31", "2023-12-31"]),
    ],
)
def test_a_range_finds_the_periods_that_overlap_it(query, found):
    for when in ("2024", "2024-H2", "2024-Q1", "2024-03", "2024-03-31", "2023-12-31"):
        event_of(when=PartialDate.parse(when))

    assert {str(event.when) for event in asked(query)} == set(found)


def test_an_unknown_date_lies_in_no_range():
    unknown = event_of(when=PartialDate.unknown(PartialDate.parse("2024-05-06").start))

    assert asked("") == [unknown]
    assert asked("from=2024") == asked("to=2024") == []


def test_a_minimum_is_reached_by_the_low_bound_or_else_the_high_one():
    sums = {
        "exact": Sum.told(Decimal(100), "USD", Qualifier.EXACT),
        "over": Sum.told(Decimal(100), "USD", Qualifier.OVER),
        "under": Sum.told(Decimal(100), "USD", Qualifier.UNDER),
        "less": Sum.told(Decimal(99), "USD", Qualifier.ABOUT),
        "yuan": Sum.told(Decimal(100), "CNY", Qualifier.EXACT),
        "silent": Sum.undisclosed(),
    }
    events = {name: event_of(amount=told) for name, told in sums.items()}

    assert asked("min_amount=100&currency=usd") == [
        events[name] for name in ("under", "over", "exact")
    ]
    assert asked("currency=CNY") == [events["yuan"]]


@pytest.mark.parametrize(
    "words",
    ["智谱", "谱华", "智譜", "融资", "zhipu", "ＺＨＩＰＵ", "智谱 融资", "10 亿元", "Zhipu AI"],
)
def test_words_stand_in_names_of_participants_or_in_quotes(words):
    company = CompanyFactory(name_zh="智谱华章", names=["Zhipu AI"])
    event = event_of(("company", company), quote="智谱完成10亿元融资。")
    moonshot = CompanyFactory(name_zh="月之暗面")
    event_of(("company", moonshot), quote="月之暗面发布新模型。", kind="partnership")

    assert asked(f"q={words}") == [event]


def test_words_find_the_events_of_merged_names():
    old, new = CompanyFactory(name_en="Facebook"), CompanyFactory(name_en="Meta")
    event = event_of(("company", new))
    merge(old, new)

    assert asked("q=facebook") == [event]


@pytest.mark.parametrize("words", ["智谱 月之暗面", "100%_", "\\", "公司", "——"])
def test_words_that_stand_nowhere_find_nothing(words):
    event_of(("company", CompanyFactory(name_zh="智谱")), quote="智谱完成10亿元融资。")

    assert asked(f"q={words}".replace("%", "%25").replace("\\", "\\\\")) == []


def test_the_order_can_be_turned_round():
    early, late = (event_of(when=PartialDate.parse(when)) for when in ("2023", "2024"))

    assert asked("") == asked("ordering=-date") == [late, early]
    assert asked("ordering=date") == [early, late]


@pytest.mark.parametrize(
    ("query", "field", "remedy"),
    [
        ("kind=money", "kind", "funding, career"),
        ("certainty=sure", "certainty", "confirmed, reported"),
        ("company=nobody", "company", "slug “nobody”"),
        ("company=%00", "company", "Null characters"),
        ("from=yesterday", "from", "Write 2025"),
        ("to=2025-02-30", "to", "not in the calendar"),
        ("from=2025&to=2024", "to", "Exchange the two"),
        ("min_amount=many&currency=USD", "min_amount", "whole number"),
        ("min_amount=-1&currency=USD", "min_amount", "greater than or equal to 0"),
        (f"min_amount={10**30}&currency=USD", "min_amount", "less than or equal to"),
        ("min_amount=1", "currency", "such as USD"),
        ("max_amount=1", "currency", "max_amount has"),
        ("min_amount=2&max_amount=1&currency=USD", "max_amount", "Exchange them"),
        ("min_amount_usd=2&max_amount_usd=1", "max_amount_usd", "Exchange them"),
        ("role=boss", "role", "founder"),
        ("country=China", "country", "two letters"),
        ("not_country=1", "not_country", "two letters"),
        ("language=fr", "language", "zh, en"),
        ("source=Reuters", "source", "whole number"),
        ("not_kind=money", "not_kind", "funding, career"),
        ("currency=dollars", "currency", "three letters"),
        ("currency=亿", "currency", "three letters"),
        ("q=x", "q", "at least 2"),
        ("q=" + "长" * 101, "q", "at most 100"),
        ("q=a%00b", "q", "Null characters"),
        ("ordering=kind", "ordering", "-date or date"),
    ],
)
def test_a_bad_value_is_answered_with_the_field_and_the_remedy(query, field, remedy):
    assert remedy in errors(query)[field]


def test_an_entity_that_is_not_public_is_answered_like_one_that_does_not_exist():
    hidden = CompanyFactory(slug="hidden")
    event_of(("company", hidden), status=Status.PROPOSED)

    assert (
        errors("company=hidden")["company"].replace("hidden", "nobody")
        == (errors("company=nobody")["company"])
    )


def test_what_is_not_published_is_not_found_by_its_evidence_or_participants():
    public = CompanyFactory(slug="public", name_zh="公开")
    event_of(("company", public))
    hidden = event_of(("company", public), status=Status.PROPOSED, quote="秘密融资。")
    AliasFactory(entity=public, text="秘密")

    assert hidden not in asked("q=秘密")
    assert asked("q=秘密融资") == []
    assert hidden not in asked("company=public")


def test_a_quote_that_proves_two_events_finds_both():
    event = event_of(quote="两件事。")
    other = event_of()
    EvidenceFactory(event=other, article=event.evidence.get().article)
    cards.compose([other.pk])

    assert asked("q=两件事") == [other, event]


def test_the_address_of_a_kind_has_no_kind_to_ask_for():
    assert "kind" not in KindFilter.base_filters
    assert {*EventFilter.base_filters} - {*KindFilter.base_filters} == {"kind"}

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events import actions
from events.extraction.facts import AffiliationFact, EventFact, Facts, Money, Named, Quote
from events.ingestion.record import record
from events.models import Card, Event, Evidence, Participation
from people.models import Affiliation, Alias, Entity, Status
from people.money import Qualifier, Sum
from tests.factories import ArticleFactory, CompanyFactory, EditorFactory

pytestmark = pytest.mark.django_db


def tell(*facts, text="智谱AI完成融资。", published=date(2023, 10, 20), **values):
    """Record an article that states these facts, each proved by its whole text."""
    article = ArticleFactory(text=text, language="zh", published_on=published, **values)
    proof = Quote(text, 0, len(text))
    stated = Facts("zh", published.isoformat())
    for fact in facts:
        roles = {"evidence": proof, "confidence": 0.9, "rule": "test", **fact}
        if "person" in fact and "kind" not in fact:
            stated.affiliations.append(AffiliationFact(**roles))
        else:
            common = {"date": None, "certainty": "confirmed"} | {
                key: roles.pop(key) for key in ("date", "certainty") if key in roles
            }
            kind = roles.pop("kind")
            evidence = {key: roles.pop(key) for key in ("evidence", "confidence", "rule")}
            stated.events.append(EventFact(kind, roles, **common, **evidence))
    record(article, stated, extractor="test", version="1")
    return article, stated


def funding(**values):
    return {"kind": "funding", "company": "智谱AI", **values}


def test_a_fact_becomes_a_proposed_event_with_parties_and_proof():
    tell(
        funding(
            company="某公司",
            investors=["某集团", "某资本"],
            leads=["某资本"],
            round="B",
            amount=Money(2_500_000_000, "CNY", "over", "超25亿元"),
            date="2023-10",
        )
    )

    event = Event.objects.get()
    assert (event.status, event.round, str(event.when)) == (Status.PROPOSED, "B", "2023-10")
    over = Sum.told(Decimal(2_500_000_000), "CNY", Qualifier.OVER, "超25亿元")
    assert event.amount == over
    parts = {(part.role, str(part.entity)) for part in event.participations.all()}
    assert parts == {("company", "某公司"), ("lead", "某资本"), ("investor", "某集团")}
    proof = event.evidence.get()
    assert proof.article.text[proof.start : proof.end] == proof.quote
    assert proof.claims["round"] == "B"


def test_recording_an_article_again_adds_nothing():
    facts = (
        funding(round="B", date="2023-10"),
        {"person": "张鹏", "company": "智谱AI", "title": "CEO", "former": False},
    )
    article, stated = tell(*facts)
    counts = [model.objects.count() for model in (Event, Evidence, Participation, Entity, Alias)]

    record(article, stated, extractor="test", version="1")

    models = (Event, Evidence, Participation, Entity, Alias)
    assert [model.objects.count() for model in models] == counts
    assert Affiliation.objects.count() == 1


def test_a_second_article_adds_its_proof_to_the_event_it_speaks_of():
    tell(funding(date="2023-10", certainty="reported"))
    tell(
        funding(date="2023-10-20", round="B", company="智譜AI"),
        text="智譜AI完成B輪融資。",
    )

    event = Event.objects.get()
    assert event.evidence.count() == 2
    assert (str(event.when), event.round, event.certainty) == ("2023-10-20", "B", "confirmed")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (funding(date="2023-03", round="A"), funding(date="2023-03", round="B")),
        (funding(date="2023-03"), funding(date="2023-10")),
        (
            funding(date="2023-10", amount=Money(1e8, "CNY")),
            funding(date="2023-10", amount=Money(2.5e9, "CNY")),
        ),
        (
            {"kind": "career", "change": "left", "person": "李沐", "company": "亚马逊"},
            {"kind": "career", "change": "joined", "person": "李沐", "company": "亚马逊"},
        ),
        (
            {"kind": "statistic", "value": 85, "unit": "家", "period": "2023"},
            {"kind": "statistic", "value": 67, "unit": "笔", "period": "2023"},
        ),
    ],
    ids=["rounds", "dates", "sums", "changes", "figures"],
)
def test_two_different_events_stay_two(first, second):
    tell(first)
    tell(second, text="另一篇报道。")

    assert Event.objects.count() == 2


def test_a_denial_in_a_later_article_denies_the_event():
    tell(funding(certainty="rumoured", date="2023-10"))
    tell(
        funding(certainty="denied", date="2023-10"),
        text="智谱AI否认融资。",
        published=date(2023, 10, 22),
    )

    assert Event.objects.get().certainty == "denied"


def test_what_an_editor_rejected_is_not_proposed_again():
    tell(funding(date="2023-10"))
    actions.reject_event(Event.objects.get(), by=EditorFactory(), reason="no round")

    tell(funding(date="2023-10-20"), text="另一篇报道。")

    assert Event.objects.get().status == Status.REJECTED


def test_what_a_person_has_set_is_left_alone():
    tell(funding(date="2023"))
    actions.correct_event(
        Event.objects.get(),
        {"round": "C", "certainty": "denied", "certainty_why": "公司已否认"},
        by=EditorFactory(),
    )

    tell(funding(date="2023-10-20", round="C"), text="另一篇报道。")

    event = Event.objects.get()
    assert (event.round, event.certainty, str(event.when)) == ("C", "denied", "2023-10-20")


def test_a_published_event_takes_new_proof_but_no_new_values():
    tell(funding(date="2023-10"))
    actions.accept_event(Event.objects.get(), by=EditorFactory())

    tell(funding(date="2023-10-20", round="B"), text="另一篇报道。")

    event = Event.objects.get()
    assert (event.evidence.count(), event.round, str(event.when)) == (2, "", "2023-10")
    assert Card.objects.get().data["articles"] == 2


def test_a_known_name_in_any_spelling_is_the_entity_that_has_it():
    known = CompanyFactory(name_en="Zhipu AI", name_zh="智谱AI")

    tell(funding(company="智譜 AI"))

    assert Event.objects.get().participations.get().entity == known


def test_names_that_the_gazetteer_knows_are_shown_in_both_languages():
    tell(funding(company="阿里巴巴"))

    company = Entity.objects.get(kind="company")
    assert (company.name_zh[:4], company.name_en[:7]) == ("阿里巴巴", "Alibaba")


def test_an_affiliation_turns_former_when_an_article_says_so():
    tell({"person": "李沐", "company": "亚马逊", "title": "首席科学家", "former": False})
    tell(
        {"person": "李沐", "company": "亚马逊", "title": "首席科学家", "former": True},
        text="李沐已离开亚马逊。",
    )

    assert Affiliation.objects.get().former


def test_a_fact_without_a_name_that_it_needs_is_left_out():
    tell({"kind": "career", "change": "left", "person": "……", "company": "亚马逊"})

    assert not Event.objects.exists()


def test_an_undated_event_stands_at_its_first_article():
    tell(funding(), published=date(2023, 10, 20))
    tell(funding(), text="更早的一篇。", published=date(2023, 10, 18))

    event = Event.objects.get()
    assert (event.precision, event.date) == ("unknown", date(2023, 10, 18))


def test_people_named_in_the_lists_are_people_where_a_role_takes_either():
    article = ArticleFactory(text="陆奇投资。", language="zh")
    stated = Facts("zh", None, people=[Named("陆奇")])
    stated.events.append(
        EventFact(
            "funding",
            {"company": "智谱AI", "investors": ["陆奇"]},
            None,
            "confirmed",
            Quote("陆奇投资。", 0, 5),
        )
    )

    record(article, stated, extractor="test", version="1")

    assert Participation.objects.get(role="investor").entity.kind == "person"


def test_two_sentences_of_one_article_that_tell_one_event_are_two_proofs_of_it():
    text = "智谱AI完成B轮融资。由红杉中国领投。"
    first, second = Quote(text[:11], 0, 11), Quote(text[11:], 11, len(text))

    tell(
        funding(round="B", date="2023-10", evidence=first),
        funding(leads=["红杉中国"], date="2023-10-20", evidence=second),
        text=text,
    )

    event = Event.objects.get()
    assert (event.evidence.count(), event.round, str(event.when)) == (2, "B", "2023-10-20")
    assert {part.role for part in event.participations.all()} == {"company", "lead"}
    assert event.card.data["date"]["text"] == "2023-10-20"


def test_what_tells_a_merged_event_proves_the_one_it_was_merged_into():
    tell(funding(date="2023-10", round="A"))
    tell(funding(date="2023-10", round="B"), text="另一篇报道。")
    first, second = Event.objects.order_by("pk")
    Event.objects.filter(pk=second.pk).update(merged_into=first)

    tell(funding(date="2023-10", round="B"), text="第三篇报道。")

    assert Event.objects.count() == 2
    assert first.evidence.count() == 2


def test_fifty_facts_take_no_more_statements_than_two():
    def statements(count, surname):
        facts = [
            fact
            for number in range(count)
            for fact in (
                funding(company=f"{surname}氏第{number}公司", investors=[f"{surname}氏资本"]),
                {
                    "person": f"{surname}大{number}",
                    "company": f"{surname}氏第{number}公司",
                    "title": "CEO",
                    "former": False,
                },
            )
        ]
        with CaptureQueriesContext(connection) as queries:
            tell(*facts, text=f"{surname}氏各公司完成融资。")
        return len(queries)

    assert statements(50, "赵") == statements(2, "钱")
    assert Event.objects.count() == Affiliation.objects.count() == 52


def test_an_event_that_is_told_again_in_the_same_words_is_not_touched():
    article, stated = tell(funding(date="2023-10"))
    before = Event.objects.get().updated_at

    record(article, stated, extractor="test", version="1")

    assert Event.objects.get().updated_at == before


def yuan(value, qualifier="exact", words=""):
    return Money(value, "CNY", qualifier, words)


def test_an_exact_sum_takes_the_place_of_a_vague_one_that_it_agrees_with():
    tell(funding(amount=yuan(100_000_000, "under", "近亿元")))
    tell(funding(amount=yuan(95_000_000)), text="智谱AI融资9500万元。")
    tell(funding(amount=yuan(100_000_000, "about")), text="智谱AI融资约1亿元。")

    assert Event.objects.values_list("amount_low", flat=True).get() == 95_000_000


def test_a_correction_of_the_only_source_takes_the_place_of_what_it_said():
    first, _ = tell(funding(round="A"))
    again = {"address": first.address, "reprint_of": first}
    tell(funding(amount=yuan(10**8)), text="智谱AI融资1亿元。", **again)
    tell(funding(amount=yuan(105 * 10**6)), text="智谱AI融资1.05亿元。", **again)

    assert Event.objects.values_list("amount_low", flat=True).get() == 105_000_000


def test_another_source_corrects_nothing():
    tell(funding(round="A", amount=yuan(10**8)))
    tell(funding(round="A", amount=yuan(3 * 10**8)), text="智谱AI完成3亿元A轮融资。")

    assert Event.objects.values_list("amount_low", flat=True).get() == 10**8


def test_whatever_order_articles_come_in_the_same_value_stands():
    told = [
        (funding(round="A", amount=yuan(10**8), certainty="rumoured"), "据传智谱AI融资1亿元。"),
        (funding(round="A", amount=yuan(3 * 10**8)), "智谱AI完成3亿元A轮融资。"),
        (funding(round="A", amount=yuan(312 * 10**6)), "智谱AI完成3.12亿元A轮融资。"),
    ]
    for order in permutations(told):
        Event.objects.all().delete()
        for fact, text in order:
            tell(fact, text=text)
        assert Event.objects.values_list("amount_low", flat=True).get() == 312 * 10**6


def test_a_person_is_not_corrected():
    first, _ = tell(funding(amount=yuan(10**8)))
    event = Event.objects.get()
    actions.correct_event(event, {"amount": event.amount}, by=EditorFactory())
    again = {"address": first.address, "reprint_of": first}
    tell(funding(amount=yuan(105 * 10**6)), text="智谱AI融资1.05亿元。", **again)

    assert Event.objects.values_list("amount_low", flat=True).get() == 10**8

"""What cannot all be true is found, listed with the gravest first, and settled once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from events.contradictions import look_for_contradictions
from events.models import Contradiction
from people.dates import PartialDate
from people.money import Qualifier, Sum
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EvidenceFactory,
    PersonFactory,
    SourceFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    look_for_contradictions()
    return [row.kind for row in Contradiction.objects.open()]


def told(*claims, **values):
    """An event of which as many articles give these values."""
    event = event_of(("company", CompanyFactory(name_zh="智谱")), **values)
    event.evidence.all().delete()
    for claim in claims:
        EvidenceFactory(event=event, claims=claim)
    return event


def yuan(value, qualifier="exact"):
    return {"amount": {"value": value, "currency": "CNY", "qualifier": qualifier}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (yuan(10**9), yuan(25 * 10**8)),
        ({"round": "A"}, {"round": "B"}),
        ({"headcount": 100}, {"headcount": 300}),
        ({"date": "2024-05-01"}, {"date": "2024-06-20"}),
    ],
    ids=["amounts", "rounds", "headcounts", "dates"],
)
def test_articles_that_give_different_values_contradict_each_other(one, other):
    told(one, other)

    assert found() == ["values"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (yuan(10**9), yuan(102 * 10**7)),
        (yuan(10**9), yuan(2 * 10**9, "under")),
        (yuan(10**9), {"amount": {"value": 14 * 10**7, "currency": "USD", "qualifier": "exact"}}),
        ({"date": "2024-05"}, {"date": "2024-05-20"}),
        ({"round": "A"}, {}),
    ],
    ids=["rounding", "a vague one", "other currencies", "a finer date", "one is silent"],
)
def test_values_that_may_both_be_true_are_left_alone(one, other):
    told(one, other)

    assert found() == []


def test_reprints_are_one_voice():
    event = told(yuan(10**9))
    first = event.evidence.get().article
    reprint = ArticleFactory(reprint_of=first)
    EvidenceFactory(event=event, article=reprint, claims=yuan(5 * 10**9))

    assert found() == []


def test_nothing_happens_to_a_company_before_it_is_founded():
    zhipu = CompanyFactory()
    event_of(("company", zhipu), kind="founding", when=PartialDate.parse("2019-06"))
    early = event_of(("company", zhipu), when=PartialDate.parse("2018"))
    event_of(("company", zhipu), when=PartialDate.parse("2019"))

    assert found() == ["before_founding"]
    assert Contradiction.objects.get().event_id == early.pk


def test_an_outlet_that_corrects_itself_contradicts_nobody():
    event = told(yuan(10**9))
    first = event.evidence.get().article
    outlet = SourceFactory(name="潮讯")
    type(first).objects.filter(pk=first.pk).update(source=outlet)
    day = first.published_on + timedelta(days=2)
    later = ArticleFactory(source=outlet, published_on=day)
    EvidenceFactory(event=event, article=later, claims=yuan(5 * 10**9))

    assert found() == []


def total(millions, qualifier="exact", currency="USD"):
    return {"value": millions * 10**6, "currency": currency, "qualifier": qualifier}


def dollars(millions):
    return Sum.told(Decimal(millions * 10**6), "USD", Qualifier.EXACT)


@pytest.mark.parametrize(
    ("claim", "kinds"),
    [
        (total(50), ["total"]),
        (total(50, "over"), ["total"]),
        (total(100), []),
        (total(300, currency="CNY"), ["total"]),
        (total(700, currency="CNY"), []),
        (total(500), []),
    ],
    ids=["less than the rounds", "over less", "as much", "in yuan", "as much in yuan", "more"],
)
def test_the_rounds_of_a_company_come_to_no_more_than_it_is_told_to_have_raised(claim, kinds):
    firm = CompanyFactory()
    rounds = [
        event_of(("company", firm), amount=dollars(sum_), round=name, when=PartialDate.parse(day))
        for name, sum_, day in (
            ("A", 40, "2024-01-10"), ("B", 60, "2024-05-10"), ("C", 900, "2025-05-10"),
        )
    ]  # fmt: skip
    article = ArticleFactory(published_on=date(2024, 6, 1))
    EvidenceFactory(event=rounds[1], article=article, claims={"total": claim})

    assert found() == kinds


def test_debt_and_what_is_only_rumoured_is_in_no_total():
    firm = CompanyFactory()
    first = event_of(("company", firm), amount=dollars(50), when=PartialDate.parse("2024-01-10"))
    for values in ({"round": "debt"}, {"round": "B", "certainty": "rumoured"}):
        event_of(
            ("company", firm), amount=dollars(500), when=PartialDate.parse("2024-02"), **values
        )
    article = ArticleFactory(published_on=date(2024, 6, 1))
    EvidenceFactory(event=first, article=article, claims={"total": total(50)})

    assert found() == []


def test_a_total_and_the_rounds_are_told_to_editors_in_words(admin_client):
    firm = CompanyFactory()
    first = event_of(("company", firm), amount=dollars(90), when=PartialDate.parse("2024-01-10"))
    article = ArticleFactory(published_on=date(2024, 6, 1))
    EvidenceFactory(event=first, article=article, claims={"total": total(50)})
    look_for_contradictions()

    page = admin_client.get(reverse("admin:events_contradiction_changelist")).content.decode()
    assert "$50\u00a0m told, rounds of over $90\u00a0m" in page


def test_a_stake_and_its_price_fit_the_valuation():
    firm, holder = CompanyFactory(), CompanyFactory()
    event_of(
        ("company", firm),
        valuation=Sum.told(Decimal(10**10), "USD", Qualifier.EXACT),
        when=PartialDate.parse("2024-05-01"),
    )
    for amount in (3 * 10**8, 9 * 10**9):
        event_of(
            ("holder", holder),
            ("company", firm),
            kind="stake_sale",
            stake=Decimal("0.03"),
            amount=Sum.told(Decimal(amount), "USD", Qualifier.EXACT),
            when=PartialDate.parse("2024-06-01"),
        )

    assert found() == ["stake"]


def test_two_lay_offs_agree_on_how_many_work_there():
    firm = CompanyFactory()
    for headcount, share in ((100, "0.1"), (50, "0.5")):
        event_of(("company", firm), kind="layoff", headcount=headcount, share=Decimal(share))

    assert found() == ["layoffs"]


@pytest.mark.parametrize(
    ("titles", "kinds"),
    [(("CEO", "首席技术官"), ["posts"]), (("CEO", "董事"), []), (("CEO", "Precedent"), [])],
)
def test_nobody_has_two_full_time_posts(titles, kinds):
    person = PersonFactory(name_zh="李磊")
    for title in titles:
        AffiliationFactory(person=person, company=CompanyFactory(), title=title, status="published")

    assert found() == kinds


def test_what_is_settled_goes_and_what_stays_is_not_listed_twice():
    event = told(yuan(10**9), yuan(25 * 10**8))
    assert found() == found() == ["values"]
    assert Contradiction.objects.count() == 1

    event.evidence.last().delete()
    assert found() == []


def test_the_gravest_comes_first_and_what_an_editor_lets_stand_is_gone(admin_client):
    told(yuan(10**9), yuan(15 * 10**8))
    grave = told(yuan(10**9), yuan(10**11))
    look_for_contradictions()
    address = reverse("admin:events_contradiction_changelist")

    page = admin_client.get(address).content.decode()
    assert page.index("CN¥100\u00a0bn") < page.index("CN¥1.5\u00a0bn")

    row = Contradiction.objects.get(event=grave)
    admin_client.post(address, {"action": "let_stand", "_selected_action": row.pk})
    look_for_contradictions()
    assert grave.pk not in Contradiction.objects.open().values_list("event", flat=True)

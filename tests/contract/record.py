"""A published record with something of everything, for the contract of the API to be held to."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from events.models import Collection, CollectionMember
from events.models.event import OWN
from events.models.vocabulary import Kind
from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    ModelFactory,
    PersonFactory,
    event_of,
)

DATES = ("2023", "2023-H2", "2024-Q1", "2024-05", "2025-02-07")
VALUES = {
    "round": "B+",
    "amount": Sum.told(Decimal(100_000_000), "CNY", Qualifier.UNDER, "近亿元"),
    "valuation": Sum.undisclosed("估值未披露"),
    "title": "首席科学家",
    "parameters": 7_000_000_000,
    "licence": "MIT",
    "commercial_use": True,
    "stake": "0.03",
    "headcount": 12,
    "share": "0.1",
    "value": "38.5",
    "unit": "%",
    "period": PartialDate.parse("2025-H2"),
}
CHANGES = {"career": "left", "release": "released"}


def publish_a_record() -> None:
    """Each kind of event on dates of each precision, a post, a merged company, two languages."""
    person, other = PersonFactory(names=["唐杰"]), CompanyFactory(name_zh="月之暗面")
    company = CompanyFactory(name_zh="智谱", country="CN", status=Status.PUBLISHED)
    CompanyFactory(name_zh="智谱华章", merged_into=company, survivor=company)
    model = ModelFactory(developer=company, open_weights=True, parameters=7)
    parties = {"company": company, "person": person, "model": model, "developer": company}
    for kind in Kind.values:
        own = {name: value for name, value in VALUES.items() if kind in OWN[name].kinds}
        change = {"change": CHANGES[kind]} if kind in CHANGES else {}
        for when in DATES:
            event_of(
                *parties.items(),
                kind=kind,
                when=PartialDate.parse(when),
                quote="智谱完成近亿元B+轮融资。",
                **own,
                **change,
            )
        event_of(kind=kind, when=PartialDate.unknown(PartialDate.parse("2024-05-06").start))
    event_of(
        ("person", person),
        ("company", other),
        kind="career",
        change="joined",
        when=PartialDate.parse("2025-03"),
    )
    post = AffiliationFactory(person=person, company=company, status=Status.PUBLISHED, title="CEO")
    EvidenceFactory(affiliation=post)
    with transaction.atomic():
        collection = Collection.objects.create(
            slug="authors", title_zh="八位作者", introduction_zh="一篇论文的作者。",
            status=Collection.Status.PUBLISHED, published_at=timezone.now(),
            created_by=EditorFactory(),
        )  # fmt: skip
        CollectionMember.objects.create(collection=collection, entity=person, note_zh="其一")

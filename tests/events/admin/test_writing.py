"""Events and affiliations written by hand: new names, sums in words, evidence by an address."""

import pytest
from django.test import override_settings
from django.urls import reverse

from events.models import Article, Correction, Event, Evidence
from people.dates import PartialDate
from people.models import Affiliation, Entity, Status
from tests.events.admin.test_event import filled
from tests.events.ingestion.conftest import answer, serving
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EvidenceFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db

PAGE = """<html lang=zh><head><title>海草智能完成融资</title></head><body><article>
<h1>海草智能完成融资</h1><p>人工智能公司海草智能宣布完成近亿美元A轮融资，由卵石资本领投。公司成立于2023年。</p>
</article></body></html>"""
QUOTE = "人工智能公司海草智能宣布完成近亿美元A轮融资，由卵石资本领投。"


@pytest.fixture
def news(monkeypatch):
    with serving() as site:
        site.answers["/robots.txt"] = answer(b"", "Content-Type: text/plain")
        site.answers["/1"] = answer(PAGE.encode())
        monkeypatch.setenv("FETCH_ALLOW_HOSTS", site.host)
        with override_settings(POLITE_PAUSE_SECONDS=0):
            yield site


def add_form(desk, kind):
    address = reverse("admin:events_event_add") + f"?kind={kind}"
    return address, filled(desk.get(address))


def test_a_new_name_is_introduced_in_place(desk, editor):
    known = CompanyFactory(name_zh="智谱")
    address, data = add_form(desk, "funding")

    desk.post(
        address,
        data
        | {
            "when": "2025年12月",
            "certainty": "reported",
            "amount_words": "近亿美元",
            "participations-0-role": "company",
            "participations-0-entity": known.pk,
            "participations-1-role": "lead",
            "participations-1-new_name": "卵石资本",
        },
    )

    event = Event.objects.get()
    assert str(event.when) == "2025-12"
    assert (event.amount_qualifier, event.amount_words) == ("under", "近亿美元")
    assert event.amount_high == 100_000_000
    lead = event.participations.get(role="lead").entity
    assert (lead.name_zh, lead.kind, lead.status) == ("卵石资本", "company", Status.PROPOSED)
    assert lead.proposed_by == editor


@pytest.mark.parametrize(
    ("values", "remedy"),
    [
        ({"new_name": "智譜"}, "is known already: choose it instead"),
        ({"new_name": "……"}, "This is no name"),
        ({"new_name": "新公司", "new_kind": "model"}, "In this role: Company"),
        ({"entity": "known", "new_name": "新公司"}, "not both"),
    ],
)
def test_a_new_name_that_cannot_be_says_the_remedy(desk, values, remedy):
    known = CompanyFactory(name_zh="智谱")
    address, data = add_form(desk, "layoff")
    sent = {
        f"participations-0-{name}": known.pk if value == "known" else value
        for name, value in values.items()
    }

    page = desk.post(
        address,
        data | {"when": "2025", "certainty": "reported", "participations-0-role": "company"} | sent,
    )

    assert remedy in page.content.decode()
    assert Entity.objects.count() == 1


def test_words_that_are_no_sum_name_the_remedy(desk):
    address, data = add_form(desk, "funding")

    page = desk.post(address, data | {"when": "2025", "amount_words": "一大笔钱"})

    assert "“一大笔钱” is not a sum that can be read" in page.content.decode()


def test_how_typed_words_are_read_is_told_in_the_editors_language(desk):
    def reads(language, **query):
        headers = {"accept-language": language}
        return desk.get(reverse("admin:reads"), query, headers=headers).json()["words"]

    assert reads("zh-CN", **{"as": "sum", "text": "近亿美元"}) == "近1亿美元"
    assert reads("en", **{"as": "date", "text": "2025年12月"}) == "December 2025"
    assert reads("en", **{"as": "sum", "text": "nothing"}) == ""


def test_evidence_is_added_by_pasting_an_address_and_picking_a_sentence(desk, news):
    company = CompanyFactory(name_zh="海草智能")
    event = event_of(("company", company), status=Status.PROPOSED)
    page = reverse("admin:prove", args=["event", event.pk])

    fetched = desk.post(page, {"address": news.url("/1")})
    article = Article.objects.get(address=news.url("/1"))
    assert fetched.url == f"{page}?article={article.pk}"
    shown = desk.get(fetched.url)
    assert (QUOTE, True) in shown.context_data["sentences"]

    desk.post(fetched.url, {"sentence": QUOTE, "certainty": "confirmed"})

    proof = Evidence.objects.get(article=article)
    assert (proof.quote, proof.event_id, proof.certainty) == (QUOTE, event.pk, "confirmed")
    event.refresh_from_db()
    assert event.certainty == "confirmed"


def test_words_that_are_not_in_the_article_are_refused_and_kept_in_the_form(desk):
    event = event_of(("company", CompanyFactory()))
    article = ArticleFactory(text="海草智能完成融资。")
    page = f"{reverse('admin:prove', args=['event', event.pk])}?article={article.pk}"

    answered = desk.post(page, {"pasted": "海草智能没有融资", "certainty": "reported"})

    assert "copy it exactly" in answered.content.decode()
    assert "海草智能没有融资</textarea>" in answered.content.decode()


def test_a_page_that_cannot_be_fetched_is_given_as_text_with_its_address(desk, news):
    news.answers["/2"] = answer(b"", status="403 Forbidden")
    event = event_of(("company", CompanyFactory(name_zh="海草智能")))
    page = reverse("admin:prove", args=["event", event.pk])
    address = news.url("/2")

    failed = desk.post(page, {"address": address})
    assert "The page could not be read" in failed.content.decode()
    assert f'value="{address}"' in failed.content.decode()

    told = {"title": "海草智能完成融资", "published": "2025-12-03", "text": QUOTE}
    sent = {f"text-{name}": value for name, value in (told | {"address": address}).items()}
    given = desk.post(page, {"by_text": "1"} | sent)

    article = Article.objects.get(address=address)
    assert given.url == f"{page}?article={article.pk}"
    assert QUOTE in article.text
    assert (article.title, str(article.published_on)) == ("海草智能完成融资", "2025-12-03")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://localhost/x", "ftp://x.example/", "no address"]
)
def test_an_address_that_may_not_be_fetched_is_refused_with_the_reason(desk, address):
    event = event_of(("company", CompanyFactory()))

    answered = desk.post(reverse("admin:prove", args=["event", event.pk]), {"address": address})

    assert answered.status_code == 200
    assert answered.context_data["form"].errors["address"]


def test_an_affiliation_written_by_hand_is_proved_and_accepted(desk):
    person, company = PersonFactory(name_zh="李沐"), CompanyFactory(name_en="Boson AI")
    article = ArticleFactory(text="李沐担任Boson AI首席执行官。")
    address = reverse("admin:people_affiliation_add")
    data = filled(desk.get(address)) | {
        "person": person.pk,
        "company": company.pk,
        "title": "首席执行官",
        "started": "2023年",
        "evidence-0-article": article.pk,
        "evidence-0-quote": article.text,
        "evidence-0-certainty": "reported",
    }

    desk.post(address, data)

    affiliation = Affiliation.objects.get()
    assert str(affiliation.started) == "2023"
    assert affiliation.evidence.get().quote == article.text


def test_corrections_of_people_companies_and_affiliations_are_told_to_readers(desk, client):
    person, company = PersonFactory(name_zh="李沐"), CompanyFactory(name_zh="智谱", country="US")
    event_of(("company", company), ("person", person), kind="career", change="joined")
    post = AffiliationFactory(person=person, company=company, title="顾问", status="published")
    EvidenceFactory(affiliation=post)
    for record, values in (
        (company, {"country": "CN", "public_reason": "注册地有误"}),
        (post, {"title": "首席科学家", "public_reason": "职务有误"}),
    ):
        name = f"admin:people_{record._meta.model_name}_change"
        address = reverse(name, args=[record.pk])
        desk.post(address, filled(desk.get(address)) | values)

    page = client.get("/zh/corrections/").content.decode()

    assert Correction.objects.count() == 2
    for told in ("智谱", "US</del>", "CN</ins>", "注册地有误", "首席科学家", "职务有误"):
        assert told in page


def test_the_history_page_leads_to_a_preview_and_restores(desk, editor):
    event = event_of(("company", CompanyFactory()), note_zh="原来")
    address = reverse("admin:events_event_change", args=[event.pk])
    desk.post(address, filled(desk.get(address)) | {"note_zh": "后来", "when": "2025"})
    history = reverse("admin:events_event_history", args=[event.pk])
    deeds = desk.get(history).context_data["page"].object_list
    assert (deeds[0].by, deeds[0].what) == ("chen", "corrected")
    restore = reverse("admin:events_event_restore", args=[event.pk, deeds[1].stamp])

    preview = desk.get(restore).content.decode()
    event.refresh_from_db()
    assert "<del>后来</del>" in preview
    assert "<ins>原来</ins>" in preview
    assert event.note_zh == "后来"

    desk.post(restore, {"public_reason": "原文更可靠"})

    event.refresh_from_db()
    assert event.note_zh == "原来"
    assert event.when == PartialDate.parse("2024-05-06")
    told = desk.get(history).content.decode()
    assert "restored a version" in told
    assert "原文更可靠" in told


def test_a_stamp_that_is_none_is_not_found(desk):
    event = event_of(("company", CompanyFactory()))

    for stamp in ("1", "x.y.z", "1.2.3.4", "9" * 30 + ".1.1"):
        address = reverse("admin:events_event_restore", args=[event.pk, stamp])
        assert desk.get(address).status_code == 404

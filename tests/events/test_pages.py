"""The public pages: what they show, to whom, under which filters, and how much they ask for."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import facetcounts
from events.pages import PAGE_SIZE
from people.dates import PartialDate
from people.models import Status
from tests.factories import (
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    CompanyFactory,
    ModelFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db

WRONG_MARKS = re.compile(r"[\u4e00-\u9fff][,:;?!]")
TAGS = re.compile(r'<script type="application/ld\+json">.*?</script>|<[^>]+>', re.DOTALL)


def text_of(response):
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def heads_of(response):
    """The headlines on a page, in their order."""
    found = re.findall(r'class="event-head">(.*?)</h\d>', response.content.decode(), re.DOTALL)
    return [unescape(TAGS.sub("", head)).strip() for head in found]


def merged(entity, survivor):
    entity.merged_into = entity.survivor = survivor
    entity.save()


@pytest.fixture
def zhipu():
    return CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱", names=["智谱华章"])


def test_an_entitys_page_tells_its_names_posts_models_and_events(client, zhipu):
    person = PersonFactory(name_zh="唐杰", name_en="Tang Jie", status=Status.PUBLISHED)
    AffiliationFactory(person=person, company=zhipu, title="首席科学家", status=Status.PUBLISHED)
    model = ModelFactory(name_en="GLM-5", developer=zhipu)
    event_of(("model", model), ("developer", zhipu), kind="release", change="released")

    english = client.get("/en/companies/zhipu/")
    chinese = client.get("/zh/companies/zhipu/")

    assert heads_of(english) == ["Zhipu AI reportedly released GLM-5"]
    assert heads_of(chinese) == ["据报道，智谱发布GLM-5"]
    for told in ("Also 智谱", "智谱华章", "Tang Jie chief scientist", "GLM-5"):
        assert told in text_of(english)
    assert "又名 Zhipu AI 、 智谱华章" in text_of(chinese)
    assert '<html lang="zh-Hans">' in chinese.content.decode()


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REJECTED, Status.RETRACTED])
def test_what_is_not_published_is_not_there_for_anyone(client, admin_client, status):
    company = CompanyFactory(slug="secret", name_zh="秘密公司")
    event = event_of(("company", company), status=status)

    gone = 410 if status == Status.RETRACTED else 404
    for path, answer in ((f"/en/events/{event.pk}/", gone), ("/zh/companies/secret/", 404)):
        for visitor in (client, admin_client):
            response = visitor.get(path)
            assert response.status_code == answer
            assert "秘密公司" not in response.content.decode()
    for path in ("/zh/", "/zh/companies/", "/zh/search/?q=秘密公司"):
        assert "秘密公司</" not in client.get(path).content.decode().replace("“秘密公司”", "")
    assert not re.search(r"events/\d", client.get("/zh/").content.decode())


def test_the_evidence_of_an_unpublished_event_is_found_by_no_search(client):
    event_of(status=Status.PROPOSED, quote="这句话还没有审核。")

    assert "没有名称或词语" in text_of(client.get("/zh/search/?q=还没有审核"))


def test_the_address_of_a_merged_entity_leads_to_its_survivor(client, zhipu):
    old = CompanyFactory(slug="zhipu-huazhang", status=Status.PUBLISHED)
    event_of(("company", old))
    event_of(("company", zhipu))
    merged(old, zhipu)

    response = client.get("/zh/companies/zhipu-huazhang/")

    assert (response.status_code, response["Location"]) == (308, "/zh/companies/zhipu/")
    assert len(heads_of(client.get("/zh/companies/zhipu/"))) == 2


def test_the_address_of_a_merged_event_leads_to_the_other(client):
    old, new = event_of(("company", CompanyFactory())), event_of(("company", CompanyFactory()))
    old.merged_into = new
    old.save()

    response = client.get(f"/en/events/{old.pk}/")

    assert (response.status_code, response["Location"]) == (308, f"/en/events/{new.pk}/")


def test_an_events_page_shows_each_quote_with_its_source(client):
    article = ArticleFactory(
        text="智谱完成新一轮融资。", language="zh", address="https://a.example/1"
    )
    event = event_of(
        ("company", CompanyFactory(name_zh="智谱")), article=article, certainty="confirmed"
    )

    response = client.get(f"/en/events/{event.pk}/")

    html = response.content.decode()
    assert '<blockquote lang="zh-Hans"><p>“智谱完成新一轮融资。”' in html
    assert f'<a href="https://a.example/1" rel="noopener">{article.source}</a>' in html
    assert "in Chinese, record of the source → Reported" in text_of(response)
    assert "set by an editor; the evidence alone would say: Reported" in text_of(response)


def test_a_denied_event_is_struck_through_and_says_so(client):
    parties = [("acquirer", CompanyFactory(name_en="A")), ("target", CompanyFactory(name_en="B"))]
    event = event_of(*parties, kind="acquisition", certainty="denied")

    assert '<span class="vh">Denied: </span><s>' in client.get("/en/").content.decode()
    page = client.get(f"/en/events/{event.pk}/").content.decode()
    assert "<title>Denied: A acquired B — Tideline</title>" in page


def test_a_file_without_an_address_is_named_but_not_linked(client):
    event = event_of(article=ArticleFactory(address="file:notes.txt"))

    assert "file:" not in client.get(f"/en/events/{event.pk}/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["/en/", "/en/companies/zhipu/", "/en/search/?q=Zhipu", "/en/companies/"],
)
def test_fifty_rows_take_the_queries_of_one(client, zhipu, path):
    def company_event(number):
        day = PartialDate.parse(f"{number % 20 + 2004}-03-04")
        person = PersonFactory(status=Status.PUBLISHED)
        AffiliationFactory(person=person, company=zhipu, status=Status.PUBLISHED, former=True)
        event_of(("company", zhipu), ("investor", CompanyFactory()), when=day)
        event_of(("person", person), ("company", zhipu), kind="career", change="left", when=day)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    company_event(1)
    one = asked()
    for number in range(25):
        company_event(number)

    assert asked() == one
    assert one <= 19


@pytest.mark.parametrize(("kind", "noun"), [("person", "people"), ("model", "models")])
def test_fifty_rows_take_the_queries_of_one_for_people_and_models(client, kind, noun):
    factory = {"person": PersonFactory, "model": ModelFactory}[kind]
    entity = factory(slug="one")
    roles = {"person": ("career", "person"), "model": ("release", "model")}
    event_kind, role = roles[kind]

    def another():
        event_of((role, entity), kind=event_kind, change="")
        event_of((role, factory()), kind=event_kind, change="")

    def asked(path):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    another()
    paths = (f"/zh/{noun}/one/", f"/zh/{noun}/")
    once = [asked(path) for path in paths]
    for _ in range(25):
        another()

    assert [asked(path) for path in paths] == once


def test_pages_follow_each_other_without_gap_or_double(client):
    company = CompanyFactory(slug="busy")
    for number in range(PAGE_SIZE + 7):
        when = PartialDate.parse(
            "2024-05-06" if number % 2 else f"2023-01-{number // 2 % 28 + 1:02}"
        )
        event_of(("company", company), when=when)

    seen, path = [], "/en/companies/busy/"
    while path:
        html = client.get(path).content.decode()
        seen += re.findall(r'<li class="event [^"]*" id="e(\d+)"', html)
        older = re.search(r'href="([^"]*)" rel="next"', html)
        path = unescape(older[1]) if older else ""

    assert len(seen) == len(set(seen)) == PAGE_SIZE + 7


def test_a_year_on_another_page_can_be_jumped_to(client):
    for _ in range(PAGE_SIZE):
        event_of(when=PartialDate.parse("2024-05-06"))
    event_of(when=PartialDate.parse("2021-02-03"))

    jump = re.search(r'href="([^"]*)">2021 <span>1</span>', client.get("/en/").content.decode())
    assert jump is not None
    page = client.get(unescape(jump[1])).content.decode()

    assert 'id="y2021"' in page
    assert 'id="y2024"' not in page


def test_filters_narrow_a_timeline_and_can_be_taken_back(client, zhipu):
    event_of(("company", zhipu), certainty="confirmed", when=PartialDate.parse("2024-05-06"))
    event_of(("company", zhipu), kind="closure", when=PartialDate.parse("2023-05"))

    response = client.get("/en/companies/zhipu/?kind=closure&from=2023-Q1&to=2023")

    assert heads_of(response) == ["Zhipu AI reportedly shut down"]
    html = unescape(response.content.decode())
    assert 'href="/en/companies/zhipu/?from=2023-Q1&to=2023"' in html
    assert "From Jan – Mar 2023 ×" in text_of(response)


def test_counts_beside_filters_tell_what_a_click_would_show(client, zhipu):
    event_of(("company", zhipu), certainty="confirmed")
    event_of(("company", zhipu), ("lead", zhipu), certainty="confirmed")
    event_of(("company", zhipu), kind="closure", certainty="reported")

    text = text_of(client.get("/en/companies/zhipu/?kind=funding"))

    assert "All 3 Funding 2 Closures 1" in text
    assert "Any 2 Confirmed 2 Reported 0" in text
    assert "2 events" in text


def test_roles_countries_and_languages_have_counts_too(client, zhipu):
    zhipu.country = "CN"
    zhipu.save()
    fund = CompanyFactory(name_en="Fund", country="US")
    chinese = {"language": "zh", "text": "一句。"}
    event_of(("company", zhipu), ("lead", fund), article=ArticleFactory(**chinese))
    event_of(("company", zhipu))
    event_of(("investor", zhipu))
    event_of(("investor", zhipu), status=Status.PROPOSED)

    english = text_of(client.get("/en/companies/zhipu/?role=investor"))
    chinese = text_of(client.get("/zh/companies/zhipu/"))

    assert "Role Any Company 2 Investor 1" in english
    assert "角色 公司 2 投资方 1 国家或地区 中国 3 美国 1 来源语言 中文 1 英文 2" in chinese


def test_counts_of_many_events_are_reckoned_from_a_part_of_them(client, zhipu, monkeypatch):
    monkeypatch.setattr(facetcounts, "MOST_COUNTED", 20)
    for number in range(39):
        event_of(("company" if number % 3 else "investor", zhipu))

    text = text_of(client.get("/en/companies/zhipu/"))

    numbers = re.search(r"Role Company ≈ about (\d+) Investor ≈ about (\d+)", text)
    assert numbers is not None
    assert [int(number) % 2 for number in numbers.groups()] == [0, 0]


def test_what_is_left_out_is_a_token_and_stays_in_the_form(client, zhipu):
    event_of(("company", zhipu))
    event_of(("company", zhipu), kind="closure")

    response = client.get("/en/companies/zhipu/?not_kind=closure,layoff")

    html = unescape(response.content.decode())
    assert len(heads_of(response)) == 1
    assert 'href="/en/companies/zhipu/?not_kind=closure"' in html
    assert '<input type="hidden" name="not_kind" value="closure,layoff">' in html


def test_counts_are_those_of_the_record_as_it_is_now(client, zhipu):
    event_of(("company", zhipu))
    assert "1 event" in text_of(client.get("/en/companies/zhipu/"))

    event = event_of(("company", zhipu))
    assert "2 events" in text_of(client.get("/en/companies/zhipu/"))

    event.status = Status.RETRACTED
    event.save()
    assert "1 event" in text_of(client.get("/en/companies/zhipu/"))


def test_another_entity_narrows_an_entitys_timeline(client, zhipu):
    other = CompanyFactory(slug="alibaba")
    event_of(("company", zhipu), ("investor", other))
    event_of(("company", zhipu))

    assert len(heads_of(client.get("/en/companies/zhipu/?company=alibaba"))) == 1


def test_a_name_typed_as_a_filter_leads_to_the_address_with_its_slug(client, zhipu):
    event_of(("company", zhipu))

    response = client.get("/zh/?company=智谱&kind=funding")

    assert response.status_code == 302
    assert response["Location"] == "/zh/?company=zhipu&kind=funding"


def test_a_wrong_date_is_answered_beneath_its_field_and_kept_as_typed(client):
    event_of()

    response = client.get("/zh/?from=2025-13&kind=funding")

    html = response.content.decode()
    assert response.status_code == 400
    assert 'value="2025-13"' in html
    assert 'aria-invalid="true" aria-describedby="e-from"' in html
    assert "“2025-13”不是日期。请写成" in html
    assert heads_of(response) == []


@pytest.mark.parametrize(
    "query",
    ["kind=x", "to=2020&from=2021", "company=nobody", "q=x", "role=x", "source=0", "country=xx9"],
)
def test_other_wrong_filters_are_answered_too(client, query):
    response = client.get(f"/zh/?{query}")

    assert response.status_code == 400
    assert "field-error" in response.content.decode()


@pytest.mark.parametrize("path", ["/en/?cursor=nonsense", "/zh/people/?cursor=W10"])
def test_a_damaged_cursor_is_answered_with_a_way_back(client, path):
    response = client.get(path)

    assert response.status_code == 400
    assert f'href="{path.partition("?")[0]}"' in response.content.decode()


def test_what_is_to_come_stands_above_the_waterline(client):
    today = timezone.localdate()
    event_of(("company", CompanyFactory(name_en="Past")), kind="listing")
    event_of(
        ("company", CompanyFactory(name_en="Soon")),
        kind="listing",
        certainty="planned",
        when=PartialDate.day(today + timedelta(days=30)),
    )
    event_of(
        ("company", CompanyFactory(name_en="Undated")),
        kind="listing",
        certainty="rumoured",
        when=PartialDate.unknown(today - timedelta(days=20)),
    )

    response = client.get("/en/")
    above, below = response.content.decode().split('id="today"')

    assert heads_of(response) == [
        "Soon plans to go public",
        "Undated may go public",
        "Past reportedly went public",
    ]
    assert "Undated</a>" in above
    assert "Past</a>" in below
    assert "Ahead" not in client.get("/en/?ordering=date").content.decode()


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/zh/companies/zhipu/", "/en/people/", "/zh/search/?q=智谱", "/en/x/"]
)
def test_readers_get_no_cookie_and_their_session_is_not_looked_at(client, zhipu, path):
    event_of(("company", zhipu))

    response = client.get(path)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_page_that_has_not_changed_is_not_sent_again(client, zhipu):
    event_of(("company", zhipu))
    first = client.get("/en/companies/zhipu/")

    again = client.get("/en/companies/zhipu/", headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=60"
    assert again.status_code == 304


def test_pages_have_no_inline_style_or_script_and_ask_nobody_else(client, zhipu):
    event_of(("company", zhipu), when=PartialDate.parse("2024-Q1"))

    for path in ("/en/", "/zh/companies/zhipu/", "/en/people/", "/zh/search/?q=智谱"):
        html = client.get(path).content.decode()
        html = re.sub(r'<script type="application/ld\+json">', "", html)  # data, which nothing runs
        assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", html)
        assert not re.search(r'<(?:link rel="(?:icon|stylesheet)"|img)[^>]*https?://', html)


def test_each_page_names_itself_in_both_languages(client, zhipu):
    event_of(("company", zhipu))

    html = client.get("/zh/companies/zhipu/?kind=funding").content.decode()

    address = "http://testserver/{}/companies/zhipu/?kind=funding"
    assert f'<link rel="canonical" href="{address.format("zh")}">' in html
    assert f'hreflang="en" href="{address.format("en")}">' in html
    assert '<a href="/en/companies/zhipu/?kind=funding" lang="en" hreflang="en">English' in html


@pytest.mark.parametrize(
    "path",
    [
        "/zh/",
        "/zh/companies/zhipu/",
        "/zh/companies/",
        "/zh/search/",
        "/zh/search/?q=智谱",
        "/zh/x/",
    ],
)
def test_chinese_pages_use_chinese_marks_and_no_english_interface(client, zhipu, path):
    event_of(("company", zhipu), quote="智谱完成融资。", when=PartialDate.parse("2023-10"))

    text = text_of(client.get(path))

    assert not WRONG_MARKS.search(text)
    assert not re.search(r"Kind|Certainty|Timeline|Companies|event|source", text)


def test_lists_are_in_the_order_of_pinyin_with_a_jump_to_each_letter(client):
    for name in ("智谱", "Anthropic", "百川智能"):
        event_of(("company", CompanyFactory(name_zh=name, name_en="")))

    html = client.get("/zh/companies/").content.decode()

    assert re.findall(r'<li><a href="/zh/companies/entity[^>]*>([^<]*)</a>', html) == [
        "Anthropic",
        "百川智能",
        "智谱",
    ]
    assert re.findall(r"letter=(\w)", html) == ["a", "b", "z"]
    only = client.get("/zh/companies/?letter=b").content.decode()
    assert "百川智能" in only
    assert "智谱<" not in only


def test_lists_find_names_by_any_form_of_them(client, zhipu):
    event_of(("company", zhipu))
    AliasFactory(entity=zhipu, text="Beijing Zhipu Huazhang")

    assert "智谱" in client.get("/zh/companies/?q=ZHIPU huazhang").content.decode()
    assert "没有收录" in client.get("/zh/companies/?q=月之暗面").content.decode()


def test_an_entity_without_events_says_so(client):
    PersonFactory(slug="quiet", name_zh="沉默者", status=Status.PUBLISHED)

    response = client.get("/zh/people/quiet/")

    assert response.status_code == 200
    assert "尚未发布沉默者的事件。" in text_of(response)


def test_who_left_is_listed_with_where_they_went(client, zhipu):
    person, new = PersonFactory(name_en="Ada"), CompanyFactory(name_en="Lovelace Labs")
    left, founded = PartialDate.parse("2024-01-02"), PartialDate.parse("2025-09-01")
    event_of(("person", person), ("company", zhipu), kind="career", change="left", when=left)
    event_of(("person", person), ("company", new), kind="career", change="founded", when=founded)

    assert "Left, and where to 1 Ada founded Lovelace Labs" in text_of(
        client.get("/en/companies/zhipu/")
    )


@pytest.mark.parametrize("mark", ["<script>alert(1)</script>", '"><i x'])
def test_what_readers_type_and_articles_say_is_only_text(client, mark):
    event_of(("company", CompanyFactory(name_en=f"Evil {mark}", slug="evil")), quote=f"{mark}!")

    for path in ("/en/", "/en/companies/evil/", f"/en/search/?q={mark}", f"/en/people/?q={mark}"):
        assert mark not in client.get(path).content.decode()

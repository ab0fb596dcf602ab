"""A timeline as feeds, calendar and table: what a follower gets, and that nothing else leaks."""

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree as ET

import feedparser
import pytest
from icalendar import Calendar

from events import actions, cards
from events.channels import ADDRESSES
from events.channels.items import ITEMS
from events.models import Card
from people.dates import PartialDate
from people.models import Status
from tests.factories import CompanyFactory, EditorFactory, event_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def table_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def zhipu():
    return CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱")


@pytest.fixture
def round_of(zhipu):
    def made(**values):
        values = {"kind": "funding", "when": PartialDate.parse("2024-03"), **values}
        return event_of(("company", zhipu), **values)

    return made


def titles(response):
    return [item["title"] for item in json.loads(response.content)["items"]]


def test_a_feed_tells_what_was_published_last_and_its_quotes(client, round_of):
    older = round_of(when=PartialDate.parse("2026-01-02"), quote="智谱完成一轮融资。")
    newer = round_of(when=PartialDate.parse("2019"), quote="智谱早年融资<b>。")

    feed = feedparser.parse(client.get("/zh/feed.atom").content)

    assert [entry.id for entry in feed.entries] == [
        f"http://testserver/events/{event.pk}" for event in (newer, older)
    ]
    assert feed.feed.language == "zh-Hans"
    assert feed.entries[0].link == f"http://testserver/zh/events/{newer.pk}/"
    assert (
        "智谱早年融资&lt;b&gt;。" in client.get("/zh/feed.json").json()["items"][0]["content_html"]
    )


def test_a_correction_brings_an_event_up_and_another_source_does_not(client, round_of):
    first, second = round_of(), round_of()
    Card.objects.filter(event=first).update(data={**first.card.data, "articles": 9})
    assert client.get("/en/feed.json").json()["items"][0]["id"].endswith(f"/{second.pk}")

    actions.correct_event(first, {"note_en": "Corrected."}, by=EditorFactory())

    newest = client.get("/en/feed.json").json()["items"][0]
    assert newest["id"].endswith(f"/{first.pk}")
    assert newest["date_modified"] > newest["date_published"]
    assert "Corrected." in newest["content_html"]


def test_publication_is_told_once_and_by_the_database(round_of):
    event = round_of(status=Status.PROPOSED, quote="智谱完成融资。")
    assert event.card.published_at is None
    editor = EditorFactory()
    actions.accept_event(event, by=editor)
    published_at = Card.objects.get(event=event).published_at
    assert published_at is not None

    actions.retract_event(event, by=editor, reason="错了")
    assert Card.objects.get(event=event).published is False
    actions.accept_event(event, by=editor, reason="没错")

    card = Card.objects.get(event=event)
    assert (card.published, card.published_at) == (True, published_at)
    assert card.changed_at > published_at


def test_the_date_beside_a_card_follows_its_event(round_of):
    event = round_of()
    actions.correct_event(event, {"when": PartialDate.parse("2020-02-03")}, by=EditorFactory())
    assert Card.objects.get(event=event).date == date(2020, 2, 3)


@pytest.mark.parametrize("form", ADDRESSES)
@pytest.mark.parametrize("place", ["/zh/", "/zh/search/", "/zh/companies/zhipu/"])
def test_nothing_unpublished_is_in_any_form(client, round_of, form, place):
    round_of(quote="公开的一句。")
    for status in (Status.PROPOSED, Status.REJECTED, Status.RETRACTED):
        round_of(status=status, note_zh="秘密备注")

    response = client.get(place + form)

    content = response.getvalue().decode()
    assert response.status_code == 200
    assert "秘密备注" not in content
    assert "智谱" in content
    assert not response.cookies


@pytest.mark.parametrize("form", ADDRESSES)
def test_the_filters_of_the_page_hold_in_every_form(client, round_of, form):
    round_of(when=PartialDate.parse("2024"), note_en="In the year.")
    round_of(when=PartialDate.parse("2020"), note_en="Long before.")

    content = client.get(f"/en/companies/zhipu/{form}?from=2023&kind=funding").getvalue().decode()

    assert "In the year." in content
    assert "Long before." not in content


@pytest.mark.parametrize("form", ADDRESSES)
def test_a_wrong_address_is_told_what_is_wrong(client, zhipu, form):
    assert client.get(f"/en/companies/nobody/{form}").status_code == 404
    response = client.get(f"/en/{form}?from=2023-13&kind=party")
    assert response.status_code == 400
    lines = response.content.decode().splitlines()
    assert {line.partition(":")[0] for line in lines} == {"from", "kind"}


def test_a_feed_can_be_read_to_its_end(client, round_of):
    made = [round_of() for _ in range(ITEMS + 2)]
    first = client.get("/en/feed.json").json()
    second = client.get(first["next_url"]).json()
    assert "next_url" not in second
    ids = [int(item["id"].rpartition("/")[2]) for item in first["items"] + second["items"]]
    assert ids == [event.pk for event in reversed(made)]
    atom = ET.fromstring(client.get("/en/feed.atom").content)  # noqa: S314 - our own
    links = {link.get("rel"): link.get("href") for link in atom.findall(f"{ATOM}link")}
    assert client.get(links["next"]).status_code == 200
    assert client.get("/en/feed.json?cursor=nonsense").status_code == 400


def test_the_feed_of_a_merged_company_leads_to_its_survivors(client, zhipu, round_of):
    zhipu.status = Status.PUBLISHED
    zhipu.save()
    other = CompanyFactory(slug="zhipu-2", name_zh="智谱华章")
    other.merged_into = other.survivor = zhipu
    other.save()
    response = client.get("/en/companies/zhipu-2/feed.atom?kind=funding")
    assert response.status_code == 308
    assert response["Location"] == "/en/companies/zhipu/feed.atom?kind=funding"


def test_a_feed_is_asked_for_again_by_its_etag(client, round_of):
    round_of()
    tag = client.get("/en/feed.atom")["ETag"]
    assert client.get("/en/feed.atom", headers={"If-None-Match": tag}).status_code == 304


def test_characters_that_xml_forbids_do_not_break_a_feed(client, round_of):
    round_of(note_en="with \x0b a tab", quote="垂直\x0b制表")
    assert not feedparser.parse(client.get("/en/feed.atom").content).bozo


def test_a_calendar_shows_vague_dates_as_their_whole_period(client, round_of):
    event = round_of(when=PartialDate.parse("2024-Q1"), certainty="planned")
    round_of(when=PartialDate.unknown(date(2024, 1, 1)))

    calendar = Calendar.from_ical(client.get("/zh/calendar.ics").content)

    (told,) = (appointment.to_ical().decode() for appointment in calendar.walk("VEVENT"))
    for line in (
        f"UID:event-{event.pk}@testserver",
        "DTSTART;VALUE=DATE:20240101",
        "DTEND;VALUE=DATE:20240401",
        "STATUS:TENTATIVE",
    ):
        assert line in told.splitlines()
    assert "智谱" in told


def test_a_table_has_every_event_and_is_safe_in_a_spreadsheet(client, zhipu, monkeypatch):
    monkeypatch.setattr("events.channels.table.ROWS_AT_ONCE", 2)
    company = CompanyFactory(name_en='=HYPERLINK("http://evil")', name_zh="=恶意")
    for _ in range(3):
        event_of(("company", zhipu), ("investor", company), kind="funding", round="A")
    unsafe = client.get("/en/events.csv")
    assert unsafe["Content-Type"].startswith("text/csv")
    rows = table_of(unsafe)
    assert len(rows) == 3
    assert {row["company"] for row in rows} == {"Zhipu AI"}
    assert {row["investor"] for row in rows} == {'\'=HYPERLINK("http://evil")'}
    assert {row["round"] for row in rows} == {"A"}


def test_a_page_says_where_it_can_be_followed(client, round_of):
    round_of()
    page = client.get("/zh/companies/zhipu/?kind=funding").content.decode()
    for form in ADDRESSES:
        assert f'href="/zh/companies/zhipu/{form}?kind=funding"' in page
    assert page.count('rel="alternate" type="application/atom+xml"') == 1


def test_a_feed_costs_the_same_queries_however_many_events(
    client, round_of, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    round_of(quote="一。")
    with CaptureQueriesContext(connection) as one:
        client.get("/en/companies/zhipu/feed.atom")
    for _ in range(5):
        round_of(quote="又一。")
    with django_assert_num_queries(len(one)):
        client.get("/en/companies/zhipu/feed.atom")


def test_composing_again_without_a_change_changes_no_time(round_of):
    event = round_of(quote="智谱完成融资。")
    before = Card.objects.get(event=event).changed_at
    cards.compose([event.pk])
    assert Card.objects.get(event=event).changed_at == before

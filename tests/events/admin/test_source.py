"""Sources at the desk: found from an address, previewed, followed, and minded."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import Run, Source, Watch
from events.track_record import record_of
from tests.events.ingestion.conftest import answer, site  # noqa: F401 - a fixture
from tests.factories import ArticleFactory, CompanyFactory, EvidenceFactory, SourceFactory, event_of

pytestmark = pytest.mark.django_db

FEED = """<rss><channel><title>北岸科技</title><language>zh-cn</language>
<item><title>星河智能完成融资</title><link>/news/100001</link><pubDate>2024-02-01</pubDate></item>
<item><title>招聘启事</title><link>/news/100002</link><pubDate>2024-02-02</pubDate></item>
</channel></rss>"""


@pytest.fixture
def feed(site, settings):  # noqa: F811 - the fixture above
    settings.POLITE_PAUSE_SECONDS = 0
    site.answers = {
        "/robots.txt": answer(b"", status="404 Not Found"),
        "/feed.xml": answer(FEED.encode(), "Content-Type: application/xml"),
    }
    return site.url("/feed.xml")


def form(**values):
    return {
        "name": "北岸科技", "kind": "feed", "trust": "press", "language": "zh",
        "extractor": "offline", "include_words": "", "exclude_words": "", "link_pattern": "",
        "interval": "", **values,
    }  # fmt: skip


def test_an_address_leads_to_the_ways_of_following_it(desk, feed):
    page = desk.post(reverse("admin:events_source_find"), {"address": feed}).content.decode()

    assert "北岸科技" in page
    assert "2 articles" in page
    assert "kind=feed" in page


def test_an_address_that_gives_nothing_says_why(desk, feed):
    gone = feed.replace("feed.xml", "nothing.xml")

    page = desk.post(reverse("admin:events_source_find"), {"address": gone}).content.decode()

    assert "errorlist" in page


def test_the_preview_shows_what_would_be_taken_and_saves_nothing(desk, feed):
    data = form(address=feed, exclude_words="招聘")

    page = desk.post(reverse("admin:events_source_preview"), data).content.decode()

    assert "1 article would be taken" in page
    assert page.index("星河智能完成融资") < page.index("Would be left out") < page.index("招聘启事")
    assert not Source.objects.exists()


def test_the_preview_says_why_a_source_cannot_be_read(desk, feed):
    data = form(address=feed, kind="sitemap")

    page = desk.post(reverse("admin:events_source_preview"), data).content.decode()

    assert "choose the kind that fits" in page


def test_a_source_saved_as_followed_has_its_watch(desk):
    data = form(address="https://news.example/feed", enabled="on")

    desk.post(reverse("admin:events_source_add"), data)

    source = Source.objects.get()
    assert source.enabled
    assert Watch.objects.filter(source=source).exists()


@pytest.fixture
def followed():
    source = SourceFactory(
        name="机器之心", kind="feed", address="https://news.example/feed", enabled=True
    )
    Watch.objects.create(source=source, failures=3, error="404 Not Found", polled_at=timezone.now())
    return source


def test_the_list_tells_how_sources_are_and_finds_those_that_fail(desk, followed):
    SourceFactory(name="Well behaved")

    page = desk.get(reverse("admin:events_source_changelist"), {"health": "failing"})

    assert "机器之心" in page.content.decode()
    assert "Well behaved" not in page.content.decode()


def test_the_list_takes_no_more_queries_for_more_sources(desk, django_assert_max_num_queries):
    for _ in range(8):
        Watch.objects.create(source=SourceFactory(kind="feed", enabled=True))

    with django_assert_max_num_queries(10):
        desk.get(reverse("admin:events_source_changelist"))


@pytest.mark.parametrize("deed", ["pause", "poll_now"])
def test_buttons_of_the_form_act_and_lead_back_to_it(desk, followed, deed):
    form = reverse("admin:events_source_change", args=[followed.pk])
    assert f'value="{deed}"' in desk.get(form).content.decode()

    done = desk.post(
        reverse("admin:events_source_changelist"),
        {"action": deed, "_selected_action": followed.pk, "_from_form": "1"},
    )

    assert done.url == form
    if deed == "pause":
        assert Watch.objects.get().paused_at
        assert 'value="resume"' in desk.get(form).content.decode()
    else:
        assert str(Run.objects.get().by) == "chen"


def test_the_form_tells_the_last_error(desk, followed):
    page = desk.get(reverse("admin:events_source_change", args=[followed.pk])).content.decode()

    assert "404 Not Found" in page


def test_runs_tell_their_counts_and_how_they_ended(desk, followed):
    now = timezone.now()
    run = Run.objects.create(
        source=followed, task="poll", state="failed", error="503", found=3, new=1, known=2,
        started_at=now, ended_at=now + timedelta(seconds=2),
    )  # fmt: skip

    listed = desk.get(reverse("admin:events_run_changelist")).content.decode()
    told = desk.get(reverse("admin:events_run_change", args=[run.pk])).content.decode()

    assert "2.0 s" in listed
    assert "503" in listed
    assert "3: 1 new, 0 changed, 2 known, 0 left out, 0 failed" in told


def test_who_may_not_add_sources_neither_finds_nor_previews(client, limited, feed):
    client.force_login(limited("view_source"))

    assert client.post(reverse("admin:events_source_find"), {"address": feed}).status_code == 403
    assert client.post(reverse("admin:events_source_preview"), form()).status_code == 403


def test_a_source_is_judged_by_what_became_of_its_rumours():
    source = SourceFactory(trust="rumour")
    for end, day in (("confirmed", date(2024, 5, 11)), ("denied", date(2024, 5, 21)), (None, None)):
        event = event_of(("company", CompanyFactory()), certainty=end or "rumoured")
        event.evidence.all().delete()
        first = ArticleFactory(source=source, published_on=date(2024, 5, 1))
        EvidenceFactory(event=event, article=first, certainty="rumoured")
        if end:
            EvidenceFactory(event=event, article=ArticleFactory(published_on=day), certainty=end)

    record = record_of(source)

    assert (record.confirmed, record.denied, record.open, record.days) == (1, 1, 1, 10)

"""What the desk's front page says needs a look."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Contradiction, Source, Watch
from people.models import Resemblance
from tests.factories import CompanyFactory, EditorFactory, SourceFactory, event_of

pytestmark = pytest.mark.django_db

FRONT = "admin:index"


def followed(name, **watch):
    source = SourceFactory(
        name=name, kind=Source.Kind.FEED, enabled=True, address=f"https://{name}.example/feed"
    )
    Watch.objects.create(source=source, polled_at=timezone.now(), **watch)
    return source


def needs_of_each_kind(number):
    for place in range(number):
        followed(f"坏{number}-{place}", failures=20, error="The server answered 503.")
        Contradiction.objects.create(
            kind=Contradiction.Kind.STAKE,
            key=f"{number}-{place}",
            event=event_of(),
            says=["10%", "20%"],
            weight=2.0,
        )
        first, second = sorted((CompanyFactory(), CompanyFactory()), key=lambda one: one.pk)
        Resemblance.objects.create(first=first, second=second, score=0.9, reasons=[])


def test_the_front_page_counts_what_needs_a_look_and_leads_to_it(desk):
    needs_of_each_kind(1)

    page = desk.get(reverse(FRONT)).content.decode()

    assert "<b>1</b> source needs attention" in page
    assert "The server answered 503." in page
    assert "<b>1</b> contradiction<" in page
    assert "stake, valuation and amount do not fit" in page
    assert "<b>1</b> possible duplicate<" in page
    assert "?into=" in page


def test_sources_that_fail_are_silent_or_paused_themselves_need_attention(desk):
    now = timezone.now()
    followed("坏", failures=20)
    followed("沉默", yielded_at=now - timedelta(days=400))
    followed("自停", paused_at=now)
    followed("人停", paused_at=now, paused_by=EditorFactory())
    followed("正常", yielded_at=now)

    listed = desk.get(reverse("admin:events_source_changelist"), {"health": "attention"})

    assert {source.name for source in listed.context["cl"].result_list} == {"坏", "沉默", "自停"}


def test_the_front_page_takes_no_more_queries_for_more_needs(desk, django_assert_num_queries):
    needs_of_each_kind(1)
    desk.get(reverse(FRONT))
    with CaptureQueriesContext(connection) as one:
        desk.get(reverse(FRONT))
    needs_of_each_kind(3)

    with django_assert_num_queries(len(one)):
        desk.get(reverse(FRONT))


def test_who_may_not_see_sources_is_not_told_of_them(client, limited):
    followed("坏", failures=20)
    client.force_login(limited("view_entity"))

    page = client.get(reverse(FRONT)).content.decode()

    assert "attention" not in page
    assert "No two records look like one." in page

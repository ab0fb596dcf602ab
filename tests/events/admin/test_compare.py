"""An article is compared with the current extractor, and what was seen is applied."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation

from events.models import Event
from tests.events.test_reextract_command import TEXT, misread
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return misread()


def address(article):
    return reverse("admin:events_article_compare", args=[article.pk])


def seen(client, article):
    return client.get(address(article)).context["digest"]


def test_the_article_leads_to_the_comparison_once_it_is_recorded(desk, article):
    page = desk.get(reverse("admin:events_article_change", args=[article.pk])).content.decode()
    assert f'href="{address(article)}"' in page
    assert "Compare with the current extractor" in page

    waiting = ArticleFactory(state="waiting")
    page = desk.get(reverse("admin:events_article_change", args=[waiting.pk])).content.decode()
    assert address(waiting) not in page


def test_the_difference_is_shown_and_nothing_is_written(desk, article):
    page = desk.get(address(article)).content.decode()

    assert "<td>Series A</td><td>Series B</td>" in page
    assert "no longer found" in page
    assert TEXT in page
    assert "Apply 2 changes" in page
    assert Event.objects.get(kind="funding").round == "A"


def test_applying_changes_the_record_in_the_editors_name(desk, editor, article):
    page = desk.post(address(article), {"seen": seen(desk, article)}, follow=True)

    assert "2 changes were applied." in page.content.decode()
    assert "says nothing otherwise" in page.content.decode()
    event = Event.objects.get()
    assert (event.kind, event.round) == ("funding", "B")
    version = apps.get_model("events", "EventVersion").objects.filter(pgh_obj_id=event.pk)
    assert version.latest("pgh_id").pgh_context.metadata["user"] == editor.pk


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_what_was_not_seen_is_not_applied(desk, article, digest):
    page = desk.post(address(article), {"seen": digest}, follow=True)

    assert "look at it again" in page.content.decode()
    assert Event.objects.count() == 2


def test_who_may_only_look_sees_no_button_and_applies_nothing(client, limited, article):
    client.force_login(limited("view_article", "view_event"))

    page = client.get(address(article))
    answer = client.post(address(article), {"seen": page.context["digest"]})

    assert "Series B" in page.content.decode()
    assert 'type="submit" class="default"' not in page.content.decode()
    assert answer.status_code == 403
    assert Event.objects.count() == 2


def test_who_may_not_see_articles_sees_no_comparison(client, limited, article):
    client.force_login(limited("view_event"))

    assert client.get(address(article)).status_code == 403


def test_an_article_that_is_not_recorded_says_so(desk):
    page = desk.get(address(ArticleFactory(state="waiting"))).content.decode()

    assert "Only a recorded article can be read again" in page


def test_the_page_speaks_chinese(desk, article):
    with translation.override("zh-hans"):
        page = desk.get(address(article), headers={"accept-language": "zh-hans"}).content.decode()

    assert "与当前提取器比对" in page
    assert "不再识别到" in page
    assert "应用 2 处改动" in page
    assert "<td>A轮</td><td>B轮</td>" in page

import pytest
from django.urls import reverse

from events.models import Article
from tests.factories import ArticleFactory

LIST = reverse("admin:events_article_changelist")


@pytest.fixture
def failed(db):
    return ArticleFactory(
        state=Article.State.FAILED, failed_at="waiting", error="The server answered 503."
    )


def test_failed_articles_are_listed_with_the_reason(desk, failed):
    ArticleFactory(title="别的文章")

    page = desk.get(LIST, {"state__exact": "failed"}).content.decode()

    assert "The server answered 503." in page
    assert "别的文章" not in page


def test_a_failed_article_is_tried_again_from_the_step_where_it_failed(desk, failed):
    fine = ArticleFactory()

    page = desk.post(
        LIST, {"action": "retry", "_selected_action": [failed.pk, fine.pk]}, follow=True
    )

    failed.refresh_from_db()
    fine.refresh_from_db()
    assert (failed.state, fine.state) == ("waiting", "recorded")
    assert "1 failed article will be tried again." in page.content.decode()


def test_the_full_text_is_shown_and_nothing_can_be_typed(desk):
    article = ArticleFactory(text="第一段。\n\n第二段。")

    page = desk.get(reverse("admin:events_article_change", args=[article.pk])).content.decode()

    assert "第二段。" in page
    assert 'name="text"' not in page


def test_who_may_only_look_retries_nothing(client, limited, failed):
    client.force_login(limited("view_article"))

    client.post(LIST, {"action": "retry", "_selected_action": [failed.pk]})

    failed.refresh_from_db()
    assert failed.state == "failed"


def test_the_list_leaves_the_texts_where_they_are(desk, django_assert_max_num_queries):
    for _ in range(3):
        ArticleFactory()
    with django_assert_max_num_queries(20) as asked:
        desk.get(LIST)

    rows = [query["sql"] for query in asked if 'FROM "events_article"' in query["sql"]]
    assert not any('"events_article"."text"' in sql for sql in rows)

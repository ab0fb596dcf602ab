"""Undo on the desk: by the key U, and from the list of one's own decisions."""

from django.urls import reverse

from events import actions
from events.models import Event
from people.models import Status
from tests.events.test_queue import article_of, proposed
from tests.factories import ArticleFactory, EditorFactory, EvidenceFactory

DECISIONS = reverse("admin:decisions")


def page_of(article):
    return reverse("admin:review", args=[article])


def statuses():
    return set(Event.objects.values_list("status", flat=True))


def press_undo(desk, page):
    """Press the button that the page has; where it leads."""
    undoable = page.context_data["undoable"]
    return desk.post(DECISIONS, {"undo": undoable.keys, "next": undoable.address})


def test_u_takes_back_what_the_last_button_did_and_leads_back_to_the_fact(desk):
    event = proposed(ArticleFactory(title="百川智能成立"))
    article = page_of(article_of(event))
    desk.post(article, {"fact": f"e{event.pk}", "do": "accept"})
    assert statuses() == {Status.PUBLISHED}

    answer = press_undo(desk, desk.get(article))

    assert answer.url == f"{article}?fact=e{event.pk}#f1"
    assert statuses() == {Status.PROPOSED}
    page = desk.get(answer.url)
    assert "Undone:" in page.content.decode()
    assert page.context_data["undoable"] is None


def test_a_whole_article_is_taken_back_at_once(desk):
    article = ArticleFactory()
    proposed(article)
    other = proposed(kind="founding")
    EvidenceFactory(article=article, event=other)
    desk.post(page_of(article.pk), {"do": "accept-all"})
    assert statuses() == {Status.PUBLISHED}

    page = desk.get(page_of(article.pk))
    assert page.context_data["undoable"].words == "2 decisions"
    press_undo(desk, page)

    assert statuses() == {Status.PROPOSED}


def test_the_list_has_ones_own_decisions_and_undoes_one(desk, editor):
    mine, others = proposed(), proposed()
    actions.reject_event(mine, by=editor, reason="不实")
    actions.accept_event(others, by=EditorFactory())

    page = desk.get(DECISIONS)
    [decision] = page.context_data["decisions"]
    desk.post(DECISIONS, {"undo": decision.key})

    mine.refresh_from_db()
    assert mine.status == Status.PROPOSED
    assert "You decided nothing in the last hour." in desk.get(DECISIONS).content.decode()


def test_what_is_refused_is_said_and_stays(desk, editor):
    event = proposed()
    actions.accept_event(event, by=editor)
    [decision] = desk.get(DECISIONS).context_data["decisions"]
    actions.retract_event(event, by=EditorFactory(username="lin"), reason="撤回")

    page = desk.post(DECISIONS, {"undo": decision.key}, follow=True)

    assert "lin has changed the same since" in page.content.decode()
    assert statuses() == {Status.RETRACTED}


def test_pressed_twice_or_by_another_nothing_more_happens(desk, editor):
    event = proposed()
    actions.accept_event(event, by=editor)
    [decision] = desk.get(DECISIONS).context_data["decisions"]
    desk.post(DECISIONS, {"undo": decision.key})
    actions.accept_event(event, by=EditorFactory())

    page = desk.post(DECISIONS, {"undo": decision.key}, follow=True)

    assert "nothing changed" in page.content.decode()
    assert statuses() == {Status.PUBLISHED}


def test_it_leads_to_no_other_site(desk, editor):
    actions.accept_event(proposed(), by=editor)
    [decision] = desk.get(DECISIONS).context_data["decisions"]

    answer = desk.post(DECISIONS, {"undo": decision.key, "next": "https://evil.example/"})

    assert answer.url == DECISIONS


def test_pressed_again_u_takes_back_the_decision_before(desk):
    article = ArticleFactory()
    first = proposed(article)
    second = proposed(kind="founding")
    EvidenceFactory(article=article, event=second)
    for event in (first, second):
        desk.post(page_of(article.pk), {"fact": f"e{event.pk}", "do": "accept"})

    press_undo(desk, desk.get(page_of(article.pk)))
    second.refresh_from_db()
    assert second.status == Status.PROPOSED
    answer = press_undo(desk, desk.get(page_of(article.pk)))

    assert f"fact=e{first.pk}" in answer.url
    assert statuses() == {Status.PROPOSED}


def test_a_split_leads_to_the_new_event_and_u_takes_it_back(desk, editor):
    article = ArticleFactory(text="百川智能完成A1轮融资。智谱AI完成B轮融资。")
    event = proposed(article)
    other = EvidenceFactory(article=article, event=event, quote="智谱AI", start=12, end=16)
    told = {"fact": f"e{event.pk}", "do": "split", "proof": other.pk, "reason": "另一家公司"}

    answer = desk.post(page_of(article.pk), told)

    [new] = Event.objects.exclude(pk=event.pk)
    assert f"fact=e{new.pk}" in answer.url
    answer = press_undo(desk, desk.get(answer.url))
    assert f"fact=e{event.pk}" in answer.url
    assert list(Event.objects.all()) == [event]
    assert event.evidence.count() == 2

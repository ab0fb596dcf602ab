"""Merging and splitting a fact on its review page, and saying that two names are one."""

from django.urls import reverse

from events.models import Event, EventMerge
from people.models import Merge
from tests.events.test_queue import article_of, dollars, proposed
from tests.factories import ArticleFactory, CompanyFactory, EvidenceFactory


def page_of(event):
    return reverse("admin:review", args=[article_of(event)])


def panel(desk, event, name):
    return desk.get(page_of(event), {"fact": f"e{event.pk}", "panel": name})


def test_likely_same_events_are_shown_with_reasons_and_one_is_chosen(desk):
    company = CompanyFactory(name_en="Baichuan")
    known = proposed(company=company, amount=dollars(50_000_000))
    again = proposed(company=company, amount=dollars(50_000_000))

    page = panel(desk, again, "merge")
    [other] = page.context_data["panel"].shown
    assert other.event == known
    assert "both name Baichuan" in other.reasons
    assert "same date" in other.reasons

    desk.post(page_of(again), {"fact": f"e{again.pk}", "do": "merge", "into": known.pk})
    again.refresh_from_db()
    assert again.merged_into == known


def test_merging_is_taken_back_by_u(desk):
    company = CompanyFactory()
    known, again = proposed(company=company), proposed(company=company)
    article = page_of(again)
    desk.post(article, {"fact": f"e{again.pk}", "do": "merge", "into": known.pk})

    undoable = desk.get(article).context_data["undoable"]
    desk.post(reverse("admin:decisions"), {"undo": undoable.keys})

    again.refresh_from_db()
    assert again.merged_into is None


def test_a_merge_into_nothing_is_refused_and_the_panel_stays(desk):
    event = proposed()

    answer = desk.post(page_of(event), {"fact": f"e{event.pk}", "do": "merge"})

    assert "panel=merge" in answer.url
    assert not EventMerge.objects.exists()


def test_chosen_sentences_become_an_event_of_their_own(desk):
    event = proposed()
    proof = EvidenceFactory(article=ArticleFactory(), event=event)
    first = reverse("admin:review", args=[event.evidence.earliest("pk").article_id])
    data = {"fact": f"e{event.pk}", "do": "split", "proof": proof.pk}

    refused = desk.post(first, data)
    assert "panel=split" in refused.url
    desk.post(first, data | {"reason": "两轮融资"})

    proof.refresh_from_db()
    assert proof.event != event
    assert Event.objects.count() == 2


def test_one_sentence_alone_is_not_split(desk):
    event = proposed()

    assert "there is nothing to split" in panel(desk, event, "split").content.decode()


def test_same_as_leads_to_the_comparison_and_back(desk):
    one, other = CompanyFactory(name_en="Tidal"), CompanyFactory(name_en="Tidal")
    event = proposed(company=one)

    [twin] = panel(desk, event, "same").context_data["panel"].shown
    [(offer, address)] = twin.others
    assert offer.entity == other
    assert desk.get(address).status_code == 200
    back = desk.post(address, {"into": other.pk}).url

    assert Merge.objects.get().entity == one
    assert back.startswith(page_of(event))


def test_a_panel_is_for_who_may_decide(client, limited):
    event = proposed()
    client.force_login(limited("view_event"))

    assert panel(client, event, "correct").context_data["panel"] is None

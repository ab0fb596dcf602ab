"""Events written over the API: by the same actions as at the desk, and as one's role allows."""

import pytest
from django.test import Client

from events.models import Correction, Event, Review
from people.api.permissions import Scope
from people.models import Company, Status
from people.roles import Role
from tests.events.api.writing.clients import Writer, fields, proposal, told, writer
from tests.factories import CompanyFactory, EditorFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db


def propose(who: Writer, article, **values):
    return told(who.post("events/", proposal(article, **values)), 201)


def published(**values):
    return event_of(("company", CompanyFactory(name_zh="月之暗面")), **values)


def tag_of(event) -> str:
    return Client().get(f"/api/v1/events/{event.pk}/")["ETag"]


def test_a_contributor_proposes_an_event_with_its_evidence(contributor, article):
    red = CompanyFactory(name_zh="红杉中国", slug="hongshan")
    parties = [
        {"role": "company", "name": "智谱", "new": True},
        {"role": "lead", "slug": "hongshan"},
    ]

    response = contributor.post("events/?lang=zh", proposal(article, participants=parties))

    row = told(response, 201)
    event = Event.objects.get(pk=row["id"])
    assert response["Location"] == f"http://testserver/api/v1/proposals/events/{event.pk}/"
    assert (event.status, event.proposed_by) == (Status.PROPOSED, contributor.user)
    assert row["status"] == "proposed"
    assert row["proposed_by"] == contributor.user.username
    assert row["date"]["text"] == "2024-04"
    assert (row["amount"]["qualifier"], row["amount"]["high"]) == ("under", 100_000_000)
    assert row["amount"]["words"] == "近亿美元"
    assert row["participants"][1]["id"] == red.pk
    assert row["evidence"][0]["quote"] == "智谱宣布完成近亿美元B轮融资"
    assert Company.objects.get(name_zh="智谱").proposed_by == contributor.user
    assert contributor.get(f"proposals/events/{event.pk}/").status_code == 200


def test_the_certainty_of_a_proposal_goes_on_to_follow_its_evidence(contributor, article):
    event = Event.objects.get(pk=propose(contributor, article)["id"])
    assert (event.certainty, "certainty" in event.held) == ("reported", False)

    quote = {"article": article.pk, "quote": "由红杉中国领投", "certainty": "confirmed"}
    row = told(contributor.post(f"events/{event.pk}/evidence/", quote), 201)

    assert row["certainty"] == "confirmed"


def test_a_certainty_that_is_not_that_of_the_evidence_is_the_authors_own(contributor, article):
    event = Event.objects.get(pk=propose(contributor, article, certainty="planned")["id"])
    assert (event.certainty, "certainty" in event.held) == ("planned", True)


def test_an_event_of_unknown_date_stands_at_the_day_it_was_first_told(contributor, article):
    row = propose(contributor, article, date=None)
    assert (row["date"]["precision"], row["date"]["start"]) == ("unknown", "2024-05-06")


def test_what_is_proposed_is_seen_by_its_author_and_never_by_readers(contributor, article):
    pk = propose(contributor, article)["id"]

    response = contributor.get("proposals/events/")

    assert [row["id"] for row in told(response, 200)["results"]] == [pk]
    assert response["Cache-Control"] == "private, no-store"
    assert "Authorization" in response["Vary"]
    reader = Client()
    assert reader.get("/api/v1/proposals/events/").status_code == 401
    assert reader.get(f"/api/v1/proposals/events/{pk}/").status_code == 401
    assert reader.get(f"/api/v1/events/{pk}/").status_code == 404
    assert contributor.get(f"events/{pk}/").status_code == 404
    assert reader.get("/api/v1/events/").json()["results"] == []
    reading = writer(Role.CONTRIBUTOR, Scope.READ)
    assert reading.get("proposals/events/").status_code == 403
    assert writer(Role.CONTRIBUTOR).get("proposals/events/").json()["results"] == []


def test_the_list_of_proposals_is_ones_own_unless_those_of_anyone_are_asked_for(
    contributor, editor, article
):
    mine = propose(contributor, article)["id"]
    machine = event_of(("company", CompanyFactory()), status=Status.PROPOSED).pk
    told(editor.post(f"events/{mine}/reject/", {"reason": "重复"}), 200)

    def ids(query):
        return [
            row["id"] for row in told(contributor.get(f"proposals/events/{query}"), 200)["results"]
        ]

    assert ids("") == []
    assert ids("?status=rejected,proposed") == [mine]
    assert ids("?by=anyone") == [machine]
    assert ids("?by=anyone&status=rejected&kind=funding") == [mine]
    rejected = told(contributor.get(f"proposals/events/{mine}/"), 200)
    assert rejected["decision"]["reason"] == "重复"
    assert "by" in fields(contributor.get("proposals/events/?by=you"), 400)


def test_a_contributor_may_not_publish_and_is_told_whose_it_is(contributor, article):
    pk = propose(contributor, article)["id"]

    response = contributor.post(f"events/{pk}/publish/")

    assert response.status_code == 403
    assert Event.objects.get(pk=pk).status == Status.PROPOSED


@pytest.mark.parametrize(
    ("path", "body", "scope"),
    [
        ("events/", {}, "propose"),
        ("events/{pk}/evidence/", {}, "propose"),
        ("events/{pk}/publish/", {}, "publish"),
        ("events/{pk}/reject/", {"reason": "重复"}, "publish"),
        ("events/{pk}/retract/", {"reason": "撤稿"}, "publish"),
        ("events/{pk}/merge/", {"into": 1}, "merge"),
        ("events/{pk}/unmerge/", {}, "merge"),
    ],
)
def test_each_deed_takes_a_token_with_its_scope(path, body, scope):
    event = published()
    path = path.format(pk=event.pk)
    others = [each for each in Scope if each not in (scope, Scope.ADMIN)]

    assert Client().post(f"/api/v1/{path}", body, "application/json").status_code == 401
    refused = writer(Role.SENIOR_EDITOR, *others).post(path, body)

    assert refused.status_code == 403
    assert scope in refused.content.decode()
    assert not Review.objects.exists()


def test_a_session_of_the_desk_writes_nothing(client):
    event = published()
    client.force_login(EditorFactory())

    response = client.post(
        f"/api/v1/events/{event.pk}/retract/", {"reason": "撤稿"}, "application/json"
    )

    assert response.status_code == 401
    assert Event.objects.get(pk=event.pk).status == Status.PUBLISHED


def test_an_editor_publishes_what_was_proposed(contributor, editor, article):
    pk = propose(contributor, article)["id"]

    row = told(editor.post(f"events/{pk}/publish/"), 200)

    assert row["status"] == "published"
    assert row["decision"]["verdict"] == "accepted"
    assert Client().get(f"/api/v1/events/{pk}/").json()["id"] == pk
    again = told(editor.post(f"events/{pk}/publish/"), 200)
    assert again["decision"] == row["decision"], "twice changes nothing"


def test_what_the_record_does_not_allow_is_a_conflict(editor):
    event = event_of(status=Status.PROPOSED)

    assert "names nobody" in editor.post(f"events/{event.pk}/publish/").content.decode()
    assert editor.post(f"events/{event.pk}/publish/").status_code == 409
    wrong = editor.post(f"events/{event.pk}/retract/", {"reason": "撤稿"}, if_match="*")
    assert wrong.status_code == 409


def test_an_author_corrects_his_proposal_and_no_more_once_it_is_decided(
    contributor, editor, article
):
    pk = propose(contributor, article)["id"]
    row = told(contributor.patch(f"events/{pk}/", {"amount": None, "note": {"zh": "据报道"}}), 200)
    assert (row["amount"], Event.objects.get(pk=pk).note_zh) == (None, "据报道")
    assert contributor.patch(f"events/{event_of().pk}/", {"round": "C"}).status_code == 403
    told(editor.post(f"events/{pk}/publish/"), 200)

    refused = contributor.patch(f"events/{pk}/", {"round": "C"}, if_match="*")

    assert refused.status_code == 403
    assert Event.objects.get(pk=pk).round == "B"


def test_what_is_published_is_corrected_as_it_was_read_and_readers_are_told_why(editor):
    event = published(round="A")
    path = f"events/{event.pk}/"

    assert editor.patch(path, {"round": "B", "reason": "笔误"}).status_code == 428
    missing = editor.patch(path, {"round": "B"}, if_match=tag_of(event))
    assert "readers are told" in fields(missing, 400)["reason"]
    response = editor.patch(path, {"round": "B", "reason": "笔误"}, if_match=tag_of(event))

    assert told(response, 200)["round"] == "B"
    assert response["ETag"].split("-")[0] == tag_of(event).split("-")[0]
    assert Correction.objects.get().reason == "笔误"
    again = editor.patch(path, {"round": "C", "reason": "又一个"}, if_match=response["ETag"])
    assert told(again, 200)["round"] == "C", "the ETag of one's own answer goes on"


def test_a_correction_of_another_state_is_refused_with_what_has_changed(editor):
    event = published(round="A")
    read = tag_of(event)
    told(editor.patch(f"events/{event.pk}/", {"round": "B", "reason": "笔误"}, if_match=read), 200)

    late = editor.patch(f"events/{event.pk}/", {"date": "2023", "reason": "日期"}, if_match=read)

    assert fields(late, 412)["round"].startswith("Was “A”, is now “B”")
    garbage = editor.patch(f"events/{event.pk}/", {"date": "2023"}, if_match='"abc"')
    assert garbage.status_code == 412


def test_an_etag_is_good_in_any_language(editor):
    event = published(round="A")
    chinese = Client().get(f"/api/v1/events/{event.pk}/?lang=zh")["ETag"]
    assert chinese != tag_of(event)

    body = {"round": "B", "reason": "笔误"}

    assert editor.patch(f"events/{event.pk}/", body, if_match=chinese).status_code == 200


def test_retracting_takes_a_reason_and_the_state_that_was_read(editor):
    event = published()
    path = f"events/{event.pk}/retract/"

    assert "reason" in fields(editor.post(path, {}, if_match=tag_of(event)), 400)
    assert editor.post(path, {"reason": "撤稿"}).status_code == 428
    assert told(editor.post(path, {"reason": "撤稿"}, if_match=tag_of(event)), 200)["status"] == (
        "retracted"
    )


def test_a_senior_editor_merges_events_and_parts_them_again(senior, editor):
    event, into = published(), published()

    assert editor.post(f"events/{event.pk}/merge/", {"into": into.pk}).status_code == 403
    row = told(senior.post(f"events/{event.pk}/merge/", {"into": into.pk, "reason": "同一轮"}), 200)

    assert row["id"] == into.pk
    assert len(row["evidence"]) == 2
    moved = Client().get(f"/api/v1/events/{event.pk}/")
    assert moved.status_code == 308
    refused = senior.patch(f"events/{event.pk}/", {"round": "B", "reason": "笔误"}, if_match="*")
    assert (refused.status_code, str(into.pk) in refused.content.decode()) == (409, True)
    assert told(senior.post(f"events/{event.pk}/unmerge/"), 200)["id"] == event.pk
    assert "into" in fields(senior.post(f"events/{event.pk}/merge/", {"into": 999_999}), 400)


def test_a_name_that_several_bear_is_asked_about(contributor, article):
    one, other = PersonFactory(name_zh="王磊"), PersonFactory(name_zh="王磊")
    parties = [{"role": "person", "name": "王磊", "new": True}, {"role": "company", "id": 10**9}]

    response = contributor.post(
        "events/",
        {
            "kind": "career",
            "change": "joined",
            "participants": parties,
            "evidence": [{"article": article.pk, "quote": "智谱"}],
        },
    )

    mistakes = fields(response, 400)
    assert {str(one.pk), str(other.pk)} <= set(
        mistakes["participants[0].name"].replace("(", " ").split()
    )
    assert "participants[1].id" in mistakes
    assert Event.objects.count() == 0


def test_a_name_that_nobody_bears_is_new_only_if_that_is_said(contributor, article):
    body = proposal(article, participants=[{"role": "company", "name": "智谱"}])

    mistakes = fields(contributor.post("events/", body), 400)

    assert "Nobody is known as “智谱”" in mistakes["participants[0].name"]


def test_one_new_name_in_two_roles_is_one_record(contributor, article):
    parties = [{"role": role, "name": "红杉", "new": True} for role in ("lead", "investor")]
    parties.append({"role": "company", "name": "智谱", "new": True})

    row = propose(contributor, article, participants=parties)

    assert len({party["id"] for party in row["participants"]}) == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "marriage"}, "kind"),
        ({"kind": None}, "kind"),
        ({"date": "2024-13"}, "date"),
        ({"date": "昨天"}, "date"),
        ({"date": 2024}, "date"),
        ({"date": "0000"}, "date"),
        ({"amount": "很多钱"}, "amount"),
        ({"amount": 5}, "amount"),
        ({"amount": "9" * 59 + "元"}, "amount"),
        ({"amount": {"qualifier": "exact", "low": 1, "high": 2, "currency": "USD"}}, "amount.low"),
        ({"amount": {"qualifier": "about", "low": 1, "high": 1, "currency": "usd"}},
         "amount.currency"),
        ({"amount": {"qualifier": "over", "low": "NaN", "currency": "USD"}}, "amount.low"),
        ({"amount": {"qualifier": "over", "low": 10**300, "currency": "USD"}}, "amount.low"),
        ({"amount": {"qualifier": "vast"}}, "amount.qualifier"),
        ({"certainty": "sure"}, "certainty"),
        ({"headcount": 5}, "headcount"),
        ({"round": "B" * 21}, "round"),
        ({"round": ["B"]}, "round"),
        ({"note": "好"}, "note"),
        ({"note": {"fr": "oui"}}, "note.fr"),
        ({"participants": []}, "participants"),
        ({"participants": {"role": "company"}}, "participants"),
        ({"participants": [{"role": "company"}]}, "participants[0].name"),
        ({"participants": [{"role": "speaker", "id": 1}]}, "participants[0].role"),
        ({"participants": [{"role": "company", "name": "！？", "new": True}]},
         "participants[0].name"),
        ({"participants": [{"role": "company", "id": 2**63}]}, "participants[0].id"),
        ({"participants": [{"role": "company", "kind": "person", "name": "李"}]},
         "participants[0].kind"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [{"quote": "智谱"}]}, "evidence[0].address"),
        ({"evidence": [{"article": 10**12, "quote": "智谱"}]}, "evidence[0].article"),
        ({"evidence": [{"address": "http://127.0.0.1/", "quote": "智谱"}]},
         "evidence[0].address"),
        ({"evidence": [{"address": "ftp://a.example/", "quote": "智谱"}]}, "evidence[0].address"),
        ({"evidence": [{"text": "短", "quote": "短"}]}, "evidence[0].text"),
        ({"evidence": [{"article": 0, "quote": "智谱"}]}, "evidence[0].article"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_field_by_field(contributor, article, change, field):
    CompanyFactory(name_zh="智谱")

    mistakes = fields(contributor.post("events/", proposal(article) | change), 400)

    assert field in mistakes, mistakes
    assert Event.objects.count() == 0


def test_a_quote_must_stand_in_the_article(contributor, article):
    evidence = [{"article": article.pk, "quote": "智谱宣布完成一亿美元B轮融资"}]
    mistakes = fields(contributor.post("events/", proposal(article, evidence=evidence)), 400)
    assert "Copy it from there" in mistakes["evidence[0].quote"]


def test_the_text_of_an_article_may_come_along(contributor, article):
    text = "月之暗面完成十亿美元融资。阿里巴巴领投了这一轮。此前它估值三十亿美元。"
    evidence = [
        {
            "text": text,
            "address": "https://news.example/月之暗面",
            "quote": "月之暗面完成十亿美元融资",
        },
        {"text": text + "另一篇。", "quote": "阿里巴巴领投了这一轮", "published": "2024-02-20"},
    ]

    row = propose(contributor, article, evidence=evidence, date=None)

    addresses = {proof["article"]["address"] for proof in row["evidence"]}
    assert None in addresses, "a text without an address is on no web site"
    assert len(addresses) == 2


def test_scripts_of_other_origins_may_read_only():
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    answer = Client().options("/api/v1/events/", headers=asked)
    assert "POST" not in answer["Access-Control-Allow-Methods"]


def test_an_event_has_one_version_at_both_its_addresses(editor):
    event = published(kind="funding", round="B")
    read = Client().get(f"/api/v1/funding-events/{event.pk}/")["ETag"]
    body = {"round": "A", "reason": "原文如此"}

    told(editor.patch(f"events/{event.pk}/", body, if_match=read), 200)

    assert "round" in fields(editor.patch(f"events/{event.pk}/", body, if_match=read), 412)

"""A reader suggests a correction, without a login or a cookie, and sees what becomes of it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events import letters, outbox, suggestions
from events.models import Suggestion
from events.voice import guard
from people.actions import Refused
from people.models import Status
from people.roles import NotAllowed
from tests.factories import MemberFactory, PersonFactory, event_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_time")]

SUGGEST = "/en/suggest/"


@pytest.fixture
def send(client, form_at):
    """Open the form about a page and send it."""

    def send_form(about="/companies/zhipu/", *, path=SUGGEST, headers=None, **typed):
        data = {"wrong": "总部不在上海。", **form_at(f"{path}?about={about}"), **typed}
        return client.post(path, data, headers=headers or {})

    return send_form


@pytest.fixture
def sent(send, zhipu):
    response = send(right="在北京", link="https://zhipu.example/about")
    return Suggestion.objects.get(), response["Location"]


@pytest.mark.parametrize(
    "page", ["", "people/", "companies/", "models/", "talent/", "search/?q=x", "companies/zhipu/"]
)
def test_every_public_page_has_a_way_to_say_what_is_wrong(client, zhipu, page):
    html = client.get(f"/zh/{page}").content.decode()

    path = "/" + page.partition("?")[0]
    assert f'href="/zh/suggest/?about={path}"' in html
    assert "提出更正" in html


def test_the_page_of_an_event_leads_to_a_form_about_it(client, form_at, zhipu):
    event = event_of(("company", zhipu))

    page = client.get(f"/en/events/{event.pk}/").content.decode()
    (link,) = re.findall(r'href="(/en/suggest/[^"]*)"', page)

    assert form_at(link)["about"] == f"/events/{event.pk}/"


def test_what_is_sent_is_kept_with_the_record_that_it_is_about(client, sent, zhipu):
    suggestion, address = sent

    assert (suggestion.entity.pk, suggestion.event, suggestion.page) == (
        zhipu.pk, None, "/companies/zhipu/",
    )  # fmt: skip
    assert (suggestion.wrong, suggestion.right) == ("总部不在上海。", "在北京")
    page = client.get(address).content.decode()
    assert "We have received it" in page
    assert "在北京" in page
    assert 'content="noindex"' in page


def test_readers_get_no_cookie_and_no_shared_cache_keeps_their_pages(client, sent):
    _suggestion, address = sent

    for path in (SUGGEST, address):
        response = client.get(path)
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]


def test_only_a_hash_of_the_private_link_is_stored(sent):
    suggestion, address = sent

    token = address.rstrip("/").rpartition("/")[2]
    stored = {str(getattr(suggestion, field.attname)) for field in suggestion._meta.fields}
    assert len(token) == 40
    assert token not in " ".join(stored)


def test_a_link_that_was_never_given_out_leads_nowhere(client, sent):
    _suggestion, address = sent

    assert client.get(address[:-2] + "0/").status_code == 404


@pytest.mark.parametrize(
    "about", ["/people/ghost/", "/events/99/", "/admin/", "//evil.example/", "x"]
)
def test_what_is_not_published_cannot_be_asked_about(client, send, about):
    PersonFactory(slug="ghost", name_zh="无名")

    page = client.get(f"{SUGGEST}?about={about}").content.decode()
    send(about)

    assert "About the record as a whole" in page
    assert "无名" not in page
    assert Suggestion.objects.get().page == ""


def test_what_is_typed_is_shown_as_text(client, send, zhipu):
    hostile = "<script>alert(1)</script>"

    address = send(wrong=hostile, right='"><img src=x>')["Location"]

    page = client.get(address).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_a_form_sent_twice_is_kept_once(client, form_at, zhipu):
    data = {**form_at(f"{SUGGEST}?about=/companies/zhipu/"), "wrong": "总部在北京"}

    first, second = client.post(SUGGEST, data), client.post(SUGGEST, data)

    assert first["Location"] == second["Location"]
    assert Suggestion.objects.count() == 1


def test_what_somebody_said_already_is_not_taken_again(send, sent):
    response = send(wrong=" 总部不在上海！ ", right="在 北京")

    assert response.status_code == 400
    assert "was sent to us already" in response.content.decode()
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"wrong": ""}, "This field is required."),
        ({"wrong": "长" * 2001}, "at most 2000 characters"),
        ({"wrong": "nul \x00"}, "Null characters are not allowed."),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"homepage": "https://spam.example"}, "only programs fill it"),
        ({"right": "http://a.example www.b.example https://c.example http://d.example"}, "3 links"),
        ({"form": ""}, "open too long, or too short"),
        ({"form": "guessed:1tpXyz:abc"}, "open too long, or too short"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_and_what_was_typed_stays(send, zhipu, typed, told):
    response = send(**{"right": "应为北京", **typed})

    page = response.content.decode()
    assert response.status_code == 400
    assert told in page
    assert typed.get("right", "应为北京") in page
    assert not Suggestion.objects.exists()


def test_a_form_sent_faster_than_anyone_types_is_shown_again(send, zhipu, monkeypatch):
    monkeypatch.setattr(guard, "YOUNGEST_SECONDS", 3)

    response = send()

    assert response.status_code == 400
    assert "open too long, or too short" in response.content.decode()


def test_a_form_left_open_too_long_can_be_sent_again_as_it_is_shown_then(
    client, send, zhipu, monkeypatch
):
    monkeypatch.setattr(guard, "OLDEST_SECONDS", -1)
    page = send().content.decode()
    monkeypatch.setattr(guard, "OLDEST_SECONDS", 60)

    (fresh,) = re.findall(r'name="form" value="([^"]*)"', page)
    response = client.post(SUGGEST, {"wrong": "总部", "form": fresh})

    assert response.status_code == 302


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_a_form_that_another_site_sends_is_refused(send, zhipu, headers):
    response = send(headers=headers)

    assert response.status_code == 403
    assert not Suggestion.objects.exists()


def test_a_form_of_our_own_site_says_where_it_comes_from(send, zhipu):
    response = send(headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"})

    assert response.status_code == 302


def test_more_than_anyone_types_is_not_even_read(send, zhipu):
    response = send(wrong="长" * 20_000)

    assert response.status_code == 413
    assert "Nothing was sent" in response.content.decode()


def test_one_network_sends_so_much_and_no_more(send, zhipu, settings):
    settings.VOICE_RATE = "2/hour"

    statuses = [send(wrong=f"第{number}处").status_code for number in range(3)]

    assert statuses == [302, 302, 429]


def test_of_an_address_only_a_keyed_hash_is_kept_and_a_network_of_ipv6_is_one(rf):
    throttle = guard.SenderThrottle()
    keys = [
        throttle.get_cache_key(rf.post("/", REMOTE_ADDR=address), None)
        for address in ("203.0.113.7", "2001:db8::1", "2001:db8::ffff", "2001:db8:0:1::1")
    ]

    assert "203.0.113.7" not in keys[0]
    assert keys[1] == keys[2]
    assert len(set(keys)) == 3


# -- what becomes of it


def test_the_sender_sees_who_looks_and_what_became_of_it(client, sent, editor, zhipu):
    suggestion, address = sent

    suggestions.take_up(suggestion, by=editor)
    assert "An editor is looking at it" in client.get(address).content.decode()

    suggestions.done(suggestion, correction=suggestion.page, answer="已改为北京", by=editor)
    page = client.get(address.replace("/en/", "/zh/")).content.decode()
    assert "已经更正" in page
    assert 'href="/zh/companies/zhipu/"' in page
    assert "已改为北京" in page
    assert "chen" not in page


def test_a_declined_suggestion_tells_its_sender_why(client, sent, editor):
    suggestion, address = sent
    with pytest.raises(Refused, match="Say why"):
        suggestions.decline(suggestion, reason=" ", by=editor)

    suggestions.decline(suggestion, reason="年报写的是上海", by=editor)

    assert "年报写的是上海" in client.get(address).content.decode()


def test_the_sender_may_add_one_message_while_it_is_open(client, form_at, sent, editor):
    suggestion, address = sent

    def add(text):
        return client.post(address, {**form_at(address), "form": guard.form_token(), "text": text})

    assert add("补充：见官网").status_code == 302
    assert add("再补充").status_code == 400
    suggestion.refresh_from_db()
    assert suggestion.more == "补充：见官网"
    assert "补充：见官网" in client.get(address).content.decode()


def test_nothing_is_added_to_what_is_closed(client, sent, editor):
    suggestion, address = sent
    suggestions.decline(suggestion, reason="无误", by=editor)

    response = client.post(address, {"form": guard.form_token(), "text": "还有"})

    assert response.status_code == 400
    suggestion.refresh_from_db()
    assert suggestion.more == ""


def test_of_two_editors_one_has_it_and_what_is_closed_stays_closed(sent, editor, other_editor):
    suggestion, _address = sent
    suggestions.take_up(suggestion, by=editor)
    suggestions.take_up(suggestion, by=editor)
    with pytest.raises(Refused, match="chen has taken it up"):
        suggestions.take_up(suggestion, by=other_editor)

    suggestions.decline(suggestion, reason="无误", by=other_editor)
    with pytest.raises(Refused, match="closed already"):
        suggestions.done(suggestion, correction="/", by=editor)


def test_who_may_not_publish_may_not_decide(sent):
    contributor = MemberFactory(role="contributor")

    with pytest.raises(NotAllowed):
        suggestions.take_up(sent[0], by=contributor)
    with pytest.raises(NotAllowed):
        suggestions.decline(sent[0], reason="无误", by=contributor)


# -- letters


def test_who_gave_an_address_gets_two_letters_and_is_forgotten(client, send, zhipu, editor):
    address = send(path="/zh/suggest/", email="wang@reader.example")["Location"]
    outbox.relay(letters.SENDERS)
    suggestion = Suggestion.objects.get()
    suggestions.done(suggestion, correction="/companies/zhipu/", by=editor)
    outbox.relay(letters.SENDERS)

    first, second = mail.outbox
    assert first.to == second.to == ["wang@reader.example"]
    assert first.subject == "我们已收到您的更正建议"
    assert address in first.body
    assert address in second.body
    suggestion.refresh_from_db()
    assert suggestion.email == ""


def test_nobody_is_asked_for_an_address_where_no_letter_can_be_sent(client, zhipu, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert 'name="email"' not in client.get(SUGGEST).content.decode()


def test_the_same_words_may_be_sent_again_after_a_month(send, sent):
    old = timezone.now() - timedelta(days=31)
    Suggestion.objects.update(created_at=old)

    assert send(right="在北京").status_code == 302
    assert Suggestion.objects.count() == 2


def test_a_merged_company_is_asked_about_as_what_it_is_now(client, send, zhipu):
    old = PersonFactory(slug="old", status=Status.PUBLISHED)
    new = PersonFactory(slug="new", name_zh="新名", name_en="", status=Status.PUBLISHED)
    old.merged_into = old.survivor = new
    old.save()

    send("/people/old/")

    assert Suggestion.objects.get().entity_id == new.pk

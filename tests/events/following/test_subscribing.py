"""Letters begin when they are confirmed, end with one click, and tell nobody's address."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events import inbox
from events.following import subscriptions
from events.models import Message, Subscription
from people.refusals import Refused
from tests.events.following.conftest import HOME, link_in, relay
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


def test_the_page_offers_every_form_under_the_filters_of_the_timeline(client, zhipu):
    html = client.get("/zh/companies/zhipu/follow/?kind=funding&cursor=x").content.decode()

    for form in ("feed.atom", "feed.json", "calendar.ics", "events.csv", "embed/"):
        assert f"http://testserver/zh/companies/zhipu/{form}?kind=funding" in html
    assert "潮线：智谱（融资）" in html
    assert "sandbox=&quot;allow-popups allow-popups-to-escape-sandbox&quot;" in html
    assert '<a href="/zh/companies/zhipu/follow/?kind=funding"' in (
        client.get("/zh/companies/zhipu/?kind=funding").content.decode()
    )


def test_a_wrong_filter_leads_to_the_timeline_that_says_what_is_wrong(client, db):
    assert client.get("/en/follow/?from=2023-13")["Location"] == "/en/?from=2023-13"


def test_a_site_without_a_mail_server_says_so_and_takes_no_address(client, ask, settings, db):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    html = client.get("/en/follow/").content.decode()

    assert "This site sends no e-mail" in html
    assert 'name="email"' not in html
    ask("/en/follow/")
    assert not Subscription.objects.exists()


def test_nothing_is_sent_before_the_address_is_confirmed(client, ask, zhipu):
    response = ask("/zh/companies/zhipu/follow/?kind=funding")

    assert response["Location"] == "/zh/following/asked/"
    (letter,) = relay()
    assert letter.to == ["li@example.org"]
    assert letter.subject == "请确认：潮线：智谱（融资）"
    assert "=?utf-8?" in letter.message().as_string()
    row = Subscription.objects.get()
    assert (row.confirmed_at, row.next_at) == (None, None)

    link = link_in(letter)
    assert "确认" in client.get(link).content.decode()
    assert Subscription.objects.get().confirmed_at is None, "a program that opens links confirms"
    private = client.post(link)["Location"]

    row = Subscription.objects.get()
    assert row.confirmed_at is not None
    assert row.next_at is not None
    assert row.next_at > timezone.now()
    assert (row.page, row.filters, row.language) == (
        "/companies/zhipu/",
        {"kind": ["funding"]},
        "zh",
    )
    page = client.get(private)
    assert page.status_code == 200
    assert not page.cookies
    assert client.post(link)["Location"] == private, "twice is once"
    assert Subscription.objects.get().confirmed_at == row.confirmed_at


@pytest.mark.parametrize("broken", ["{}x", "x{}"])
def test_a_link_that_was_changed_confirms_nothing(client, ask, broken):
    ask()
    link = link_in(relay()[0])
    start, sent = link.rsplit("/", 2)[0], link.rsplit("/", 2)[1]

    assert client.post(f"{start}/{broken.format(sent)}/").status_code == 410
    assert Subscription.objects.get().confirmed_at is None


def test_a_link_is_good_for_two_days_and_then_the_address_is_deleted(client, ask, monkeypatch):
    ask()
    link = link_in(relay()[0])
    monkeypatch.setattr(subscriptions, "TO_CONFIRM", timedelta(seconds=-1))

    assert client.post(link).status_code == 410
    assert subscriptions.delete_old() == 1
    assert not Subscription.objects.exists()


def test_whoever_asks_learns_nothing_about_an_address(client, ask, follower):
    follower(email="li@example.org")

    known, unknown = ask(email="LI@example.org"), ask(email="wang@example.org")

    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]
    assert known.content == unknown.content
    letters = {letter.to[0]: letter for letter in relay()}
    assert "follow-confirm" not in link_in(letters["wang@example.org"])
    assert "/confirm/" in link_in(letters["wang@example.org"])
    assert Subscription.objects.filter(email__iexact="li@example.org").count() == 1


def test_an_address_is_asked_a_few_times_a_day_whoever_types_it(ask):
    for kind in ("funding", "career", "release", "layoff", "listing"):
        ask(f"/en/follow/?kind={kind}")
        ask(f"/en/follow/?kind={kind}")

    assert len(relay()) == subscriptions.MOST_ASKED
    ask("/en/follow/", email="somebody@example.org")
    assert len(relay()) == 1


def test_a_network_sends_so_many_forms(ask, settings):
    settings.VOICE_RATE = "2/hour"

    assert [ask(email=f"{name}@example.org").status_code for name in "abc"] == [302, 302, 429]


def test_a_form_from_another_site_or_of_a_program_is_refused(client, db):
    page = {"HTTP_SEC_FETCH_SITE": "cross-site"}
    assert client.post("/en/follow/", {"email": "a@example.org"}, **page).status_code == 403
    assert client.post("/en/follow/", {"email": "a@example.org", "every": "day"}).status_code == 400
    assert not Subscription.objects.exists()


def test_how_often_is_changed_on_the_private_page(client, follower):
    row = follower()
    private = f"/en/following/{inbox.token_of(row.seed)}/"

    client.post(private, {"every": "week"})

    row.refresh_from_db()
    assert (row.every, row.language) == ("week", "en")
    assert row.next_at.weekday() == 0
    assert client.post(private, {"every": "second"}).status_code == 400


def test_one_click_ends_the_letters_without_a_cookie_from_wherever_it_comes(client, follower):
    row = follower()
    address = f"/zh/following/{inbox.token_of(row.seed)}/unsubscribe/"

    assert client.get(address).status_code == 200
    assert Subscription.objects.exists(), "a program that opens links ends the letters"
    click = client.post(
        address, "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded", HTTP_ORIGIN="https://mail.example",
    )  # fmt: skip

    assert click.status_code == 200
    assert not Subscription.objects.exists()
    assert "li@example.org" not in str(list(Message.objects.values()))
    assert client.post(address).status_code == 200, "twice is once"
    assert client.get(address.removesuffix("unsubscribe/")).status_code == 410


def test_an_address_follows_a_bounded_number_of_timelines(monkeypatch, follower, ask, client):
    monkeypatch.setattr(subscriptions, "MOST_FOLLOWED", 1)
    follower("/en/follow/")
    ask("/en/follow/?kind=funding")

    response = client.post(link_in(relay()[0]))

    assert response.status_code == 400
    assert "1 timelines already" in response.content.decode()


def test_deeds_on_letters_that_have_ended_are_refused(follower):
    row = follower()
    subscriptions.end(row)
    subscriptions.end(row)
    with pytest.raises(Refused):
        subscriptions.change(row, every="day", language="zh")


def test_administrators_see_no_whole_address_and_can_end_letters(client, follower):
    follower(email="zhangwei@example.org")
    client.force_login(MemberFactory(role="administrator"))
    listed = "/admin/events/subscription/"

    html = client.get(f"{listed}?q=zhangwei@example.org").content.decode()

    assert "z…@example.org" in html
    assert "zhangwei@" not in html.replace('value="zhangwei@example.org"', "")
    row = Subscription.objects.get()
    client.post(listed, {"action": "erase", "_selected_action": [row.pk]})
    assert not Subscription.objects.exists()


def test_other_editors_do_not_see_the_list(client, db):
    client.force_login(MemberFactory(role="senior editor"))
    assert client.get("/admin/events/subscription/").status_code == 403


def test_links_lead_to_the_address_of_the_site(ask):
    ask("/en/follow/")
    assert HOME in relay()[0].body
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"

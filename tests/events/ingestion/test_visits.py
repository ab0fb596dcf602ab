"""Turns at a host: one visit at a time, a pause between two, and what its robots.txt allows."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from events.ingestion.fetch import FetchError, Refused
from events.ingestion.visits import Busy, visit
from events.models import Host
from tests.events.ingestion.conftest import Site, answer, redirect

PAGE = "<p>智谱完成新一轮融资。</p>".encode()
ABSENT = answer(b"", status="404 Not Found")


@pytest.fixture
def open_site(site: Site) -> Site:
    """A site without a robots.txt, and with a page."""
    site.answers |= {"/robots.txt": ABSENT, "/a": answer(PAGE)}
    return site


def robots(*lines: str) -> bytes:
    return answer("\n".join(["User-agent: *", *lines]).encode(), "Content-Type: text/plain")


def asked(site: Site) -> list[str]:
    return [request.split()[1] for request in site.requests]


def refused(site: Site, path: str = "/a") -> FetchError:
    with pytest.raises(FetchError) as error:
        visit(site.url(path))
    return error.value


def seconds_until_free(name: str) -> float:
    free_at, now = Host.objects.filter(name=name).values_list("free_at", Now()).get()
    return float((free_at - now).total_seconds())


@pytest.mark.django_db
def test_a_visit_asks_for_the_robots_txt_once_and_then_for_pages(open_site):
    assert visit(open_site.url("/a")).content == PAGE
    assert visit(open_site.url("/a")).content == PAGE

    assert asked(open_site) == ["/robots.txt", "/a", "/a"]
    host = Host.objects.get()
    assert (host.name, host.robots_status, host.lease_until) == (open_site.host, 404, None)


@pytest.mark.django_db
def test_a_robots_txt_is_asked_for_again_after_a_day(open_site):
    visit(open_site.url("/a"))
    Host.objects.update(robots_fetched_at=Now() - timedelta(hours=25))

    visit(open_site.url("/a"))

    assert asked(open_site) == ["/robots.txt", "/a"] * 2


@pytest.mark.django_db
def test_what_the_robots_txt_forbids_is_refused_with_its_rule(open_site):
    open_site.answers["/robots.txt"] = robots("Disallow: /a")

    error = refused(open_site)

    assert isinstance(error, Refused)
    assert error.reason_code == "robots"
    assert "Disallow: /a" in error.message
    assert asked(open_site) == ["/robots.txt"]
    assert Host.objects.get().lease_until is None


@pytest.mark.django_db
def test_what_is_redirected_to_must_be_allowed_too(open_site):
    open_site.answers |= {"/robots.txt": robots("Disallow: /b"), "/a": redirect("/b")}

    assert refused(open_site).reason_code == "robots"
    assert asked(open_site) == ["/robots.txt", "/a"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(answer(b"", status="403 Forbidden"), id="forbidden"),
        pytest.param(answer(PAGE), id="a page in its place"),
        pytest.param(answer(PAGE, "Content-Type: image/png"), id="a picture in its place"),
        pytest.param(redirect("/robots.txt"), id="endless redirects"),
    ],
)
def test_a_host_without_rules_allows_everything(open_site, reply):
    open_site.answers["/robots.txt"] = reply

    assert visit(open_site.url("/a")).content == PAGE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(answer(b"", status="503 Service Unavailable"), id="out of order"),
        pytest.param(answer(b"", status="429 Too Many Requests"), id="too many requests"),
        pytest.param(answer(b"#" * 600_000, "Content-Type: text/plain"), id="too large"),
        pytest.param(b"", id="no answer"),
    ],
)
def test_while_the_robots_txt_cannot_be_had_nothing_is_read(open_site, reply):
    open_site.answers["/robots.txt"] = reply

    error = refused(open_site)

    assert (error.reason_code, isinstance(error, Refused)) == ("robots_unavailable", False)
    assert asked(open_site) == ["/robots.txt"]
    assert seconds_until_free(open_site.host) > 20
    assert isinstance(refused(open_site), Busy)


@pytest.mark.django_db
def test_a_host_of_one_s_own_is_not_asked_for_its_robots_txt(open_site, settings):
    settings.IGNORE_ROBOTS_HOSTS = [open_site.host]

    visit(open_site.url("/a"))

    assert asked(open_site) == ["/a"]


@pytest.mark.django_db
def test_after_a_visit_the_host_has_its_pause(open_site, settings):
    visit(open_site.url("/a"))
    settings.POLITE_PAUSE_SECONDS = 40
    visit(open_site.url("/a"))

    error = refused(open_site)

    assert isinstance(error, Busy)
    assert error.until == Host.objects.get().free_at
    assert 30 < seconds_until_free(open_site.host) <= 40
    assert asked(open_site) == ["/robots.txt", "/a", "/a"]


@pytest.mark.django_db
@pytest.mark.parametrize(("asked_for", "kept"), [("20", 20), ("99999", 60)])
def test_the_pause_is_as_long_as_the_robots_txt_asks_within_reason(open_site, asked_for, kept):
    open_site.answers["/robots.txt"] = robots(f"Crawl-delay: {asked_for}")

    with pytest.raises(Busy):
        visit(open_site.url("/a"))

    assert kept - 10 < seconds_until_free(open_site.host) <= kept
    Host.objects.update(free_at=None)
    assert visit(open_site.url("/a")).content == PAGE
    assert kept - 10 < seconds_until_free(open_site.host) <= kept


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_server_is_left_alone_for_as_long_as_it_asks(open_site, status):
    open_site.answers["/a"] = answer(b"", "Retry-After: 300", status=status)

    assert refused(open_site).retry_after == 300
    assert 290 < seconds_until_free(open_site.host) <= 300
    assert isinstance(refused(open_site, "/b"), Busy)


@pytest.mark.django_db
def test_a_host_in_trouble_is_left_alone_for_longer_each_time(open_site):
    open_site.answers["/a"] = answer(b"", status="502 Bad Gateway")
    waits = []

    for _ in range(3):
        refused(open_site)
        waits.append(seconds_until_free(open_site.host))
        Host.objects.update(free_at=None)

    assert [20 < waits[0] <= 30, 40 < waits[1] <= 60, 80 < waits[2] <= 120] == [True] * 3
    assert Host.objects.get().failures == 3
    open_site.answers["/a"] = answer(PAGE)
    visit(open_site.url("/a"))
    assert Host.objects.get().failures == 0


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_no_trouble_of_its_host(open_site):
    open_site.answers["/a"] = answer(b"", status="404 Not Found")

    assert refused(open_site).status == 404
    assert Host.objects.get().failures == 0


@pytest.mark.django_db
def test_a_turn_that_a_dead_worker_held_runs_out(open_site):
    Host.objects.create(name=open_site.host, lease_until=Now() + timedelta(seconds=100))
    with pytest.raises(Busy):
        visit(open_site.url("/a"), patience=0)
    Host.objects.update(lease_until=Now() - timedelta(seconds=1))

    assert visit(open_site.url("/a")).content == PAGE


@pytest.mark.django_db
def test_a_redirect_takes_a_turn_at_the_other_host_as_well(open_site, second_site):
    second_site.answers |= {"/robots.txt": ABSENT, "/b": answer(PAGE)}
    open_site.answers["/a"] = redirect(second_site.url("/b"))

    assert visit(open_site.url("/a")).address == second_site.url("/b")

    assert asked(second_site) == ["/robots.txt", "/b"]
    assert Host.objects.filter(free_at=None).count() == 0
    Host.objects.filter(name=second_site.host).update(free_at=Now() + timedelta(hours=1))
    assert isinstance(refused(open_site), Busy)
    assert len(second_site.requests) == 2
    assert seconds_until_free(open_site.host) <= 0


@pytest.mark.django_db
def test_trouble_is_that_of_the_host_that_was_asked_last(open_site, second_site):
    second_site.answers |= {"/robots.txt": ABSENT, "/b": answer(b"", status="500 Oh")}
    open_site.answers["/a"] = redirect(second_site.url("/b"))

    refused(open_site)

    assert dict(Host.objects.values_list("name", "failures")) == {
        open_site.host: 0,
        second_site.host: 1,
    }


class Busyness:
    """Notes when a server is asked, and how many requests were under way at once."""

    def __init__(self) -> None:
        self.begun: list[float] = []
        self.ended: list[float] = []
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()

    def answers(self) -> Iterator[bytes]:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            self.begun.append(time.monotonic())
        time.sleep(0.02)
        with self._lock:
            self._now -= 1
            self.ended.append(time.monotonic())
        yield answer(PAGE)


class Each:
    """An answer that is made anew for each request."""

    def __init__(self, make: Callable[[], Iterator[bytes]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[bytes]:
        return self._make()


@pytest.mark.django_db(transaction=True)
def test_many_workers_visit_a_host_one_at_a_time_with_a_pause_between(open_site, settings):
    pause = settings.POLITE_PAUSE_SECONDS = 0.05
    seen = Busyness()
    open_site.answers["/a"] = Each(seen.answers)
    visits: list[bool] = []

    def work() -> None:
        try:
            for _ in range(5):
                try:
                    visit(open_site.url("/a"), patience=0.2)
                    visits.append(True)
                except Busy:
                    visits.append(False)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(visits) == 30
    assert visits.count(True) == len(seen.begun) > 2
    assert seen.most == 1
    pauses = [begin - end for begin, end in zip(seen.begun[1:], seen.ended, strict=False)]
    assert min(pauses) >= pause
    assert Host.objects.get().lease_until is None


@pytest.mark.django_db
def test_a_process_that_is_to_end_asks_no_server_and_holds_none(open_site, monkeypatch):
    closing = threading.Event()
    closing.set()
    monkeypatch.setattr("events.ingestion.visits.closing", closing)

    with pytest.raises(Busy) as busy:
        visit(open_site.url("/a"))

    assert asked(open_site) == []
    assert Host.objects.get().lease_until is None
    assert busy.value.until <= timezone.now()

"""Changes as they happen, over a socket, by a server as the site is served."""

import http.client
import json
import os
import subprocess
import sys
import time

import pytest
import pytest_socket
from django.db import connection

from people.models import Status
from tests.events.api.test_changes import settle
from tests.factories import CompanyFactory
from tests.running import free_port
from tests.settings import BASE_DIR

PATIENCE_SECONDS = 40
OPENED: list[http.client.HTTPConnection | http.client.HTTPResponse] = []
"""What a test has opened, to be closed after it."""


@pytest.fixture
def site(transactional_db):
    """The address of a web server on this test's database."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    port, told = free_port(), connection.get_connection_params()
    url = f"postgres://{told['user']}@/{told['dbname']}?host={told['host']}"
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", "tracker.wsgi:application", "--interface", "wsgi",
         "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "4"],
        cwd=BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tracker.settings", "DATABASE_URL": url,
             "STREAMS": "2", "REDIS_URL": "unix:///nonexistent", "SECRET_KEY": "x" * 50},
    )  # fmt: skip
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            get(port, "/healthz").read()
            break
        except OSError:
            time.sleep(0.2)
    yield port
    while OPENED:
        OPENED.pop().close()
    process.terminate()
    process.wait(30)


def get(port, path, **headers):
    opened = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    OPENED.append(opened)
    opened.request("GET", path, headers=headers)
    response = opened.getresponse()
    OPENED.append(response)
    return response


def stream(port, query="", **headers):
    accept = {"Accept": "text/event-stream"}
    return get(port, f"/api/v1/changes/stream/{query}", **accept, **headers)


def events(answer, count):
    """The next so many blocks, by field."""
    found: list[dict[str, str]] = []
    while len(found) < count:
        block = {}
        while line := answer.readline().decode().rstrip("\n"):
            name, _, value = line.partition(": ")
            block[name] = value
        found.append(block)
    return found


def company(name):
    CompanyFactory(name_en="", name_zh=name, status=Status.PUBLISHED)
    settle()


def test_changes_come_as_they_happen_and_a_second_stream_goes_on_where_the_first_ended(site):
    first = stream(site)
    assert first.status == 200
    assert first.headers["Content-Type"].startswith("text/event-stream")
    (head,) = events(first, 1)
    assert head["retry"] == "2000"
    company("智谱")
    (told,) = events(first, 1)
    assert told["event"] == "change"
    assert json.loads(told["data"])["data"]["names"]["zh"] == "智谱"
    assert json.loads(told["data"])["cursor"] == told["id"]
    first.close()

    company("月之暗面")
    second = stream(site, "?since=now", **{"Last-Event-ID": told["id"]})
    names = {json.loads(block["data"])["data"]["names"]["zh"] for block in events(second, 2)[1:]}
    rest = json.loads(get(site, f"/api/v1/changes/?since={told['id']}").read())["results"]
    assert names <= {change["data"]["names"]["zh"] for change in rest}
    second.close()


def test_one_that_comes_back_without_having_heard_anything_misses_nothing(site):
    first = stream(site)
    (head,) = events(first, 1)
    first.close()
    company("智谱")
    second = stream(site, **{"Last-Event-ID": head["id"]})
    assert json.loads(events(second, 2)[1]["data"])["what"] == "published"
    second.close()


def test_streams_are_few_and_leave_threads_for_everybody_else(site):
    streams = [stream(site) for _ in range(2)]
    for each in streams:
        events(each, 1)
    third = stream(site)
    assert third.status == 503
    assert third.headers["Retry-After"] == "60"
    assert json.loads(third.read())["errors"][0]["code"] == "too_many_streams"
    begun = time.monotonic()
    for _ in range(10):
        assert get(site, "/api/v1/companies/").status == 200
    assert time.monotonic() - begun < 10
    for each in streams:
        each.close()


@pytest.mark.django_db(transaction=True)
def test_a_stream_that_is_never_read_gives_its_place_back(client, settings):
    settings.STREAMS = 1
    for _ in range(3):
        answer = client.get("/api/v1/changes/stream/")
        assert answer.status_code == 200
        answer.close()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?since=昨天", "?subject=x", "?page_size=3"])
def test_a_mistake_is_told_as_elsewhere(client, query):
    answer = client.get(f"/api/v1/changes/stream/{query}", headers={"accept": "text/event-stream"})
    assert answer.status_code == 400
    assert answer.json()["errors"]

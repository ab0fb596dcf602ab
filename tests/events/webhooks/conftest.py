"""A server on this machine that webhooks post to, and keeps what it was sent."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import pytest_socket
from standardwebhooks import Webhook as Verifier

from events.models import Webhook
from events.webhooks import actions, delivering
from events.webhooks.actions import Wishes
from people.models.change import Place
from tests.events.api.test_changes import settle
from tests.factories import MemberFactory


class Receiver:
    """What arrived, and what is answered: `answers` one after the other, then 200."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.address = f"http://{self.host}/消息?from=智谱"
        self.secret = ""
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.gate = threading.Event()
        self.gate.set()

    def take(self, headers, body):
        """The answer to a request: status, headers, content."""
        self.gate.wait(30)
        self.requests.append((headers, body))
        if self.answers:
            return self.answers.pop(0)
        told = json.loads(body)
        return (200, {}, told["data"].get("challenge", "谢谢").encode())

    @property
    def messages(self):
        """What was sent, each verified by its signature."""
        verifier = Verifier(self.secret)
        return [verifier.verify(body, headers) for headers, body in self.requests]

    @property
    def ids(self):
        return [headers["webhook-id"] for headers, body in self.requests]

    @property
    def changes(self):
        return [
            change
            for told in self.messages
            if told["type"] == "changes"
            for change in told["data"]["changes"]
        ]

    def forget(self):
        self.requests.clear()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    receiver: Receiver


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, more, content = self.server.receiver.take(headers, body)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **more}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Nothing is printed."""


@pytest.fixture
def make_receiver(monkeypatch, transactional_db) -> Iterator[Callable[[], Receiver]]:
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    servers: list[_Server] = []

    def make() -> Receiver:
        server = _Server(("127.0.0.1", 0), _Handler)
        server.receiver = Receiver(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        servers.append(server)
        hosts = ",".join(each.receiver.host for each in servers)
        monkeypatch.setenv("FETCH_ALLOW_HOSTS", hosts)
        return server.receiver

    yield make
    for server in servers:
        server.receiver.gate.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def receiver(make_receiver):
    return make_receiver()


@pytest.fixture
def owner(transactional_db):
    return MemberFactory(email="owner@example.org")


@pytest.fixture
def subscribe(owner):
    """A webhook that its receiver has confirmed, and that knows of nothing yet."""

    def make(receiver, since=None, **wishes) -> Webhook:
        settle()
        webhook, receiver.secret = actions.subscribe(
            Wishes(receiver.address, **wishes), by=owner, since=since
        )
        deliver(webhook, patiently=False)
        receiver.forget()
        return webhook

    return make


@pytest.fixture
def webhook(subscribe, receiver):
    return subscribe(receiver)


def deliver(webhook, *, patiently=True):
    """What a worker does when it is asked to."""
    if patiently:
        settle()
    delivering.deliver(webhook.pk)
    webhook.refresh_from_db()
    return webhook


def at_once(webhook):
    """As if the pause before the next try were over."""
    Webhook.objects.filter(pk=webhook.pk).update(next_try_at=None)
    return deliver(webhook)


BEGINNING = Place(0, 0)

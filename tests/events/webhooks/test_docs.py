"""The receiver of docs/webhooks.md, run as it stands there."""

import re
import threading
from http.server import HTTPServer
from typing import Any

import pytest_socket

from events.webhooks import actions
from events.webhooks.actions import Wishes
from people.models import Status
from tests.events.api.test_changes import record, settle
from tests.events.webhooks.conftest import BEGINNING, deliver
from tests.factories import CompanyFactory, event_of
from tests.settings import BASE_DIR


def test_the_receiver_of_the_docs_confirms_itself_and_keeps_a_copy(client, owner, monkeypatch):
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    page = (BASE_DIR / "docs" / "webhooks.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    example: dict[str, Any] = {"__name__": "example"}
    exec(compile(code, "docs/webhooks.md", "exec"), example)  # noqa: S102  # our own page
    example["Receiver"].log_message = lambda *_: None
    server = HTTPServer(("127.0.0.1", 0), example["Receiver"])
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    monkeypatch.setenv("FETCH_ALLOW_HOSTS", host)
    webhook, secret = actions.subscribe(Wishes(f"http://{host}/"), by=owner, since=BEGINNING)
    deliver(webhook)
    assert webhook.state == "unconfirmed", "the example does not know the secret yet"

    example["SECRET"] = secret
    zhipu = CompanyFactory(name_zh="智谱", status=Status.PUBLISHED)
    event_of(("company", zhipu), kind="funding", quote="智谱完成融资。")
    settle()
    type(webhook).objects.update(tested_at=None)
    actions.ask_for_test(webhook, by=owner)
    deliver(webhook)
    server.shutdown()
    server.server_close()

    site = {"HTTP_HOST": "localhost:8000"}
    client.defaults |= site
    assert webhook.state == "working"
    assert example["copy"] == record(client)

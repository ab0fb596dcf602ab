import re
import time
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.db.models.functions import Now

from events import outbox
from events.following import digests
from events.following.letters import SENDERS
from events.models import Subscription
from events.voice import guard
from people.models import Change, Status
from people.models.change import oldest_running
from tests.factories import CompanyFactory

PATIENCE_SECONDS = 30
HOME = "http://localhost:8000"


@pytest.fixture(autouse=True)
def in_time(monkeypatch, settings):
    """Forms may be sent as soon as they are opened, and as many as a test needs."""
    monkeypatch.setattr(guard, "YOUNGEST_SECONDS", -1)
    settings.VOICE_RATE = ""


@pytest.fixture
def zhipu(db):
    return CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱", status=Status.PUBLISHED)


def relay():
    """Send what is due, and hand over the letters."""
    mail.outbox = []
    while outbox.relay(SENDERS):
        pass
    return mail.outbox


def link_in(letter):
    (link,) = re.findall(rf"{HOME}(/\w\w/following/\S+)", letter.body)
    return link


@pytest.fixture
def ask(client):
    """Fills in the form at an address, as a browser does."""

    def send(address="/zh/follow/", email="li@example.org", every="day"):
        page = client.get(address).content.decode()
        fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        hidden = {name: unescape(value) for name, value in fields}
        return client.post(address, {**hidden, "email": email, "every": every})

    return send


@pytest.fixture
def follower(client, ask):
    """Somebody who asked and confirmed."""

    def confirmed(address="/zh/follow/", email="li@example.org", **options):
        ask(address, email, **options)
        (letter,) = relay()
        client.post(link_in(letter))
        return Subscription.objects.get(email=email)

    return confirmed


def settle():
    """Wait until nothing that runs can come before what is written: other databases count too."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while Change.objects.filter(transaction__gte=oldest_running()).exists():
        assert time.monotonic() < deadline, "another transaction never ends"
        time.sleep(0.02)


def morning():
    """It is time for all letters; hand over those that are sent."""
    settle()
    Subscription.objects.exclude(next_at=None).update(next_at=Now() - timedelta(seconds=1))
    digests.send_due()
    return relay()

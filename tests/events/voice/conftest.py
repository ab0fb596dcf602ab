import re
from html import unescape

import pytest

from events.voice import guard
from people.models import Status
from people.roles import Role
from tests.factories import CompanyFactory, MemberFactory


@pytest.fixture
def in_time(monkeypatch):
    """Forms may be sent as soon as they are opened."""
    monkeypatch.setattr(guard, "YOUNGEST_SECONDS", -1)


@pytest.fixture
def zhipu(db):
    return CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱", status=Status.PUBLISHED)


@pytest.fixture
def editor(db):
    return MemberFactory(username="chen", role=Role.EDITOR)


@pytest.fixture
def other_editor(db):
    return MemberFactory(username="lin", role=Role.EDITOR)


@pytest.fixture
def form_at(client):
    """Opens a form as a browser does, and gives what it would send."""

    def open_form(address):
        page = client.get(address).content.decode()
        fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        return {name: unescape(value) for name, value in fields}

    return open_form

"""The two addresses that watch over a site."""

from pathlib import Path

import pytest
import redis
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from tracker.checks import broker_keeps_messages


@pytest.fixture
def evicting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests work with the broker, so that it is only said to evict."""
    info = redis.Redis.info

    def told(self: redis.Redis, section: str) -> dict[str, object]:
        return info(self, section) | {"maxmemory_policy": "allkeys-lru"}

    monkeypatch.setattr(redis.Redis, "info", told)


def test_healthz_answers_without_asking_anyone(client: Client) -> None:
    response = client.get("/healthz")  # the database is out of bounds to this test

    assert response.status_code == 200
    assert response.content == b"ok"
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_ok_while_every_part_answers(client: Client, broker: str) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "ok"}


@pytest.mark.django_db
def test_readyz_names_a_broker_that_is_away(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.REDIS_URL = f"unix://{tmp_path}/nothing.sock"

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "ok", "broker": "unreachable"}


@pytest.mark.django_db
def test_readyz_names_a_database_that_is_away(
    client: Client, broker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "unreachable", "broker": "ok"}


@pytest.mark.django_db
def test_readyz_names_a_broker_that_evicts(client: Client, broker: str, evicting: None) -> None:
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "ok", "broker": "evicts"}


def test_an_evicting_broker_is_an_error_of_the_deployment(broker: str, evicting: None) -> None:
    (error,) = broker_keeps_messages(None)

    assert error.id == "tracker.E004"
    assert "noeviction" in str(error.hint)


def test_a_broker_that_keeps_all_messages_is_none(broker: str) -> None:
    assert broker_keeps_messages(None) == []

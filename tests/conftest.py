"""The fixtures and hooks of the whole suite."""

import contextlib

import pytest
from django.conf import settings

from tracker import services


def pytest_configure(config: pytest.Config) -> None:
    """Share the test servers with runs at the same time; the last one to end stops them."""
    is_xdist_worker = hasattr(config, "workerinput")
    if is_xdist_worker:
        return
    stack = contextlib.ExitStack()
    stack.enter_context(services.session())
    config.add_cleanup(stack.close)


@pytest.fixture
def broker() -> str:
    """The address of a running broker."""
    return settings.REDIS_URL if not settings.EMBEDDED_BROKER else services.ensure_valkey()

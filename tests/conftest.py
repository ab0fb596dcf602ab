"""The fixtures and hooks of the whole suite."""

import contextlib
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation

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


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins in English: a page leaves its language active for the whole thread."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Each test counts for itself: rolled back, two records can look the same to the cache."""
    caches["requests"].clear()


@pytest.fixture(autouse=True)
def own_names() -> None:
    """Each test looks for the names of its own record."""
    from events.ingestion.names import names

    names.forget()

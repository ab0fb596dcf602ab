from collections.abc import Iterator

import pytest

from tests.provider import Provider, serving


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A server of language models on this machine, which answers what a test tells it to."""
    with serving() as provider:
        yield provider

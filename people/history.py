"""What the history tells of a change: said once for a whole transaction."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def deed(**told: Any) -> Iterator[None]:
    """One transaction whose changes stand in the history as one deed, with what is told of it.

    As `pghistory.context` in a transaction, which sends the same before every single statement.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        _tell(str(uuid.uuid4()), json.dumps(told))
        yield
        if not is_outermost and not transaction.get_rollback():
            _tell("", "")


def _tell(context: str, metadata: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            [context, metadata],
        )

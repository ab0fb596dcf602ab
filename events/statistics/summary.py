"""The summary that statistics are read from, kept true by PostgreSQL itself.

Rows of Summand are signed entries of a ledger: what they come to is the statistics. Statement
triggers of events_card add, in the transaction that changes cards, what the new cards count for
and take away what the old ones did. As no row is ever changed, two who change events of one month
never wait for each other; `fold` puts rows of one kind together from time to time, which changes
no sum. What a card counts for is said once, by the function events_summand_of in the database.
"""

from __future__ import annotations

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from events.models.summand import KEYS, MEASURES

_ALONE = 7_301_043
"""The key of the lock under which one at a time folds or mends."""

_KEYS = ", ".join(KEYS)
_MEASURES = ", ".join(MEASURES)
_SUMS = ", ".join(f"sum({measure}) AS {measure}" for measure in MEASURES)
_NEGATIVE = ", ".join(f"-{measure}" for measure in MEASURES)
_IS_SOMETHING = " OR ".join(f"sum({measure}) <> 0" for measure in MEASURES)

DIFFERENCES = f"""
SELECT {_KEYS}, {_SUMS} FROM (
    SELECT {_KEYS}, {_MEASURES} FROM events_card c
     CROSS JOIN LATERAL events_summand_of(c.data, c.date, c.amount_usd, 1) WHERE c.published
    UNION ALL
    SELECT {_KEYS}, {_NEGATIVE} FROM events_summand) AS either
GROUP BY {_KEYS} HAVING {_IS_SOMETHING}
"""  # noqa: S608 - the names are ours
"""What has to be added to the summary to make it equal to the cards: nothing, while it is true."""

_MEND = f"INSERT INTO events_summand ({_KEYS}, {_MEASURES}) {DIFFERENCES}"
_FOLD = f"""
WITH several AS (
    SELECT {_KEYS} FROM events_summand GROUP BY {_KEYS} HAVING count(*) > 1
), taken AS (
    DELETE FROM events_summand USING several
     WHERE ({", ".join(f"events_summand.{key}" for key in KEYS)})
         = ({", ".join(f"several.{key}" for key in KEYS)})
    RETURNING {", ".join(f"events_summand.{name}" for name in (*KEYS, *MEASURES))}
), put_back AS (
    INSERT INTO events_summand ({_KEYS}, {_MEASURES})
    SELECT {_KEYS}, {_SUMS} FROM taken GROUP BY {_KEYS} HAVING {_IS_SOMETHING}
)
SELECT count(*) FROM taken
"""  # noqa: S608


def fold() -> int:
    """Put rows that count alike into one; how many rows were put together.

    What is taken away and put back is one statement, so that every reader sees the same sums.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        _alone(cursor)
        cursor.execute(_FOLD)
        (taken,) = cursor.fetchone() or (0,)
        return int(taken)


def mend() -> int:
    """Make the summary equal to the cards, whatever happened to it; how many sums were wrong.

    What is missing is reckoned from one snapshot and added like any other change, so that nobody
    has to stop working meanwhile.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        _alone(cursor)
        cursor.execute(_MEND)
        return int(cursor.rowcount)


def _alone(cursor: CursorWrapper) -> None:
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ALONE])

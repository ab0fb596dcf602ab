"""A timeline as Parquet: the columns of the table, typed, written a group of rows at a time."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from events.channels.table import COLUMNS, ROWS_AT_ONCE, cells
from events.models import EventQuerySet
from events.models.vocabulary import Role
from events.words import Language
from people.paging import page_of

if TYPE_CHECKING:
    import pyarrow as pa

IS_INSTALLED = importlib.util.find_spec("pyarrow") is not None
"""The library is large, and optional: `requirements-parquet.txt`."""
WHOLE = ("id", "articles", "origins", "headcount", "parameters")
DATES = ("date", "date_end")
SUMS = tuple(
    f"{name}_{part}" for name in ("amount", "valuation") for part in ("low", "high", "usd")
)
FRACTIONS = (*SUMS, "stake", "share", "value")


class _Sink:
    """A file whose bytes are taken away as they are written."""

    closed = False

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: Any) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Everything written is taken already."""

    def close(self) -> None:
        self.closed = True

    def take(self) -> bytes:
        taken = b"".join(self.pieces)
        self.pieces.clear()
        return taken


def parquet(events: EventQuerySet, language: Language, site: str) -> Iterator[bytes]:
    """The events in their order, read by key; the file's bytes in pieces."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema, sink = schema_of(), _Sink()
    rows, cursor = events.select_related("card"), None
    with ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        while True:
            page = page_of(rows, cursor=cursor, size=ROWS_AT_ONCE)
            told = [_typed(cells(event.card.data, language, site)) for event in page.rows]
            writer.write_table(pa.Table.from_pylist(told, schema))
            yield sink.take()
            if not (cursor := page.next):
                break
    yield sink.take()


def schema_of() -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(name, _type(pa, name)) for name in COLUMNS])


def _type(pa: Any, name: str) -> Any:
    if name in Role.values:
        return pa.list_(pa.string())
    if name == "commercial_use":
        return pa.bool_()
    for names, known in (
        (WHOLE, pa.int64()),
        (DATES, pa.date32()),
        (FRACTIONS, pa.float64()),
    ):
        if name in names:
            return known
    return pa.string()


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, **{name: date.fromisoformat(told[name]) for name in DATES}}

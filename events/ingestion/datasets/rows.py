"""The bytes of a data set -> its rows, one after another, in whatever format it is. Pure.

A row is its number as people count (the header is the first line), its cells by column, and what is
wrong with it, if anything.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from events.ingestion.charset import decode
from events.ingestion.datasets.cells import Cells, is_empty
from events.ingestion.datasets.mapping import RowMapping
from events.ingestion.errors import Unreadable
from events.ingestion.text import one_line

MOST_COLUMNS = 1_000
MOST_CHARACTERS_IN_A_CELL = 200_000
DELIMITERS = (",", "\t", ";", "|")
_SAMPLE = 64_000


class Row(NamedTuple):
    number: int
    cells: Cells
    problem: str = ""


class Table(NamedTuple):
    """The rows of a data set, of which some formats tell the number before they are read."""

    rows: Iterator[Row]
    format: str
    columns: Sequence[str] = ()
    total: int | None = None


def format_of(content: bytes, name: str) -> str:
    """What the file is, by its name and else by how it begins."""
    ending = name.lower().partition("?")[0].rpartition(".")[2]
    formats = {
        "csv": "csv", "tsv": "csv", "tab": "csv", "txt": "csv", "json": "json", "jsonl": "jsonl",
        "ndjson": "jsonl", "xlsx": "xlsx", "md": "markdown", "markdown": "markdown",
    }  # fmt: skip
    start = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if content.startswith(b"PK\x03\x04"):
        return "xlsx"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("The file is an old Excel file: save it as .xlsx or .csv.")
    if start[:1] in (b"{", b"[") and formats.get(ending) not in ("csv", "markdown"):
        return "jsonl" if _is_lines(content) else "json"
    return formats.get(ending, "csv")


def _is_lines(content: bytes) -> bool:
    """Whether each line is a JSON object of its own."""
    lines = [line for line in content[:200_000].splitlines()[:3] if line.strip()]
    return (
        len(lines) > 1
        and all(line.startswith(b"{") for line in lines[:2])
        and (lines[0].rstrip().endswith(b"}"))
    )


def read_table(content: bytes, mapping: RowMapping, *, form: str, charset: str = "") -> Table:
    """The rows of a data set, or `Unreadable` and why."""
    if not content.strip():
        raise Unreadable("The file is empty.")
    return _READERS[form](content, mapping, charset)


def _delimited(content: bytes, mapping: RowMapping, charset: str) -> Table:
    csv.field_size_limit(MOST_CHARACTERS_IN_A_CELL)
    text = decode(content, declared=charset)
    if text.count("\0") > 0:
        raise Unreadable("The file holds binary data (NUL bytes), not a table.")
    mark = mapping.delimiter or delimiter_of(text)
    total = sum(1 for cells in _records(text, mark) if _has_something(cells[1])) - 1
    records = _records(text, mark)
    for number, header in records:
        if _has_something(header):
            columns = checked(header, mapping)
            return Table(_in_columns(records, columns), "csv", columns, total)
        if number > 100:
            break
    raise Unreadable("The file has no header: its first line must name the columns.")


def _records(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    """The records with the number of the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    begins = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(
                f"Line {begins} cannot be read ({error}): is a quotation mark not closed?"
            ) from None
        yield begins, record
        begins = reader.line_num + 1


def delimiter_of(text: str) -> str:
    """The mark between two cells: the one that cuts the first lines into most equal parts."""
    sample = text[:_SAMPLE]
    best, best_score = ",", 0.0
    for mark in DELIMITERS:
        lengths: Counter[int] = Counter()
        try:
            for _, record in _records(sample, mark):
                if _has_something(record):
                    lengths[len(record)] += 1
                if lengths.total() >= 50:
                    break
        except Unreadable:
            pass  # the sample ends in the middle of a cell
        if not lengths:
            continue
        length, count = lengths.most_common(1)[0]
        score = (length > 1) * count / lengths.total() * min(length, 10)
        if score > best_score:
            best, best_score = mark, score
    return best


def checked(header: Sequence[object], mapping: RowMapping) -> list[str]:
    """The names of the columns, or `Unreadable` if the mapping reads one that is not there."""
    if len(header) > MOST_COLUMNS:
        raise Unreadable(f"The table has more than {MOST_COLUMNS:,} columns.")
    columns: list[str] = []
    for number, cell in enumerate(header, start=1):
        name = one_line(str(cell if cell is not None else "")) or f"column {number}"
        columns.append(name if name not in columns else f"{name} ({number})")
    for missing in (name for name in mapping.needed if name not in columns):
        raise Unreadable(missing_column(missing, columns))
    return columns


def missing_column(name: str, columns: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, columns, 1, 0.6)
    hint = f" Is it “{near[0]}”?" if near else ""
    shown = ", ".join(f"“{column}”" for column in columns[:40])
    return f"The file has no column “{name}” that the mapping reads.{hint} It has {shown}."


def _in_columns(
    records: Iterable[tuple[int, Sequence[object]]], columns: Sequence[str]
) -> Iterator[Row]:
    width = len(columns)
    for number, record in records:
        if not _has_something(record):
            continue
        problem = ""
        if len(record) > width and _has_something(record[width:]):
            problem = (
                f"it has {len(record)} cells and the header {width}: "
                "is a cell with a separator in it not quoted?"
            )
        yield Row(number, dict(zip(columns, record, strict=False)), problem)


def _has_something(record: Sequence[object]) -> bool:
    return not all(map(is_empty, record))


def _json(content: bytes, mapping: RowMapping, charset: str) -> Table:
    from events.ingestion.datasets.documents import json_rows

    return Table(json_rows(content, mapping.items), "json")


def _json_lines(content: bytes, mapping: RowMapping, charset: str) -> Table:
    from events.ingestion.datasets.documents import line_rows

    text = decode(content, declared=charset)
    return Table(
        line_rows(text), "jsonl", total=sum(1 for line in text.split("\n") if line.strip())
    )


def _workbook(content: bytes, mapping: RowMapping, charset: str) -> Table:
    from events.ingestion.datasets.workbooks import sheet_records

    records, total = sheet_records(content, mapping.sheet)
    for _, header in records:
        if _has_something(header):
            columns = checked(header, mapping)
            return Table(_in_columns(records, columns), "xlsx", columns, total)
    raise Unreadable("The sheet is empty: its first row must name the columns.")


def _markdown(content: bytes, mapping: RowMapping, charset: str) -> Table:
    from events.ingestion.datasets.markdown import tables

    found = list(tables(decode(content, declared=charset)))
    fitting = [table for table in found if set(mapping.needed) <= set(table.columns)]
    if not fitting:
        if not found:
            raise Unreadable("The page has no table.")
        checked(found[0].columns, mapping)
    rows = (row for table in fitting for row in _in_columns(table.records, table.columns))
    total = sum(len(table.records) for table in fitting)
    return Table(rows, "markdown", fitting[0].columns, total)


_READERS: dict[str, Callable[[bytes, RowMapping, str], Table]] = {
    "csv": _delimited,
    "json": _json,
    "jsonl": _json_lines,
    "xlsx": _workbook,
    "markdown": _markdown,
}

"""The rows of JSON and of lines of JSON, read as a stream and never nested too deeply. Pure."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import ijson

from events.ingestion.charset import decode
from events.ingestion.datasets.cells import Cells
from events.ingestion.datasets.rows import Row
from events.ingestion.errors import Unreadable

DEEPEST = 32
_TOO_DEEP = f"it is nested more than {DEEPEST} levels deep"


def json_rows(content: bytes, items: str) -> Iterator[Row]:
    """The objects of a list, or what `items` leads to: `data`, or `entities.*` for each value.

    A document that is one object, and for which nothing is said, is one row.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        content.decode()
    except UnicodeDecodeError:
        content = decode(content).encode()
    is_list = content.lstrip()[:1] == b"["
    found = False
    number = 0
    for value in _values(content, "item" if is_list else items):
        found = True
        for cells in value if isinstance(value, list) else [value]:
            number += 1
            yield _row(number, cells)
    if not found:
        raise Unreadable(
            f"The JSON has nothing at “{items}”: say with “items” where its rows are."
            if items
            else "The JSON holds no rows."
        )


def _values(content: bytes, items: str) -> Iterator[Any]:
    """Each value whose path is the wanted one; a star stands for any key."""
    steps = (r"[^.]+" if step == "*" else re.escape(step) for step in items.split("."))
    wanted = re.compile(r"\.".join(steps))
    builder: Any = None
    depth = 0
    top = 0
    try:
        for prefix, event, value in ijson.parse(io.BytesIO(content), use_float=True):
            if event in ("end_map", "end_array"):
                depth -= 1
            if builder is None and event != "map_key" and wanted.fullmatch(prefix):
                builder, top = ijson.ObjectBuilder(), depth
            if builder is not None:
                builder.event(event, value)
            if event in ("start_map", "start_array"):
                depth += 1
                if depth > DEEPEST:
                    raise Unreadable(f"The JSON cannot be taken: {_TOO_DEEP}.")
            elif builder is not None and depth == top and event != "map_key":
                yield builder.value
                builder = None
    except ijson.JSONError as error:
        raise Unreadable(f"The JSON is broken: {str(error).splitlines()[0][:150]}.") from None


def line_rows(text: str) -> Iterator[Row]:
    """One object a line. A line that is none is a row with a problem, not the end."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except RecursionError:
            yield Row(number, {"line": line[:200]}, f"{_TOO_DEEP}.")
        except ValueError as error:
            yield Row(number, {"line": line[:200]}, f"it is not JSON: {error}.")
        else:
            yield _row(number, value)


def _row(number: int, value: Any) -> Row:
    if not isinstance(value, dict):
        return Row(number, {"value": str(value)[:200]}, "it is no JSON object.")
    if _depth(value) > DEEPEST:
        return Row(number, {"value": str(value)[:200]}, f"{_TOO_DEEP}.")
    cells: Cells = value
    return Row(number, cells)


def _depth(value: Any) -> int:
    """How deeply a value is nested, counted level by level: no recursion, whatever comes."""
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        depth += 1
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
    return depth

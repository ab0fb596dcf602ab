"""A cell of a data set as text, and the way to one inside nested JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from events.ingestion.text import one_line

Cells = Mapping[str, Any]
"""A row: its cells by column. A cell is text, a number, a boolean, nothing, a list or a mapping."""

EACH = "each"
"""The first step of a path into the item of a list for which a fact is told."""


def text_of(cell: Any) -> str:
    """What a cell says, on one line."""
    match cell:
        case None:
            return ""
        case str():
            return one_line(cell)
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case int() | float():
            return str(cell)
        case _:
            return one_line(json.dumps(cell, ensure_ascii=False))


def look_up(cells: Cells, path: str) -> Any:
    """The cell of a column, or what a dotted path leads to: `claims.P108.0.rank`, else None."""
    if path in cells:
        return cells[path]
    here: Any = cells
    for step in path.split("."):
        match here:
            case Mapping():
                here = here.get(step)
            case list() if step.isdecimal() and int(step) < len(here):
                here = here[int(step)]
            case _:
                return None
    return here


def is_empty(cell: Any) -> bool:
    return cell is None or cell in ([], {}) or (isinstance(cell, str) and not cell.strip())

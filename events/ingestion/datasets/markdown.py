"""The tables of a Markdown page, as shared lists have them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_CELL_END = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\s*(?:\"[^\"]*\")?\)")
_COMMENT = re.compile(r"<!--.*?-->")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|`|~~")


@dataclass
class MarkdownTable:
    """The columns of a table, and its rows with the number of the line of each."""

    columns: list[str]
    records: list[tuple[int, list[str]]] = field(default_factory=list)


def tables(text: str) -> Iterator[MarkdownTable]:
    """Every table: a row, a line of hyphens under it, and the rows that follow."""
    table: MarkdownTable | None = None
    before = ""
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.strip()
        if "|" not in line:
            if table:
                yield table
            table = None
        elif _RULE.fullmatch(line) and "-" in line and before:
            table = table or MarkdownTable(cells_of(before))
        elif table:
            table.records.append((number, cells_of(line)[: len(table.columns)]))
        before = line if "|" in line else ""
    if table:
        yield table


def cells_of(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [plain(cell) for cell in _CELL_END.split(line)]


def plain(cell: str) -> str:
    """The text of a cell: a link is its words, a comment nothing."""
    cell = _BREAK.sub(" ", _COMMENT.sub("", cell.replace("\\|", "|")))
    return _EMPHASIS.sub("", _LINK.sub(r"\1", cell)).strip()

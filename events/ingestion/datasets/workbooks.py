"""The rows of a sheet of an Excel workbook, read as a stream. Pure; formulas are never computed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from events.ingestion.errors import Unreadable

MOST_BYTES_UNPACKED = 200_000_000
MOST_FILES = 1_000
MOST_TIMES_LARGER = 200
"""What unpacks to so many times its size is made to fill the memory."""

Records = Iterator[tuple[int, list[Any]]]


def sheet_records(content: bytes, sheet: str) -> tuple[Records, int | None]:
    """The records of a sheet with their numbers, and how many there are, where the file says."""
    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, TypeError):
        raise Unreadable("The file is not an Excel workbook that can be read.") from None
    if sheet and sheet not in book.sheetnames:
        names = ", ".join(f"“{name}”" for name in book.sheetnames[:20])
        raise Unreadable(f"The workbook has no sheet “{sheet}”. It has {names}.")
    page = book[sheet] if sheet else book[book.sheetnames[0]]
    if not hasattr(page, "iter_rows"):
        raise Unreadable("The first sheet of the workbook is a chart: name another with “sheet”.")
    page.reset_dimensions()  # what the file claims may be wrong
    rows = enumerate(page.iter_rows(values_only=True), start=1)
    return ((number, [_plain(cell) for cell in row]) for number, row in rows), None


def _check_archive(content: bytes) -> None:
    try:
        files = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unreadable("The file is not an Excel workbook, or is damaged.") from None
    unpacked = sum(file.file_size for file in files)
    is_bomb = unpacked > MOST_TIMES_LARGER * len(content) + 1_000_000
    if len(files) > MOST_FILES or unpacked > MOST_BYTES_UNPACKED or is_bomb:
        raise Unreadable(
            f"The workbook is refused: it would unpack to {unpacked / 1e6:,.0f} MB in "
            f"{len(files):,} files. Save it as CSV if it is honest."
        )


def _plain(cell: Any) -> Any:
    match cell:
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case str() | int() | float() | None:
            return cell
        case _:
            return str(cell)

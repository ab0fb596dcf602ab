"""A sheet as a file, and a file as rows: CSV, Excel or JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from import_export.formats.base_formats import CSV, JSON, XLSX
from tablib import Dataset

from people.actions import Refused

MOST_ROWS = 20_000
MOST_CHANGED = 2_000
MOST_BYTES = 5_000_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FORMATS = {"csv": CSV, "xlsx": XLSX, "json": JSON}


class Line(NamedTuple):
    number: int
    cells: dict[str, str]


def written(columns: list[str], rows: Iterable[list[str]], ending: str) -> bytes:
    """The file. What a spreadsheet would take for a formula gets an apostrophe before it."""
    data = Dataset(headers=columns)
    for row in rows:
        data.append(row if ending == "json" else [_guarded(cell) for cell in row])
    content = FORMATS[ending]().export_data(data)
    if ending == "csv":
        return b"\xef\xbb\xbf" + str(content).encode()  # Excel reads UTF-8 only if it is told so
    return content if isinstance(content, bytes) else str(content).encode()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def read(content: bytes, name: str) -> list[Line]:
    """The rows of a file, the first of which is line 2. Raises Refused for what is none."""
    ending = name.rpartition(".")[2].lower()
    if ending not in FORMATS:
        raise Refused(_("Choose a file that ends in .csv, .xlsx or .json, as an export does."))
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is too large: keep the rows that you have changed."))
    try:
        given = content if ending == "xlsx" else content.decode("utf-8-sig")
        data = FORMATS[ending]().create_dataset(given)
    except UnicodeDecodeError as error:
        raise Refused(_("The file is not in UTF-8: save it as “CSV UTF-8”.")) from error
    except Exception as error:
        raise Refused(
            _("The file cannot be read as .%(ending)s: export it again and change that file.")
            % {"ending": ending}
        ) from error
    headers = [str(header or "").strip() for header in data.headers or []]
    if "id" not in headers:
        raise Refused(
            _("The file has no column “id”: it names a row’s record, and is empty in new ones.")
        )
    if len(data) > MOST_ROWS:
        raise Refused(_("The file has more than %(most)d rows.") % {"most": MOST_ROWS})
    return [
        Line(number, {key: _cell(value) for key, value in zip(headers, row, strict=True)})
        for number, row in enumerate(data, start=2)
    ]


def _cell(value: object) -> str:
    return "" if value is None else _unguarded(str(value).strip())

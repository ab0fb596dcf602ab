import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from events.ingestion.datasets.child import Request, read_in_child
from events.ingestion.datasets.mapping import parse
from events.ingestion.datasets.rows import format_of, read_table
from events.ingestion.errors import Unreadable
from tests.events.ingestion.datasets.samples import (
    HARBOUR,
    HEADER,
    ROUNDS,
    TIDES,
    csv_of,
    with_facts,
)

NAMES = {"name": "names", "key": ["公司"], "facts": [{"fact": "company", "name": "公司"}]}
LONG = "潮汐科技是一家做大模型的公司，来自杭州，今年完成了新的融资，投资方对这家公司的发展很有信心"


def rows_of(content, mapping=ROUNDS, name="rounds.csv"):
    return list(read_table(content, parse(mapping), form=format_of(content, name)).rows)


def cells(content, mapping=ROUNDS, name="rounds.csv"):
    return [dict(row.cells) for row in rows_of(content, mapping, name)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_chinese_table_is_read_in_the_encodings_that_spreadsheets_save(encoding):
    content = csv_of(TIDES, f"3,{LONG},2025,,,").decode().encode(encoding)
    assert [row["公司"] for row in cells(content)] == ["潮汐科技", LONG]


def test_a_table_in_big5_is_read():
    text = (
        "編號,公司\n1,潮汐科技是一家做大模型的公司，來自臺北，今年完成了新的融資，對發展很有信心\n"
    )
    mapping = with_facts({"fact": "company", "name": "公司"}, key=["編號"], headline=[])
    (row,) = cells(text.encode("big5"), mapping)
    assert row["公司"].startswith("潮汐科技是一家")


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(mark):
    content = csv_of(TIDES, HARBOUR).decode().replace(",", mark).encode()
    assert cells(content)[1]["投资方"] == "远帆资本"


def test_a_cell_may_hold_line_breaks_separators_and_quotes():
    content = csv_of('1,"潮汐\n科技,""一部""",2025,,,', HARBOUR)
    rows = rows_of(content, name="a.csv")
    assert rows[0].cells["公司"] == '潮汐\n科技,"一部"'
    assert [row.number for row in rows] == [2, 4]


def test_a_row_with_too_many_cells_is_a_problem_of_its_own():
    rows = rows_of(csv_of(f"{TIDES},多", HARBOUR), name="a.csv")
    assert "it has 7 cells and the header 6" in rows[0].problem
    assert not rows[1].problem


def test_a_column_that_is_not_there_is_named_with_the_one_that_may_be_meant():
    with pytest.raises(Unreadable, match=r"no column “公司”.*Is it “公司名”"):
        cells(csv_of(TIDES, header=HEADER.replace("公司", "公司名")))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (csv_of('1,"潮汐' + "x" * 300_000), "quotation mark not closed"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel"),
    ],
)
def test_what_is_no_table_says_why(content, reason):
    with pytest.raises(Unreadable, match=reason):
        cells(content)


def test_a_workbook_gives_its_rows_with_dates_and_numbers():
    book = Workbook()
    sheet = book.create_sheet("融资", 0)
    sheet.append(HEADER.split(","))
    sheet.append([1, "潮汐科技", date(2025, 3, 4), "B轮", 5000, "远帆资本"])
    file = io.BytesIO()
    book.save(file)
    (row,) = cells(file.getvalue(), name="rounds.xlsx")
    assert (row["日期"], row["金额"], row["公司"]) == ("2025-03-04", 5000, "潮汐科技")
    with pytest.raises(Unreadable, match=r"no sheet “2024”. It has “融资”"):
        cells(file.getvalue(), with_facts(sheet="2024"), name="rounds.xlsx")


def test_a_workbook_that_would_fill_the_memory_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 50_000_000)
    with pytest.raises(Unreadable, match="would unpack to 50 MB"):
        cells(file.getvalue(), name="bomb.xlsx")


def test_json_is_a_list_or_what_items_leads_to_or_lines():
    one = '{"编号": 1, "公司": "潮汐科技"}'
    by_path = with_facts(items="data.rows")
    assert cells(f"[{one}, {one}]".encode(), name="a.json") == 2 * [{"编号": 1, "公司": "潮汐科技"}]
    assert len(cells(f'{{"data": {{"rows": [{one}]}}}}'.encode(), by_path, name="a.json")) == 1
    assert len(cells(f"{one}\n{one}\n".encode(), name="a.jsonl")) == 2
    assert len(cells(f"{one}\n{one}\n".encode(), name="a.json")) == 2
    (row,) = cells(f'[{{"编号": 1, "公司": "{LONG}"}}]'.encode("gb18030"), name="a.json")
    assert row["公司"] == LONG


def test_json_that_is_nested_too_deeply_is_refused():
    with pytest.raises(Unreadable, match="nested more than 32"):
        cells(b"[" * 40 + b"]" * 40, name="a.json")
    deep = b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}\n"
    rows = rows_of(deep + deep, name="a.jsonl")
    assert "nested more than 32" in rows[0].problem


def test_a_broken_line_of_json_is_a_problem_of_its_own():
    content = '{"编号": 1, "公司": "潮汐"}\n{"编号": \n[1]\n'.encode()
    problems = [row.problem for row in rows_of(content, name="a.jsonl")]
    assert [bool(problem) for problem in problems] == [False, True, True]


def test_tables_of_a_page_that_lack_the_columns_are_passed_over():
    page = """# 列表

|编号|公司|说明|
|:-|:-:|---|
|1|[潮汐科技](https://tides.example/a_(b))<!--3-->|**新** \\| 旧||

| other | table |
| --- | --- |
| 1 | 2 |
"""
    (row,) = cells(page.encode(), name="list.md")
    assert row == {"编号": "1", "公司": "潮汐科技", "说明": "新 | 旧"}


def test_the_child_reads_the_same_as_is_read_here():
    reading = read_in_child(csv_of(TIDES, HARBOUR), Request(name="rounds.csv", mapping=ROUNDS))
    (rows,) = reading.rows
    assert (reading.format, reading.total) == ("csv", 2)
    assert rows[0].text.splitlines()[0] == "公司: 潮汐科技"
    assert rows[0].facts["events"][0]["roles"]["investors"] == ["远帆资本", "海图基金"]


def test_the_child_passes_rows_that_are_done_by_their_keys():
    request = Request(name="rounds.csv", mapping=ROUNDS, skip=1)
    (rows,) = read_in_child(csv_of(TIDES, HARBOUR), request).rows
    assert [bool(row.text) for row in rows] == [False, True]


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx", "a.md"])
@pytest.mark.parametrize(
    "content", [b"\x00" * 1000, b"PK\x03\x04junk", b"{" * 5000, b"\xff\xfe\x00"]
)
def test_hostile_files_end_with_a_reason(name, content):
    with pytest.raises(Unreadable):
        list(read_in_child(content, Request(name=name, mapping=NAMES)).rows)

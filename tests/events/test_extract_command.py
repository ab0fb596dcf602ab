"""`manage.py extract` prints facts and touches no database."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

TEXT = "昨日，百度CEO李彦宏认为，大模型太多了。"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "zh-2023-08-04-opinion.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: object) -> str:
    out = io.StringIO()
    call_command("extract", *map(str, args), stdout=out)
    return out.getvalue()


def test_facts_are_printed_with_the_date_in_the_files_name(article):
    facts = json.loads(run(article))

    assert facts["published"] == "2023-08-04"
    assert facts["events"][0]["date"] == "2023-08-03"


def test_the_option_outweighs_the_files_name(article):
    assert json.loads(run(article, "--published", "2024-01-02"))["published"] == "2024-01-02"


def test_each_file_is_written_to_the_folder_and_the_bad_ones_are_named(article, tmp_path):
    binary = tmp_path / "picture.txt"
    binary.write_bytes(b"\xff\xd8\xff")
    missing = tmp_path / "missing.txt"

    with pytest.raises(CommandError) as raised:
        run(missing, binary, article, "--out", tmp_path / "out")

    assert "missing.txt: No such file" in str(raised.value)
    assert "picture.txt: not UTF-8" in str(raised.value)
    assert json.loads((tmp_path / "out" / "zh-2023-08-04-opinion.json").read_text("utf-8"))


def test_a_day_that_no_calendar_has_is_refused(article):
    with pytest.raises(CommandError, match="2023-02-30"):
        run(article, "--published", "2023-02-30")


def test_explain_shows_rules_beside_the_marked_text(article):
    shown = run(article, "--explain")

    assert f"{TEXT}[1]" in shown
    assert "zh.statement" in shown

"""Data sets of the tests, and short ways to import them."""

from pathlib import Path
from typing import Any

from events.ingestion.datasets import importing
from events.ingestion.datasets.mappings import Choice, mapping_named
from events.models import DatasetImport, Run

FOLDER = Path(__file__).parents[3] / "datasets"

ROUNDS: dict[str, Any] = {
    "name": "rounds",
    "source": {"name": "融资名录", "address": "https://data.example/rounds", "language": "zh"},
    "key": ["编号"],
    "headline": ["公司"],
    "facts": [
        {
            "fact": "funding",
            "company": "公司",
            "date": "日期",
            "round": "轮次",
            "amount": {"column": "金额", "currency": "CNY", "unit": "万"},
            "investors": {"column": "投资方", "separator": "、"},
        }
    ],
}
HEADER = "编号,公司,日期,轮次,金额,投资方"
TIDES = "1,潮汐科技,2025年3月4日,B轮,5000,远帆资本、海图基金"
HARBOUR = "2,云舟智能,2025-02,A轮,近亿元,远帆资本"


def csv_of(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def choice(definition: dict[str, Any] | str, version: int = 1) -> Choice:
    if isinstance(definition, str):
        return mapping_named(definition)
    return Choice(definition["name"], definition, version, is_ready=False)


def hand_in(
    content: bytes, definition: dict[str, Any] | str = ROUNDS, *, name="rounds.csv", version=1
) -> DatasetImport:
    handed_in = importing.hand_in(content, choice(definition, version), file_name=name)
    handed_in.save()
    return handed_in


def take(
    content: bytes, definition: dict[str, Any] | str = ROUNDS, *, name="rounds.csv", version=1
) -> Run:
    """Import a data set to its end; the run as it then is."""
    handed_in = hand_in(content, definition, name=name, version=version)
    importing.start(handed_in)
    while importing.work(handed_in.pk):
        pass
    return Run.objects.get(dataset=handed_in)


def take_file(name: str, mapping: str) -> Run:
    return take((FOLDER / name).read_bytes(), mapping, name=name)


def counts(run: Run) -> dict[str, int]:
    """The fates of a run's rows, those of which there are any."""
    names = ("new", "changed", "known", "left_out", "failed")
    return {name: count for name in names if (count := getattr(run, name))}


def with_facts(*facts: dict[str, Any], **values: Any) -> dict[str, Any]:
    """The mapping of rounds with other facts or values."""
    return ROUNDS | ({"facts": list(facts)} if facts else {}) | values

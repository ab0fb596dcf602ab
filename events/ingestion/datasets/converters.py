"""What a cell holds -> the value that a fact takes: the converters that a mapping can name. Pure.

A converter answers None where the cell says nothing, and `Unfit` where it says something else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from events.extraction.facts import Money, Named
from events.ingestion.datasets.cells import text_of
from events.ingestion.datasets.countries import country_code
from events.ingestion.datasets.dates import date_of
from events.ingestion.datasets.numbers import Unfit, fraction_of, money_of, number_of

Options = Mapping[str, Any]

_YES = ("yes", "true", "1", "y", "✔", "✓", "是", "有", "开源", "開源")
_NO = ("no", "false", "0", "n", "✘", "✗", "×", "否", "无", "無", "闭源", "閉源")
_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*")
_QID = re.compile(r"Q[1-9]\d{0,10}")
LONGEST_NAME = 200
_AROUND_ROUND = re.compile(r"series|round|financing|funding|融资|輪|轮|\s", re.IGNORECASE)
_LETTERED = re.compile(r"(?P<before>pre-?)?(?P<letter>[A-H])(?P<step>\+{1,3}|\d)?", re.IGNORECASE)
_ROUNDS = {
    word: code
    for code, words in {
        "pre-seed": "pre-seed preseed", "seed": "seed 种子 種子", "angel": "angel 天使",
        "pre-IPO": "pre-ipo", "strategic": "strategic 战略 戰略 战略投资 strategicinvestment",
        "grant": "grant", "debt": "debt 债权",
    }.items()
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Converter:
    """How cells are read, which options may shape that, and whether it gives names."""

    convert: Callable[[Any, Options], Any]
    options: Mapping[str, type | tuple[str, ...]]


def _text(cell: Any, options: Options) -> str | None:
    text = text_of(cell)
    if mark := options.get("after"):
        text = text.rpartition(mark)[2]
    if mark := options.get("before"):
        text = text.partition(mark)[0]
    return text.strip() or None


def _names(cell: Any, options: Options) -> list[Named] | None:
    """Names with what stands in brackets behind them, which is another form or nothing."""
    names = [_named(text, options) for text in _list_of(cell, options)]
    return list(dict.fromkeys(name for name in names if name)) or None


def _list_of(cell: Any, options: Options) -> list[str]:
    if isinstance(cell, str) and options.get("json"):
        try:
            cell = json.loads(cell) if cell.strip() else []
        except ValueError:
            raise Unfit("is not JSON, as the mapping says it is") from None
    if isinstance(cell, Mapping):  # {"zh": …, "en": …} or Wikidata's {"zh": {"value": …}}
        cell = list(cell.values())
    if isinstance(cell, list):
        flat = (inner for item in cell for inner in (item if isinstance(item, list) else [item]))
        return [text_of(item.get("value") if isinstance(item, Mapping) else item) for item in flat]
    text = text_of(cell)
    separator = options.get("separator", "")
    marks = [mark for mark in separator.split(" ") if mark] or ([separator] if separator else [])
    return re.split("|".join(map(re.escape, marks)), text) if marks else [text]


def _named(text: str, options: Options) -> Named | None:
    text = _text(text, options) or ""
    aliases: tuple[str, ...] = ()
    if options.get("brackets") and (found := _IN_BRACKETS.search(text)):
        shorter = _IN_BRACKETS.sub(" ", text, count=1).strip()
        is_last = found.end() == len(text)  # what stands in the middle is a part of the name
        if options["brackets"] == "alias" and is_last and found[1].strip():
            aliases = (found[1].strip()[:LONGEST_NAME],)
        text = shorter or text
    if not any(character.isalnum() for character in text):
        return None
    if len(text) > LONGEST_NAME:
        raise Unfit(f"is too long for a name: {len(text)} characters, at most {LONGEST_NAME}")
    return Named(text, aliases)


def _number(cell: Any, options: Options) -> float | None:
    return number_of(cell, unit=options.get("unit", 1), several=options.get("several", "refuse"))


def _integer(cell: Any, options: Options) -> int | None:
    number = _number(cell, options)
    return None if number is None else round(number)


def _percent(cell: Any, options: Options) -> float | None:
    return fraction_of(cell, is_fraction=options.get("scale", "percent") == "fraction")


def _money(cell: Any, options: Options) -> Money | None:
    return money_of(cell, options.get("currency", ""), unit=options.get("unit", 1))


def _date(cell: Any, options: Options) -> str | None:
    return date_of(cell, options.get("order", "ymd"))


def _round(cell: Any, options: Options) -> str | None:
    """A round in the form that facts have: Series B, B轮 and b are all B."""
    text = text_of(cell)
    bare = _AROUND_ROUND.sub("", text).strip()
    if not bare:
        return None
    if code := _ROUNDS.get(bare.casefold()):
        return code
    if found := _LETTERED.fullmatch(bare):
        before = "pre-" if found["before"] else ""
        return f"{before}{found['letter'].upper()}{found['step'] or ''}"
    raise Unfit(
        "is no round that is known, such as seed, Series A or B轮: use the converter choice"
    )


def _boolean(cell: Any, options: Options) -> bool | None:
    text = text_of(cell).casefold()
    if not text:
        return None
    if text in [text_of(word).casefold() for word in options.get("true", _YES)]:
        return True
    if text in [text_of(word).casefold() for word in options.get("false", _NO)]:
        return False
    raise Unfit("is neither yes nor no: list its words under “true” and “false” in the mapping")


def _choice(cell: Any, options: Options) -> Any:
    text = text_of(cell)
    words: Mapping[str, Any] = options.get("words", {})
    if text in words:
        return words[text]
    if not text:
        return words.get("", options.get("otherwise"))
    if "otherwise" in options:
        return options["otherwise"]
    known = ", ".join(f"“{word}”" for word in list(words)[:8])
    raise Unfit(f"is not one of the words that the mapping knows ({known}): add it under “words”")


def _country(cell: Any, options: Options) -> str | None:
    text = text_of(cell)
    if not text:
        return None
    if code := country_code(text):
        return code
    raise Unfit("is not the name of a country that is known: write its two letters, such as CN")


def _wikidata(cell: Any, options: Options) -> str | None:
    text = text_of(cell).rpartition("/")[2]
    if text and not _QID.fullmatch(text):
        raise Unfit("is not a Wikidata id, such as Q95")
    return text or None


_UNIT: dict[str, type | tuple[str, ...]] = {"unit": object}
_NAME: dict[str, type | tuple[str, ...]] = {"before": str, "after": str}
CONVERTERS: Mapping[str, Converter] = {
    "text": Converter(_text, _NAME),
    "names": Converter(
        _names, {**_NAME, "separator": str, "json": bool, "brackets": ("alias", "drop")}
    ),
    "number": Converter(_number, {**_UNIT, "several": ("refuse", "none", "largest", "smallest")}),
    "integer": Converter(_integer, {**_UNIT, "several": ("refuse", "none", "largest", "smallest")}),
    "percent": Converter(_percent, {"scale": ("percent", "fraction")}),
    "money": Converter(_money, {**_UNIT, "currency": str}),
    "date": Converter(_date, {"order": ("ymd", "mdy", "dmy")}),
    "boolean": Converter(_boolean, {"true": list, "false": list}),
    "round": Converter(_round, {}),
    "choice": Converter(_choice, {"words": dict, "otherwise": object}),
    "country": Converter(_country, {}),
    "wikidata": Converter(_wikidata, {}),
}
"""By the name that a mapping calls them: see docs/datasets.md."""

"""The names of rounds of financing."""

from __future__ import annotations

import re

ROUND = re.compile(
    r"(?P<seed>种子)(?P<seedplus>\+)?轮|(?P<angel>天使)(?P<angelplus>\+)?(?:轮|投资|融资)|(?P<pre>[Pp][Rr][Ee])[- ]?(?P<preletter>IPO|[A-Ha-h])(?P<preplus>\+{0,2}\d?)轮?|"
    r"(?<![A-Za-z])(?P<letter>[A-H])(?P<sign>\d|\+{1,5})?(?:-\d)?(?:系列)?(?:轮|(?= ?(?:及|和|、)[A-H][+\d]?轮))|(?P<strategic>战略)(?:性)?(?:轮|融资|投资(?!方|者|人|机构|部)|入股|增资)|(?P<debt>债务|债权|债券|可转债|贷款)(?:融资)|(?P<grant>资助|拨款)"
)


def round_name_in(words: str) -> str | None:
    """The round in the scheme's own words: 天使+ is angel+, Pre-A轮 is pre-A."""
    match = ROUND.search(words)
    if match is None:
        return None
    if match["seed"]:
        return "seed+" if match["seedplus"] else "seed"
    if match["angel"]:
        return "angel+" if match["angelplus"] else "angel"
    if match["pre"]:
        letter = match["preletter"]
        return f"pre-{letter if letter == 'IPO' else letter.upper()}{match['preplus'] or ''}"
    if match["letter"]:
        return match["letter"] + (match["sign"] or "")
    return next(name for name in ("strategic", "debt", "grant") if match[name])

"""Pairs of texts, made from the test articles, that are reprints of one another or are not.

Prints how many of them are told apart, and what a text costs:

    python -m tests.events.ingestion.reprint_pairs
"""

from __future__ import annotations

import itertools
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from opencc import OpenCC

from events.ingestion.read import read
from events.ingestion.sketch import is_reprint, sketch
from tests.events.ingestion.same_news import NEWS

KNOWN = ("en-2024-05-15-sutskever", "en-2024-05-16-sutskever-reprint")
"""The two test articles that are one."""

ARTICLES = Path(__file__).parents[2] / "articles"
LEADS = {
    "zh": "编者按：本周行业动态不少，资本与人才的流向都有新的变化。下面转载一篇报道，供读者参考。",
    "en": "There was no shortage of news in the field this week, and money and people are on the "
    "move again. We bring our readers this report as it first came out elsewhere.",
}
SOURCE_LINES = {
    "zh": "来源：南湾日报 2026-03-04 09:30 编辑：何青",
    "en": "Source: The Bay Ledger, 4 March 2026, 9:30",
}
DATELINES = {"zh": "南湾日报3月4日讯，", "en": "SOUTH BAY, March 4 (Bay Ledger) - "}
SHORTEST = {"zh": 200, "en": 500}
"""Characters: in a brief of three sentences, a change of one is a change of the whole."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def articles() -> dict[str, str]:
    """The texts of all test articles, by name."""
    paths = [path for end in ("html", "txt") for path in sorted(ARTICLES.rglob(f"*.{end}"))]
    return {path.stem: read(path.read_bytes(), name=path.name).text for path in paths}


Change = Callable[[list[str], str, random.Random], list[str]]


def _other_lead(blocks: list[str], language: str, _: random.Random) -> list[str]:
    return [LEADS[language], *blocks[1:]]


def _lead_added(blocks: list[str], language: str, _: random.Random) -> list[str]:
    return [LEADS[language], *blocks]


def _source_line(blocks: list[str], language: str, _: random.Random) -> list[str]:
    return [*blocks, SOURCE_LINES[language]]


def _dateline(blocks: list[str], language: str, _: random.Random) -> list[str]:
    return [DATELINES[language] + blocks[0], *blocks[1:]]


def _sentence_dropped(blocks: list[str], language: str, chance: random.Random) -> list[str]:
    place = chance.randrange(len(blocks))
    ends = "(?<=[。！？])" if language == "zh" else r"(?<=[.!?]) "
    sentences = re.split(ends, blocks[place])
    sentences.pop(chance.randrange(len(sentences)))
    return [
        *blocks[:place],
        ("" if language == "zh" else " ").join(sentences),
        *blocks[place + 1 :],
    ]


def _end_cut(blocks: list[str], _: str, __: random.Random) -> list[str]:
    return blocks[: max(2, len(blocks) * 3 // 4)]


def _other_script(blocks: list[str], language: str, _: random.Random) -> list[str]:
    if language == "en":
        return [block.upper().replace("’", "'") for block in blocks]
    return [OpenCC("s2hk").convert(block) for block in blocks]


def _all_of_it(blocks: list[str], language: str, chance: random.Random) -> list[str]:
    for change in (_other_lead, _sentence_dropped, _other_script, _source_line):
        blocks = change(blocks, language, chance)
    return blocks


REPRINTS: dict[str, Change] = {
    "another lead paragraph": _other_lead,
    "a lead paragraph added": _lead_added,
    "a source line added": _source_line,
    "a dateline added": _dateline,
    "a sentence dropped": _sentence_dropped,
    "a quarter cut at the end": _end_cut,
    "traditional characters, or capitals": _other_script,
    "lead, sentence, script and source line": _all_of_it,
}


def _other_figure(blocks: list[str], _: str, chance: random.Random) -> list[str]:
    """The same news with another amount, date or count in one place."""
    text = "\n\n".join(blocks)
    figure = chance.choice(list(_FIGURE.finditer(text)))
    text = f"{text[: figure.start()]}{float(figure[0]) + 1:g}{text[figure.end() :]}"
    return text.split("\n\n")


def pairs() -> Iterator[tuple[str, str, str, bool]]:
    """What kind of pair it is, the two texts, and whether one is a reprint of the other."""
    texts = {name: text for name, text in articles().items() if len(text) >= SHORTEST[name[:2]]}
    chance = random.Random(7)
    for name, text in texts.items():
        blocks, language = text.split("\n\n"), name[:2]
        for kind, change in REPRINTS.items():
            yield kind, text, "\n\n".join(change(blocks, language, chance)), True
        if _FIGURE.search(text):
            yield (
                "another figure",
                text,
                "\n\n".join(_other_figure(blocks, language, chance)),
                False,
            )
        others = [
            other
            for key, other in texts.items()
            if key[:2] == language and key != name and {key, name} != {*KNOWN}
        ]
        background = "\n\n".join(blocks[-max(1, len(blocks) // 3) :])
        yield "a follow-up", text, f"{chance.choice(others)}\n\n{background}", False
    for tellings in itertools.chain(*NEWS.values()):
        for one, other in itertools.combinations(tellings, 2):
            yield "the same news in other words", one, other, False
        for telling in tellings:
            brief = telling.split("\n\n")
            yield "a brief with a source line", telling, f"{telling}\n\n{SOURCE_LINES['zh']}", True
            if _FIGURE.search(telling):
                yield (
                    "a brief, revised",
                    telling,
                    "\n\n".join(_other_figure(brief, "", chance)),
                    False,
                )
    for one, other in itertools.combinations(texts, 2):
        if one[:2] == other[:2]:
            yield "two articles", texts[one], texts[other], (one, other) == KNOWN


def found(one: str, other: str) -> bool:
    """Whether the pipeline would take one for a reprint of the other."""
    return not _numbers(one).isdisjoint(_numbers(other)) and is_reprint(one, other)


@cache
def _numbers(text: str) -> frozenset[int]:
    return frozenset(sketch(text))


def main() -> None:
    total, taken = Counter[tuple[bool, str]](), Counter[tuple[bool, str]]()
    for kind, one, other, is_one in pairs():
        total[is_one, kind] += 1
        taken[is_one, kind] += found(one, other)
    for (is_one, kind), count in sorted(total.items(), reverse=True):
        told = taken[is_one, kind]
        right = told if is_one else count - told
        print(f"{'reprint' if is_one else 'no reprint':12}{kind:38}{right:6} of {count:5} right")  # noqa: T201
    texts = list(articles().values())
    begun = time.perf_counter()
    for text in texts:
        sketch(text)
    sketched = time.perf_counter()
    for text in texts:
        is_reprint(text, text[:-20])
    ended = time.perf_counter()
    print(  # noqa: T201
        f"{sum(map(len, texts)) / len(texts):.0f} characters on average: "
        f"{(sketched - begun) / len(texts) * 1000:.2f} ms to sketch, "
        f"{(ended - sketched) / len(texts) * 1000:.2f} ms to compare"
    )


if __name__ == "__main__":
    main()

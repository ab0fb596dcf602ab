"""Other forms of names that a text tells elsewhere: 小鹏 for 小鹏汽车, a name's fourth character."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..document import Candidate
from ..text import CJK
from .vocabulary import is_coined, is_word
from .words import GENERIC, PLACES, TITLE_HEADS

_ENDING = re.compile(
    "(?:汽车|科技|智能|机器人|集团|动力|半导体|智驾|资本|创投|数科|生物|医疗|航天|信息|网络|软件)+$"
)
_AT_WORK = re.compile(
    rf"(?:担任|任职|任|工作)?(?!{CJK})|的?(?:期间|时期)|[^,。;的]{{0,8}}?(?:{TITLE_HEADS})"
)
_ONCE = re.compile("(?:^|[^空以之目])(?:[前原]|曾在|加入|离开|入职|加盟|任职于|就职于|来自|在)$")
_SPEAKS = re.compile("(?:方面|官方|内部)?(?:称|表示|宣布|回应)")
_NO_NAME_PART = frozenset(
    "说称在是的了和与及曾将也则已于从被对等任出加离成创担表认指发现还又就都因为向由先后目前更不有个总把让跟会要并且或以其本当宣介指强坦直透接卸辞入跳转来去到教博女老曾拿获完带领负主率打做给过上下中大回"
)
"""Characters that may follow a person's name and are hardly ever part of one."""


def shorter_forms(folded: str, companies: Iterable[Candidate]) -> Iterator[Candidate]:
    """Where a company told by its full name stands without its ending.

    A form that is a word counts only where somebody works or worked: 在小鹏担任, 前理想CTO.
    """
    fuller: dict[str, Candidate] = {}
    for company in companies:
        form = folded[company.start : company.end]
        stem = _ENDING.sub("", form)
        plain = re.fullmatch(f"[{CJK}]{{2,4}}", stem) is not None
        plain = plain and stem not in GENERIC and stem not in PLACES
        if company.kind == "company" and plain and stem != form:
            fuller.setdefault(stem, company)
    for stem, company in fuller.items():
        sure = is_coined(stem) and not is_word(stem)
        for match in re.finditer(stem, folded):
            if (
                sure
                or _speaks(folded, *match.span())
                or (
                    _ONCE.search(folded, max(0, match.start() - 4), match.start())
                    and _AT_WORK.match(folded, match.end())
                )
            ):
                yield Candidate(
                    "company", *match.span(), company.entry, same_as=(company.start, company.end)
                )


def _speaks(folded: str, start: int, end: int) -> bool:
    """Whether a word opens a clause and says something, as companies do: 理想称."""
    opens = not start or folded[start - 1] in ",。;\n"
    return opens and _SPEAKS.match(folded, end) is not None


def foreign_surnames(folded: str, people: Iterable[Candidate]) -> Iterator[Candidate]:
    """Where a person told as 阿马尔·萨勃拉曼尼亚 is 萨勃拉曼尼亚 alone."""
    told: dict[str, Candidate] = {}
    for person in people:
        surname = folded[person.start : person.end].rpartition("·")[2]
        if person.end - person.start > len(surname) > 2 and re.fullmatch(f"[{CJK}]+", surname):
            told.setdefault(surname, person)
    for surname, person in told.items():
        for match in re.finditer(surname, folded):
            yield Candidate("person", *match.span(), same_as=(person.start, person.end))


def fuller_people(folded: str, people: Iterable[Candidate]) -> list[Candidate]:
    """The persons, those of three characters with the fourth that follows at every place."""
    places: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for person in people:
        if person.end - person.start == 3:
            places[folded[person.start : person.end]].add((person.start, person.end))
    found = []
    for spans in places.values():
        after = {folded[end : end + 1] for _, end in spans}
        fourth = next(iter(after))
        rests = {folded[end + 1 : end + 2] for _, end in spans}
        if (
            len(after) == 1
            and len(spans) > 1
            and len(rests) > 1
            and re.fullmatch(f"[{CJK}]", fourth)
            and fourth not in _NO_NAME_PART
            and not any(is_word(fourth + rest) for rest in rests)
        ):
            found += [Candidate("person", start, end + 1) for start, end in sorted(spans)]
    return found

"""One sentence with a character for each name, sum and date, as the patterns read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Document, Entity
from ..facts import Quote
from ..masking import COMPANY, DATE, MONEY, OF_KIND, PERSON, Masked, Slot
from ..text import Sentence, clauses
from .certainty import certainty_of
from .dates import Dates
from .quantities import count_slots, money_slots, percent_slots

_BOUND_BEFORE = re.compile(
    r"(?:成立于|创立于|创办于|创建于|始于|始建于|生于|出生于|毕业于|截至|截止|截止到|自从|自|诞生于|追溯到|追溯至|较)$"
)
_BOUND_AFTER = re.compile(
    r"(?:成立|创立|以来|至今|毕业|出生|同期|营收|营业收入|收入|净利|净亏损|财报|业绩|年报|创业板|款|版本?)"
)
_CONTINUES = re.compile("(?:并|又|随后|之后|后|同年)?(?:与|和|并|携手)")
_SINCE = re.compile(f"自{DATE}(?:起|开始)?,?(?:便|就|即)?$")
_MEANS = re.compile(f"(?:方式|形式|途径|价格|对价|现金|{MONEY}),$")
_DATELINE = re.compile(rf"[^,。;{PERSON}]{{1,8}}?{DATE}(?:消息|讯|电)[,:]")
_LATELY = re.compile("近日|日前|近期|此前|不久前")
_ONWARDS = re.compile(f"自{DATE}(?:起|开始)$")
_TIME_CLAUSE = 14
_BRACKET = re.compile(r"[”\"]? ?\((?P<inside>[^()]{1,40})\)")
_OTHER_FORM = re.compile(
    r"(?:以下|英文名?|中文名?|又名|花名|人称|本名|原名|音译|美股|港股|股票代码|代码|[简下又统即]?称|名为|[,、:;“”\"' /0-9.-]|[A-Z]{2,6}(?=[.:]? ?\d)|(?<=\d)[.:]? ?[A-Z]{1,3}(?![A-Za-z])|US|HK|SH|SZ|NASDAQ|NYSE)*"
)
"""What stands in brackets beside another form of the name before them: 以下简称, a ticker."""


@dataclass(slots=True)
class Frame:
    """One sentence: `text` has one private-use character for every name, sum, date and number."""

    sentence: Sentence
    masked: Masked
    clauses: list[tuple[int, int]]
    quote: Quote
    document: Document

    @property
    def folded(self) -> str:
        return self.document.folded

    def verbatim(self, start: int, end: int) -> str:
        """The article's own words between two places of `text`."""
        return self.document.text[self.masked.origin(start) : self.masked.origin(end)]

    @property
    def text(self) -> str:
        return self.masked.text

    def clause_at(self, place: int) -> int:
        """The number of the clause that holds a place."""
        for number, (start, end) in enumerate(self.clauses):
            if start <= place <= end:
                return number
        return len(self.clauses) - 1

    def slots(self, start: int, end: int, mark: str) -> list[tuple[int, Slot]]:
        """The slots with this mark between two places, with their places."""
        text = self.text
        found, place = [], text.find(mark, start, end)
        while place != -1:
            if place in self.masked.slots:
                found.append((place, self.masked.slots[place]))
            place = text.find(mark, place + 1, end)
        return found

    def entity(self, place: int) -> Entity:
        """The entity named at a place of `text`."""
        entity: Entity = self.masked.slots[place].value
        return entity

    def certainty(self, start: int, end: int) -> str | None:
        """How sure what the words at `start:end` tell is; None where it is negated or asked."""
        number = self.clause_at(start)
        first, stop = self.clauses[number]
        by_means = number and not re.search(f"[{PERSON}{COMPANY}]", self.text[first:start])
        if number and (
            self.text.startswith(("并", "且"), first)
            or (by_means and _MEANS.search(self.text, 0, first))
        ):
            first = self.clauses[number - 1][0]
        return certainty_of(self.text, first, start, end, stop)

    def date(self, place: int, *, founding: bool = False) -> str | None:
        """The date of what is told at a place of the sentence; a founding may have its own."""
        number = self.clause_at(place)
        start, end = self.clauses[number]
        since = _SINCE.search(self.text, start, place) is not None
        lasting = founding or since or "以来" in self.text[place:end]
        before = self._free_dates(start, place, any_date=lasting)
        if before:
            return before[-1]
        after = re.compile(rf"[^,]{{0,12}}?于{DATE}").match(self.text, place)
        if after and after.end() <= end:
            value = self.masked.slots[after.end() - 1].value
            return str(value) if value else None
        carried = _CONTINUES.match(self.text, start) is not None or not re.search(
            f"[{PERSON}{COMPANY}]", self.text[start:place]
        )
        for earlier in range(number - 1, -1, -1):
            first, last = self.clauses[earlier]
            onwards = _ONWARDS.search(self.text, first, last) is not None
            dates = self._free_dates(first, last, any_date=onwards)
            topical = self._opening(dates, first, place) or (
                last - first <= _TIME_CLAUSE
                and not re.search(f"[{PERSON}{COMPANY}]", self.text[first:last])
            )
            if dates and (carried or topical):
                return dates[-1]
            if dates or (earlier == 0 and not carried):
                break
        return None

    def _opening(self, dates: list[str], first: int, place: int) -> bool:
        """Whether the sentence opens with its date, so that all of it happened then."""
        if not dates or first:
            return False
        if _DATELINE.match(self.text):
            return _LATELY.search(self.text, 0, place) is None
        opening = self.text[: self.text.index(DATE)]
        return len(opening) <= 6 and not re.search(f"[{PERSON}{COMPANY}]", opening)

    def _free_dates(self, start: int, end: int, *, any_date: bool = False) -> list[str]:
        """Dates that stand for when something happened, not for when a firm was founded."""
        return [
            slot.value
            for place, slot in self.slots(start, end, DATE)
            if slot.value
            and (
                any_date
                or (
                    not _BOUND_BEFORE.search(self.text, max(0, place - 6), place)
                    and not _BOUND_AFTER.match(self.text, place + 1)
                )
            )
        ]


def frame_of(document: Document, sentence: Sentence, dates: Dates) -> Frame:
    start, end = sentence.start, sentence.end
    folded = document.folded
    slots = list(_named(document, start, end))
    taken = {place for slot in slots for place in range(slot.start, slot.end)}
    values = (
        *money_slots(folded, start, end),
        *(Slot(DATE, first, last, value) for first, last, value in dates.find(folded, start, end)),
        *percent_slots(folded, start, end),
        *count_slots(folded, start, end),
    )
    for slot in values:
        span = range(slot.start, slot.end)
        if taken.isdisjoint(span):
            taken.update(span)
            slots.append(slot)
    return framed(document, sentence, slots)


def _named(document: Document, start: int, end: int) -> Iterator[Slot]:
    """A slot for each name, over the brackets behind it that only give it another form."""
    covered = start
    for mention in document.mentions_in(start, end):
        if mention.start < covered:
            continue
        covered = mention.end
        bracket = _BRACKET.match(document.folded, mention.end, end)
        if bracket:
            others = document.mentions_in(*bracket.span("inside"))
            rest = list(bracket["inside"])
            for other in others:
                first = other.start - bracket.start("inside")
                rest[first : first + other.end - other.start] = " " * (other.end - other.start)
            if all(other.entity is mention.entity for other in others) and _OTHER_FORM.fullmatch(
                "".join(rest)
            ):
                covered = bracket.end()
        yield Slot(OF_KIND[mention.entity.kind], mention.start, covered, mention.entity)


def framed(document: Document, sentence: Sentence, slots: list[Slot]) -> Frame:
    masked = Masked(document.folded, sentence.start, sentence.end, slots, spaceless=True)
    pieces = clauses(masked.text, 0, len(masked.text))
    return Frame(sentence, masked, pieces, document.quote_of(sentence), document)

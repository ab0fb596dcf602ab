"""Rounds of funding: who raised, from whom, how much and at what valuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..assembly import Draft
from ..document import Entity
from ..facts import Money
from ..masking import MONEY
from .investing import (
    Round,
    bracketed,
    followed,
    invested,
    led,
    made_investment,
    put_up,
    round_before,
    valued,
)
from .marks import ITS, C
from .raising import raises
from .reading import Reading
from .rounds import IPO, ROUND, VALUATION, backers, listed, round_name, valuation_of

_ROUND_AGAIN = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|{ITS}) (?:[\w-]+ |{MONEY} )*?(?:round|financing|funding|investment|raise|deal|fundraising)\b"
)
_WHEN = re.compile(rf"valued at (?P<m>{MONEY}) when (?:{C}|it|they) (?:last |had )?\Z")
_THEY_INCLUDE = re.compile(
    r"\W*(?:It|They|These|Those|Others|The (?:list|group|lineup|roster)) includes?\b"
)
_THE_LIST = re.compile(
    r"\W*The (?:list|lineup|roster|group) of (?:[\w-]+ )?(?:backers|investors)\b"
)
_OF_WHICH = re.compile(rf",? including (?:an?|{ITS}) {MONEY} (?:[Ss]eries|[Ss]eed)")
"""The round that a total contains: $12m, including a $10m Series A."""
_INVESTORS = re.compile(r"\b(?:investors|backers)\b")
_OF_THE_ROUND = re.compile(
    r"\A\W*(?:[Oo]ther )?(?:[Ii]nvestors|[Bb]ackers|Others) include\b|\bled the round\b|\binvestors?\b[^.;]*\bparticipated\b|\bin the round\b"
)
"""An item that goes on about the round of the item before."""


@dataclass(slots=True)
class Recent:
    """Where the article last told of a round, so that what follows adds to it."""

    company: Entity | None = None
    start: int = -1000
    """Where the sentence ended."""

    def remember(self, reading: Reading, company: Entity) -> None:
        self.company, self.start = company, reading.sentence.end

    def company_for(self, reading: Reading) -> Entity | None:
        near = 0 <= reading.sentence.start - self.start < 200
        if reading.opens_item and not _OF_THE_ROUND.search(reading.text):
            near = False
        return self.company if near else None


def add_funding(reading: Reading, draft: Draft, rounds: Recent) -> None:
    """Add the rounds that a sentence tells of."""
    text = reading.text
    if not (
        rounds.company_for(reading)
        or MONEY in text
        or ROUND.search(text)
        or re.search(r"\bround\b|invest|funding|financing", text)
    ):
        return
    told = next(_tellings(reading, draft), None)
    if told:
        rounds.remember(reading, told)
    else:
        _add_further(reading, draft, rounds)


def _tellings(reading: Reading, draft: Draft) -> Iterator[Entity]:
    """Add the rounds that are told in full; whose they are."""
    listed_ones = list(bracketed(reading))
    raised = [] if listed_ones else raises(reading)
    for told in (*listed_ones, *round_before(reading), *followed(reading), *valued(reading)):
        _event(reading, draft, told)
    for company, at, start, end in raised:
        _add(reading, draft, company, at, start, end)
    for company, *_ in raised[-1:]:
        yield company
    for told in listed_ones[-1:]:
        yield told.company
    for find in (invested, made_investment, led, put_up):
        for told in find(reading):
            _event(reading, draft, told)
            yield told.company


def _add(reading: Reading, draft: Draft, company: Entity, at: int, start: int, end: int) -> None:
    text = reading.text
    sums = [
        place for place in range(at, end) if text[place] == MONEY and place in reading.masked.slots
    ]
    valuations = {
        match.start(group)
        for match in VALUATION.finditer(text, at, end)
        for group in ("m", "m2", "m3")
        if match[group]
    }
    amounts = [
        place for place in sums if place not in valuations and not _is_total(text, place, at)
    ]
    before = [
        place
        for place in range(start, at)
        if text[place] == MONEY
        and place in reading.masked.slots
        and place not in valuations
        and not re.search(r"\b(?:target|goal) of \Z", text[:place])
    ]
    if (
        not amounts
        and sums
        and not ROUND.search(text, at, end)
        and all(_is_total(text, place, at) for place in sums if place not in valuations)
        and not valuations
    ):
        return
    if not amounts and before:
        near = re.match(r"[^.;]{0,30}(?:round|funding|financing)", text[before[0] + 1 :])
        amounts = before if near else []
    amount = reading.money(amounts[0], amounts[0] + 1) if amounts else None
    _event(reading, draft, Round("raised", company, at, start, end, amount=amount))


def _is_total(text: str, place: int, at: int) -> bool:
    """Whether a sum is what was raised so far, not in this round."""
    before, after = text[max(at, place - 60) : place], text[place + 1 : place + 50]
    if _OF_WHICH.match(after):
        return True
    after = re.split(r"[,;.]|\bround\b", after)[0]
    return bool(
        re.search(
            r"\b(?:total(?:s|ling|ing)?\b[^,;]*|to date[^,;]*|bring(?:s|ing)\b[^,;]*|has now raised|have now raised|altogether|in all|cumulative\b[^,;]*|previously (?:raised )?|after raising |having raised )\Z",
            before,
        )
    ) or bool(
        re.search(
            r"\b(?:to date|so far|in total|since (?:(?:its|\ue007)|it was|inception)|altogether|overall|in total funding|since \ue004 overall)\b",
            after,
        )
    )


def _event(reading: Reading, draft: Draft, told: Round) -> None:
    start, end = told.start, told.end
    first, others = backers(reading, start, end, told.company)
    leads = list(dict.fromkeys([*told.leads, *first]))
    draft.event(
        "funding",
        reading.quote,
        rule=f"funding-{told.rule}",
        date=reading.date(told.at, end),
        certainty=reading.certainty(told.at),
        company=told.company,
        investors=list(dict.fromkeys([*leads, *told.investors, *others])),
        leads=leads,
        round=round_name(reading, told.at, end) or round_name(reading, start, told.at),
        amount=told.amount,
        valuation=valuation_of(reading, told.at, end) or _valuation_then(reading, told.at),
    )


def _valuation_then(reading: Reading, at: int) -> Money | None:
    """The valuation of a round that the sentence comes to afterwards: valued at a sum when it raised."""
    before = _WHEN.search(reading.text, 0, at)
    return reading.money(before.start("m"), before.end("m")) if before else None


def _add_further(reading: Reading, draft: Draft, rounds: Recent) -> None:
    """What a later sentence adds to a round: who led it, who else gave, what it valued."""
    text = reading.text
    if reading.is_question or IPO.search(text):
        return
    again = _ROUND_AGAIN.search(text)
    recent = rounds.company_for(reading)
    company = reading.focus.company if again and not recent else recent
    if company is None or not reading.is_told(again.start() if again else 0):
        return
    leads, others = backers(reading, 0, len(text), company)
    if _THE_LIST.match(text) or (
        _THEY_INCLUDE.match(text) and _INVESTORS.search(reading.before(200))
    ):
        others = listed(reading, 0, len(text))
    valuation = valuation_of(reading, 0, len(text))
    if (
        not again
        and not (others or leads)
        and C in text
        and company not in reading.entities(0, len(text), C)
    ):
        return
    if (
        not again
        and re.search(r"\b(?:in|into) " + C, text)
        and company not in reading.entities(0, len(text), C)
    ):
        return
    if leads or others or (valuation and re.search(r"\bvalu|\bworth\b", text)):
        at = again.start() if again else 0
        draft.event(
            "funding", reading.quote, rule="funding-further", date=reading.date(at), certainty=reading.certainty(at),
            confidence=0.6, company=company, investors=[*leads, *others], leads=leads, round=round_name(reading, 0, len(text)), valuation=valuation,
        )  # fmt: skip
        rounds.company, rounds.start = company, reading.sentence.end

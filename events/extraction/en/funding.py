"""Rounds of funding: who raised, from whom, how much and at what valuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..assembly import Draft
from ..document import Entity
from ..facts import Money
from ..masking import MONEY
from .marks import ITS, C, P
from .raising import EARLIER, raises
from .reading import Reading
from .rounds import IPO, ROUND, VALUATION, backers, listed, round_name, valuation_of

_INVEST = re.compile(
    rf"\b(?:invest(?:ed|s|ing|e)?|pour(?:ed|s|ing)|pump(?:ed|s|ing)|put(?:ting|s)?|inject(?:ed|s|ing)|plow(?:ed|s)|ploughed|sink(?:s|ing)|committed|commits?|contribut(?:ed|es)|pledg(?:ed|es))\b[^.;{C}{MONEY}]{{0,30}}"
    rf"(?:(?P<m>{MONEY})[^.;,{C}]{{0,40}}?(?:in|into|to|on|for) (?:the |(?:its|\ue007) |AI |rival |French |Chinese |US |American |German |British |Israeli |Canadian |Indian |Japanese |Korean |{P}['’]s )?(?:[\w.-]+ ){{0,5}}?(?P<c>{C})|in (?:the |(?:its|\ue007) |AI |rival )?(?:[\w.-]+ ){{0,5}}?(?P<c2>{C})(?P<tail>[^.;]{{0,60}})|(?P<c3>{ITS}) (?:[\w-]+ ){{0,2}}(?:round|seed|Series))"
)
_INVESTMENT = re.compile(
    rf"\b(?:mak(?:e|es|ing)|made|complet(?:e|ed|es|ing)|clos(?:ed|es|ing)|announc(?:ed|es|ing)|finali[sz](?:ed|es|ing)|discuss(?:ed|es|ing)|consider(?:s|ed|ing)|weigh(?:s|ed|ing)|plan(?:s|ned|ning)) (?:an?|the|{ITS}|another) (?:[\w-]+ |{MONEY} ){{0,3}}?investment\b[^.;{C}]{{0,50}}? (?:in|into) (?:(?!and\b)[\w-]+ ){{0,5}}?(?P<c>{C})(?:,? (?:total(?:ing|ling)|of|worth|valued at) {MONEY})?|(?P<a>{C})['’]s? (?:[\w-]+ ){{0,2}}?{MONEY} (?:[\w-]+ ){{0,2}}?investment (?:in|into) (?:(?!and\b)[\w-]+ ){{0,5}}?(?P<c2>{C})"
)
"""A made an investment of a sum in B."""
_IN_BRACKETS = re.compile(rf"(?P<c>{C}) \([^()]{{0,20}}{MONEY}[^()]{{0,40}}\)")
_ROUNDS = re.compile(r"\b(?:rounds?|rais(?:ed|es|ing)|fundings?|financings?)\b")
_VALUED = re.compile(
    rf"(?P<c>{C}),? (?:which |that )?(?:sources say |reportedly )?(?:was |is |has been |had been )?(?:last |most recently |recently |now )?valued at {MONEY} (?:after|in|following|by|during|when it closed) (?:a|an|the|{ITS}) (?:[\w-]+ |{MONEY} ){{0,4}}?(?:round|funding|financing|investment|raise|Series [A-H]|tender offer)\b[^.;,{C}]{{0,30}}(?:led by [^.;]{{1,60}})?"
)
_FOLLOWED = re.compile(
    rf"\bfollowed by (?:another |a further )?(?P<m>{MONEY})(?: more)? from (?P<c>{C})"
)
_TO_BACK = re.compile(
    rf"\b(?:to (?:back|fund|finance)) (?:the |an? )?(?:(?!and\b)[\w-]+ ){{0,5}}?(?P<c>{C})(?!['’]s)"
)
"""A joined others to back B, A is in talks to fund B."""
_PUT_UP = re.compile(
    rf"\b(?:put(?:s)? (?:up|in)|wrote (?:it |them |her |him )?(?:a|the first) (?:che(?:que|ck)) (?:for|of)|came up with|chipped in(?: with)?|contribut(?:ed|es)|invest(?:ed|s)|stumped up|provided|lent (?:it|them)) (?:the first |a first |an initial |another |a further )?(?P<m>{MONEY})(?!,? (?:in|into|for|towards|to) (?:the )?(?:{C}|AI|data|research|start))"
)
"""Money that investors give without the company being named again."""
_LED_IT = re.compile(
    rf"\b(?:co-)?(?:led|leads|leading|lead) (?:a|an|the|(?:its|\ue007)|their|{ITS}|that)[^.;{C}]{{0,80}}?(?:round|financing|funding|investment|raise|seed|[Ss]eries [A-H])\b(?:[^.;{C}]{{0,40}}?(?:in|into|of|for|at) (?:the |AI )?(?:[\w.-]+ ){{0,5}}?(?P<c>{C}))?"
)
_BACKS = re.compile(
    rf"\b(?:backed|backs|back|led|leads?) (?P<c>{C})['’]s? (?:[\w-]+ |{MONEY} )*(?:round|financing|funding|investment|Series [A-H])"
)
_ROUND_AGAIN = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|{ITS}) (?:[\w-]+ |{MONEY} )*?(?:round|financing|funding|investment|raise|deal|fundraising)\b"
)
_WHEN = re.compile(rf"valued at (?P<m>{MONEY}) when (?:{C}|it|they) (?:last |had )?\Z")
_THEY_INCLUDE = re.compile(
    r"\W*(?:It|They|These|Those|The (?:list|group|lineup|roster)) includes?\b"
)
_THE_LIST = re.compile(
    r"\W*The (?:list|lineup|roster|group) of (?:[\w-]+ )?(?:backers|investors)\b"
)
_INVESTORS = re.compile(r"\b(?:investors|backers)\b")
_PLACES_INVEST = re.compile(
    r"\A[^.;]{0,60}\b(?:round|funding|financing|Series [A-H]|stake|shares|valu|seed)\b|\A[^.;]{0,25}\ue003"
)


@dataclass(frozen=True, slots=True)
class _Round:
    """A round as a clause tells it: the place of its verb, and the span that tells more of it."""

    rule: str
    company: Entity
    at: int
    start: int
    end: int
    investors: Sequence[Entity] = ()
    leads: Sequence[Entity] = ()
    amount: Money | None = None


_OF_THE_ROUND = re.compile(
    r"\bled the round\b|\binvestors?\b[^.;]*\bparticipated\b|\bin the round\b"
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
    listed_ones = list(_bracketed(reading))
    raised = [] if listed_ones else raises(reading)
    for told in (*listed_ones, *_before(reading), *_followed(reading), *_valued(reading)):
        _event(reading, draft, told)
    for company, at, start, end in raised:
        _add(reading, draft, company, at, start, end)
    for company, *_ in raised[-1:]:
        yield company
    for told in listed_ones[-1:]:
        yield told.company
    for find in (_invested, _made_investment, _led, _put_up):
        for told in find(reading):
            _event(reading, draft, told)
            yield told.company


def _invested(reading: Reading) -> Iterator[_Round]:
    """A invested a sum in B."""
    text = reading.text
    for match in _INVEST.finditer(text):
        place = max(match.start(group) for group in ("c", "c2", "c3"))
        receiver = reading.entity(place) if place >= 0 else reading.focus.company
        at, givers = match.start(), _subject(reading, match.start())
        sum_ = reading.money(*match.span())
        if sum_ is None and not _PLACES_INVEST.search(match[0]):
            continue
        if receiver and givers and receiver not in givers and _is_round(reading, at):
            yield _Round("invested", receiver, at, at, len(text), investors=givers, amount=sum_)


def _made_investment(reading: Reading) -> Iterator[_Round]:
    """A made an investment in B."""
    for match in _INVESTMENT.finditer(reading.text):
        at, sum_ = match.start(), reading.money(*match.span())
        receiver = reading.entity(match.start("c2" if match["a"] else "c"))
        givers = [reading.entity(at)] if match["a"] else _subject(reading, at)
        if sum_ and givers and receiver not in givers and _is_round(reading, at):
            yield _Round("investment", receiver, at, at, match.end(), investors=givers, amount=sum_)


def _bracketed(reading: Reading) -> Iterator[_Round]:
    """Rounds in a list, each in brackets after its company: Acme (€20m Series A)."""
    for match in _IN_BRACKETS.finditer(reading.text):
        if ROUND.search(match[0]) or _ROUNDS.search(reading.text, 0, match.start()):
            company, sum_ = reading.entity(match.start("c")), reading.money(*match.span())
            yield _Round("bracketed", company, match.start(), *match.span(), amount=sum_)


def _before(reading: Reading) -> Iterator[_Round]:
    """The round before the one that a sentence tells of."""
    for match in EARLIER.finditer(reading.text):
        company = next(iter(reading.subject(match.start(), C)), None)
        if company and _is_round(reading, match.start()):
            end = reading.text.find(",", match.end())
            span = match.end() - 1, end if end > 0 else len(reading.text)
            yield _Round("before", company, match.end(), *span, amount=reading.money(*span))


def _followed(reading: Reading) -> Iterator[_Round]:
    """A second sum that somebody else gives: followed by $2bn from Google."""
    for match in _FOLLOWED.finditer(reading.text):
        company = reading.focus.earlier or reading.focus.company
        givers = reading.entities(*match.span("c"), C)
        if company and company not in givers:
            sum_ = reading.money(*match.span("m"))
            yield _Round(
                "followed", company, match.start(), *match.span(), investors=givers, amount=sum_
            )


def _valued(reading: Reading) -> Iterator[_Round]:
    """A was valued at a sum in its last round."""
    for match in _VALUED.finditer(reading.text):
        if _is_round(reading, match.start()):
            receiver = reading.entity(match.start("c"))
            yield _Round("valued", receiver, match.start(), match.start(), match.end())


def _led(reading: Reading) -> Iterator[_Round]:
    """A led a round in B, A backed B's round."""
    patterns = (_LED_IT, _BACKS, _TO_BACK)
    for match in (match for one in patterns for match in one.finditer(reading.text)):
        at, givers = match.start(), _subject(reading, match.start())
        receiver = reading.entity(match.start("c")) if match["c"] else _other(reading, givers)
        if receiver and givers and receiver not in givers and reading.is_told(at):
            leads = givers if "lead" in match[0] or "led" in match[0] else []
            end, sum_ = len(reading.text), reading.money(*match.span())
            yield _Round("led", receiver, at, at, end, investors=givers, leads=leads, amount=sum_)


def _put_up(reading: Reading) -> Iterator[_Round]:
    """A put up a sum, for the company that is spoken of."""
    for match in _PUT_UP.finditer(reading.text):
        at, givers = match.start(), _subject(reading, match.start())
        receiver, sum_ = _other(reading, givers), reading.money(*match.span("m"))
        if receiver and givers and _is_round(reading, at):
            end = len(reading.text)
            yield _Round("put-up", receiver, at, 0, end, investors=givers, amount=sum_)


def _is_round(reading: Reading, at: int) -> bool:
    """Whether what is told at a place happened, and not at a stock exchange."""
    return reading.is_told(at) and not IPO.search(reading.text)


def _subject(reading: Reading, at: int) -> list[Entity]:
    return reading.subject(at, C) or reading.subject(at, P)


def _other(reading: Reading, givers: list[Entity]) -> Entity | None:
    """The company that is spoken of, if it is not one of those who give."""
    for company in (reading.focus.company, reading.focus.earlier):
        if company is not None and company not in givers:
            return company
    return None


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
    _event(reading, draft, _Round("raised", company, at, start, end, amount=amount))


def _is_total(text: str, place: int, at: int) -> bool:
    """Whether a sum is what was raised so far, not in this round."""
    before, after = text[max(at, place - 60) : place], text[place + 1 : place + 50]
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


def _event(reading: Reading, draft: Draft, told: _Round) -> None:
    start, end = told.start, told.end
    first, others = backers(reading, start, end, told.company)
    leads = list(dict.fromkeys([*told.leads, *first]))
    draft.event(
        "funding",
        reading.quote,
        rule=f"funding-{told.rule}",
        date=reading.date(told.at),
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

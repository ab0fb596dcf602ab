"""Who put money into whom, told by the deed of those who gave it or by the round's own terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Entity
from ..facts import Money
from ..masking import MONEY
from .marks import ITS, C, M, P
from .raising import EARLIER
from .reading import Reading
from .rounds import IPO, ROUND

_INVEST = re.compile(
    rf"\b(?:invest(?:ed|s|ing|e)?|pour(?:ed|s|ing)|pump(?:ed|s|ing)|put(?:ting|s)?|inject(?:ed|s|ing)|plow(?:ed|s)|ploughed|sink(?:s|ing)|committed|commits?|contribut(?:ed|es)|pledg(?:ed|es))\b[^.;{C}{MONEY}]{{0,30}}"
    rf"(?:(?P<m>{MONEY})[^.;,{C}]{{0,40}}?(?:in|into|to|on|for) (?:the |(?:its|\ue007) |AI |rival |French |Chinese |US |American |German |British |Israeli |Canadian |Indian |Japanese |Korean |{P}['’]s )?(?:[\w.{M}-]+ ){{0,5}}?(?P<c>{C})|in (?:the |(?:its|\ue007) |AI |rival )?(?:[\w.-]+ ){{0,5}}?(?P<c2>{C})(?P<tail>[^.;]{{0,60}})|(?P<c3>{ITS}) (?:[\w-]+ ){{0,2}}(?:round|seed|Series))"
)
_INVESTMENT = re.compile(
    rf"\b(?:mak(?:e|es|ing)|made|complet(?:e|ed|es|ing)|clos(?:ed|es|ing)|announc(?:ed|es|ing)|finali[sz](?:ed|es|ing)|discuss(?:ed|es|ing)|consider(?:s|ed|ing)|weigh(?:s|ed|ing)|plan(?:s|ned|ning)) (?:an?|the|{ITS}|another) (?:[\w-]+ |{MONEY} ){{0,3}}?investment\b[^.;{C}]{{0,50}}? (?:in|into) (?:(?!and\b)[\w-]+ ){{0,5}}?(?P<c>{C})(?:,? (?:total(?:ing|ling)|of|worth|valued at) {MONEY})?|(?P<a>{C})['’]s? (?:[\w-]+ ){{0,2}}?{MONEY} (?:[\w-]+ ){{0,2}}?investment (?:in|into) (?:(?!and\b)[\w-]+ ){{0,5}}?(?P<c2>{C})"
)
"""A made an investment of a sum in B."""
_IN_BRACKETS = re.compile(rf"(?P<c>{C}) \([^()]{{0,40}}{MONEY}[^()]{{0,40}}\)")
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
_PLACES_INVEST = re.compile(
    r"\A[^.;]{0,60}\b(?:round|funding|financing|Series [A-H]|stake|shares|valu|seed)\b|\A[^.;]{0,25}\ue003"
)


@dataclass(frozen=True, slots=True)
class Round:
    """A round as a clause tells it: the place of its verb, and the span that tells more of it."""

    rule: str
    company: Entity
    at: int
    start: int
    end: int
    investors: Sequence[Entity] = ()
    leads: Sequence[Entity] = ()
    amount: Money | None = None


def invested(reading: Reading) -> Iterator[Round]:
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
            yield Round("invested", receiver, at, at, len(text), investors=givers, amount=sum_)


def made_investment(reading: Reading) -> Iterator[Round]:
    """A made an investment in B."""
    for match in _INVESTMENT.finditer(reading.text):
        at, sum_ = match.start(), reading.money(*match.span())
        receiver = reading.entity(match.start("c2" if match["a"] else "c"))
        givers = [reading.entity(at)] if match["a"] else _subject(reading, at)
        if sum_ and givers and receiver not in givers and _is_round(reading, at):
            yield Round(
                "investment", receiver, at, at, len(reading.text), investors=givers, amount=sum_
            )


def bracketed(reading: Reading) -> Iterator[Round]:
    """Rounds in a list, each in brackets after its company: Acme (€20m Series A)."""
    matches = list(_IN_BRACKETS.finditer(reading.text))
    named = any(ROUND.search(match[0]) for match in matches)
    for match in matches:
        if named or _ROUNDS.search(reading.text, 0, match.start()):
            company, sum_ = reading.entity(match.start("c")), reading.money(*match.span())
            yield Round("bracketed", company, match.start(), *match.span(), amount=sum_)


def round_before(reading: Reading) -> Iterator[Round]:
    """The round before the one that a sentence tells of."""
    for match in EARLIER.finditer(reading.text):
        company = next(iter(reading.subject(match.start(), C)), None)
        if company and _is_round(reading, match.start()):
            end = reading.text.find(",", match.end())
            span = match.end() - 1, end if end > 0 else len(reading.text)
            yield Round("before", company, match.end(), *span, amount=reading.money(*span))


def followed(reading: Reading) -> Iterator[Round]:
    """A second sum that somebody else gives: followed by $2bn from Google."""
    for match in _FOLLOWED.finditer(reading.text):
        company = reading.focus.earlier or reading.focus.company
        givers = reading.entities(*match.span("c"), C)
        if company and company not in givers:
            sum_ = reading.money(*match.span("m"))
            yield Round(
                "followed", company, match.start(), *match.span(), investors=givers, amount=sum_
            )


def valued(reading: Reading) -> Iterator[Round]:
    """A was valued at a sum in its last round."""
    for match in _VALUED.finditer(reading.text):
        if _is_round(reading, match.start()):
            receiver = reading.entity(match.start("c"))
            yield Round("valued", receiver, match.start(), match.start(), match.end())


def led(reading: Reading) -> Iterator[Round]:
    """A led a round in B, A backed B's round."""
    patterns = (_LED_IT, _BACKS, _TO_BACK)
    for match in (match for one in patterns for match in one.finditer(reading.text)):
        at, givers = match.start(), _subject(reading, match.start())
        receiver = reading.entity(match.start("c")) if match["c"] else _other(reading, givers)
        if receiver and givers and receiver not in givers and reading.is_told(at):
            leads = givers if "lead" in match[0] or "led" in match[0] else []
            end, sum_ = len(reading.text), reading.money(*match.span())
            yield Round("led", receiver, at, at, end, investors=givers, leads=leads, amount=sum_)


def put_up(reading: Reading) -> Iterator[Round]:
    """A put up a sum, for the company that is spoken of."""
    for match in _PUT_UP.finditer(reading.text):
        at, givers = match.start(), _subject(reading, match.start())
        receiver, sum_ = _other(reading, givers), reading.money(*match.span("m"))
        named = receiver in reading.entities(0, len(reading.text), C)
        if receiver and givers and not named and _is_round(reading, at):
            end = len(reading.text)
            yield Round("put-up", receiver, at, 0, end, investors=givers, amount=sum_)


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

"""Figures about the industry as a whole, and who published them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..assembly import Draft
from ..document import Entity
from ..masking import DATE, MONEY, NUMBER, PERCENT
from .marks import ITS, C, P
from .reading import Reading

_PUBLISHER = re.compile(
    rf"\b(?:[Aa]ccording to|data (?:from|by|compiled by|published by|collected by)|figures (?:from|by)|(?:a |the |its )?(?:\w+ )?(?:report|survey|study|analysis|research|estimates?|index|forecast|poll|tracker|numbers) (?:by|from|of|published by|released by)|estimates? by|compiled by|per|[Aa]nalysts at|researchers at|economists at|tracked by)"
    rf" (?:(?:data|figures|estimates|research|numbers|analysts?|a (?:new |recent )?(?:report|survey|study|analysis)|analysis|the|research firm|data provider|market researcher|consultancy|from|by|at|firm|company|tracker|[a-z-]+) )*?(?P<c>{C})(?: and [a-z ]{{0,30}}{C})?|"
    rf"(?P<c2>{C})(?:['’]s?)? (?:data|figures|report|survey|study|research|analysts?|estimates?|index|forecasts?|numbers|analysis|poll|tracker)\b|"
    rf"(?P<c3>{C}),? (?:[^.;{C}{P}]{{0,60}}, )?(?:estimate[sd]|forecasts?|projects?|projected|reckons|calculates?|counted|expects|predicts|found|puts|said in (?:a|its) (?:\w+ )?report|predicted|surveyed|recorded|tallied|reported that|says that|said that|counts|reckons|surveyed|asked [^.;]{{3,60}} (?:and|found|for))\b|"
    rf", (?:the )?(?P<c4>{C})(?:['’]s? (?:figures|data|numbers|analysts|researchers|economists|survey|report|AI Index))?,? (?:reports?|reported|counts?|counted|says|said|reckons?|calculates?|calculated|estimate[sd]?|found|finds|shows?|notes|writes|wrote|believes?|thinks)\b|"
    rf"\bby (?P<c5>{C})['’]s? (?:count|tally|reckoning|estimate|calculations?|figures)|"
    rf"\bsays? (?P<c6>{C})(?=[,.;]|\Z)"
)
_INDUSTRY = re.compile(
    r"\b(?:industry|sector|market|start-?ups|companies|firms|venture (?:capital|funding|investment)|VCs?|investors|investments?|funding|spending|worldwide|globally|global|nationwide|enterprises|businesses|organi[sz]ations|respondents|developers|executives|applications|apps|enterprise|workers|employers|employees|jobs|job postings|vacancies|"
    r"deals?|deal value|dollars|rounds|mergers|acquisitions|models|LLMs|patents|papers|shipments|sales|demand|capacity|data cent(?:er|re)s|revenues?|unicorns|layoffs|consumers|users|adults|people|students|engineers|graduates|salaries|pay|robots|chips|GPUs|semiconductors|exports|imports|hyperscalers|countries|schools|hospitals|banks|robotaxis?|rides|cars|phones|servers|venture dollars|unicorns|businesses|firms|electricity|power|homes|households|programming|programmers|teenagers|electricity|adoption|products|apps|registered)\b",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:worldwide|globally|global|the (?:AI |chip |robotics |venture |global |whole |entire )?(?:industry|sector|market)|AI (?:start-?ups|companies|firms|models|investment|funding|spending|chips|jobs|market|deals)|start-?ups|venture (?:capital|funding|capitalists|investment)|VCs|hyperscalers|nationwide|across the (?:industry|sector|country)|(?:Chinese|American|European|Indian|Israeli|British|French|German|Japanese|Korean|US|U\.S\.|UK) (?:AI |tech |robotics |chip |technology |venture )*(?:start-?ups|companies|firms|investors|labs|models|developers|market)|large (?:language )?models|foundation models|humanoid robots)\b",
    re.I,
)
_OWN = re.compile(
    rf"\A[^.;]{{0,60}}?(?:{C}|{ITS}|\b[Ww]e\b|\b[Oo]ur\b)(?:['’]s)?(?: \w+){{0,4}}? (?:has|have|had|was|is|will|raised|said|employs|expects|plans|counts|serves|sold|shipped|generated|reported|announced|now|claims|grew|costs?|aims|accounts?|held|holds|controls|controlled)\b"
)
_EVENT = re.compile(
    rf"(?:{C}|{P}|{ITS})[^.;]{{0,40}}\b(?:raised|acquired|bought|laid off|founded|joined|left|launched|released|valued|invested)\b|\b(?:valuation|acquisition) of\b"
)
_COUNTED = re.compile(
    r" (?:[\w-]+ ){0,4}?(?P<unit>companies|firms|start-?ups|models|deals|rounds|jobs|workers|patents|papers|unicorns|robots|units|investors|funds|developers|layoffs|employees|postings|vacancies|users|people|products|apps|data cent(?:er|re)s|chips|engineers|graduates|labs|robotaxis|vehicles|mergers|acquisitions|transactions|listings|IPOs|schools|countries|respondents|researchers|institutions|providers|makers|phones|servers|cars|rides|AI phones|accelerators|financings|fundings|acquisitions|exits|layoffs|managers|executives|firms|tools|datasets|languages|bots|agents|clusters|jobseekers|professionals|postgraduates|doctorates|laws|bills|gigawatts|services|LLMs)\b",
    re.I,
)
_CHANGE = re.compile(
    rf"\b(?:from|compared (?:with|to)|versus|against|than)\b[^,;{MONEY}{NUMBER}{PERCENT}]{{0,18}}\Z"
)
_OF_PERIOD = re.compile(rf" (?:(?:in|for|during|by) (?:the )?)?{DATE}")
"""The period of one figure: from 24 deals in 2013 to 157 in 2016."""
_ASIDE = re.compile(
    rf"\b(?:without|excluding|despite|thanks to|apart from|besides) (?:the )?{C}(?:['’]s)?(?: (?:round|deal|investment|raise))?"
)
"""A company that a figure leaves out or is owed to, which the figure is not about."""
_EXAMPLES = re.compile(r", (?:with|including|led by|driven by|thanks to|such as)\b")
_SOME_TIME = re.compile(rf"{DATE}|\b(?:worldwide|globally|global)\b")
_OF_EXAMPLE = re.compile(
    rf"{C} \([^()]*\Z|, (?:with|including|led by|driven by|such as)\b[^;]*{C}[^;]*\Z"
)
"""A figure in brackets after a company, or of one that is named as an example."""
_STAFF = frozenset("employees workers people jobs layoffs engineers researchers staff".split())
_AGGREGATE = re.compile(
    r"\A\W*(?:[\w-]+,? ){0,6}?(?:funding|investments?|deals?|rounds|start-?ups|sector|spending|shipments|dollars|financing|M&A|unicorns|exits|seed|market)\b",
    re.I,
)
"""A sentence that goes on about the industry after a figure about it."""


_NUMBER_OF = re.compile(
    rf"\b[Nn]umber of (?:[\w-]+ ){{0,4}}?(?P<unit>[a-z-]+s)\b[^.;,{NUMBER}{MONEY}]{{0,40}}? (?:to|reached|was|is|at|hit|passed) (?P<n>\d[\d,]*)(?![\d.]*(?:%| ?(?:bn|m|billion|million)))"
)
_LIMIT = re.compile(
    r"\b(?:deals|rounds|acquisitions|firms|companies|sales) (?:above|over|of|worth|below|under|with)[\w ]{0,12} \Z"
)
_QUARTER = re.compile(
    r"\b[Tt]he quarter\b|\b(?:January and March|April and June|July and September|October and December)\b|\b[Tt]he (?:first|second|third|fourth|last) three months\b"
)
_AHEAD = re.compile(
    r"\b(?:will|expects?|forecasts?|projects?|predicts?|projected|forecast)\b[^.;]{0,120}\Z"
)


@dataclass(slots=True)
class Background:
    """The publisher and period that figures later in a paragraph share."""

    paragraph: int = -1
    publisher: Entity | None = None
    period: str | None = None
    told: int = -1
    """Where the last sentence with figures ended."""
    quarter: str | None = None
    """The quarter or half-year that the article is about, if it names one at its beginning."""

    def enter(self, reading: Reading) -> None:
        """Forget the last paragraph at the beginning of the next."""
        paragraph = reading.sentence.paragraph
        if self.quarter is None and paragraph < 3:
            named = _period(reading)
            self.quarter = named if named and ("Q" in named or "H" in named) else None
        if paragraph != self.paragraph:
            self.paragraph, self.publisher, self.period = paragraph, None, None


def add_statistics(reading: Reading, draft: Draft, background: Background) -> None:
    """Add the figures of a sentence that are about the industry and come from a source."""
    text = reading.text
    background.enter(reading)
    match = _PUBLISHER.search(text)
    publisher, group = None, ""
    if match:
        group = next(name for name in ("c", "c2", "c3", "c4", "c5", "c6") if match[name])
        publisher = reading.entity(match.start(group))
        if _is_own(reading, publisher, match.start(group)):
            return
    rest = (
        text
        if match is None
        else text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    )
    rest = _ASIDE.sub(" ", rest)
    main = _EXAMPLES.split(rest, maxsplit=1)[0]
    rest = rest if C in main or not (MONEY in main or PERCENT in main) else main
    goes_on = 0 <= reading.sentence.start - background.told < 5 and _AGGREGATE.match(text)
    news = publisher is not None and publisher.entry and publisher.entry.detail == "media"
    sourced = (match is not None and not (news and group in ("c3", "c4", "c6"))) or re.search(
        r"\banalysts (?:estimate|expect|reckon|forecast)\b|\baccording to (?:a |an |the |one |industry |market |official |government )?(?:\w+ )?(?:estimates?|data|survey|report|study|figures|count|analysis)",
        text,
        re.I,
    )
    if not (sourced or goes_on or _WHOLE.search(rest)):
        return
    if not _INDUSTRY.search(rest) or reading.is_question:
        return
    if _EVENT.search(rest) or _OWN.search(rest) or (C in rest and (news or not sourced)):
        return
    if not (sourced or goes_on or background.publisher or _SOME_TIME.search(text)):
        return
    period = _period(reading) or _same_quarter(reading, background)
    if publisher:
        background.publisher = publisher
    if period:
        background.period = period
    for place, figure in _figures(reading):
        own = _OF_PERIOD.match(text, place + 1)
        compared = _CHANGE.search(text[:place]) and not own
        if figure is None or compared or _LIMIT.search(text[:place]):
            continue
        value, unit = figure
        if _OF_EXAMPLE.search(text[:place]) or (unit in _STAFF and re.search(f"[{C}{ITS}]", rest)):
            continue
        draft.event(
            "statistic", reading.quote, rule="statistic", confidence=0.65 if sourced else 0.5,
            certainty=_certainty(reading, place), value=value, unit=unit,
            publisher=publisher or (background.publisher if not match else None), period=reading.value(own.end() - 1) if own else period or background.period,
        )  # fmt: skip
        background.told = reading.sentence.end


def _is_own(reading: Reading, publisher: Entity, at: int) -> bool:
    """Whether a company speaks of itself: it stands elsewhere in the sentence, too."""
    others = [*reading.entities(0, at, C), *reading.entities(at + 1, len(reading.text), C)]
    return publisher in others


def _same_quarter(reading: Reading, background: Background) -> str | None:
    """The article's quarter, where a sentence speaks of the quarter without saying which."""
    return background.quarter if _QUARTER.search(reading.text) else None


def _figures(reading: Reading) -> Iterator[tuple[int, tuple[float, str] | None]]:
    """The figures of a sentence with their units, and where each stands."""
    for place in sorted(reading.masked.slots):
        yield place, _figure(reading, place)
    bare = _NUMBER_OF.search(reading.text)
    if bare:
        yield bare.start("n"), (float(bare["n"].replace(",", "")), bare["unit"])


def _figure(reading: Reading, place: int) -> tuple[float, str] | None:
    slot = reading.masked.slots[place]
    if slot.mark == MONEY:
        return slot.value.value, slot.value.currency
    if slot.mark == PERCENT:
        return slot.value.value, "%"
    if slot.mark == NUMBER and slot.value.unit != "parameters":
        unit = _COUNTED.match(reading.text, place + 1)
        return (slot.value.value, unit["unit"]) if unit else None
    return None


def _certainty(reading: Reading, place: int) -> str:
    found = reading.certainty(place)
    ahead = _AHEAD.search(reading.text[:place])
    return "planned" if ahead or found == "planned" else "confirmed"


def _period(reading: Reading) -> str | None:
    """The first period of a sentence that is longer than a day."""
    for place in sorted(reading.masked.slots):
        slot = reading.masked.slots[place]
        if slot.mark == DATE and len(str(slot.value)) < 10:
            return str(slot.value)
    return None

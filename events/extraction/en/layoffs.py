"""Companies that lay people off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..assembly import Draft
from ..document import Entity
from ..masking import NUMBER, PERCENT
from .marks import ITS, C
from .reading import Reading

_STAFF = r"(?:jobs|workers|employees|staff|people|positions|roles|staffers|engineers|annotators|contractors|colleagues|moderators|scientists|developers|managers|workforce|headcount|team|personnel|head count)"
_QUANTITY = rf"(?:{NUMBER}|{PERCENT})"
_LAYOFF = re.compile(
    rf"\b(?:la(?:id|ys|y|ying) off|let(?:s|ting)? go(?: of)?|(?:cut(?:s|ting)?|slash(?:ed|es|ing)?|eliminat(?:ed|es|ing|e)|shed(?:s|ding)?|axe?(?:d|s|ing)?|trim(?:med|s|ming)?|reduc(?:ed|es|ing|e)|shrink(?:s|ing)?|shrank|shrunk|losing|scrap(?:ped|s)|cull(?:ed|s)|dismiss(?:ed|es|ing)?|fir(?:ed|es|ing|e)|sack(?:ed|s|ing)?|remov(?:ed|es|ing|e)|downsiz(?:ed|es|ing)|(?:mak(?:es|ing)|made) (?:[\w-]+ ){{0,2}}cuts to|(?:mak(?:e|es|ing)|made)(?= {NUMBER} [^.;,]{{0,40}}redundant))"
    rf"(?= (?:[\w'’-]+ |{ITS} |{_QUANTITY} ?|of ){{0,7}}?(?:{_STAFF})\b))"
)
_GO = re.compile(
    rf"\blet(?:s|ting)? (?:about |some |around )?(?:[\w'’ -]|{ITS}|{_QUANTITY}){{1,50}}? go\b(?! (?:of|to|ahead|on))"
)
_BARE = re.compile(
    r"\b(?:la(?:id|ys|y|ying) off|dismiss(?:ed|es|ing)|let go(?: of)?|sack(?:ed|s|ing)|fir(?:ed|es|ing)|axed|cut|shed)(?: about| some| around| nearly| more than)? (?P<n>\d[\d,]*)(?= of\b| in\b| people| there| at\b|,|\.|;|\Z| more| \ue004)"
)
_NOUN = re.compile(
    rf"(?P<c>{C})(?:['’]s?)? (?:\w+ ){{0,3}}?(?:layoffs|lay-offs|job cuts|redundancies|retrenchment)|(?:layoffs|lay-offs|job cuts|redundancies|round of cuts)\b[^.;{C}]{{0,40}}? (?:at|by|across) (?P<c2>{C})|"
    rf"\b(?:announc(?:ed|es|ing)|began|begins|start(?:ed|s|ing)|confirm(?:ed|s)|plan(?:s|ned|ning)|conduct(?:ed|s|ing)|carried out|made|making|make|implement(?:ed|s)) (?:[\w-]+ |{NUMBER} ){{0,4}}?(?P<n>layoffs|lay-offs|job cuts|redundancies|(?:{NUMBER} )(?:\w+ )?(?:layoffs|redundant|redundancies|job cuts)|{NUMBER} \w+ redundant)\b"
)
_LOST = re.compile(
    rf"{_QUANTITY} (?:of )?(?:{ITS} |the )?(?:[\w-]+ ){{0,3}}?{_STAFF}\b(?:[^.;{C}]{{0,30}}? (?:at|of|from) (?P<c>{C}),?)?[^.;]{{0,40}}? (?:(?=lost their jobs?|lose their jobs?|losing their jobs?)|were|was|have been|has been|will be|are being|is being|will|would|are to|were to|are to be|would be|are|have|must) (?:los(?:t|e|ing) their jobs?|laid off|let go|go(?![\w-])|dismissed|fired|sacked|lost|leave|cut|eliminated|made redundant|affected|losing|lose|been (?:cut|lost|let go|laid off))"
)
_AFFECTS = re.compile(
    rf"\b(?:layoffs|lay-offs|cuts|job cuts|restructuring|redundancies|reductions?|move)(?: [^.;,{C}]{{2,60}})?,? (?:will |would |could |has |have )?(?:affect|impact|hit|amount to|represent|equal|cover|total)(?:s|ed|ing)? (?:an? )?(?:\w+ )?(?P<q>{_QUANTITY})"
)
_ALREADY = re.compile(r"\bhad (?:already|previously|earlier) \Z")
"""Cuts before those that the article tells of."""
_WHOLE_STAFF = re.compile(
    r"\b(?:employ(?:s|ed|ing)?|workforce of|staff of|headcount of|team of)(?: about| around| some| roughly)? \Z"
)
_NOT_STAFF = re.compile(
    r"\b(?:costs?|prices?|emissions|spending|rates?|errors?|(?<!-)time|latency|energy|consumption|budgets?|outlook|forecast|deals?|need for|number of (?!jobs|employees|workers|staff))\b"
)


def add_layoffs(reading: Reading, draft: Draft) -> None:
    """Add the lay-offs of a sentence."""
    for company, at, rule in _layoffs(reading):
        if company and reading.is_told(at) and not _ALREADY.search(reading.text[:at]):
            _add(reading, draft, company, at, rule)
            return


def _layoffs(reading: Reading) -> Iterator[tuple[Entity | None, int, str]]:
    """The company, the place and the rule of each telling, the surest first."""
    text = reading.text
    for match in _LAYOFF.finditer(text):
        span = text[match.end() : match.end() + 70]
        passive = re.search(r"\b(?:was|were|been|being|be) (?:\w+ )?\Z", text[: match.start()])
        if not passive and not _NOT_STAFF.search(re.split(_STAFF, span)[0]):
            yield _subject(reading, match.start()), match.start(), "laid-off"
    for match in _GO.finditer(text):
        if re.search(_QUANTITY, match[0]):
            yield _subject(reading, match.start()), match.start(), "let-go"
    for match in _BARE.finditer(text):
        yield _subject(reading, match.start()), match.start(), "bare-number"
    for match in _LOST.finditer(text):
        company = reading.entity(match.start("c")) if match["c"] else reading.focus.company
        yield company, match.start(), "were-laid-off"
    for match in _NOUN.finditer(text):
        group = "c" if match["c"] else "c2" if match["c2"] else None
        named = reading.entity(match.start(group)) if group else _subject(reading, match.start())
        if match["n"] or NUMBER in text or PERCENT in text:
            yield named, match.start(), "layoffs"
    for match in _AFFECTS.finditer(text):
        yield reading.focus.company, match.start("q"), "affects"


def _subject(reading: Reading, at: int) -> Entity | None:
    return next(iter(reading.subject(at, C)), None)


def _add(reading: Reading, draft: Draft, company: object, at: int, rule: str) -> None:
    text = reading.text
    places = [
        place
        for place in range(max(0, at - 40), len(text))
        if text[place] == NUMBER
        and _is_staff(text[place + 1 : place + 50])
        and not _WHOLE_STAFF.search(text[:place])
    ]
    bare = _BARE.match(text, at)
    headcount = reading.counts(places[0], places[0] + 1)[0].value if places else None
    if bare:
        headcount = float(bare["n"].replace(",", ""))
    share = None
    for place, sign in enumerate(text):
        if sign == PERCENT and place in reading.masked.slots:
            near = text[place + 1 : place + 75]
            if re.match(
                rf"(?:[ \w'’-]|{ITS}|{C}|{NUMBER}){{0,45}}?{_STAFF}\b|\)", near
            ) or re.search(rf"{_STAFF}[^.;]{{0,25}}\Z", text[:place]):
                share = reading.masked.slot(place).value.value
                break
    draft.event(
        "layoff", reading.quote, rule=f"layoff-{rule}", date=reading.date(at), certainty=reading.certainty(at),
        company=company, headcount=headcount, share=share,
    )  # fmt: skip


def _is_staff(following: str) -> bool:
    return (
        re.match(
            rf" (?!rounds?\b)(?:of )?(?:[\w-]+ |{ITS} ){{0,4}}?(?:{_STAFF}\b|(?:researchers|contractors|annotators|layoffs|redundant|redundancies|scientists|developers|managers|tutors|moderators)\b)",
            following,
        )
        is not None
    )

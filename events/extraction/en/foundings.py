"""Companies that begin, where no founder is named, and companies that end."""

from __future__ import annotations

import re

from ..assembly import Draft
from ..masking import DATE
from .marks import C, P
from .reading import Reading

_FOUNDED = re.compile(
    rf"\b(?:[Ff]ounded|[Ee]stablished|set up|incorporated|formed|created|started|launched|spun (?:out|off)(?: of [^.;,]{{0,30}})?)(?=(?: (?:in|on|at|by|less|more|just|only|about|nearly|almost|as))?[^.;,{P}]{{0,30}}{DATE})"
)
_VERB = re.compile(r"\A(?:launched|started|created|formed|spun)")
_CLOSED = re.compile(
    r"\b(?:shut(?:s|ting)? (?:itself |(?:its|\ue007) doors|down)(?! (?:(?:its|\ue007)|the|an?|some|one|part|two|three|several|operations in)\b)|clos(?:ed|es|ing) (?:(?:its|\ue007) doors|down)|ceas(?:ed|es|ing) (?:all )?(?:operations|trading|business)|wound (?:down|up)|winding (?:down|up)|wind(?:s)? (?:down|up)|"
    r"clos(?:ed|es|ing) (?:up shop|their doors)|(?<=have )collapsed(?! into)|(?<=has )collapsed(?! into)|(?:filed|files|filing) for (?:bankruptcy|insolvency|administration|Chapter (?:7|11)|liquidation)|went (?:bankrupt|bust|out of business|under|into (?:administration|liquidation|insolvency))|goes (?:bankrupt|bust|under)|going (?:bankrupt|bust|out of business)|declared bankruptcy|entered (?:administration|liquidation|insolvency)|"
    r"fold(?:ed|s)(?=[.,; ]|\Z)(?! (?:into|in|proteins?|(?:its|\ue007)))|shuttered(?=[.,; ]|\Z)(?! (?:(?:its|\ue007)|the))|collapsed into (?:bankruptcy|administration|insolvency)|been (?:dissolved|liquidated)|was (?:dissolved|liquidated)|will close(?= down| (?:its|\ue007) doors|[.,])|call(?:ed|ing) it quits|(?:was|been|were) declared (?:bankrupt|insolvent)|(?:is|are) no more\b|(?:clos(?:ed|es|ing)|shuts?)(?= (?:in the (?:spring|summer|autumn|winter|fall)|(?:in )?\ue004|after \w+ (?:fell|ran|failed)|for good|last (?:month|year|week)))(?! (?:its|the|a) (?:round|deal))|"
    r"(?:is|are|was|were) (?:shutting|winding|closing)(?= on\b| at the end|,|\.|\Z| for good| \ue004)|gave up (?:the ghost|for good)|pull(?:ed|s) the plug on itself|(?:will |to |has )?cease[ds]? to exist|put (?:itself )?into liquidation|in liquidation|ran out of (?:money|cash))"
)
_ENDED = re.compile(
    rf"\b(?:shut(?:s|ting)?|wound|closed|winding) (?:down |up )?(?P<c>{C})(?: down| up)?(?! ['’]|['’])(?=,|\.|;| (?:\ue004|in|for|after|last|and|down|altogether)|\Z)|\bpull(?:ed|s|ing) the plug on (?P<c2>{C})|"
    rf"\bto (?:close up shop|shut (?:down|up shop)|fold|fail|collapse|go (?:under|bust)) (?:is|was) (?P<c5>{C})|"
    rf"(?:start-?ups|companies|firms) (?:like|such as|including) (?P<c6>{C}) (?:have |has )?(?:collapsed|folded|failed|gone (?:under|bust))|"
    rf"\b(?:closure|collapse|bankruptcy|demise|liquidation|insolvency|winding-up|shutdown) of (?:[\w-]+ ){{0,3}}?(?P<c3>{C})|(?P<c4>{C})['’]s? (?:[\w-]+ )?(?:closure|collapse|bankruptcy|demise|liquidation|insolvency)\b"
)
"""Closures whose company is not the subject: Ford shut it down, the collapse of Acme."""
_PART = re.compile(
    r"\b(?:unit|division|service|app|product|project|programme|program|office|site|team|lab|plant|API|platform|chatbot|business in|studio|model|feature)s?,? \Z"
)


def add_foundings(reading: Reading, draft: Draft) -> None:
    """Add the foundings without a founder in the sentence, and the closures."""
    text = reading.text
    for match in _FOUNDED.finditer(text):
        active = _VERB.match(match[0]) and not re.search(
            r"\b(?:was|were|is|been) (?:\w+ )?\Z", text[: match.start()]
        )
        by = re.match(rf"[^.;]{{0,90}}? by (?:[^.;]{{0,60}}?){P}", text[match.end() :])
        subject = (
            reading.subject(match.start(), P)
            if not re.search(r"\b(?:was|were|been|is) (?:\w+ )?\Z", text[: match.start()])
            else []
        )
        if active or by or subject or not reading.is_told(match.start()):
            continue
        company = _founded(reading, match)
        if company:
            draft.event(
                "founding", reading.quote, rule="founding", date=_date(reading, match.end()),
                certainty=reading.certainty(match.start()), company=company,
            )  # fmt: skip
    for match in _ENDED.finditer(text):
        place = next(
            match.start(name) for name in ("c", "c2", "c3", "c4", "c5", "c6") if match[name]
        )
        if reading.is_told(match.start()):
            draft.event(
                "closure", reading.quote, rule="closure-of", date=reading.date(match.start()),
                certainty=reading.certainty(match.end()), company=reading.entity(place), confidence=0.7,
            )  # fmt: skip
    for match in _CLOSED.finditer(text):
        companies = reading.subject(match.start(), C)
        if companies and reading.is_told(match.start()) and not _PART.search(text[: match.start()]):
            draft.event(
                "closure", reading.quote, rule="closure", date=reading.date(match.start()),
                certainty=reading.certainty(match.start()), company=companies[0],
            )  # fmt: skip


def _founded(reading: Reading, match: re.Match[str]) -> object | None:
    """`Founded in 2021, X ...` is X; `X, founded in 2021,` and `X was founded in 2021` are X."""
    text = reading.text
    if match.start() == 0 or not text[: match.start()].strip(' "“('):
        ahead = re.match(
            rf"[^.;]{{0,80}}?, (?:the |[\w-]+-based )?(?:(?![{C}{P}])[\w'’-]+ ){{0,5}}({C})",
            text[match.end() :],
        )
        return reading.entity(match.end() + ahead.start(1)) if ahead else reading.focus.company
    before = re.search(
        rf"({C})(?: \([^)]{{0,30}}\))?(?:,[^.;{C}{P}]{{0,80}})?,? (?:which |that )?(?:(?:was|were|is) )?(?:only |first |originally )?\Z",
        text[: match.start()],
    )
    if before:
        return reading.entity(before.start(1))
    companies = reading.subject(match.start(), C)
    return companies[0] if companies else None


def _date(reading: Reading, place: int) -> str | None:
    at = reading.text.find(DATE, place, place + 40)
    return reading.masked.slot(at).value if at >= 0 and at in reading.masked.slots else None

"""Companies that go to the stock exchange."""

from __future__ import annotations

import re

from ..assembly import Draft
from ..document import Entity
from ..facts import Money
from ..masking import MONEY
from .deals import DESCRIPTION
from .marks import ITS, C
from .reading import Reading
from .rounds import ROUND, goes_public

_LIST = re.compile(
    r"\b(?:went public|go(?:es|ing)? public|list(?:ed|s|ing)?(?: (?:(?:its|\ue007)|their) shares)? (?:on|in)|debut(?:ed|s)? (?:on|in)|(?:began|started|begin|starts?|begins|starting|commenced) trading|made (?:(?:its|\ue007)|their) (?:market |trading |stock market |public )?debut|makes (?:(?:its|\ue007)|their) (?:market |trading |stock market )?debut|float(?:ed|s|ing)? (?:on|in|(?:its|\ue007))|IPOed|rang the (?:opening )?bell|first day of (?:\w+ ){0,2}trad(?:ing|e)|(?:surged|jumped|soared|rose|rocketed|climbed|fell|dropped|closed|opened|gained|doubled)\b[^.;]{0,40} (?:on|in) (?:their|its|\ue007) (?:\w+ ){0,3}?debut|changed hands for the first time|had preceded (?:both|them)|shares (?:began|started) trading|"
    r"(?:filed|files|filing|submitted|applied|applies|applying|registered|lodged)(?:\s(?:[\w'’-]+|\ue004|\ue007|\ue001)){0,6}? (?:IPO|initial public offering|listing|flotation|prospectus|(?:go|list) (?:public|in|on)|draft registration|public offering|A1)|pric(?:ed|es|ing) (?:(?:its|\ue007)|the|an) (?:\w+ )?(?:IPO|initial public offering|shares|offering)|"
    r"(?:rais(?:ed|es|ing|e)|seek(?:s|ing)?|plan(?:s|ned|ning)?|prepar(?:es|ing|ed)|target(?:s|ing|ed)?|consider(?:s|ing|ed)?|weigh(?:s|ing|ed)?|eye(?:s|ing)?|complet(?:ed|es)|launch(?:ed|es|ing)|pursu(?:es|ing)|explor(?:es|ing)|delay(?:ed|s)?|postpon(?:ed|es)|withdrew|withdrawn|pull(?:ed|s)|call(?:ed|s) off|abandon(?:ed|s)|scrapp(?:ed|s)|shelved|shelves|ask(?:ed|s)|hir(?:ed|es)|mandat(?:ed|es)|pick(?:ed|s)|tapp(?:ed|s)|approved?|won approval|received approval|clear(?:ed|s))(?: (?:[\w'’$.-]+,?|\ue003|\ue004|\ue007|\ue001(?:['’]s)?)){0,10}? (?:IPO|initial public offering|flotation|stock market listing|share sale in|listing (?:in|on)|(?:public |share )?offering|listing at)|IPO (?:in|on)\b|(?:has |have )?put (?:it|(?:its|\ue007) (?:IPO|listing|flotation)) off)"
)
_IPO_OF = re.compile(
    rf"\b(?:listing|IPO|initial public offering|debut|flotation) (?:by|of) {DESCRIPTION}(?P<c2>{C})|(?:application|request|filing) (?:from|by|of) {DESCRIPTION}(?P<c3>{C})(?:,[^.;,]{{2,80}},)? (?:to list|for (?:an? |its |\ue007 )?(?:[\w-]+ ){{0,3}}?(?:IPO|initial public offering|listing|flotation))|(?P<c>{C}|{ITS})(?:['’]s?)? (?:planned |{MONEY} |upcoming |Hong Kong |US |New York |Shanghai |much-anticipated |blockbuster |long-awaited )*(?:IPO|initial public offering|stock market debut|market debut|flotation|float|share sale|listing)\b(?=[^.;]{{0,60}}(?:raised|priced|{MONEY}|was|is expected|could|opened|closed|will|is due|went))"
)
_IN_COMMON = re.compile(rf"\A[^.;:{C}]{{0,60}}: [^.;]{{0,60}}{C}")
"""What several companies do that are named after it: start-ups that filed last month: A and B."""
_AHEAD = re.compile(r" (?:will|would|could|may|is (?:expected|planned|due|set)|is still)\b")
_TO_RAISE = re.compile(
    rf"\b(?:to raise|targets|seeks|is seeking|targeting) (?:up to )?(?P<m>{MONEY})"
)
_FILED = re.compile(
    r"\A(?:fil|submitted|appl|registered|lodged|seek|plan|prepar|target|consider|weigh|eye|launch|pursu|explor|approv|won|received|clear|going|go |goes|ask|hir|mandat|pick|tapp)"
)


def add_listings(reading: Reading, draft: Draft) -> None:
    """Add the listings of a sentence."""
    text = reading.text
    for match in [*_LIST.finditer(text), *_IPO_OF.finditer(text)]:
        groups = match.groupdict()
        named = next((name for name in ("c", "c2", "c3") if groups.get(name)), None)
        companies = (
            [reading.entity(match.start(named))] if named else reading.subject(match.start(), C)
        )
        companies = [
            c
            for c in companies
            if not (c.entry and c.entry.detail in ("exchange", "government", "media"))
        ]
        if not companies or not reading.is_told(match.start()):
            continue
        if match[0].startswith("list") and not re.search(
            r"\b(?:Exchange|exchange|Nasdaq|public|shares|Hong Kong|New York|London|Shanghai|market|board|Euronext)\b|\ue001",
            text[match.start() : match.end() + 40],
        ):
            continue
        certainty = reading.certainty(match.start())
        ahead = _AHEAD.match(text, match.end()) or match[0].startswith(
            ("application", "request", "filing")
        )
        if certainty in ("confirmed", "reported") and (ahead if named else _FILED.match(match[0])):
            certainty = "planned"
        elif re.match(r"withdr|shelve|postpon|pull|call|abandon|scrapp", match[0]):
            certainty = "denied"
        together = companies if _IN_COMMON.search(text[match.end() :]) else companies[:1]
        for company in together:
            draft.event(
                "listing", reading.quote, rule="listing", date=reading.date(match.start()), certainty=certainty,
                company=company, exchange=_exchange(reading, match.start()), amount=_raised(reading, match.start()),
            )  # fmt: skip
    _add_sums(reading, draft)


def _add_sums(reading: Reading, draft: Draft) -> None:
    """Add what a company plans to raise in the listing that the sentences before told of."""
    for match in _TO_RAISE.finditer(reading.text):
        at = match.start()
        if (
            not reading.is_told(at)
            or ROUND.search(reading.text, at)
            or not goes_public(reading, match.start("m"))
        ):
            continue
        for company in reading.subject(at, C)[:1]:
            draft.event(
                "listing", reading.quote, rule="listing-sum", date=reading.date(at), certainty="planned",
                company=company, amount=reading.money(*match.span("m")),
            )  # fmt: skip


def _exchange(reading: Reading, at: int) -> Entity | None:
    for place in [*range(at, len(reading.text)), *range(at)]:
        if reading.text[place] == C and place in reading.masked.slots:
            entity = reading.entity(place)
            if entity.entry and entity.entry.detail == "exchange":
                return entity
    return None


def _raised(reading: Reading, at: int) -> Money | None:
    """The sum that a listing raises."""
    match = re.compile(
        rf"[^.;]{{0,120}}?\b(?:rais(?:e|ed|es|ing)|proceeds of|seek(?:s|ing)?|worth|for)\b[^.;{MONEY}]{{0,30}}(?P<m>{MONEY})"
    ).match(reading.text, at)
    if match is None:
        match = re.compile(rf"[^.;{MONEY}]{{0,25}}(?P<m>{MONEY})(?! valuation)").match(
            reading.text, at
        )
    if match is None:
        return None
    value = reading.value(match.start("m"))
    return value if isinstance(value, Money) else None

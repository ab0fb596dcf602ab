"""Acquisitions and sales of stakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from ..assembly import Draft
from ..document import Entity
from ..facts import Money
from ..masking import MONEY, PERCENT
from .marks import ITS, LIST, C, P
from .reading import Reading
from .rounds import VALUATION

DESCRIPTION = r"(?:(?:an? |the )?(?:[\w-]+ ){1,3}and (?:[\w-]+ ){1,3}(?:company|firm|start-?up|maker|developer|provider|specialist|platform|group) |(?:\ue007 |the |a |an |(?:its|\ue007) |rival |fellow |all of |most of |control of |French |Chinese |US |American |German |British |Israeli |Canadian |Indian |Japanese |Korean )*(?:(?!(?:and|to|stake|by|in|for|from|with|through|over|last|as|at|on)\b)[\w.$%&'’-]+ ){0,6}?)"
_STAKE_IN = rf"(?:(?:a|an|the|(?:its|\ue007)|another)? ?(?:majority |minority |controlling |roughly |about |{MONEY} |{PERCENT} |remaining |\w+ ){{0,4}}(?:stake|interest|share|shares|holding) (?:in|of) )?"
_BUY = re.compile(
    rf"\b(?:in (?:early |advanced |exclusive )?(?:acquisition|takeover|buyout) (?:talks|discussions|negotiations) with|bidding for|(?:a |the )?(?:potential|possible|proposed) (?:acquisition|takeover|purchase|bid|buyout|offer)s? (?:of|for)|acquir(?:ed|es|e|ing)|acqui-?hir(?:ed|es|e|ing)|buys?|buying|bought|(?:took|takes?|taking|taken)(?= (?:an? |the )?(?:[\w-]+ |{PERCENT} )*stake)|snap(?:ped|s) up|snapping up|takes? over|took over|taking over|purchas(?:ed|es|e|ing)|scoop(?:ed|s) up|swallow(?:ed|s|ing)|gobbl(?:ed|es) up|bagg(?:ed|s)|add(?:ed|s) (?=\ue001 to its)|acqui-?hir(?:ed|es)|won control of|pick(?:ed|s) up|absorb(?:ed|s)|to merge with|(?<!was )(?<!were )(?<!been )merg(?:ed|es|ing) with|complet(?:ed|es) (?:(?:its|\ue007) |the )?(?:[\w-]+ |{MONEY} )*(?:acquisition|purchase|takeover|buyout) of|"
    rf"(?:agreed to|announced) (?:the |an? |(?:its|\ue007) )?(?:{MONEY} )?(?:acquisition|takeover|purchase|buyout) of|clos(?:ed|es) (?:(?:its|\ue007) |the )?(?:{MONEY} )?(?:acquisition|purchase|takeover) of) "
    rf"(?P<stake>{_STAKE_IN}){DESCRIPTION}(?P<c>{LIST[C]}|{ITS} )(?!['’]s (?:stake|shares|chips?|products?|software|GPUs?|technology|cloud|services?|models?|data|customers)| (?:chips|GPUs|shares|stock|products|servers|accelerators|hardware|processors|software|licen[cs]es|robots|cars|vehicles))"
)
_BID = re.compile(
    r"['’]s? (?:[\w-]+ |\ue003 |\ue003-)*(?:bid|offer) (?:for|to)\b|['’]s? (?:proposed|planned|potential|possible) "
)
_TRIED = re.compile(r"\b(?:tried|attempted|sought|wanted) to \Z")
_UNSURE = re.compile(
    r"in [\w ]{0,20}(?:talks|discussions|negotiations) with|bidding for|(?:a |the )?(?:potential|possible|proposed) \w+"
)
_BOUGHT = re.compile(
    rf"\b(?:was|were|is|are|been|be|being|to be|get(?:s|ting)?|got) (?:also |recently |quietly |later |just |reportedly |being |fully |then |subsequently )*(?:acquired|bought(?: out)?|acqui-?hired|snapped up|taken over|purchased|absorbed|sold|swallowed(?: up)?|rescued|picked up|taken private|folded(?= into)|merged(?= (?:into|with)))\b(?: out)?(?:[^.;{C}]{{0,50}}?) (?:by|to|(?<=folded )into|(?<=merged )(?:into|with)) {DESCRIPTION}(?P<c>{C})"
)
_NOUN = re.compile(
    rf"(?P<a>{C})['’]s? (?:planned |proposed |recent |pending |attempted |failed |{MONEY} |{MONEY}-|\w+-dollar )*(?:acquisition|takeover|purchase|buyout|acqui-?hire|bid|offer|deal)(?:, worth {MONEY},)? (?:of|for|to (?:buy|acquire)) (?:an? {PERCENT} stake in )?{DESCRIPTION}(?P<c>{C})(?!['’]s)|(?P<c3>{C})['’]s? (?:planned |proposed |{MONEY} )*(?:acquisition|takeover|purchase|buyout|sale) (?:by|to) {DESCRIPTION}(?P<a3>{C})|(?:acquisition|takeover|purchase|buyout) of {DESCRIPTION}(?P<c2>{C}) by (?:the )?{DESCRIPTION}(?P<a2>{C})"
)
_PAID = re.compile(
    rf"\b(?:pa(?:id|ys|y|ying)|spen(?:t|ds|ding)|offer(?:ed|s|ing)|put down|hand(?:ed|s) over) (?P<m>{MONEY})(?: in (?:cash|stock|shares)(?: and (?:stock|shares))?)? (?:for|on|to (?:buy|acquire|take over)) (?:(?:all of|an? {PERCENT} stake in|an? (?:majority|controlling) stake in|the rest of|a stake of|{PERCENT} of|the (?:remaining|other) {PERCENT} of) )?{DESCRIPTION}(?P<c>{C})(?!['’]s (?!parent|owner))"
)
_AND = re.compile(
    rf"[^.;{C}{P}]{{0,60}},? and {DESCRIPTION}(?P<c>{C})(?= (?:\ue004|for {MONEY}|in \ue004|this year|last year))"
)
"""The second of two purchases that share a verb: bought A last year and B this year."""
_WHICH = re.compile(
    rf"(?P<c>{C})(?: \([^)]{{1,30}}\))?(?:,[^.;,{C}{P}]{{2,70}})?,? (?:which|that) {DESCRIPTION}(?P<a>{C}) (?:has |had |later |then |itself |recently |finally |eventually |\ue004 )*(?:bought|acquired|buys|acquires|took over|taken over|snapped up|swallowed|absorbed|purchased|picked up|is buying|is acquiring|wants to buy|agreed to buy|will buy|paid {MONEY} for)\b|"
    rf"(?P<c2>{C})(?: \([^)]{{1,30}}\))?,? (?:since |now |later |recently |then |newly |which (?:has |had )?(?:since |now )?been |which was (?:later |then |itself |\ue004 )?|itself |a company )*(?:bought|acquired|owned|swallowed|taken over|snapped up|absorbed|purchased)(?: (?:in )?\ue004| last \w+| for {MONEY})* by {DESCRIPTION}(?P<a2>{C})|"
    rf"(?P<c5>{C}) (?:is|was) (?:an?|the) [^.;,{C}{P}]{{2,70}} (?:that|which) {DESCRIPTION}(?P<a5>{C}) (?:has |had |later |then )*(?:bought|acquired|took over|snapped up|swallowed|absorbed)\b|"
    rf"(?P<a3>{C}) (?:has |had |later |then |finally |eventually |\ue004 )*(?:took|takes|taken|snapped|snaps|bought|picked|swallowed|scooped|gobbled) (?P<c3>{C}) (?:over|up|out|private|whole)\b|"
    rf"(?P<c4>{C}) (?:has |had |was |later |then |finally |eventually |\ue004 |now )*(?:found (?:a|its|\ue007) (?:new )?(?:home|owner|buyer) (?:at|in|with)|(?:ended|ends|wound) up (?:at|in|with|as (?:a )?part of)|fell (?:in)?to|passed (?:in)?to|goes to|went to|is going to|disappeared into|was merged into|sold out to|agreed to join|is joining|joins forces under) {DESCRIPTION}(?P<a4>{C})"
)
"""Purchases whose object comes first: Drive.ai, which Apple bought; it ended up with Apple."""
_LET = re.compile(
    rf"(?P<c>{C}) (?:has |had )?(?:let|allowed) (?P<a>{C})(?: to)? (?:buy|take|acquire|purchase) (?:up to )?(?P<m>{PERCENT}|a (?:majority|controlling) stake)"
)
_SALE = re.compile(
    rf"\b(?:sale|disposal|transfer) of {DESCRIPTION}(?P<c>{C}) to {DESCRIPTION}(?P<a>{C})|(?P<c2>{C}) (?:has |had |was |is |to )?(?:agreed to be |has been )?(?:sold (?:itself )?|sells itself |selling itself |sell itself |being sold )to {DESCRIPTION}(?P<a2>{C})|"
    rf"(?P<c3>{C})['’]s? (?:[\w-]+ ){{0,3}}?(?:sale|merger) (?:to|with) {DESCRIPTION}(?P<a3>{C})|(?P<a4>{C})['’]s? (?:{MONEY}|\$?\w+-dollar) (?:deal|bid|offer|agreement|purchase) (?:for|of|to (?:buy|acquire)) {DESCRIPTION}(?P<c4>{C})|"
    rf"(?P<c5>{C}) (?:now |has |have )*(?:belongs?|belonging|been part|became part|becomes part|become part|went|part) (?:to|of) {DESCRIPTION}(?P<a5>{C})"
)
_ACQUIRED_BY = re.compile(
    rf"(?P<c>{C}),? (?:which (?:was|had been) )?(?:acquired|bought|now owned) (?:in \ue004 |\ue004 )?by (?P<a>{C})"
)
_SELL = re.compile(
    rf"\b(?:sold|sells?|selling|offload(?:ed|s|ing)|dump(?:ed|s|ing)|dispos(?:ed|es|ing) of|divest(?:ed|s|ing)|unload(?:ed|s|ing)|trimm(?:ed|ing)|trims|reduc(?:ed|es|ing)|pared|cuts?|cutting|got rid of|gets rid of|let go of|cashed out of|exit(?:ed|s)|sold down|sold off) (?P<w>(?:[^.;{C}]{{0,60}}?)(?:stake|shares|holdings?|interest|stock|position|{PERCENT})(?:[^.;{C}]{{0,30}}?) (?:in|of) {DESCRIPTION}(?P<c>{C})|out of (?P<c4>{C})|(?:[^.;{C}]{{0,40}}?)(?P<c2>{C}) (?:stock|shares|stake)|(?:[^.;{C}]{{0,30}}?){C}['’]s? shares)"
)
_STAKE_SALE_NOUN = re.compile(
    rf"(?P<h>[{C}{P}])['’]s? (?:planned |proposed )?(?:sale|disposal) of (?:[^.;{C}]{{0,40}}?)(?:stake|shares|holding) in {DESCRIPTION}(?P<c>{C})"
)

_BOTH_NAMED = {
    "noun": _NOUN,
    "acquired-by": _ACQUIRED_BY,
    "let": _LET,
    "sale": _SALE,
    "which": _WHICH,
}


def add_deals(reading: Reading, draft: Draft) -> None:
    """Add the acquisitions and sales of stakes of a sentence."""
    if C not in reading.text and ITS not in reading.text:
        return
    _add_acquisitions(reading, draft)
    _add_stake_sales(reading, draft)


Purchase = tuple[list[Entity], list[Entity], int, int, str]
"""Who bought whom, the span of the words that tell it, and the rule."""


def _add_acquisitions(reading: Reading, draft: Draft) -> None:
    for find in (_bought, _was_bought, _named_purchases):
        for buyers, targets, at, end, rule in find(reading):
            if not reading.is_told(at):
                continue
            certainty = reading.certainty(_told_at(reading, at))
            if certainty in ("confirmed", "reported") and _BID.search(
                reading.text, max(0, at - 3), end
            ):
                certainty = "planned"
            elif _TRIED.search(reading.text, 0, at):
                certainty = "denied"
            for buyer, target in product(buyers, targets):
                draft.event(
                    "acquisition", reading.quote, rule=f"acquisition-{rule}", date=reading.date(at), certainty=certainty,
                    acquirer=buyer, target=target, amount=_price(reading, at, end), stake=_share(reading, at, end),
                )  # fmt: skip


def _told_at(reading: Reading, at: int) -> int:
    """The place that has the whole verb before it: talks, bids and possible deals say how sure it is."""
    verb = _UNSURE.match(reading.text, at)
    return verb.end() if verb else at


def _bought(reading: Reading) -> Iterator[Purchase]:
    """A bought B, A paid a sum for B."""
    text = reading.text
    for match in _BUY.finditer(text):
        targets = reading.entities(*match.span("c"), C) + reading.entities(*match.span("c"), ITS)
        buyers = reading.subject(match.start(), C)
        if re.search(r"(?:\bto|\bby|\bof)\s\Z", text[: match.start()]) and not buyers:
            continue
        if match["stake"] and not re.search(
            r"majority|controlling|remaining|" + PERCENT, match["stake"]
        ):
            continue
        yield buyers[:1], targets, match.start(), match.end(), "bought"
        second = _AND.match(text, match.end())
        if second:
            others = reading.entities(*second.span("c"), C)
            yield buyers[:1], others, second.start("c"), second.end(), "bought-too"
    for match in _PAID.finditer(text):
        targets = reading.entities(*match.span("c"), C)
        yield reading.subject(match.start(), C)[:1], targets, *match.span(), "paid"


def _was_bought(reading: Reading) -> Iterator[Purchase]:
    """B was bought by A."""
    for match in _BOUGHT.finditer(reading.text):
        before = reading.text[max(0, match.start() - 12) : match.start()]
        if not re.search(r"shares|stock|products?|chips|stake", before):
            buyers = reading.entities(*match.span("c"), C)
            yield buyers, reading.subject(match.start(), C)[:1], *match.span(), "was-bought"


def _named_purchases(reading: Reading) -> Iterator[Purchase]:
    """Purchases in which both names stand in the pattern: A's takeover of B, the sale of B to A."""
    for rule, pattern in _BOTH_NAMED.items():
        for match in pattern.finditer(reading.text):
            target = next(
                name for name, value in match.groupdict().items() if value and name[0] == "c"
            )
            buyer = target.replace("c", "a")
            if match[buyer]:
                yield (
                    [reading.entity(match.start(buyer))],
                    [reading.entity(match.start(target))],
                    min(match.start(buyer), match.start(target)) + 2,
                    match.end(),
                    rule,
                )


def _price(reading: Reading, start: int, end: int) -> Money | None:
    """The price: in the words of the deal, after it with `for` or `in a deal`, else none."""
    text = reading.text
    inside = reading.money(start, end)
    if inside:
        return inside
    valuations = {m.start(g) for m in VALUATION.finditer(text) for g in ("m", "m2", "m3") if m[g]}
    match = re.compile(
        rf"[^.;]{{0,70}}?\b(?:for|in|at|worth|valued at|of|pay(?:ing|s)?|price)\b[^.;{MONEY}]{{0,40}}?(?P<m>{MONEY})(?! (?:a|per) share| apiece)"
    ).match(text, end)
    if match:
        deal = re.search(
            r"\b(?:deal|transaction|acquisition|takeover|purchase)\b[^.;]{0,40}\Z",
            text[end : match.start("m")],
        )
        if (
            match.start("m") not in valuations
            or deal
            or text[end : match.start("m")].strip() in ("at", "for")
        ):
            value = reading.value(match.start("m"))
            return value if isinstance(value, Money) else None
    before = re.search(
        rf"\b(?:deal|transaction|agreement) (?:valued at|worth|of) (?P<m0>{MONEY})|(?P<m>{MONEY})(?: (?:all-stock|cash|all-cash|stock|cash-and-stock))? (?:deal|takeover|acquisition|purchase)|pay(?:ing|s|id)? (?:about )?(?P<m2>{MONEY})",
        text[:start],
    )
    if before:
        value = reading.value(next(before.start(g) for g in ("m0", "m", "m2") if before[g]))
        return value if isinstance(value, Money) else None
    return None


def _share(reading: Reading, start: int, end: int) -> float | None:
    shares = reading.counts(start, end, PERCENT)
    return shares[0].value if shares else None


def _add_stake_sales(reading: Reading, draft: Draft) -> None:
    text = reading.text
    found: list[tuple[list[Entity], Entity, int, int]] = []
    for match in _SELL.finditer(text):
        place = max(match.start(group) for group in ("c", "c2", "c4"))
        if place < 0:
            continue
        holders = _holders(reading, match.start())
        found.append((holders, reading.entity(place), match.start(), match.end()))
    found.extend(
        (
            [reading.entity(match.start("h"))],
            reading.entity(match.start("c")),
            match.start() + 2,
            match.end(),
        )
        for match in _STAKE_SALE_NOUN.finditer(text)
    )
    for holders, company, at, end in found:
        if not reading.is_told(at):
            continue
        for holder in holders:
            if holder is not company:
                draft.event(
                    "stake_sale", reading.quote, rule="stake-sale", date=reading.date(at), certainty=reading.certainty(at),
                    holder=holder, company=company, amount=_price(reading, at, end), stake=_share(reading, at, min(len(text), end + 40)),
                )  # fmt: skip


def _holders(reading: Reading, at: int) -> list[Entity]:
    """Who sells: whichever of person and company stands nearer to the verb as its subject."""
    people, companies = reading.subject(at, P), reading.subject(at, C)
    if people and companies:
        left = reading.text[:at]
        return people if left.rfind(P) > left.rfind(C) else companies[:1]
    return people or companies[:1]

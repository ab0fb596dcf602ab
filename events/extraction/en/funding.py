"""Rounds of funding: who raised, from whom, how much and at what valuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..assembly import Draft
from ..document import Entity
from ..facts import Money
from ..masking import MONEY
from .reading import ITS, LIST, C, P, Reading

_MONEY = MONEY
_ROUND_WORDS = r"(?:pre-?seed|seed(?:\+| extension| plus)?|angel|pre-?Series [A-H]|pre-?[A-C](?=[ -]round)|[Ss]eries [A-H](?:\d|\+{1,3}|-\d|-?plus)?(?![a-z])|(?-i:[A-H])\d?\+{0,2}(?= (?:round|financing|funding))|pre-?IPO|strategic|growth|bridge|debt|grant|convertible|mezzanine|crowdfunding)"
_ROUND = re.compile(
    rf"\b(?P<round>{_ROUND_WORDS})(?=[ -]*(?:extension |equity |stage |funding |financing |investment |fundraising |venture |capital |preferred |note )*(?:round\b|funding\b|financing\b|raise\b|investment\b|stage\b|capital\b|deal\b|facility\b|,|\.|;|\)|(?: led| and| at| with| from| to| in| that)\b|\Z))",
    re.I,
)
_RAISE = re.compile(
    rf"\b(?:rais(?:ed|es|ing|e)|re-raised|clos(?:ed|es|ing|e) (?=[^.;]{{0,60}}(?:round|funding|financing|raise|investment|{_MONEY}))|secur(?:ed|es|ing|e)|land(?:ed|s)|bagg(?:ed|s)|bags|nabb?(?:ed|s)|snag(?:ged|s)|pull(?:ed|s) in|haul(?:ed|s) in|brought in|"
    rf"complet(?:ed|es|ing|e) (?=[^.;]{{0,60}}(?:round|funding|financing|fundraising))|announc(?:ed|es|ing|e) (?=[^.;]{{0,50}}(?:{_MONEY}[^.;]{{0,40}}(?:round|funding|financing|raise)|(?:[Ss]eries [A-H]|seed)\b))|receiv(?:ed|es|ing)(?=[^.;]{{0,20}}{_MONEY})|"
    rf"collect(?:ed|s)(?=[^.;]{{0,12}}{_MONEY})|attract(?:ed|s|ing)(?=[^.;]{{0,12}}{_MONEY})|obtain(?:ed|s)|emerg(?:ed|es|ing) from stealth with|came out of stealth with|picked up(?= {_MONEY})|scor(?:ed|es)(?= {_MONEY})|won(?= {_MONEY} in)|gets(?= {_MONEY})|drew(?= {_MONEY})|fundraising)\b"
)
_RAISED_NOUN = re.compile(
    rf"(?P<c>{C})(?:['’]s?|,)? (?:latest |new |recent |first |{_MONEY} |\w+-person )*(?P<t>(?:{_ROUND_WORDS}[ -]?)?(?:round|funding round|financing|fundraising|raise|seed|Series [A-H]\w?)\b)"
)
_PASSIVE = re.compile(
    rf"(?P<m>{_MONEY})[^.;{C}]{{0,60}}?\b(?:was|were|has been|had been) (?:raised|invested|put into|pumped into)\b[^.;{C}]{{0,20}}(?:by|in|into) (?P<c>{C})"
)
_INVEST = re.compile(
    rf"\b(?:invest(?:ed|s|ing|e)?|pour(?:ed|s|ing)|pump(?:ed|s|ing)|put(?:ting|s)?|inject(?:ed|s|ing)|plow(?:ed|s)|ploughed|sink(?:s|ing)|committed|commits?|contribut(?:ed|es)|pledg(?:ed|es))\b[^.;{C}{_MONEY}]{{0,30}}"
    rf"(?:(?P<m>{_MONEY})[^.;,{C}]{{0,40}}?(?:in|into|to|on|for) (?:the |its |AI |rival |French |Chinese |US |American |German |British |Israeli |Canadian |Indian |Japanese |Korean )?(?:[\w.-]+ ){{0,5}}?(?P<c>{C})|in (?:the |its |AI |rival )?(?:[\w.-]+ ){{0,5}}?(?P<c2>{C})(?P<tail>[^.;]{{0,60}}))"
)
_LED_IT = re.compile(
    rf"\b(?:co-)?led (?:a|an|the|its)[^.;{C}]{{0,80}}?(?:round|financing|funding|investment|raise|Series [A-H])\b[^.;{C}]{{0,40}}?(?:in|into|of|for|at) (?:the |AI )?(?:[\w.-]+ ){{0,5}}?(?P<c>{C})"
)
_BACKS = re.compile(
    rf"\b(?:backed|backs|back|led|leads?) (?P<c>{C})['’]s? (?:[\w-]+ |{_MONEY} )*(?:round|financing|funding|Series [A-H])"
)
_ITEM = rf"(?:(?:the |existing |new |prior |previous |current |fellow |return(?:ing)? |lead |co-lead )?(?:(?![{C}{P}])[\w.&'’-]+ ){{0,5}}?)?[{C}{P}](?:['’]s (?:[\w-]+ ){{0,2}}(?:arm|fund|unit|vehicle|office))?(?: \([^)]{{1,40}}\))?(?: of [{C}])?"
_ITEMS = (
    rf"{_ITEM}(?:(?:,? (?:and|as well as|together with)|,) (?!participation|with ){_ITEM}){{0,14}}"
)
_LEADS = re.compile(
    rf"\b(?:led|co-led|jointly led|spearheaded|headed|anchored) (?:jointly |exclusively |solely |once more )?by (?P<l>{_ITEMS})|(?P<l2>{LIST[C]}) (?:led|co-led|jointly led|leads?|is leading|are leading|will lead|to lead|is set to lead|has led|was the lead investor) (?:the |that |this |its |a )?(?:\S+ ){{0,5}}?(?:round|financing|funding|investment|raise|deal|tranche)|"
    rf"with (?P<l3>{_ITEMS}) (?:leading|as lead|as the lead)|lead(?:ing)? investors? (?:is|was|are|were|include[sd]?) (?P<l4>{_ITEMS})|under the lead of (?P<l5>{LIST[C]})"
)
_OTHERS = re.compile(
    rf"\b(?:(?:with |and )?(?:(?:the |additional |further )?participation|support|backing|funding|money|investments?|contributions?|capital|cash|checks|cheques) (?:from|by|of)|(?:existing |other |new |current |returning |previous |angel |individual |the )*(?:investors?|backers?|participants|funds|angels)(?:,)? (?:in the round )?(?:includ(?:e|ed|es|ing)|such as|are|were|like|:)|"
    rf"joined by|alongside|together with|backed by|invested by|with(?= [^.;]{0, 90}(?:participating|also (?:investing|participating|joining)|joining|taking part))|from (?:investors |backers |existing investors |a group of investors |investors including |a consortium |backers including |a group )?(?:including |led by )?|including (?:from )?)(?: |:)*(?P<i>{_ITEMS})|"
    rf"(?P<i2>{LIST[C]}|{C}(?:, [{C}{P}])*,? and [{C}{P}]) (?:also |both |all )?(?:participated|took part|joined (?:the|in)|invested|contributed|are (?:also )?(?:participating|joining|investing|in talks)|(?:is|are) (?:also )?(?:among|participating|joining)|were (?:also )?among|came in|followed on|chipped in|re-?upped|backed the|put money|also backed)"
)
_VALUATION = re.compile(
    rf"\b(?:valu(?:ed|es|ing|e)(?: (?:the |it |its |{C}|{ITS}|him |the company |the start-?up |the firm |[\w -]{{0,25}}))?(?: ?at| at more than| at about)?|(?:at|to|of|for|a|an|with|on) (?:a |an |its )?(?:pre-money |post-money |new |fresh |lofty |record )?(?:post-money |pre-money )?valuation (?:of|at|to|above|is|was|would be|reached|at roughly)|valuation (?:to|of|at|from [^.;]{{0,12}} to|above|jumped to|stood at|now stands at)|worth) (?P<m>{_MONEY})|"
    rf"(?P<m2>{_MONEY}) (?:pre-money |post-money |post-deal )?(?:valuation|post-money)|(?:doubl|tripl|quadrupl|rais|lift|bring|push|bump|boost)\w* (?:its|the company['’]s|the start-?up['’]s|the firm['’]s|the|{ITS}) (?:post-money )?(?:valuation|value|worth)[^.;]{{0,40}}? to (?P<m3>{_MONEY})"
)
_PRE = re.compile(
    r"pre-money|previous|earlier|last (?:valued|year)|a year ago|up from|from its|compared|prior"
)
_NO_ROUND = re.compile(
    r"\b(?:rais\w+ (?:prices?|concerns?|questions?|doubts?|awareness|eyebrows|alarm|fears|the (?:bar|stakes|price|prospect|possibility|alarm|issue|question)|its (?:forecast|outlook|guidance|prices|target|stake|offer|bid|spending|capital expenditure)|an issue|standards|hopes|expectations|interest)|"
    r"rais\w+ (?:\w+ )?(?:fund|funds) (?:for|of)|secur\w+ (?:a |an |the )?(?:contract|deal|licen[cs]e|approval|order|supply|customer|place|access|partnership)|clos\w+ (?:the )?(?:gap|deal|acquisition|its (?:office|doors))|land\w+ (?:a |an |the )?(?:contract|job|deal|customer|role)|received (?:a )?(?:fine|complaint|orders))\b",
    re.I,
)
_FUND_SIZE = re.compile(
    r"\b(?:a |an |its |the |first |second |third |fourth |fifth |new |latest |early-stage |growth |venture |\ue003 |AI |flagship |debut )+fund\b(?! ?(?:raising|ing))(?!ing|rais)"
)
_INDUSTRY = re.compile(
    r"\A[^\ue000\ue001]*\b(?:start-?ups|companies|firms|labs|founders|the industry|the sector|investors|venture (?:capital|funding)|funding|developers|makers)\b[^\ue001]{0,40}\Z",
    re.I,
)
_ASIDE = re.compile(
    r"\b(?:total|amount|capital|funds|money|sum) \Z|\b(?:which|that|having|who)(?: has| had| have)?(?: previously| so far| already)? \Z|\bafter \Z"
)
_IPO = re.compile(
    r"\b(?:IPO|listed (?:on|in)|went public|goes? public|stock market debut|initial public offering|share sale|flotation|listing|secondary offering|bonds?|notes offering)\b"
)
_ROUND_AGAIN = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|{ITS}) (?:[\w-]+ |{MONEY} )*?(?:round|financing|funding|investment|raise|deal|fundraising)\b"
)
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


def add_funding(reading: Reading, draft: Draft) -> None:
    """Add the rounds that a sentence tells of."""
    text = reading.text
    if not (
        MONEY in text
        or _ROUND.search(text)
        or re.search(r"\bround\b|invest|funding|financing", text)
    ):
        return
    told = False
    for company, at, start, end in _raises(reading):
        told = True
        _add(reading, draft, company, at, start, end)
    for match in _INVEST.finditer(text):
        group = "c" if match["c"] else "c2"
        place = match.start(group)
        backers = _subject(reading, match.start())
        sum_ = reading.money(match.start(), match.end())
        if sum_ is None and not _PLACES_INVEST.search(text[match.start() : match.end()]):
            continue
        if not backers or not reading.is_told(match.start()) or _IPO.search(text) or told:
            continue
        if reading.entity(place) in backers:
            continue
        told = True
        at, end = match.start(), len(text)
        _event(
            reading,
            draft,
            _Round("invested", reading.entity(place), at, at, end, investors=backers, amount=sum_),
        )
    for pattern in (_LED_IT, _BACKS):
        for match in pattern.finditer(text):
            if not told and reading.is_told(match.start()):
                backers = _subject(reading, match.start())
                leads = backers if "led" in match[0] or "lead" in match[0] else []
                led = _Round(
                    "led",
                    reading.entity(match.start("c")),
                    at=match.start(),
                    start=match.start(),
                    end=len(text),
                    investors=backers,
                    leads=leads,
                    amount=reading.money(match.start(), match.end()),
                )
                _event(reading, draft, led)
                told = True
    if not told:
        _add_further(reading, draft)


def _subject(reading: Reading, at: int) -> list[Entity]:
    return reading.subject(at, C) or reading.subject(at, P)


def _raises(reading: Reading) -> list[tuple[Entity, int, int, int]]:
    """The company, the place of the verb and the span that tells of its round."""
    return _raised(reading) or _was_raised(reading) or _named_rounds(reading)


def _raised(reading: Reading) -> list[tuple[Entity, int, int, int]]:
    """The company has raised something."""
    text = reading.text
    found: list[tuple[Entity, int, int, int]] = []
    verbs = [match for match in _RAISE.finditer(text) if not _NO_ROUND.match(text, match.start())]
    for i, match in enumerate(verbs):
        at = match.start()
        stop = verbs[i + 1].start() if i + 1 < len(verbs) else len(text)
        rest = text[at:stop]
        has_sum = MONEY in rest[:130]
        if not (
            has_sum
            or _ROUND.search(rest)
            or re.search(r"\b(?:funding|round|financing|investment|capital)\b", rest[:90])
        ):
            continue
        if (
            not reading.is_told(at)
            or _INDUSTRY.search(text[:at])
            or (_IPO.search(text) and not re.search(r"round|Series", rest))
        ):
            continue
        if _FUND_SIZE.search(rest[:80]) and not re.search(r"\bround\b|Series|seed", rest):
            continue
        companies = reading.subject(at, C)
        if not companies or (
            _ASIDE.search(text[:at])
            and not _ROUND.search(rest)
            and not re.search(r"\bround\b|led by|\ue004", rest)
        ):
            continue
        if found and companies[0] is found[-1][0] and not (has_sum and _ROUND.search(rest)):
            continue
        apart = i + 1 < len(verbs) and _other_subject(reading, stop, companies[0])
        found.append((companies[0], at, 0 if i == 0 else at, stop if apart else len(text)))
    return found


def _was_raised(reading: Reading) -> list[tuple[Entity, int, int, int]]:
    """A sum was raised by the company."""
    return [
        (reading.entity(match.start("c")), match.start(), 0, len(reading.text))
        for match in _PASSIVE.finditer(reading.text)
    ]


def _named_rounds(reading: Reading) -> list[tuple[Entity, int, int, int]]:
    """The company's round is named, and something is told of it."""
    text = reading.text
    if (
        MONEY in text
        or _LEADS.search(text)
        or re.search(r"participated|took part|values|valued", text)
    ):
        for match in _RAISED_NOUN.finditer(text):
            if reading.is_told(match.start()):
                return [(reading.entity(match.start("c")), match.start(), 0, len(text))]
    return []


def _other_subject(reading: Reading, at: int, company: Entity) -> bool:
    others = reading.subject(at, C)
    return bool(others) and others[0] is not company


def _add(reading: Reading, draft: Draft, company: Entity, at: int, start: int, end: int) -> None:
    text = reading.text
    sums = [
        place for place in range(at, end) if text[place] == MONEY and place in reading.masked.slots
    ]
    valuations = {
        match.start(group)
        for match in _VALUATION.finditer(text, at, end)
        for group in ("m", "m2", "m3")
        if match[group]
    }
    amounts = [
        place for place in sums if place not in valuations and not _is_total(text, place, at)
    ]
    before = [
        place
        for place in range(start, at)
        if text[place] == MONEY and place in reading.masked.slots and place not in valuations
    ]
    if (
        not amounts
        and sums
        and not _ROUND.search(text, at, end)
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
            r"\b(?:to date|so far|in total|since (?:its|it was|inception)|altogether|overall|in total funding|since \ue004 overall)\b",
            after,
        )
    )


def _event(reading: Reading, draft: Draft, told: _Round) -> None:
    start, end = told.start, told.end
    first, others = _backers(reading, start, end, told.company)
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
        round=round_name(reading, start, end),
        amount=told.amount,
        valuation=_valuation(reading, told.at, end),
    )


def _backers(
    reading: Reading, start: int, end: int, company: Entity
) -> tuple[list[Entity], list[Entity]]:
    """The investors that lead and the others between two places."""
    text = reading.text
    leads: list[Entity] = []
    others: list[Entity] = []
    for match in _LEADS.finditer(text, start, end):
        for group in ("l", "l2", "l3", "l4", "l5"):
            if match[group]:
                leads += _listed(reading, *match.span(group))
    for match in _OTHERS.finditer(text, start, end):
        for group in ("i", "i2"):
            if match[group]:
                if (
                    group == "i"
                    and match[0].startswith(("from ", "including ", "backed by"))
                    and not re.search(
                        r"rais|round|fund|financ|secur|invest|land|bag|" + MONEY,
                        text[start : match.start()],
                    )
                ):
                    continue
                others += _listed(reading, *match.span(group))
    return [backer for backer in leads if backer is not company], [
        backer for backer in others if backer is not company and backer not in leads
    ]


def _listed(reading: Reading, start: int, end: int) -> list[Entity]:
    return [
        reading.entity(place)
        for place in range(start, end)
        if reading.text[place] in (C, P)
        and place in reading.masked.slots
        and not re.match(
            r"['’]s? (?:former |co-?founder|CEO|chief|founder)|-|(?:['’]s)? (?:CEO|co-?founders?|founders?|chief|executives?|partner) ",
            reading.text[place + 1 : end + 12],
        )
        and not reading.text[:place].endswith(" of ")
    ]


def _valuation(reading: Reading, start: int, end: int) -> Money | None:
    found: list[tuple[bool, int, Money]] = []
    for match in _VALUATION.finditer(reading.text, start, end):
        for group in ("m", "m2", "m3"):
            place = match.start(group)
            if value := reading.money(place, place + 1):
                around = reading.text[max(start, match.start() - 30) : match.end()]
                found.append((bool(_PRE.search(around)), match.start(), value))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def round_name(reading: Reading, start: int, end: int) -> str | None:
    """The round in the words of the facts document: A, A+, seed, pre-A, strategic."""
    match = _ROUND.search(reading.text, start, end)
    if match is None:
        return None
    words = " ".join(match["round"].lower().split())
    words = re.sub(r"^preseed", "pre-seed", re.sub(r"^pre(?=[ a-c]|-?series|ipo)-?", "pre-", words))
    words = words.replace("series ", "").replace("pre- ", "pre-")
    names = {
        "seed plus": "seed+",
        "seed extension": "seed",
        "pre-ipo": "pre-IPO",
        "convertible": "debt",
        "growth": None,
        "bridge": None,
        "mezzanine": None,
        "crowdfunding": None,
    }
    if words in names:
        return names[words]
    letter = re.fullmatch(r"(pre-)?([a-h])(?:-?plus|(\+{1,3}|-?\d)?)", words)
    if letter:
        plus = "+" if words.endswith("plus") else (letter[3] or "").lstrip("-")
        return f"{letter[1] or ''}{letter[2].upper()}{plus}"
    return words


def _add_further(reading: Reading, draft: Draft) -> None:
    """What a later sentence adds to the round of the company in focus: who led it, what it valued."""
    text, company = reading.text, reading.focus.company
    if company is None or reading.is_question:
        return
    told = _ROUND_AGAIN.search(text)
    if told is None:
        return
    leads, others = _backers(reading, 0, len(text), company)
    valuation = _valuation(reading, 0, len(text))
    if (leads or others or (valuation and re.search(r"\bvalu", text))) and not _IPO.search(text):
        at = told.start()
        draft.event(
            "funding", reading.quote, rule="funding-further", date=reading.date(at), certainty=reading.certainty(at),
            confidence=0.6, company=company, investors=[*leads, *others], leads=leads, round=round_name(reading, 0, len(text)), valuation=valuation,
        )  # fmt: skip

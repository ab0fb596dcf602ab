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
from .reading import Reading
from .rounds import LEADS, ROUND, ROUND_WORDS, VALUATION, backers, round_name, valuation_of

_RAISE = re.compile(
    rf"\b(?:rais(?:ed|es|ing|e)|re-raised|clos(?:ed|es|ing|e(?! to)) (?=[^.;]{{0,60}}(?:round|funding|financing|raise|investment|{MONEY}))|secur(?:ed|es|ing|e)|land(?:ed|s)|bagg(?:ed|s)|bags|nabb?(?:ed|s)|snag(?:ged|s)|pull(?:ed|s|ing) in|haul(?:ed|s|ing) in|brought in|pocket(?:ed|s|ing)|rak(?:ed|es) in|rais(?:ed|es) itself|topp(?:ed|s|ing) up|tops up|t(?:ook|akes) in(?= {MONEY})|found(?= {MONEY} from)|net(?:ted|s)(?= {MONEY})|gather(?:ed|s)(?= {MONEY})|assembl(?:ed|es)(?= {MONEY})|win(?:s)?(?= {MONEY})|g[eo]t(?= {MONEY})|clinch(?:ed|es)|wrapp(?:ed|s) up|finali[sz](?:ed|es)|sign(?:ed|s) (?=[^.;]{{0,40}}(?:round|term sheet))|borrow(?:ed|s)(?= {MONEY})|"
    rf"complet(?:ed|es|ing|e) (?=[^.;]{{0,60}}(?:round|funding|financing|fundraising))|announc(?:ed|es|ing|e) (?=[^.;]{{0,50}}(?:{MONEY}[^.;]{{0,40}}(?:round|funding|financing|raise)|(?:[Ss]eries [A-H]|seed)\b))|receiv(?:ed|es|ing)(?=[^.;]{{0,20}}{MONEY})|"
    rf"collect(?:ed|s)(?=[^.;]{{0,12}}{MONEY})|attract(?:ed|s|ing)(?=[^.;]{{0,12}}{MONEY})|obtain(?:ed|s)|(?:emerg(?:ed|es|ing)|came|comes|stepped) (?:from|out of) (?:stealth|hiding)(?= (?:[^.;]{{0,40}})with)|picked up(?= {MONEY})|scor(?:ed|es)(?= {MONEY})|won(?= {MONEY} in)|gets(?= {MONEY})|drew(?= {MONEY})|fundraising)\b"
)
_RAISED_NOUN = re.compile(
    rf"(?P<c>{C})(?:['’]s?|,)? (?:latest |new |recent |first |{MONEY} |\w+-person )*(?P<t>(?:{ROUND_WORDS}[ -]?)?(?:round|funding round|financing|fundraising|raise|seed|Series [A-H]\w?)\b)"
)
_SUM = re.compile(
    rf"(?:(?P<c>[{C}{ITS}])(?:['’]s?)? (?:latest |new |recent |first |fresh )*|\b[Aa]n? (?:further |fresh |new |separate |first )?|\b(?:[Tt]he|[Aa]nother|[Ii]ts) (?:further |latest )?|: |\A\W*|\bwith (?:a |an )?)(?P<m>{MONEY})"
)
_FROM = re.compile(
    r"\b(?:co-)?led by \ue001|\b(?:round|seed|Series [A-H]|loan|grant|financing|funding)\b[^.;]{0,60}\b(?:from|by) (?:the )?[\w ]{0,20}\ue001|\A from (?:the )?[\w ]{0,20}\ue001"
)
_FOR_WHOM = re.compile(
    rf"(?: (?:in )?[^.;:{C}{P}]{{0,50}}?)? (?:for|into|in|at) (?:[A-Z]\w+['’]s |the |[\w-]+ (?:start-?up|company|firm) |[\w-]+-based )*(?P<c>{C})"
)
_COLON = re.compile(rf"[^{C}{P}:]{{0,30}}{C}[^:{C}{P}]{{0,100}}: [^:]{{0,30}}\Z")
_NO_SUM = re.compile(
    r" (?:valuation|deal|acquisition|takeover|fund\b|contract|order|purchase|sale|offer|bid|market|industry|business|company|in (?:revenue|sales|annual)|a (?:year|month)|worth of|stake|project|campus|cluster|data)"
)
_PASSIVE = re.compile(
    rf"(?P<m>{MONEY})[^.;{C}]{{0,60}}?\b(?:was|were|has been|had been) (?:raised|invested|put into|pumped into)\b[^.;{C}]{{0,20}}(?:by|in|into) (?P<c>{C})"
)
_INVEST = re.compile(
    rf"\b(?:invest(?:ed|s|ing|e)?|pour(?:ed|s|ing)|pump(?:ed|s|ing)|put(?:ting|s)?|inject(?:ed|s|ing)|plow(?:ed|s)|ploughed|sink(?:s|ing)|committed|commits?|contribut(?:ed|es)|pledg(?:ed|es))\b[^.;{C}{MONEY}]{{0,30}}"
    rf"(?:(?P<m>{MONEY})[^.;,{C}]{{0,40}}?(?:in|into|to|on|for) (?:the |(?:its|\ue007) |AI |rival |French |Chinese |US |American |German |British |Israeli |Canadian |Indian |Japanese |Korean )?(?:[\w.-]+ ){{0,5}}?(?P<c>{C})|in (?:the |(?:its|\ue007) |AI |rival )?(?:[\w.-]+ ){{0,5}}?(?P<c2>{C})(?P<tail>[^.;]{{0,60}})|(?P<c3>{ITS}) (?:[\w-]+ ){{0,2}}(?:round|seed|Series))"
)
_PUT_UP = re.compile(
    rf"\b(?:put(?:s)? (?:up|in)|wrote (?:it |them |her |him )?(?:a|the first) (?:che(?:que|ck)) (?:for|of)|came up with|chipped in(?: with)?|contribut(?:ed|es)|invest(?:ed|s)|stumped up|provided|lent (?:it|them)) (?:the first |a first |an initial |another |a further )?(?P<m>{MONEY})(?!,? (?:in|into|for|towards|to) (?:the )?(?:{C}|AI|data|research|start))"
)
"""Money that investors give without the company being named again."""
_LED_IT = re.compile(
    rf"\b(?:co-)?(?:led|leads|leading|lead) (?:a|an|the|(?:its|\ue007)|their|{ITS}|that)[^.;{C}]{{0,80}}?(?:round|financing|funding|investment|raise|seed|[Ss]eries [A-H])\b(?:[^.;{C}]{{0,40}}?(?:in|into|of|for|at) (?:the |AI )?(?:[\w.-]+ ){{0,5}}?(?P<c>{C}))?"
)
_BACKS = re.compile(
    rf"\b(?:backed|backs|back|led|leads?) (?P<c>{C})['’]s? (?:[\w-]+ |{MONEY} )*(?:round|financing|funding|Series [A-H])"
)
_NO_ROUND = re.compile(
    r"\b(?:rais\w+ (?:prices?|concerns?|questions?|doubts?|awareness|eyebrows|alarm|fears|the (?:bar|stakes|price|prospect|possibility|alarm|issue|question)|(?:its|\ue007) (?:forecast|outlook|guidance|prices|target|stake|offer|bid|spending|capital expenditure)|an issue|standards|hopes|expectations|interest)|"
    r"rais\w+ (?:\w+ )?(?:fund|funds) (?:for|of)|secur\w+ (?:a |an |the )?(?:contract|deal|licen[cs]e|approval|order|supply|customer|place|access|partnership)|clos\w+ (?:the )?(?:gap|deal|acquisition|(?:its|\ue007) (?:office|doors))|land\w+ (?:a |an |the )?(?:contract|job|deal|customer|role)|received (?:a )?(?:fine|complaint|orders))\b",
    re.I,
)
_FUND_SIZE = re.compile(
    r"\b(?:a |an |(?:its|\ue007) |the |first |second |third |fourth |fifth |new |latest |early-stage |growth |venture |\ue003 |AI |flagship |debut )+fund\b(?! ?(?:raising|ing))(?!ing|rais)"
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


@dataclass(slots=True)
class Recent:
    """Where the article last told of a round, so that what follows adds to it."""

    company: Entity | None = None
    start: int = -1000
    """Where the sentence ended."""

    def remember(self, reading: Reading, company: Entity) -> None:
        self.company, self.start = company, reading.sentence.end

    def company_for(self, reading: Reading) -> Entity | None:
        near = 0 <= reading.sentence.start - self.start < 200 and not reading.opens_item
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
    raises = _raises(reading)
    for company, at, start, end in raises:
        _add(reading, draft, company, at, start, end)
    for company, *_ in raises[-1:]:
        yield company
    for find in (_invested, _led, _put_up):
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


def _led(reading: Reading) -> Iterator[_Round]:
    """A led a round in B, A backed B's round."""
    for match in (*_LED_IT.finditer(reading.text), *_BACKS.finditer(reading.text)):
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
    return reading.is_told(at) and not _IPO.search(reading.text)


def _subject(reading: Reading, at: int) -> list[Entity]:
    return reading.subject(at, C) or reading.subject(at, P)


def _other(reading: Reading, givers: list[Entity]) -> Entity | None:
    """The company that is spoken of, if it is not one of those who give."""
    for company in (reading.focus.company, reading.focus.earlier):
        if company is not None and company not in givers:
            return company
    return None


def _raises(reading: Reading) -> list[tuple[Entity, int, int, int]]:
    """The company, the place of the verb and the span that tells of its round."""
    return _raised(reading) or _was_raised(reading) or _sums(reading) or _named_rounds(reading)


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
            or ROUND.search(rest)
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
            and not ROUND.search(rest)
            and not re.search(r"\bround\b|led by|\ue004", rest)
        ):
            continue
        if found and companies[0] is found[-1][0] and not (has_sum and ROUND.search(rest)):
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


def _sums(reading: Reading) -> list[tuple[Entity, int, int, int]]:
    """A round told without a verb: a $60m Series A led by, €40m for Acme, Acme's $5m from."""
    text = reading.text
    if _IPO.search(text) or reading.is_question:
        return []
    for match in _SUM.finditer(text):
        after = text[match.end() :]
        item = reading.opens_item and match.start() < 4 and _FOR_WHOM.match(after)
        if not (item or ROUND.search(match[0] + after[:90]) or _FROM.search(after[:160])):
            continue
        if _NO_SUM.match(after) or not reading.is_told(match.start()):
            continue
        owner = match.start("c") if match["c"] else -1
        ahead = _FOR_WHOM.match(after)
        if owner >= 0:
            company = reading.entity(owner)
        elif ahead:
            company = reading.entity(match.end() + ahead.start("c"))
        elif _COLON.match(text[: match.start("m")]):
            company = reading.entity(text.index(C))
        else:
            company = None if C in text[: match.start()] else reading.focus.company
        if company is not None:
            return [(company, match.start(), match.start(), len(text))]
    return []


def _named_rounds(reading: Reading) -> list[tuple[Entity, int, int, int]]:
    """The company's round is named, and something is told of it."""
    text = reading.text
    if (
        MONEY in text
        or LEADS.search(text)
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
        if text[place] == MONEY and place in reading.masked.slots and place not in valuations
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
        round=round_name(reading, start, end),
        amount=told.amount,
        valuation=valuation_of(reading, told.at, end),
    )


def _add_further(reading: Reading, draft: Draft, rounds: Recent) -> None:
    """What a later sentence adds to a round: who led it, who else gave, what it valued."""
    text = reading.text
    if reading.is_question or _IPO.search(text):
        return
    again = _ROUND_AGAIN.search(text)
    recent = rounds.company_for(reading)
    company = reading.focus.company if again and not recent else recent
    if company is None or not reading.is_told(again.start() if again else 0):
        return
    leads, others = backers(reading, 0, len(text), company)
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

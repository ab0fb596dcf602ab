"""How a sentence tells that a company raised money."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import MONEY
from .marks import ITS, C, P
from .reading import Reading
from .rounds import IPO, LEADS, ROUND, ROUND_WORDS, VALUATION, goes_public
from .subjects import begins_unknown

_RAISE = re.compile(
    rf"\b(?:rais(?:ed(?! by\b)|es|ing|e)|re-raised|clos(?:ed|es|ing|e(?! to)) (?=[^.;]{{0,60}}(?:round|funding|financing|raise|investment|{MONEY}))|secur(?:ed|es|ing|e)|land(?:ed|s)|bagg(?:ed|s)|bags|nabb?(?:ed|s)|snag(?:ged|s)|pull(?:ed|s|ing) in|haul(?:ed|s|ing) in|brought in|pocket(?:ed|s|ing)|rak(?:ed|es) in|rais(?:ed|es) itself|topp(?:ed|s|ing) up|tops up|t(?:ook|akes) in(?= {MONEY})|t(?:ook|akes)(?= {MONEY} from)|found(?= {MONEY} from)|net(?:ted|s)(?= {MONEY})|gather(?:ed|s)(?= {MONEY})|assembl(?:ed|es)(?= {MONEY})|win(?:s)?(?= {MONEY})|g[eo]t(?= {MONEY})|clinch(?:ed|es)|wrapp(?:ed|s) up|finali[sz](?:ed|es)|sign(?:ed|s) (?=[^.;]{{0,40}}(?:round|term sheet))|borrow(?:ed|s)(?= {MONEY})|"
    rf"complet(?:ed|es|ing|e) (?=[^.;]{{0,60}}(?:round|funding|financing|fundraising))|announc(?:ed|es|ing|e) (?=[^.;]{{0,50}}(?:{MONEY}[^.;]{{0,40}}(?:round|funding|financing|raise)|(?:[Ss]eries [A-H]|seed)\b))|receiv(?:ed|es|ing)(?=[^.;]{{0,20}}{MONEY}|[^.;]{{0,45}}{MONEY}[^.;,]{{0,20}}(?:round|funding|financing|investment))|"
    rf"collect(?:ed|s)(?=[^.;]{{0,12}}{MONEY})|attract(?:ed|s|ing)(?=[^.;]{{0,30}}{MONEY})|obtain(?:ed|s)|(?:emerg(?:ed|es|ing)|came|comes|stepped) (?:from|out of) (?:stealth|hiding)(?= (?:[^.;]{{0,40}})with)|picked up(?= {MONEY})|scor(?:ed|es)(?= {MONEY})|won(?= {MONEY} in)|gets(?= {MONEY})|dr(?:ew|awn)(?= (?:an? )?{MONEY})|add(?:ed|s)(?= {MONEY} [^.;]{{0,30}}(?:Series|seed|round|funding))|(?:negotiat|pursu)(?:ing|es)(?=[^.;]{{0,40}}(?:round|funding))|fundraising)\b"
)
_RAISED_NOUN = re.compile(
    rf"(?P<c>{C})(?:['’]s?|,)? (?:latest |new |recent |first |{MONEY} |\w+-person )*(?P<t>(?:{ROUND_WORDS}[ -]?)?(?:round|funding round|financing|fundraising|raise|seed|Series [A-H]\w?)\b)"
)
_SUM = re.compile(
    rf"(?:(?P<c>[{C}{ITS}])(?:['’]s?)? (?:latest |new |recent |first |fresh )*|\b[Aa]n? (?:[\w-]+ ){{0,2}}?|\b(?:[Tt]he|[Aa]nother|[Ii]ts) (?:further |latest )?|: |\A\W*|\bwith (?:an? )?(?:[a-z]+ )?)(?P<m>{MONEY})"
)
_FROM = re.compile(
    r"\b(?:co-)?led by \ue001|\b(?:round|seed|Series [A-H]|loan|grant|financing|funding)\b[^.;]{0,60}\b(?:from|by) (?:the )?[\w ]{0,20}\ue001|\A from (?:the )?[\w ]{0,20}\ue001"
)
_ANY_ROUND = re.compile(r" (?:funding|financing|investment|fundraising) round\b")
_FOR_WHOM = re.compile(
    rf"(?: (?:in )?[^.;:{C}{P}]{{0,50}}?)? (?:for|into|in|at) (?:[A-Z]\w+['’]s |the |[\w-]+ (?:start-?up|company|firm) |[\w-]+-based )*(?P<c>{C})"
)
_COLON = re.compile(rf"[^{C}{P}:]{{0,30}}{C}[^:{C}{P}]{{0,100}}: [^:]{{0,30}}\Z")
_SUPPLY = re.compile(
    r"/|(?: a| per) (?:year|month)\b| (?:[\w-]+ |\ue001 ){0,4}?(?:supply|contract|order)\b"
)
_NO_SUM = re.compile(
    r"(?:/| (?:a|per) (?:year|month)| (?:[\w-]+ ){0,4}supply\b)| (?:valuation|deal|acquisition|takeover|fund\b|contract|order|purchase|sale|offer|bid|market|industry|business|company|in (?:revenue|sales|annual)|a (?:year|month)|worth of|stake|project|campus|cluster|data)"
)
_PASSIVE = re.compile(
    rf"(?P<m>{MONEY})[^.;{C}]{{0,60}}?\b(?:(?:was|were|has been|had been) (?:raised|invested|put into|pumped into)\b[^.;{C}]{{0,20}}(?:by|in|into)|(?<=\ue003 )raised by)(?: (?:the|an?) (?:[\w-]+ ){{0,5}}?| )(?P<c>{C})"
)
_NO_ROUND = re.compile(
    r"\b(?:rais\w+ (?:prices?|concerns?|questions?|doubts?|awareness|eyebrows|alarm|fears|the (?:bar|stakes|price|prospect|possibility|alarm|issue|question)|(?:its|\ue007) (?:forecast|outlook|guidance|prices|target|stake|offer|bid|spending|capital expenditure)|an issue|standards|hopes|expectations|interest)|"
    r"rais\w+ (?:\w+ )?(?:fund|funds) (?:for|of)|secur\w+ (?:a |an |the )?(?:contract|deal|licen[cs]e|approval|order|supply|customer|place|access|partnership)|clos\w+ (?:at|up|down|higher|lower)\b|clos\w+ (?:a |an )?[\w ]{0,20}to (?:invest|buy|acquire)|clos\w+ (?:the )?(?:gap|deal|acquisition|(?:its|\ue007) (?:office|doors))|land\w+ (?:a |an |the )?(?:contract|job|deal|customer|role)|received (?:a )?(?:fine|complaint|orders))\b",
    re.I,
)
_GOVERNED = re.compile(r"\b(?:by|of|from|with|at|to|and) \Z")
_ROUND_ITSELF = re.compile(
    r"\b(?:round|financing|raise) (?:aimed at|that (?:aims|is expected) to|which (?:aims|is expected) to|expected to) \Z"
)
"""The round, and not whoever is named before it, is said to raise a sum."""
_FOR_OWN = re.compile(
    rf"\bfor (?:his|her|their|{ITS}) (?:[\w-]+,? ){{0,5}}?(?:(?:which|that) is (?:\w+ )?(?:named|called|known as) )?(?P<c>{C})"
)
EARLIER = re.compile(
    rf",? (?:following|after|on top of|up from) (?:an?|the|{ITS}) (?:[\w~$+-]+ |{MONEY} ){{0,4}}?(?=~?{MONEY} {ROUND_WORDS}|{ROUND_WORDS}(?: (?:funding|round|financing))* of {MONEY}|(?:round|funding) of {MONEY})",
    re.I,
)
"""The beginning of what a sentence tells of the round before: after its $5m seed round."""
_FUND_SIZE = re.compile(
    r"\b(?:a |an |his |her |their |hedge |(?:its|\ue007) |the |first |second |third |fourth |fifth |new |latest |early-stage |growth |venture |\ue003 |AI |flagship |debut )+fund\b(?! ?(?:raising|ing))(?!ing|rais)"
)
_INDUSTRY = re.compile(
    r"\A[^\ue000\ue001]*\b(?:start-?ups|companies|firms|labs|founders|the industry|the sector|investors|venture (?:capital|funding)|funding|developers|makers)\b[^\ue001]{0,40}\Z",
    re.I,
)
_EACH = re.compile(r"\b(?:each|both)(?: \w+)? \Z")
"""What several did, each of them."""
_ASIDE = re.compile(
    r"\b(?:total|amount|capital|funds|money|sum) \Z|\b(?:which|that|having|who)(?: has| had| have)?(?: previously| so far| already)? \Z|\bafter \Z"
)


def raises(reading: Reading) -> list[tuple[Entity, int, int, int]]:
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
        clause = text.find("; ", at, stop)
        rest = text[at:stop]
        has_sum = MONEY in rest[:130]
        first = rest.find(MONEY)
        if 0 < first < 40 and _SUPPLY.match(rest, first + 1):
            continue
        if not (
            has_sum
            or ROUND.search(rest)
            or re.search(r"\b(?:funding|round|financing|investment|capital)\b", rest[:90])
        ):
            continue
        if (
            not reading.is_told(at)
            or _INDUSTRY.search(text[:at])
            or (goes_public(reading, at) and not ROUND.search(rest))
            or (_of_shares(text, at) and not re.search(r"round|Series", rest))
        ):
            continue
        if _FUND_SIZE.search(rest[:80]) and not re.search(r"\bround\b|Series|seed", rest):
            continue
        companies = _raisers(reading, at, rest)
        if not companies or (
            _ASIDE.search(text[:at])
            and not VALUATION.search(text[:at])
            and not ROUND.search(rest)
            and not re.search(r"\bround\b|led by|\ue004", rest)
        ):
            continue
        if found and companies[0] is found[-1][0] and not (has_sum and ROUND.search(rest)):
            continue
        apart = i + 1 < len(verbs) and _other_subject(reading, stop, companies[0])
        end = clause if clause > 0 else stop if apart else len(text)
        earlier = EARLIER.search(text, at, end)
        end = earlier.start() if earlier else end
        start = max(text.rfind("; ", 0, at), 0) if i == 0 else at
        raisers = companies if _EACH.search(text[:at]) else companies[:1]
        found.extend((company, at, start, end) for company in raisers)
    return found


def _raisers(reading: Reading, at: int, rest: str) -> list[Entity]:
    """The companies that raise, or the one for which a person does."""
    left = reading.text[:at]
    if _ROUND_ITSELF.search(left):
        return [reading.focus.company] if reading.focus.company else []
    companies, people = reading.subject(at, C), reading.subject(at, P)
    last = left.rfind(P)
    if not people or last < left.rfind(C) or "," in left[last:] or _GOVERNED.search(left[:last]):
        return companies
    own = _FOR_OWN.search(rest)
    if own:
        return [reading.entity(at + own.start("c"))]
    return [] if C in left or reading.focus.company is None else [reading.focus.company]


def _of_shares(text: str, at: int) -> bool:
    """Whether the money comes from a stock exchange: its name stands before the next comma."""
    own = re.split(r"[,;]", text[at:], maxsplit=1)[0]
    return IPO.search(text[:at]) is not None or IPO.search(own) is not None


def _was_raised(reading: Reading) -> list[tuple[Entity, int, int, int]]:
    """A sum was raised by the company."""
    return [
        (reading.entity(match.start("c")), match.start(), 0, len(reading.text))
        for match in _PASSIVE.finditer(reading.text)
    ]


def _sums(reading: Reading) -> list[tuple[Entity, int, int, int]]:
    """A round told without a verb: a $60m Series A led by, €40m for Acme, Acme's $5m from."""
    text = reading.text
    if IPO.search(text) or reading.is_question:
        return []
    for match in _SUM.finditer(text):
        after = text[match.end() :]
        item = reading.opens_item and match.start() < 4 and _FOR_WHOM.match(after)
        named = ROUND.search(match[0] + after[:90]) or _ANY_ROUND.match(after)
        if not (item or named or _FROM.search(after[:160])):
            continue
        if _NO_SUM.match(after) or not reading.is_told(match.start()):
            continue
        owner = match.start("c") if match["c"] else -1
        ahead = _FOR_WHOM.match(after)
        if owner >= 0:
            company: Entity | None = reading.entity(owner)
        elif ahead:
            company = reading.entity(match.end() + ahead.start("c"))
        elif _COLON.match(text[: match.start("m")]):
            company = reading.entity(text.index(C))
        elif match[0].startswith("with ") and C in text[: match.start()]:
            company = next(iter(reading.subject(match.start(), C)), None)
        else:
            before = text[: match.start()]
            company = None if C in before or begins_unknown(before) else reading.focus.company
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

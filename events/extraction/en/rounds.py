"""The details of a round of funding: its name, who led it and who else put money in, the valuation."""

from __future__ import annotations

import re

from ..document import Entity
from ..facts import Money
from ..masking import MONEY
from .marks import ITS, LIST, C, P
from .reading import Reading

ROUND_WORDS = r"(?:pre-?seed|seed(?:\+| extension| plus)?|angel|pre-?Series [A-H]|pre-?[A-C](?=[ -]round)|[Ss]eries [A-H](?:\d|\+{1,3}|-\d|-?plus)?(?![a-z])|(?-i:[A-H])\d?\+{0,2}(?= (?:round|financing|funding))|pre-?IPO|strategic|growth|bridge|debt|grant|convertible|mezzanine|crowdfunding)"
ROUND = re.compile(
    rf"\b(?P<round>{ROUND_WORDS})(?!-stage)(?=[ -]*(?:extension |equity |stage |funding |financing |investment |fundraising |venture |capital |preferred |note )*(?:rounds?\b|funding\b|financing\b|raise\b|investment\b|stage\b|capital\b|deal\b|facility\b|,|\.|;|\)|(?: led| and| at| with| from| to| in| that)\b|\Z))",
    re.I,
)
_ITEM = rf"(?:{C} (?:[\w-]+ ){{1,3}}?(?={P}))?(?:(?:the |existing |new |prior |previous |current |fellow |return(?:ing)? |lead |co-lead )?(?:(?![{C}{P}]|(?:founded|started|run|former|an?|by)\b)[\w.&'’-]+ ){{0,5}}?)?[{C}{P}](?:['’]s (?:[\w-]+ ){{0,2}}(?:arm|fund|unit|vehicle|office))?(?: \([^)]{{1,40}}\))?(?: of [{C}])?"
_ITEMS = (
    rf"{_ITEM}(?:(?:,? (?:and|as well as|together with)|,) (?!participation|with ){_ITEM}){{0,14}}"
)
_NAME = rf"[{C}{P}](?: \([^)]{{1,40}}\))?"
_NAMES = (
    rf"{_NAME}(?:(?:, {_NAME}){{0,14}},? (?:and|&|as well as|along with|together with) {_NAME})?"
)
LEADS = re.compile(
    rf"\b(?<!investors \()(?:led|co-led|jointly led|spearheaded|headed|anchored) (?:jointly |exclusively |solely |once more )?by (?P<l>{_ITEMS})|(?P<l2>{LIST[C]}) (?:led|co-led|jointly led|leads?|is leading|are leading|will lead|to lead|is set to lead|has led|was the lead investor|is (?:reported|said) to have led|anchored|headed)(?=,? and {C}|,|;|\.|\Z| (?:the |that |this |(?:its|\ue007) |their |a |an )?(?:\S+ ){{0,5}}?(?:round|financing|funding|investment|raise|deal|tranche|seed|Series [A-H]))|"
    rf"with (?P<l3>{_ITEMS}) (?:leading|(?:is |are )?(?:expected|set|likely|due|tipped) to lead|as lead|as the lead)|lead(?:ing)? investors? (?:is|was|are|were|include[sd]?) (?P<l4>{_ITEMS})|under the lead of (?P<l5>{LIST[C]})"
)
OTHERS = re.compile(
    rf"\b(?:(?:with |and )?(?:(?:the |additional |further )?participation|support|backing|funding|money|investments?|contributions?|capital|cash|checks|cheques) (?:(?:is |was |are )?(?:reportedly )?(?:coming |came )?from|by|of)|(?<=deal )with|(?<=financing )with|(?<=facility )with|(?:existing |other |new |current |returning |previous |angel |individual |the )*(?:investors?|backers?|participants|funds|angels)(?:,)? (?:in the round )?(?:includ(?:e|ed|es|ing)|such as|are|were|like|:)|(?:backers|investors|shareholders) of the (?:company|start-?up) (?:includ(?:e|ing)|are)|(?:new|other|existing|fresh|early) shareholders (?:are |include |including )?|"
    rf"joined by|joining (?:are|were)|alongside|together with|backed by|invested by|with(?= [^.;]{{0,90}}(?:participating|also (?:investing|participating|joining|in)|joining|taking part|among the|following on|coming in|chipping in|as co-investors?))|(?<!away )(?<!aside )(?<!apart )from (?:investors |backers |existing investors |a group of investors |investors including |a consortium |backers including |a group )?(?:including |led by )?|including (?:from )?)(?: |:)*(?P<i>{_ITEMS})|"
    rf"(?P<i2>{_NAMES}(?:,[^,;.{C}{P}]{{2,60}},)?) (?:also |both |all |has |have |had )*(?:participated|participates|took part|join(?:ed)?(?= the\b| in\b|,|\.|;|\Z)|invested|contributed|doubled down|wrote (?:the|a) [\w ]{{0,20}}che(?:que|ck)|provided (?:the|most of|some of)|put (?:in|up) |are in\b|(?:came|were|went) along|re-invested|reinvested|are (?:also )?(?:participating|joining|investing|in talks)|(?:is|are) (?:also |all )?(?:among|participating|joining)|were (?:also |all )?among|came in|followed on|chipped in|re-?upped|backed the|put money|also backed)"
)
VALUATION = re.compile(
    rf"\b(?:valu(?:ed|es|ing|e)(?: (?:the |it |(?:its|\ue007) |{C}|{ITS}|him |the company |the start-?up |the firm |[\w -]{{0,25}}))?(?: ?at| at more than| at about)?|(?:at|to|of|for|a|an|with|on) (?:a |an |(?:its|\ue007) )?(?:pre-money |post-money |new |fresh |lofty |record )?(?:post-money |pre-money )?valuation (?:of|at|to|above|is|was|would be|reached|at roughly|just (?:above|under|over)|in excess of)|valuation (?:to|of|at|from [^.;]{{0,12}} to|above|jumped to|stood at|now stands at)|worth(?: a cool| an?| some| roughly)?) (?P<m>{MONEY})|"
    rf"(?P<m2>{MONEY}) (?:pre-money |post-money |post-deal )?(?:valuation|post-money)|(?:doubl|tripl|quadrupl|rais|lift|bring|push|bump|boost)\w* (?:(?:its|\ue007)|the company['’]s|the start-?up['’]s|the firm['’]s|the|{ITS}) (?:post-money )?(?:valuation|value|worth)[^.;]{{0,40}}? to (?P<m3>{MONEY})"
)
IPO = re.compile(
    r"\b(?:IPO|listed (?:on|in)|went public|goes? public|stock market debut|initial public offering|share sale|flotation|listing|secondary offering|bonds?|notes offering)\b"
)
_PRE = re.compile(
    r"pre-money|previous|earlier|last (?:valued|year)|a year ago|up from|from (?:its|\ue007)|compared|prior"
)


def backers(
    reading: Reading, start: int, end: int, company: Entity
) -> tuple[list[Entity], list[Entity]]:
    """The investors that lead and the others between two places."""
    text = reading.text
    leads: list[Entity] = []
    others: list[Entity] = []
    for match in LEADS.finditer(text, start, end):
        for group in ("l", "l2", "l3", "l4", "l5"):
            if match[group]:
                leads += listed(reading, *match.span(group))
    for match in OTHERS.finditer(text, start, end):
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
                others += listed(reading, *match.span(group))
    return [backer for backer in leads if backer is not company], [
        backer for backer in others if backer is not company and backer not in leads
    ]


def goes_public(reading: Reading, at: int) -> bool:
    """Whether a sum that is planned is to come from the listing told of just before."""
    return reading.certainty(at) == "planned" and IPO.search(reading.before(280)) is not None


def _is_media(backer: Entity) -> bool:
    return backer.entry is not None and backer.entry.detail == "media"


def listed(reading: Reading, start: int, end: int) -> list[Entity]:
    return [
        reading.entity(place)
        for place in range(start, end)
        if reading.text[place] in (C, P)
        and place in reading.masked.slots
        and not _is_media(reading.entity(place))
        and not re.match(
            r"['’]s [\ue000\ue001]|['’]s? (?:former |co-?founder|CEO|chief|founder)|-|(?:['’]s)? (?:CEO|co-?founders?|founders?|chief|executives?|partner) ",
            reading.text[place + 1 : end + 12],
        )
        and not reading.text[:place].endswith((" of ", "(through ", "(via "))
    ]


def valuation_of(reading: Reading, start: int, end: int) -> Money | None:
    found: list[tuple[bool, int, Money]] = []
    for match in VALUATION.finditer(reading.text, start, end):
        for group in ("m", "m2", "m3"):
            place = match.start(group)
            if value := reading.money(place, place + 1):
                around = reading.text[max(start, match.start() - 30) : match.end()]
                found.append((bool(_PRE.search(around)), match.start(), value))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def round_name(reading: Reading, start: int, end: int) -> str | None:
    """The round in the words of the facts document: A, A+, seed, pre-A, strategic."""
    match = ROUND.search(reading.text, start, end)
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

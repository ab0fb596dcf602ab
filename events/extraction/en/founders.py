"""People who found companies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .marks import ITS, LIST, C, P
from .posts import Career, Held
from .reading import Reading

_FOUNDED = re.compile(
    rf"\b(?:co-?found(?:ed|s|ing)?|found(?:ed|s|ing)|found|started|start|starting|starts|launched|launch|launching|set up|setting up|sets up|created|establish(?:ed|ing)?|built|spun out|incorporated|form(?:ed|ing)?)"
    rf"(?: (?:a|an|the|his|her|their|his own|her own|their own|another))?(?: [\w.$&'’-]+){{0,8}}?(?:,? (?:called|named|dubbed|(?:now |currently )?known (?:[\w ]{{1,20}} )?as|:))?,? (?P<c>{LIST[C]})(?!['’-]| (?:said|announced|says|told|confirmed)\b)"
)
_FOUNDED_BY = re.compile(
    rf"(?P<c>{C})?(?P<gap>[^.;{C}]{{0,80}}?)\b(?:[Cc]o-?founded|[Ff]ounded|[Ss]tarted|set up|established|launched|created|created|formed)(?: [^.;{C}{P}]{{0,40}}?)? by (?:(?![{P}])[\w,:'’ \ue001\ue004\ue006-]){{0,70}}?(?P<p>{LIST[P]}(?:,? and (?:[\w-]+ ){{0,5}}{P})?)"
)
_NAMELESS = re.compile(
    r"\b(?:employees|researchers|engineers|alumni|veterans|staffers|executives|scientists)(?:,? (?:and|but|while)|;) "
)
"""Founders without names, after whom the sentence goes on to somebody else."""
_BEHIND = re.compile(
    rf"(?P<p>{LIST[P]})(?:,[^.;{C}{P}]{{2,60}},)? (?:is|are|was|were) (?:the (?:\w+ )?(?:founders?|people|person|man|woman|men|women|duo|pair|brains?) )?behind (?P<c>{C})|"
    rf"(?P<c2>{C}),? (?:[^.;{C}{P}]{{2,60}}, )?(?:is|was) (?:the (?:work|brainchild|creation|second company|third company|latest venture|invention)|a start-?up) of (?:(?![{P}])[\w,:'’ \ue006-]){{0,60}}?(?P<p2>{LIST[P]})|"
    rf"(?P<p3>{LIST[P]})['’]s? (?:(?:new|latest|own|second|third|next) (?:[\w-]+ ){{0,2}}?(?:venture|start-?up|company|firm|outfit|lab),? (?:called |named )?|(?:[\w-]+ ){{0,2}}?(?:venture|start-?up|company|firm|outfit|lab),? (?:called|named|dubbed) )(?P<c3>{C})"
)
_ITS_OWN = re.compile(
    rf"\b(?:set up|started|founded|co-founded|launched|built|incorporated) (?P<c>{ITS}) (?:own )?(?:company|firm|start-?up|business|lab)\b"
)
_WHICH = re.compile(
    rf"(?P<c>{C})(?: \([^)]{{1,30}}\))?(?:,[^.;,{C}{P}]{{2,70}})?,? (?:which |that |whom )?(?P<p>{LIST[P]}) (?:had |has |then |later |first |himself |herself |\ue004 )*(?P<v>co-?founded|founded|started|set up|launched|created)(?! (?:a|an|the|his|her|their|{C}))\b|"
    rf"\b(?:company|start-?up|firm|lab|business|outfit|venture) (?:that |which )?(?P<p2>{LIST[P]}) (?:had |has |then |later |first |\ue004 )*(?P<v2>co-?founded|founded|started|set up|launched|created)(?! (?:a|an|the|{C}))[^.;{C}]{{0,80}}, (?P<c2>{C})"
)
"""Founders in a relative clause: Argo AI, which Bryan Salesky founded in 2016."""
_VENTURE = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:new|latest|own|second|third|next) (?:[\w-]+ ){{0,3}}?(?:venture|start-?up|company|firm|outfit|lab|business),? (?:is |called |named |will be called )?(?P<c>{C})"
)
"""Her new venture, Quillmark: the company of the person that the sentence is about."""
_BRAND = re.compile(
    r"(?:called|named|dubbed|start-?up|company|firm|lab|business|venture|outfit|rival|competitor|maker|developer|newcomer|shop|studio),? \Z",
    re.I,
)
_WITH = re.compile(
    rf"(?: \ue004)?(?: in [A-Z]\w+(?: [A-Z]\w+)?)?(?: \ue004)?,? (?:with|alongside|together with) (?:(?![{P}])[\w,'’ \ue001-]){{0,60}}{LIST[P]}"
)


def foundings(reading: Reading, held: Held) -> Iterator[Career]:
    yield from _founded_by(reading, held)
    yield from _behind(reading, held)
    yield from _its_own(reading, held)
    yield from _relative(reading, held)
    yield from _ventures(reading, held)
    yield from _founded(reading, held)


def _founded_by(reading: Reading, held: Held) -> Iterator[Career]:
    """A was founded by P."""
    text = reading.text
    for match in _FOUNDED_BY.finditer(text):
        company = reading.entity(match.start("c")) if match["c"] else reading.focus.company
        verb = re.search(
            r"[Ff]ounded|[Ss]tarted|set up|established|launched|created|formed", match[0]
        )
        if company is None or verb is None or _NAMELESS.search(match[0]):
            continue
        before = text[: match.start() + verb.start()]
        if match["c"] is None:
            ahead = re.match(
                rf"[^.;]{{0,100}}?, (?:(?!of\b|at\b|from\b|both\b|ex-)[\w-]+ ){{0,3}}({C})(?!['’]| alumni| veterans)",
                text[match.end() :],
            )
            following = re.search(r"(?:start-?up|company|firm|lab),? \Z", before)
            if ahead and not following and before.strip() in ("", "Co-", "co-"):
                company = reading.entity(match.end() + ahead.start(1))
        for person in reading.entities(*match.span("p"), P):
            yield "founded", person, company, None, match.start() + verb.start(), "founded-by"


def _behind(reading: Reading, held: Held) -> Iterator[Career]:
    """P is behind A."""
    text = reading.text
    for match in _BEHIND.finditer(text):
        who, what = next(
            pair for pair in (("p", "c"), ("p2", "c2"), ("p3", "c3")) if match[pair[1]]
        )
        for person in reading.entities(*match.span(who), P):
            yield (
                "founded",
                person,
                reading.entity(match.start(what)),
                None,
                match.start(what),
                "behind",
            )


def _its_own(reading: Reading, held: Held) -> Iterator[Career]:
    """P set up the company that is spoken of."""
    text = reading.text
    for match in _ITS_OWN.finditer(text):
        for person in reading.subject(match.start(), P):
            yield (
                "founded",
                person,
                reading.entity(match.start("c")),
                None,
                match.start(),
                "its-own",
            )


def _relative(reading: Reading, held: Held) -> Iterator[Career]:
    """A, which P founded."""
    text = reading.text
    for match in _WHICH.finditer(text):
        n = "" if match["c"] else "2"
        for person in reading.entities(*match.span("p" + n), P):
            yield (
                "founded",
                person,
                reading.entity(match.start("c" + n)),
                None,
                match.start("v" + n),
                "which",
            )


def _ventures(reading: Reading, held: Held) -> Iterator[Career]:
    """His new venture, A."""
    text = reading.text
    for match in _VENTURE.finditer(text):
        owners = reading.entities(0, match.start(), P)
        owner = owners[0] if owners else reading.focus.person
        if owner is not None:
            company = reading.entity(match.start("c"))
            yield "founded", owner, company, None, match.start(), "venture"


def _founded(reading: Reading, held: Held) -> Iterator[Career]:
    """P founded A."""
    text = reading.text
    for match in _FOUNDED.finditer(text):
        weak = not re.match(r"co-?found|found", match[0])
        gap = text[match.start() : match.start("c")]
        if (
            weak
            and not _BRAND.search(gap)
            and not re.search(r"\bown |\bstart-?up\b|\bcompany\b|\blab\b", gap)
        ):
            own = re.match(
                r"(?:start(?:ed|ing|s)?|set up|setting up|launch(?:ed|ing)?|establish(?:ed|ing)?|build|built|create[ds]?|creating) \Z",
                gap,
            )
            people = reading.subject(match.start(), P)
            if not (
                own
                and people
                and text[: match.start()]
                .rstrip()
                .endswith(
                    (
                        P,
                        ")",
                        "to",
                        "and",
                        "who",
                        "before",
                        "later",
                        "then",
                        P + " has",
                        "had",
                        "has",
                    )
                )
            ):
                continue
        if re.search(
            r"\b(?:products?|models?|service|app|unit|division|tool|programme|program|partnership|with)\b",
            gap,
        ):
            continue
        if re.search(r"\A\S+ by\b|\b(?:was|were|been) \Z", gap) or gap.split()[1:2] == ["by"]:
            continue
        partners = _WITH.match(text, match.end())
        people = reading.subject(match.start(), P)
        people += reading.entities(*partners.span(), P) if partners else []
        for person in people:
            for company in reading.entities(*match.span("c"), C):
                yield "founded", person, company, None, match.start(), "founded"

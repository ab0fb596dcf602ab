"""Who does what a verb tells: the subject of its clause, whatever stands between the two."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import Masked
from .marks import LIST, OBJECT_OF, C, M, P
from .pronouns import is_governed
from .words import GENERIC

_TOGETHER = {mark: re.compile(pattern) for mark, pattern in LIST.items()}
_APART = {
    mark: re.compile(rf"{mark}, [^,;{mark}]{{2,80}},? and (?:[\w -]{{0,40}} )?{mark}(?=,|\Z)")
    for mark in (P, C, M)
}
"""Two names with a word on the first between them: Ann, the chief executive, and Ben."""
_AUXILIARY = re.compile(
    r"(?:(?:[, ]|\b)(?:['’](?:ll|ve|d|s|re)|not only|still|even|then|typically|of course|meanwhile|though|quickly|briefly|promptly|did|does|do|has since|since|has|have|had|is|are|was|were|be|been|being|will|would|may|might|could|can|also|just|now|then|later|recently|reportedly|already|since|officially|quietly|today|both|all|each|"
    r"formally|successfully|announced|said|says|say|that|it|they|to|plans?|planning|planned|expected|expects|set|due|about|agreed|agrees|intends|aims|aiming|wants|hopes|hoping|looking|considering|weighing|"
    r"in|early|advanced|held|internal|internally|talks|discussions|about|potentially|tried|attempted|pushing|on|earlier|this|week|month|year|himself|herself|themselves|abruptly|suddenly|unexpectedly|eventually|subsequently|previously|separately|initially|"
    r"first|finally|soon|still|newly|confidentially|publicly|likely|preparing|seeking|trying|ready|close|nearing|the company|proposed|suggested|considered|reported|confirmed|confirms|announces|confidently|"
    r"\ue004|,? along with \ue000|,? reportedly,?|reportedly,))+\Z"
)  # fmt: skip
_CLAUSE = re.compile(
    r";|: |\. |, (?:but|while|whereas|although|though|as|when|because|after) | (?:while|whereas|because) |—| - | -- "
)
_INNER = re.compile(r"\b(?:that|when|after|because|once) |(?<= )[\"“](?=\w)")
"""Where a clause within the clause may begin: said that, wrote: \"We."""
_APPOSITION = re.compile(
    rf"(?<={P}), (?:an?|the|its|his|her|their|former|formerly|currently|{C}['’]s) [^,;{P}]{{2,90}}\Z"
)
_PARTICIPLE = re.compile(
    r"\W*(?:[Bb]efore|[Aa]fter|[Ss]ince|[Uu]pon|[Ww]hile|[Pp]rior to|[Ff]ollowing)(?: \w+ly)?\s*\Z"
)
_MAIN = re.compile(rf"[^,;]{{0,110}}, (?:[\w-]+ ){{0,4}}({P})")
"""Whom an opening participle is about: Before leaving A, Ann had a plan."""
_ASIDE = re.compile(rf",? (?:along|together|as well as|alongside)(?: with)? [^,;{P}]{{2,40}},?\Z")
_PLAN = re.compile(
    rf"{C}['’]s? (?:[\w-]+ )?(?:plans?|intention|decision|agreement|offer|bid|proposal|attempts?|efforts?) to \Z"
)
"""Whose plan it is: a review of Acme's plan to buy."""
_TOLD_ASIDE = re.compile(
    rf"{C}, (?:(?:the|an?) [^.;,{C}]{{2,110}}{C}|[^.;{C}]{{0,60}}\b(?:that|which|whose) [^.;,]{{2,60}}),(?: (?:has|had|is|was|will|also|now|then))*\Z"
)
"""What stands between commas after a company: Acme, a firm that Meta had backed, closed."""
_HEADING = re.compile(rf"\W*(?P<c>{C}): ")
"""An item that names its company first: `Acme: laid off 20 people`."""
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][a-zà-ɏ]{2,}")
"""A name that is not known: whoever it is, the subject of its clause is nobody else."""
_OWNS = re.compile(
    rf"(?:['’]s [\w -]{{0,30}}| (?:(?!\w{{2,}}ed\b|has\b|had\b|is\b|was\b|will\b)[\w-]+ ){{0,4}}){C}"
)
"""A company that only says whose the next one is: Google's lab DeepMind, Google parent Alphabet."""
_UNKNOWN = re.compile(
    r"\W*(?P<word>[A-ZÀ-Þ][\w.-]{2,})(?: [A-Z][\w.-]+){0,3}(?:,[^.;]{2,90},)? (?:also |has |had |just |recently )*(?:[a-z]+ed|made|won|took|got|drew|is|was|will|has|found)\b"
)
_PART_OF = re.compile(
    r"\b(?:unit|subsidiary|arm|division|affiliate|owner|maker|parent|operator|developer|[Ss]hares|[Ss]tock) of (?:the )?\Z"
)
_STAFF = r" (?:[\w-]+ )?(?:employees|researchers|engineers|staff(?:ers)?|scientists|executives)\b"
_FORMER_STAFF = re.compile(
    rf"(?:['’]s)? (?:former|ex-?){_STAFF}|(?<=[Ff]ormer {C}){_STAFF}|(?<=[Ee]x-{C}){_STAFF}|(?:['’]s)? (?:alumni|veterans)\b"
)
"""Those who were with a company once: what they do, the company does not."""
_SAID_OF = re.compile(
    rf"[^.;:{C}]{{1,60}}: (?P<l>(?:(?:the |an? )?(?:[a-z][\w-]* ){{0,4}}?{C}(?:, |,? and |(?=\W*\Z)))+)"
)
"""The names that a clause keeps for its end: two start-ups that filed to go public: A and B."""
_RELATIVE = re.compile(r",? (?:who|which|that|whose)\Z")


def subject(masked: Masked, at: int, mark: str) -> list[Entity]:
    """Who does what the verb at this place tells: persons, companies or models."""
    text = masked.text
    plan = _PLAN.search(text[:at]) if mark == C else None
    if plan:
        return [_entity(masked, plan.start())]
    aside = _TOLD_ASIDE.search(text[:at].rstrip()) if mark == C else None
    if aside:
        return _coordinated(masked, 0, aside.start() + 1, mark)
    outer = max((match.end() for match in _CLAUSE.finditer(text, 0, at)), default=0)
    inner = [match.end() for match in _INNER.finditer(text, outer, at)]
    for start in dict.fromkeys((*reversed(inner), outer, 0)):
        found = _subject(masked, start, at, mark)
        if mark == C and not found and start == outer > 0:
            heading = _HEADING.match(text, 0, at)
            found = [_entity(masked, heading.start("c"))] if heading else []
        if found or (start >= outer > 0 and _CAPITAL.search(text, start, at)):
            return found
    main = _MAIN.match(text, at) if _PARTICIPLE.match(text[:at]) else None
    return [_entity(masked, main.start(1))] if main and mark == P else []


def _subject(masked: Masked, start: int, at: int, mark: str) -> list[Entity]:
    text = masked.text
    left = text[start:at].rstrip()
    while True:
        relative = _RELATIVE.search(left)
        if relative:
            nearest = _nearest(masked, start, start + relative.start(), mark)
            ahead = _SAID_OF.match(text, at) if mark == C and not nearest else None
            return _entities(masked, *ahead.span("l"), mark) if ahead else nearest
        shorter = _ASIDE.sub("", _AUXILIARY.sub("", left).rstrip())
        if shorter == left:
            break
        left = shorter
    if mark == P:
        left = _APPOSITION.sub("", left)
    elif mark == C and left.endswith(P) and C not in left and is_pronoun(masked, start + len(left)):
        return []
    if left.endswith(mark):
        return _coordinated(masked, start, start + len(left), mark)
    if left.endswith(")"):
        opening = left.rfind("(")
        if left[:opening].rstrip().endswith(mark):
            return _coordinated(masked, start, start + len(left[:opening].rstrip()), mark)
    return _first(masked, start, start + len(left), mark)


def _nearest(masked: Masked, start: int, end: int, mark: str) -> list[Entity]:
    """Whom a relative clause is about: the last name before it, or a list that ends there."""
    text = masked.text
    place = text.rfind(mark, start, end)
    return _coordinated(masked, start, place + 1, mark) if place >= 0 else []


def _coordinated(masked: Masked, start: int, end: int, mark: str) -> list[Entity]:
    """The name that ends at a place, with those joined to it by commas and `and`."""
    text = masked.text
    match = re.search(
        rf"{mark}+(?:(?: \([^)]{{1,30}}\))?(?:, (?:(?!who\b|which\b|that\b|and\b|\w+ed\b|\w+ing\b)[a-z-]+ ){{0,4}}{mark}(?: \([^)]{{1,30}}\))?)*,? (?:and|&|as well as|with|along with) (?:[\w -]{{0,40}} )?{mark})?\Z",
        text[start:end],
    )
    first = start + match.start() if match else end - 1
    before = text[start:first]
    if mark == C and not match and is_governed(text, first) and not _PART_OF.search(before):
        return _first(masked, start, first, mark)
    return _entities(masked, first, end, mark)


def _first(masked: Masked, start: int, end: int, mark: str) -> list[Entity]:
    """The first name of a clause that no preposition governs, with those joined to it."""
    text = masked.text
    for place in range(start, end):
        if text[place] != mark or place not in masked.slots:
            continue
        before = text[start:place]
        if mark != P and (
            OBJECT_OF.search(before)
            or (before.endswith(" and ") and is_governed(text[start:end], place - start))
            or text[place + 1 : place + 2] == "-"
        ):
            continue
        if mark == C and _FORMER_STAFF.match(text, place + 1):
            continue
        match = _APART[mark].match(text, place, end) or _TOGETHER[mark].match(text, place, end)
        last = match.end() if match else place + 1
        if mark == C and _OWNS.match(text, last, end):
            continue
        return _entities(masked, place, last, mark)
    return []


def _entity(masked: Masked, place: int) -> Entity:
    value = masked.slot(place).value
    if not isinstance(value, Entity):
        raise TypeError(f"{value!r} is no name.")
    return value


def _entities(masked: Masked, start: int, end: int, mark: str) -> list[Entity]:
    return list(dict.fromkeys(masked.values(start, end, mark)))


def is_pronoun(masked: Masked, end: int) -> bool:
    """Whether the name that ends at a place of the masked text is a pronoun there."""
    slot = masked.slots.get(end - 1)
    return slot is not None and slot.end - slot.start < 4


def begins_unknown(text: str) -> bool:
    """Whether a sentence begins with a name that nobody knows: whatever it tells is not of another."""
    match = _UNKNOWN.match(text)
    return match is not None and match["word"].lower() not in GENERIC

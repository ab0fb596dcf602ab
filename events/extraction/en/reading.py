"""One sentence with its names, sums, dates and pronouns as single characters, and who does what in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..document import Document, Entity
from ..facts import Money, Quote
from ..masking import COMPANY, DATE, MODEL, MONEY, NUMBER, OF_KIND, PERSON, Masked, Slot
from ..text import Sentence
from . import certainty
from .dates import date_slots
from .money import money_slots
from .quantities import Count, count_slots, percent_slots

ITS = "\ue007"
"""Marks `its` and `their` where a company is meant."""

P, C, M = PERSON, COMPANY, MODEL
LIST = {
    mark: rf"{mark}+(?:(?:, {mark})*,? (?:and|&|as well as|along with|together with) {mark})?"
    for mark in (P, C, M)
}
_TOGETHER = {mark: re.compile(pattern) for mark, pattern in LIST.items()}
_APART = {
    mark: re.compile(rf"{mark}, [^,;{mark}]{{2,80}},? and (?:[\w -]{{0,40}} )?{mark}(?=,|\Z)")
    for mark in (P, C, M)
}
"""Two names with a word on the first between them: Ann, the chief executive, and Ben."""
_AUXILIARY = re.compile(
    r"(?:(?:[, ]|\b)(?:['’](?:ll|ve|d|s|re)|not only|still|even|then|typically|of course|meanwhile|though|quickly|briefly|promptly|did|does|do|has since|since|has|have|had|is|are|was|were|be|been|being|will|would|may|might|could|can|also|just|now|then|later|recently|reportedly|already|since|officially|quietly|today|both|all|each|"
    r"formally|successfully|announced|said|says|say|that|it|they|to|plans?|planning|planned|expected|expects|set|due|about|agreed|agrees|intends|aims|aiming|wants|hopes|hoping|looking|considering|weighing|"
    r"in|early|advanced|talks|discussions|on|earlier|this|week|month|year|himself|herself|themselves|abruptly|suddenly|unexpectedly|eventually|subsequently|previously|separately|initially|"
    r"first|finally|soon|still|newly|confidentially|publicly|likely|preparing|seeking|trying|ready|close|nearing|the company|reported|confirmed|confirms|announces|confidently|"
    r"\ue004|,? along with \ue000|,? reportedly,?|reportedly,))+\Z"
)  # fmt: skip
_CLAUSE = re.compile(
    r";|: |\. |, (?:but|while|whereas|although|though|as|when|because|after) | (?:while|whereas|because) |—| - | -- "
)
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][a-zà-ɏ]{2,}")
"""A name that is not known: whoever it is, the subject of its clause is nobody else."""
_OBJECT_OF = re.compile(
    r"\b(?:of|at|by|from|with|for|to|in|against|including|like|than|via|under|behind|between) (?:the |its |rival |fellow )?(?:(?!buy|acquire|have|be|see|say)[a-z-]+ ){0,2}\Z"
)
_PART_OF = re.compile(
    r"\b(?:unit|subsidiary|arm|division|affiliate|owner|maker|parent|operator|developer) of (?:the )?\Z"
)
_RELATIVE = re.compile(r",? (?:who|which|that|whose)\Z")
_NEUTRAL = frozenset(
    "said says announced reported told disclosed confirmed revealed wrote published".split()
)
_VERB = re.compile(
    r"\b(?:raised|founded|co-founded|joined|left|quit|resigned|acquired|bought|launched|released|unveiled|introduced|open-sourced|closed|secured|appointed|named|hired|laid|cut|listed|filed|started|set up|"
    r"shut|stepped|departed|became|invested|partnered|signed|worked|served|spent|graduated|led|valued|debuted|created|established|moved|sold|merged|received|incorporated|published|shuttered|fired|spun)\b",
    re.I,
)
_DEFINITE = re.compile(
    r"\b[Tt]he (?:(?:(?:[A-Z][a-z]+|[a-z]+(?:-[a-z]+)?|[A-Z][a-z]+-based|AI|\w+-year-old) ){0,2}(?:company|start-?up|firm|unicorn|outfit|spin-?out|spin-?off|chip ?maker|chip designer|carmaker|fintech|newcomer)|(?:[A-Z][a-z]+(?:-based)? |\w+-year-old )?(?:lab|laboratory|group|business))\b"
    rf"(?! (?:called|named|known|of|behind|that|which|who|he|she|they|it|I|we)\b| [{C}{P}]|-)"
)
_ACTED = (
    r"(?:has|had|plans|raised|said|launched|acquired|also|expects|announced|closed|hired|laid|cut|agreed|filed|released|intends|aims|bought|now|recently|later|employs|counts|put|makes|builds|sells|develops|pulled|won|secured|shut|"
    r"sold|took|got|landed|shed|let|told|began|started|emerged|attracted|reportedly|received|unveiled|open-sourced|introduced|appointed|named|poached|went|listed|priced|published|opened|wants|hopes|invested|paid|lost|merged|split)"
)
_IT = re.compile(
    rf"\b[Ii]t(?= {_ACTED}\b)|"
    r"(?:(?<=said )|(?<=says )|(?<=that )|(?<=and )|(?<=, )|(?<=when )|(?<=after )|(?<=as )|(?<=\ue004 )|(?<=\ue004, )|\A)[Ii]t(?= (?:will|is|was|would|could|may|might|still)\b)"
)
_IT_OBJECT = re.compile(
    r"(?:(?<=bought )|(?<=buys )|(?<=buy )|(?<=acquired )|(?<=acquire )|(?<=acquiring )|(?<=buying )|(?<=took )|(?<=take )|(?<=taking )|(?<=sold )|(?<=sell )|(?<=selling )|(?<=snapped )|(?<=swallowed )|(?<=absorbed )|(?<=shut )|(?<=closed )|"
    r"(?<=wound )|(?<=founded )|(?<=started )|(?<=left )|(?<=joined )|(?<=backed )|(?<=invested in )|(?<=merged with )|(?<=put into )|(?<=plug on )|(?<=paid for ))it\b"
)
_HIM = re.compile(
    r"(?:(?<=hired )|(?<=poached )|(?<=recruited )|(?<=fired )|(?<=dismissed )|(?<=ousted )|(?<=sacked )|(?<=appointed )|(?<=named )|(?<=made )|(?<=promoted )|(?<=lured )|(?<=brought )|(?<=hires )|(?<=poaching )|(?<=hiring ))(?:him|her)\b"
)
"""Object pronouns mean whom the sentences before were about, not this one's subject."""
_MAKER = re.compile(
    rf"\A\W*(?:The|This|A) (?:[\w-]+ )?(?:maker|developer|provider|designer|builder|operator|owner|creator)s? of [^,.;{C}{P}]{{3,60}}?(?= (?:has|had|is|was|will|said|says|raised|closed|secured|plans|announced|also|laid|cut))|\A\W*[\w-]+ designer(?= has| had)"
)
"""A description that stands for the company of a heading: The maker of forklifts has closed."""
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir)\b")
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_THEY = re.compile(
    r"\b(?:[Tt]hey|Both|The (?:pair|two|trio|duo|brothers|sisters|couple|two men|two women)|the (?:pair|duo|trio)|Her co-founders|His co-founders)\b(?= (?:had|have|left|met|quit|resigned|founded|started|set|co-founded|launched|are|were|will|now|also|plan|plan to|then|first|went|joined|worked|spent|studied|built|said|say|decided|wrote|incorporated|raised)\b)"
)
_HELD = re.compile(
    rf"{P}, (?:the |a )?(?:[\w-]+ ){{0,6}}?(?:(?:chief|founder|president|chair|head|executive|CEO|CTO|officer|director)[\w ]{{0,24}} (?:of|at) (?:the )?(?:[\w-]+ ){{0,4}})?\Z"
)
_ASIDE = re.compile(r"\b(?:[Ff]ormer|ex-|[Rr]ivals?|[Ll]ike|[Uu]nlike|and|or) \Z|ex-\Z")
_OF_OTHER = re.compile(
    rf"(?:['’]s)? [\w -]{{0,30}}{C}|(?:['’]s)? (?:estimates?|forecasts?|analysts?|data|research|expects|predicts|reported)\b"
)
_SAME = re.compile(
    r"\b(?:[Oo]n |[Ii]n )?(?:[Tt]he|[Tt]hat) (?:very )?same (?:day|morning|evening|afternoon)\b|\b(?P<next>[Aa] day later|[Oo]ne day later|[Tt]he (?:next|following) day)\b"
)
_NO_FOCUS = frozenset(("media", "exchange", "government", "university"))
_SCHOOL = re.compile(r"\b(?:University|College|Institute of Technology|School)\b")
_AT = re.compile(
    rf"\W*(?:(?:At|Out at|Over at|Inside|From|For|As for|Take|Not so|Not) {C}|{C}(?=:| \([A-Z]|, [A-Z][\w ]+\Z))"
)
"""A sentence that opens with the company it is about."""
_OPENING = re.compile(
    rf"\W*(?:Founded|Set up|Started|Backed|Based|Launched|Created|Built|Led|Established|Spun out|Headquartered|Before)\b[^.;]*?,(?= (?:the )?(?:[\w-]+ ){{0,3}}{C} (?!and))"
)
"""What an opening participle tells of the company that follows it: Founded by, backed by."""
_SECOND_SUBJECT = re.compile(
    rf"(?:, (?:and|but|while) |; )(?:the )?(?:[\w-]+ ){{0,3}}({C})(?: of [A-Z]\w+)?(?:,[^.;{P}]{{2,90}},)? (?:has|have|had|is|will|was|said|raised|plans|launched|released|moved)\b"
)
"""The company of whom the last clause of a sentence speaks."""
_OBJECT_VERB = re.compile(
    r"\b(?:take over|taking over|took over|buy|buying|bought|acquire|acquiring|acquired|stake in|shares in|shares of|invest in|invested in|investing in|bid for|offer for|control of|merge with|left|joined|quit) \Z"
)
"""The company after these words is not the one that the sentence begins with."""
_INTRODUCED = re.compile(
    rf"\b(?:were|was|is|are|comes?|came|at|by|of) (?:at |from )?({C}),? (?:an? |the |which |that )(?:[\w'’-]+ ){{0,6}}?(?:company|start-?up|maker|developer|firm|lab|provider|supplier|unicorn|sells|makes|builds|develops)\b"
)
_MANY = re.compile(rf"{C}(?:, [{C}{P}])+,? and ")
_GONE = re.compile(rf"\A\W*{P} (?:left|quit|has left|founded|joined) \Z")
_BREAK = re.compile(r"\s*(?:[•*·▪●◦■]|[-–—]{1,3}\s|-----|\d{1,2}[.)] )")
"""An item of a list, which has nothing to do with the one before it."""


@dataclass(slots=True)
class Focus:
    """Whom `the company`, `it`, `he` and `she` mean at this point of the article."""

    company: Entity | None = None
    person: Entity | None = None
    people: tuple[Entity, ...] = ()
    """Whom `they` means: the last sentence's persons, where it had several."""
    earlier: Entity | None = None
    """The company in focus before this sentence."""
    predecessor: Entity | None = None
    """The person whom this sentence can call him or her."""


@dataclass(slots=True)
class Reading:
    """A sentence as the rules see it: `text` is masked, places are places in it."""

    document: Document
    sentence: Sentence
    masked: Masked
    focus: Focus
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.masked.text

    @property
    def quote(self) -> Quote:
        return self.document.quote_of(self.sentence)

    @property
    def is_question(self) -> bool:
        return self.text.rstrip("\"'”) ").endswith("?")

    @property
    def opens_item(self) -> bool:
        """Whether the sentence begins an item of a list."""
        sentence = self.sentence
        return _BREAK.match(self.document.folded, sentence.start, sentence.end) is not None

    def value(self, place: int) -> object:
        return self.masked.slot(place).value

    def entity(self, place: int) -> Entity:
        value = self.value(place)
        if not isinstance(value, Entity):
            raise TypeError(f"{value!r} is no name.")
        return value

    def entities(self, start: int, end: int, mark: str) -> list[Entity]:
        """The persons, companies or models between two places, in order."""
        return list(dict.fromkeys(self.masked.values(start, end, mark)))

    def money(self, start: int, end: int) -> Money | None:
        """The first sum between two places."""
        values = self.masked.values(start, end, MONEY)
        return values[0] if values else None

    def counts(self, start: int, end: int, mark: str = NUMBER) -> list[Count]:
        return self.masked.values(start, end, mark)

    def words(self, start: int, end: int) -> str:
        """The article's own words between two places."""
        return self.document.text[self.masked.origin(start) : self.masked.origin(end)]

    def is_told(self, at: int) -> bool:
        """Whether the event at this place is told, not denied, asked or supposed."""
        return not self.is_question and not certainty.is_untold(self.text, at)

    def certainty(self, at: int) -> str:
        return certainty.certainty(self.text, 0, at, len(self.text))

    def date(self, at: int) -> str | None:
        """The date of the event whose verb is at this place: the nearest one that no other verb has."""
        best: tuple[int, str] | None = None
        for place, sign in enumerate(self.text):
            if sign != DATE or place not in self.masked.slots:
                continue
            cost = self._distance(at, place)
            others = (
                self._distance(verb.start(), place)
                for verb in _VERB.finditer(self.text)
                if abs(verb.start() - at) > 8 and verb[0].lower() not in _NEUTRAL
            )
            if cost <= min(others, default=cost) + 2 and (best is None or cost < best[0]):
                best = cost, self.masked.slot(place).value
        return best[1] if best else None

    def _distance(self, verb: int, place: int) -> int:
        first, last = sorted((verb, place))
        between = self.text[first:last]
        opening = place < verb and (
            place < 3 or self.text[:place].strip().lower() in ("", "on", "in")
        )
        before = 25 if place < verb and not opening else 0
        return (
            len(between)
            + 40 * between.count(",") * (not opening)
            + 200 * between.count(";")
            + before
        )

    def subject(self, at: int, mark: str) -> list[Entity]:
        """Who does what the verb at this place tells: persons, companies or models."""
        start = max((match.end() for match in _CLAUSE.finditer(self.text, 0, at)), default=0)
        found = self._subject(start, at, mark)
        if found or not start or _CAPITAL.search(self.text, start, at):
            return found
        return self._subject(0, at, mark)

    def _subject(self, start: int, at: int, mark: str) -> list[Entity]:
        left = self.text[start:at].rstrip()
        while True:
            relative = _RELATIVE.search(left)
            if relative:
                return self._nearest(start, start + relative.start(), mark)
            shorter = _AUXILIARY.sub("", left).rstrip()
            if shorter == left:
                break
            left = shorter
        if left.endswith(mark):
            return self._coordinated(start, start + len(left), mark)
        if left.endswith(")"):
            opening = left.rfind("(")
            if left[:opening].rstrip().endswith(mark):
                return self._coordinated(start, start + len(left[:opening].rstrip()), mark)
        return self._first(start, start + len(left), mark)

    def _nearest(self, start: int, end: int, mark: str) -> list[Entity]:
        """Whom a relative clause is about: the last name before it, or a list that ends there."""
        place = self.text.rfind(mark, start, end)
        return self._coordinated(start, place + 1, mark) if place >= 0 else []

    def _coordinated(self, start: int, end: int, mark: str) -> list[Entity]:
        """The name that ends at a place, with those joined to it by commas and `and`."""
        match = re.search(
            rf"{mark}+(?:(?: \([^)]{{1,30}}\))?(?:, {mark}(?: \([^)]{{1,30}}\))?)*,? (?:and|&|as well as|with|along with) (?:[\w -]{{0,40}} )?{mark})?\Z",
            self.text[start:end],
        )
        first = start + match.start() if match else end - 1
        before = self.text[start:first]
        if mark == C and not match and _OBJECT_OF.search(before) and not _PART_OF.search(before):
            return self._first(start, first, mark)
        return self.entities(first, end, mark)

    def _first(self, start: int, end: int, mark: str) -> list[Entity]:
        """The first name of a clause that no preposition governs, with those joined to it."""
        for place in range(start, end):
            if self.text[place] != mark or place not in self.masked.slots:
                continue
            before = self.text[start:place]
            if mark != P and (_OBJECT_OF.search(before) or self.text[place + 1 : place + 2] == "-"):
                continue
            match = _APART[mark].match(self.text, place, end) or _TOGETHER[mark].match(
                self.text, place, end
            )
            last = match.end() if match else place + 1
            if mark == C and re.match(rf"(?:['’]s)? [\w -]{{0,30}}{C}", self.text[last:end]):
                continue
            return self.entities(place, last, mark)
        return []


def readings(document: Document) -> Iterator[Reading]:
    """The sentences in order, each with the focus that those before it left."""
    focus, paragraph = Focus(), -1
    day: str | None = None
    for sentence in document.sentences:
        if _BREAK.match(document.folded, sentence.start, sentence.end):
            focus = Focus()
        slots = list(_slots(document, sentence))
        slots += _same_day(document, sentence, day)
        told = [slot.value for slot in slots if slot.mark == DATE and len(str(slot.value)) == 10]
        day = told[-1] if told else day
        masked = Masked(document.folded, sentence.start, sentence.end, slots)
        meant = list(_pronouns(document, masked, focus))
        if meant:
            masked = Masked(
                document.folded, sentence.start, sentence.end, [*_kept(slots, meant), *meant]
            )
        fresh = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        earlier, before = focus.company, focus.person
        focus = _moved(masked, focus, fresh=fresh)
        now = Focus(focus.company, focus.person, focus.people, earlier, before)
        yield Reading(document, sentence, masked, now)
        if focus.company is None:
            focus.company = next(
                (
                    slot.value
                    for slot in masked.slots.values()
                    if slot.mark == C and _can_be_meant(slot.value)
                ),
                None,
            )


def _slots(document: Document, sentence: Sentence) -> Iterator[Slot]:
    start, end = sentence.start, sentence.end
    taken: set[int] = set()
    folded = document.folded
    names = (
        Slot(OF_KIND[mention.entity.kind], mention.start, mention.end, mention.entity)
        for mention in document.mentions_in(start, end)
    )
    for group in (
        names,
        money_slots(folded, start, end),
        percent_slots(folded, start, end),
        date_slots(folded, start, end, document.published),
        count_slots(folded, start, end),
    ):
        for slot in group:
            span = range(slot.start, slot.end)
            if taken.isdisjoint(span):
                taken.update(span)
                yield slot


def _same_day(document: Document, sentence: Sentence, day: str | None) -> list[Slot]:
    """The day of the sentence before, where this one says that it was the same."""
    if day is None:
        return []
    after = (date.fromisoformat(day) + timedelta(1)).isoformat()
    return [
        Slot(DATE, match.start(), match.end(), after if match["next"] else day)
        for match in _SAME.finditer(document.folded, sentence.start, sentence.end)
    ]


def _kept(slots: list[Slot], meant: list[Slot]) -> list[Slot]:
    """The slots that no definite phrase covers, such as a number in `the 20-year-old company`."""
    return [
        slot
        for slot in slots
        if not any(other.start < slot.end and slot.start < other.end for other in meant)
    ]


def _pronouns(document: Document, masked: Masked, focus: Focus) -> Iterator[Slot]:
    """Slots for `the company`, `it`, `its`, `he`, `she` and `they`, read as whom they mean here."""
    text = masked.text
    for match in _THEY.finditer(text):
        start, end = masked.origin(match.start()), masked.origin(match.end())
        last = len(focus.people) - 1
        for number, person in enumerate(focus.people):
            yield Slot(P, start + number, end if number == last else start + number + 1, person)
    for pattern, mark, topic in ((_IT_OBJECT, C, focus.company), (_HIM, P, focus.person)):
        for match in pattern.finditer(text) if topic else ():
            yield Slot(mark, masked.origin(match.start()), masked.origin(match.end()), topic)
    subject: tuple[int, Entity] | None = None
    for pattern, mark in ((_DEFINITE, C), (_MAKER, C), (_IT, C), (_ITS, ITS), (_HE, P)):
        for match in pattern.finditer(text):
            kind = P if mark == P else C
            named = _antecedent(masked, match.start(), kind)
            meant = named[1] if named else (focus.person if kind == P else focus.company)
            if (
                kind == C
                and subject
                and subject[0] < min(match.start(), named[0] if named else 999)
            ):
                meant = subject[1]
            elif named and pattern is _DEFINITE and _OBJECT_VERB.search(text[: match.start()]):
                meant = focus.company or meant
            if meant is not None:
                if kind == C and mark != ITS and subject is None:
                    subject = match.start(), meant
                yield Slot(mark, masked.origin(match.start()), masked.origin(match.end()), meant)


def _antecedent(masked: Masked, at: int, mark: str) -> tuple[int, Entity] | None:
    """The first person or company that the sentence itself names before a pronoun."""
    for place in range(at):
        if masked.text[place] == mark and place in masked.slots:
            entity: Entity = masked.slot(place).value
            if _can_be_meant(entity) and not (mark == C and _OBJECT_OF.search(masked.text[:place])):
                return place, entity
    return None


def _moved(masked: Masked, focus: Focus, *, fresh: bool) -> Focus:
    """The focus after a sentence: its first company and person, if they are what it speaks of."""
    moved = Focus(focus.company, focus.person, focus.people)
    people = list(dict.fromkeys(masked.values(0, len(masked.text), P)))
    if people:
        moved.person = people[0]
    if len(people) > 1:
        moved.people = tuple(people[:4])
    for place in sorted(masked.slots):
        slot = masked.slots[place]
        if (
            slot.mark != C
            or not _can_be_meant(slot.value)
            or masked.text[place + 1 : place + 2] == "-"
        ):
            continue
        before = masked.text[:place]
        opening = _OPENING.match(masked.text)
        if opening and place < opening.end():
            continue
        if _AT.match(masked.text) and place == masked.text.index(C):
            moved.company = slot.value
            break
        if _MANY.match(masked.text, place) or (
            focus.company and slot.value.entry and slot.value.entry.detail == "fund"
        ):
            break
        if _GONE.search(before) and focus.company is None:
            moved.company = slot.value
        held = _HELD.search(before) is not None
        governed = (
            _OBJECT_OF.search(before)
            or _ASIDE.search(before)
            or _OF_OTHER.match(masked.text, place + 1)
        )
        if (held and (fresh or focus.company is None)) or not (held or governed or P in before):
            moved.company = slot.value
        break
    introduced = _INTRODUCED.search(masked.text)
    if introduced and moved.company is focus.company and masked.text.count(C) <= 2:
        moved.company = masked.slots[introduced.start(1)].value
    later = None
    for later in _SECOND_SUBJECT.finditer(masked.text):
        pass
    if (
        later
        and later.start(1) in masked.slots
        and _can_be_meant(masked.slots[later.start(1)].value)
    ):
        moved.company = masked.slots[later.start(1)].value
    return moved


def _can_be_meant(entity: Entity) -> bool:
    if entity.kind != "company":
        return True
    if entity.entry:
        return entity.entry.detail not in _NO_FOCUS
    return _SCHOOL.search(entity.name) is None

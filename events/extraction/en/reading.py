"""One sentence with its names, sums, dates and pronouns as single characters, and who does what in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..document import Document, Entity
from ..facts import Money, Quote
from ..masking import DATE, MONEY, NUMBER, OF_KIND, Masked, Slot
from ..text import Sentence
from . import certainty
from .dates import date_slots
from .marks import LIST, OBJECT_OF, C, M, P
from .money import money_slots
from .pronouns import Focus, can_be_meant, is_governed, pronouns
from .quantities import Count, count_slots, percent_slots
from .topics import moved_focus

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
    r"first|finally|soon|still|newly|confidentially|publicly|likely|preparing|seeking|trying|ready|close|nearing|the company|reported|confirmed|confirms|announces|confidently|"
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
_HEADING = re.compile(rf"\W*(?P<c>{C}): ")
"""An item that names its company first: `Acme: laid off 20 people`."""
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][a-zà-ɏ]{2,}")
"""A name that is not known: whoever it is, the subject of its clause is nobody else."""
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
_SAME = re.compile(
    r"\b(?:[Oo]n |[Ii]n )?(?:[Tt]he|[Tt]hat) (?:very )?same (?:day|morning|evening|afternoon)\b|\b(?P<next>[Aa] day later|[Oo]ne day later|[Tt]he (?:next|following) day)\b"
)
_EFFECTIVE = re.compile(r"\b(?:effective|starting|beginning|as of)(?: on| from)? \Z")
"""A date after these words belongs to what was told before them."""
_BREAK = re.compile(r"\s*(?:[•*·▪●◦■]|[-–—]{1,3}\s|-----|\d{1,2}[.)] )")
"""An item of a list, which has nothing to do with the one before it."""


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

    def before(self, length: int) -> str:
        """The article just before the sentence."""
        start = self.sentence.start
        return self.document.folded[max(0, start - length) : start]

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
        effective = _EFFECTIVE.search(self.text[:place]) is not None
        before = 25 if place < verb and not opening else 0
        return (
            len(between)
            + 40 * between.count(",") * (not opening) * (not effective)
            + 200 * between.count(";")
            + before
        )

    def subject(self, at: int, mark: str) -> list[Entity]:
        """Who does what the verb at this place tells: persons, companies or models."""
        outer = max((match.end() for match in _CLAUSE.finditer(self.text, 0, at)), default=0)
        inner = [match.end() for match in _INNER.finditer(self.text, outer, at)]
        for start in dict.fromkeys((*reversed(inner), outer, 0)):
            found = self._subject(start, at, mark)
            if mark == C and not found and start == outer > 0:
                heading = _HEADING.match(self.text, 0, at)
                found = [self.entity(heading.start("c"))] if heading else []
            if found or (start >= outer > 0 and _CAPITAL.search(self.text, start, at)):
                return found
        main = _MAIN.match(self.text, at) if _PARTICIPLE.match(self.text[:at]) else None
        return [self.entity(main.start(1))] if main and mark == P else []

    def _subject(self, start: int, at: int, mark: str) -> list[Entity]:
        left = self.text[start:at].rstrip()
        while True:
            relative = _RELATIVE.search(left)
            if relative:
                return self._nearest(start, start + relative.start(), mark)
            shorter = _ASIDE.sub("", _AUXILIARY.sub("", left).rstrip())
            if shorter == left:
                break
            left = shorter
        if mark == P:
            left = _APPOSITION.sub("", left)
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
        if (
            mark == C
            and not match
            and is_governed(self.text, first)
            and not _PART_OF.search(before)
        ):
            return self._first(start, first, mark)
        return self.entities(first, end, mark)

    def _first(self, start: int, end: int, mark: str) -> list[Entity]:
        """The first name of a clause that no preposition governs, with those joined to it."""
        for place in range(start, end):
            if self.text[place] != mark or place not in self.masked.slots:
                continue
            before = self.text[start:place]
            if mark != P and (OBJECT_OF.search(before) or self.text[place + 1 : place + 2] == "-"):
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
        meant = list(pronouns(document, masked, focus))
        if meant:
            masked = Masked(
                document.folded, sentence.start, sentence.end, [*_kept(slots, meant), *meant]
            )
        fresh = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        earlier, before = focus.company, focus.person
        focus = moved_focus(masked, focus, fresh=fresh)
        now = Focus(focus.company, focus.person, focus.people, earlier, before)
        yield Reading(document, sentence, masked, now)
        if focus.company is None:
            focus.company = next(
                (
                    slot.value
                    for slot in masked.slots.values()
                    if slot.mark == C and can_be_meant(slot.value)
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

"""One sentence with its names, sums, dates and pronouns as single characters."""

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
from .marks import C, P
from .money import money_slots
from .pronouns import Focus, can_be_meant, pronouns
from .quantities import Count, count_slots, percent_slots
from .subjects import subject
from .topics import moved_focus

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
_ITEM_VERB = re.compile(
    rf"(?<={C}: )(?:[A-Z][a-z]+(?:ed|es|ing)|Has|Laid|Cut|Let|Sold|Bought|Shut|Won|Took|Plans|Cuts|Lets|Buys|Sells|Lays|Wins)(?= )"
)
"""A verb with a capital, since it opens an item after the company's name."""
_COURTESY = re.compile(r"(?<!\w)(?:Mr|Ms|Mrs|Dr)\.? \Z")
_LABEL = re.compile(rf"\W*(?P<p>{P}): ")
"""Who speaks, in the transcript of a talk."""
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
        self.text = _ITEM_VERB.sub(lambda verb: verb[0].lower(), self.masked.text)

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

    def date(self, at: int, end: int | None = None) -> str | None:
        """The date of the event whose verb is at this place: the nearest one that no other verb has."""
        best: tuple[int, str] | None = None
        for place, sign in enumerate(self.text[:end]):
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
        return subject(self.masked, at, mark)


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
        if sentence.paragraph != paragraph:
            focus.speaker = None
        label = _LABEL.match(masked.text)
        if label:
            focus.speaker = masked.slot(label.start("p")).value
        meant = list(pronouns(document, masked, focus))
        if meant:
            masked = Masked(
                document.folded, sentence.start, sentence.end, [*_kept(slots, meant), *meant]
            )
        fresh = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        earlier, before, speaker = focus.company, focus.person, focus.speaker
        focus = moved_focus(masked, focus, fresh=fresh)
        focus.speaker = speaker
        now = Focus(focus.company, focus.person, focus.people, earlier, predecessor=before)
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
        Slot(
            OF_KIND[mention.entity.kind],
            mention.start - _courtesy(folded, mention.start),
            mention.end,
            mention.entity,
        )
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


def _courtesy(folded: str, start: int) -> int:
    """How much of a courtesy title stands before a name, which is part of it here: Ms. Roe."""
    title = _COURTESY.search(folded, max(0, start - 6), start)
    return len(title[0]) if title else 0


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

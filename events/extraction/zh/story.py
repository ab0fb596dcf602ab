"""An article as it unfolds: its sentences with slots, who and what each speaks of, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..assembly import Draft
from ..document import Document, Entity
from ..facts import Quote
from ..masking import COMPANY, DATE, OF_KIND, PERSON, Masked, Slot
from ..text import Sentence, clauses
from .certainty import certainty_of
from .dates import Dates
from .move import Move
from .quantities import count_slots, money_slots, percent_slots

_JOIN = re.compile(r"(?:\([^()]{0,30}\))?(?:[、/]|和|与|及|以及|跟|同|,?还有)+")
_OBJECT = re.compile(
    r"(?:接替|取代|继任|代替|师从|追随|跟随|任命|聘请|委任|聘任|起诉|解雇|开除|向|对|给|被|致信|采访|包括|据|挖来|不同于|除了|除|继)$"
)
_POSSESSIVE = re.compile(
    r"(?:\([^()]{0,20}\))?(?:的(?!离|加|辞)|旗下|之子|之女|夫妇|家族|所在|所说|所言|所创|团队|领导|领衔|掌舵|麾下|带领)"
)
_CARRIED = re.compile(
    r"^(?:随后|此后|之后|其后|后来|此外|不久后?|不过|同时|而后|当时|最终|在此之前|在此之后|目前|如今|现在|并|又|还|也|但|而|后|于|在|"
    rf"[{DATE}],?|早前|此前|期间|接着|紧接着|离开后|离职后|毕业后|其间|,){{0,4}}(?:他|她|其|本人|该公司|公司|这家公司|后者|$)"
)
_WITH = re.compile(
    rf"(?:并|后|随后|又|他|她|[{DATE}])*(?:与|和|同|携手|联手|联合)[^,{PERSON}]{{0,12}}{PERSON}"
)
_ANAPHOR = re.compile(
    r"(?<![^,。;:“\"])(?:[\ue004],?)?(?P<word>该公司|这家公司|公司|它)(?=宣布|已|将|还|也|于|在|正|近日|计划|拟|完成|获|发布|推出|开源|裁|收购|被|由|今年|去年|曾|目前|又|据报|同期|最新|[\ue004])"
)
_PRONOUN = re.compile(r"他(?!们|人|国|山)|她(?!们)|其(?!他|中|它|实|次|余|间)")
_BOUND_BEFORE = re.compile(
    r"(?:成立于|创立于|创办于|创建于|始于|始建于|生于|出生于|毕业于|截至|截止|截止到|自从|自|诞生于|追溯到|追溯至|较)$"
)
_BOUND_AFTER = re.compile(
    r"(?:成立|创立|以来|至今|起[,就]|毕业|出生|同期|营收|营业收入|收入|净利|净亏损|财报|业绩|年报|创业板|款|版本?)"
)
_TIME_CLAUSE = 14
_HEADING = 10


@dataclass(slots=True)
class Frame:
    """One sentence: `text` has one private-use character for every name, sum, date and number."""

    sentence: Sentence
    masked: Masked
    clauses: list[tuple[int, int]]
    quote: Quote
    document: Document

    @property
    def folded(self) -> str:
        return self.document.folded

    def verbatim(self, start: int, end: int) -> str:
        """The article's own words between two places of `text`."""
        return self.document.text[self.masked.origin(start) : self.masked.origin(end)]

    @property
    def text(self) -> str:
        return self.masked.text

    def clause_at(self, place: int) -> int:
        """The number of the clause that holds a place."""
        for number, (start, end) in enumerate(self.clauses):
            if start <= place <= end:
                return number
        return len(self.clauses) - 1

    def slots(self, start: int, end: int, mark: str) -> list[tuple[int, Slot]]:
        """The slots with this mark between two places, with their places."""
        text = self.text
        found, place = [], text.find(mark, start, end)
        while place != -1:
            if place in self.masked.slots:
                found.append((place, self.masked.slots[place]))
            place = text.find(mark, place + 1, end)
        return found

    def entity(self, place: int) -> Entity:
        """The entity named at a place of `text`."""
        entity: Entity = self.masked.slots[place].value
        return entity

    def certainty(self, start: int, end: int) -> str | None:
        """How sure what the words at `start:end` tell is; None where it is negated or asked."""
        first, stop = self.clauses[self.clause_at(start)]
        return certainty_of(self.text, first, start, end, stop)

    def date(self, place: int, *, founding: bool = False) -> str | None:
        """The date of what is told at a place of the sentence; a founding may have its own."""
        number = self.clause_at(place)
        start, end = self.clauses[number]
        before = self._free_dates(start, place, any_date=founding)
        if before:
            return before[-1]
        after = re.compile(rf"[^,]{{0,12}}?于{DATE}").match(self.text, place)
        if after and after.end() <= end:
            value = self.masked.slots[after.end() - 1].value
            return str(value) if value else None
        carried = not re.search(f"[{PERSON}{COMPANY}]", self.text[start:place])
        for earlier in range(number - 1, -1, -1):
            first, last = self.clauses[earlier]
            dates = self._free_dates(first, last)
            topical = self._opening(dates, first) or (
                last - first <= _TIME_CLAUSE
                and not re.search(f"[{PERSON}{COMPANY}]", self.text[first:last])
            )
            if dates and (carried or topical):
                return dates[-1]
            if dates or (earlier == 0 and not carried):
                break
        return None

    def _opening(self, dates: list[str], first: int) -> bool:
        """Whether the sentence opens with its date, so that all of it happened then."""
        if not dates or first:
            return False
        opening = self.text[: self.text.index(DATE)]
        return len(opening) <= 6 and not re.search(f"[{PERSON}{COMPANY}]", opening)

    def _free_dates(self, start: int, end: int, *, any_date: bool = False) -> list[str]:
        """Dates that stand for when something happened, not for when a firm was founded."""
        return [
            slot.value
            for place, slot in self.slots(start, end, DATE)
            if slot.value
            and (
                any_date
                or (
                    not _BOUND_BEFORE.search(self.text, max(0, place - 6), place)
                    and not _BOUND_AFTER.match(self.text, place + 1)
                )
            )
        ]


@dataclass(slots=True)
class Position:
    """Where a person works or worked, as the article says."""

    company: Entity
    title: str | None
    former: bool = False


@dataclass(slots=True)
class Story:
    """What the sentences so far have told: the draft, the topic, everyone's positions."""

    document: Document
    draft: Draft
    topic: Entity | None = None
    person: Entity | None = None
    financed: Entity | None = None
    positions: dict[int, list[Position]] = field(default_factory=dict)
    left: dict[int, Entity] = field(default_factory=dict)
    appointed: set[tuple[int, int]] = field(default_factory=set)
    handed_over: list[tuple[Frame, Move]] = field(default_factory=list)
    period: tuple[int, str | None] = (-1, None)
    publisher: tuple[int, Entity | None] = (-1, None)

    def frames(self) -> Iterator[Frame]:
        """The sentences in order; what one is about becomes the topic for those after it."""
        dates = Dates(self.document.published)
        for sentence in self.document.sentences:
            frame = _frame(self.document, sentence, dates)
            yield self._with_anaphors(frame)
            self._carry(frame)

    def _with_anaphors(self, frame: Frame) -> Frame:
        """The sentence with 该公司 or 它 at the head of a clause read as the company it means."""
        slots = list(frame.masked.slots.values())
        found = False
        for match in _ANAPHOR.finditer(frame.text):
            named = _companies(frame, 0, match.start())
            company = named[0] if named else self.topic
            if company:
                start, end = (frame.masked.origin(place) for place in match.span("word"))
                slots.append(Slot(COMPANY, start, end, company))
                found = True
        if not found:
            return frame
        return _framed(self.document, frame.sentence, slots)

    def subjects(self, frame: Frame, place: int) -> list[Entity]:
        """The persons of whom a verb at a place tells."""
        number = frame.clause_at(place)
        group = _people(frame, frame.clauses[number][0], place)
        if group and not _WITH.match(frame.text, frame.clauses[number][0]):
            return group
        opening = frame.text[frame.clauses[number][0] : place]
        if group:
            return [*self._subjects_before(frame, number, place), *group]
        if COMPANY in opening and not re.search("从|在|向|由|被|与", opening):
            return []
        return self._subjects_before(frame, number, place)

    def _subjects_before(self, frame: Frame, number: int, place: int) -> list[Entity]:
        """The persons of whom the clauses before tell, or whom a pronoun means."""
        for earlier in range(number - 1, max(-1, number - 4), -1):
            group = _people(frame, *frame.clauses[earlier], first=True)
            if group:
                return group
        if self.person and (
            _PRONOUN.search(frame.text[:place]) or _CARRIED.match(frame.text[:place])
        ):
            return [self.person]
        return []

    def company_before(self, frame: Frame, place: int, *, topic: bool = True) -> Entity | None:
        """The company of which a verb at a place tells."""
        number = frame.clause_at(place)
        for earlier in range(number, max(-1, number - 3), -1):
            start, end = frame.clauses[earlier]
            found = _companies(frame, start, min(end, place))
            if found:
                return found[-1] if earlier == number else found[0]
            if PERSON in frame.text[start : min(end, place)] and earlier == number:
                return None
        return self.topic if topic and self._speaks_of_topic(frame, place) else None

    def company_around(
        self, frame: Frame, place: int, *, but: Entity | None = None
    ) -> Entity | None:
        """The company that a sentence speaks of at a place: the nearest before, else the topic.

        It is none that the person `but` worked for before.
        """
        past = {held.company for held in self.positions_of(but) if held.former} if but else set()
        company = self.company_before(frame, place)
        if company and company not in past:
            return company
        found = [company for company in _companies(frame, 0, place) if company not in past]
        return found[-1] if found else self.topic

    def add_move(self, frame: Frame, move: Move) -> bool:
        """Add a move unless it is negated or names no company; whether it has taken place."""
        certainty = frame.certainty(move.start, move.end)
        if certainty is None or move.company is None:
            return False
        self.draft.event(
            "career",
            frame.quote,
            rule=f"zh.{move.change}",
            date=frame.date(move.start, founding=move.change == "founded"),
            certainty=certainty,
            confidence=0.85 if certainty == "confirmed" else 0.75,
            change=move.change,
            person=move.person,
            company=move.company,
            title=move.title,
        )
        return certainty in ("confirmed", "reported")

    def positions_of(self, person: Entity) -> list[Position]:
        return self.positions.setdefault(id(person), [])

    def position(self, person: Entity) -> Position | None:
        """The position that the article named last."""
        found = self.positions.get(id(person))
        return found[-1] if found else None

    def _speaks_of_topic(self, frame: Frame, place: int) -> bool:
        before = frame.text[:place]
        if len(frame.text) < _HEADING:
            return False
        return re.search(r"该公司|公司|其|这家|此次|本次|双方|后者", before) is not None or (
            _CARRIED.match(before) is not None
        )

    def _carry(self, frame: Frame) -> None:
        people = _people(frame, 0, len(frame.text), first=True)
        if people:
            self.person = people[-1] if len(people) == 1 else None
        companies = _companies(frame, 0, max(24, frame.clauses[0][1]))
        if companies:
            self.topic = companies[0]


def _frame(document: Document, sentence: Sentence, dates: Dates) -> Frame:
    start, end = sentence.start, sentence.end
    folded = document.folded
    slots = [
        Slot(OF_KIND[mention.entity.kind], mention.start, mention.end, mention.entity)
        for mention in document.mentions_in(start, end)
    ]
    taken = {place for slot in slots for place in range(slot.start, slot.end)}
    values = (
        *money_slots(folded, start, end),
        *(Slot(DATE, first, last, value) for first, last, value in dates.find(folded, start, end)),
        *percent_slots(folded, start, end),
        *count_slots(folded, start, end),
    )
    for slot in values:
        span = range(slot.start, slot.end)
        if taken.isdisjoint(span):
            taken.update(span)
            slots.append(slot)
    return _framed(document, sentence, slots)


def _framed(document: Document, sentence: Sentence, slots: list[Slot]) -> Frame:
    masked = Masked(document.folded, sentence.start, sentence.end, slots)
    pieces = clauses(masked.text, 0, len(masked.text))
    return Frame(sentence, masked, pieces, document.quote_of(sentence), document)


def _people(frame: Frame, start: int, end: int, *, first: bool = False) -> list[Entity]:
    """The last (or first) person or list of persons in a span that can be a subject."""
    text = frame.text
    groups: list[list[Entity]] = []
    last = -1
    for place, slot in frame.slots(start, end, PERSON):
        if _bracketed(text, start, place) or _OBJECT.search(text, max(0, place - 4), place):
            continue
        if _POSSESSIVE.match(text, place + 1):
            continue
        if groups and last >= 0 and _joined(text[last + 1 : place]):
            groups[-1].append(slot.value)
        else:
            groups.append([slot.value])
        last = place
    return groups[0 if first else -1] if groups else []


def _joined(between: str) -> bool:
    match = _JOIN.match(between)
    return match is not None and len(between) <= 40 and "," not in between


def _bracketed(text: str, start: int, place: int) -> bool:
    """Whether a place is within brackets that hold more than another form of a name."""
    if text[place - 1 : place] == "(" and text[place + 1 : place + 2] == ")":
        return False
    return text.count("(", start, place) > text.count(")", start, place)


def _companies(frame: Frame, start: int, end: int) -> list[Entity]:
    return [
        slot.value
        for place, slot in frame.slots(start, end, COMPANY)
        if not _bracketed(frame.text, start, place)
        and not re.search(
            r"(?:由|据|向|在|对|为|从|来自|被|以|除了|继)$", frame.text[max(0, place - 2) : place]
        )
    ]

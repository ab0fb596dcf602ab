"""An article as it unfolds: who and what its sentences speak of, and who holds which post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..assembly import Draft
from ..document import Document, Entity
from ..masking import COMPANY, DATE, MONEY, NUMBER, PERSON, Slot
from .dates import Dates
from .frame import Frame, frame_of, framed
from .move import Move
from .subjects import (
    companies_in,
    companies_in_place_of_words,
    people_in,
    people_in_place_of_descriptions,
    people_in_place_of_numbers,
    people_in_place_of_pronouns,
    person_left_out,
    protagonist,
)

_CARRIED = re.compile(
    r"^(?:随后|此后|之后|其后|后来|此外|不久后?|不过|同时|而后|当时|最终|在此之前|在此之后|目前|如今|现在|并|又|还|也|但|而|后|于|在|"
    rf"[{DATE}],?|早前|此前|期间|接着|紧接着|离开后|离职后|毕业后|其间|,){{0,4}}(?:其|本人|该公司|公司|这家公司|后者|$)"
)
_ADDED = re.compile(
    rf"(?:又|还|并|再|也|随后|此后|接着|紧接着|同时|此外|[{DATE}]|在|于|,|以(?:约|近|每股)?[{MONEY}](?:的)?(?:价格|总价|对价|现金|估值)?|宣布|正式|已经?|再次|再度|继续|全资|成功){{1,6}}$"
)
"""What may stand before the verb of a sentence that leaves its subject to the one before."""

_OF_OTHER_FIRMS = re.compile(
    rf"(?:据悉,|其中,|此外,)?(?:本轮|此轮|该轮|这轮|此次|本次|投资方|领投|跟投|资方|股东|参与)|[^,;{COMPANY}{PERSON}]{{0,20}}(?:收购|并购|买下|买入|入股|投资|领投|拿下)[^,;]{{0,24}}{COMPANY}"
)
_SAYS_OF = re.compile(
    rf"[^,;{COMPANY}]{{0,12}}{COMPANY}[^,;{COMPANY}]{{0,8}}(?:公告|宣布|表示|透露|披露|称)[^,;{COMPANY}]{{0,10}}(?:旗下|子公司|附属公司)[^,;{COMPANY}]{{0,6}}{COMPANY}"
)
_WITH = re.compile(
    rf"(?:并|后|随后|又|[{DATE}])*(?:与|和|同|携手|联手|联合)[^,{PERSON}]{{0,12}}{PERSON}"
)
_ALONG = re.compile(rf"[^,。;{PERSON}]{{0,8}}(?:与|同|跟)[^,。;{PERSON}]{{0,16}}{PERSON}")
"""A clause whose persons stand beside its subject: 离职前与王明同为骨干."""

_MAKERS = re.compile(
    f"[^,。;{PERSON}]{{0,20}}{PERSON}(?:等人)?(?:共同|联合)?(?:创立|创办|创建|成立)的"
)
_PRONOUN = re.compile(r"其(?!他|中|它|实|次|余|间)")
_DESCRIBED = re.compile(
    rf"(?:了)?(?:创业)?{COMPANY}?[^,。;的{PERSON}{COMPANY}]{{0,12}}的(?:[^,。;的{PERSON}]{{0,44}}){PERSON}(?!的)"
)
_OF_OTHERS = re.compile(
    rf"的[^,。;{PERSON}]{{0,12}}?(?:员工|研究员|工程师|人员|高管|成员|科学家|人才|同事|人)(?!{PERSON})"
)
_COUNTED = re.compile(rf"[两二三四五六七八九十\d多数几][余多几]?(?:位|名|个)|{NUMBER}")
_LIST_FOLLOWS = re.compile(
    r"[^,。;]{0,24}[,:](?:其中|他们)?(?:就|便)?(?:包括|分别(?:是|为)|是|即|有)"
)
_OF_SOMEBODYS_PAST = re.compile(
    rf"[^{PERSON}]{{0,30}}{PERSON}(?:\([^()]{{0,30}}\))?(?:也|还|则|都|先后|均|本人)*(?=曾|此前|毕业|历任|早年|本科|博士|硕士|师从|是|为(?!了))"
)
"""A sentence that says who somebody is or was, after which the article goes on with its topic."""

_MEANWHILE = re.compile("[前后时]$|以来$|期间$|之际$")
_OPENS_WITH = re.compile(rf"[^,。;{PERSON}{COMPANY}]{{0,6}}{PERSON}(?!的)")
_HEADING = 10
_MOST_SLOTS = 60
"""A sentence with more names, sums and dates tells nothing, and would take long to read."""

_SAME_DAY = re.compile("(?P<same>同日|同一天|当天|当日)|(?P<next>次日|翌日|第二天)")


@dataclass(slots=True)
class Position:
    """Where a person works or worked, as the article says."""

    company: Entity
    title: str | None
    former: bool = False
    since: str | None = None


@dataclass(slots=True)
class Story:
    """What the sentences so far have told: the draft, the topic, everyone's positions."""

    document: Document
    draft: Draft
    topic: Entity | None = None
    person: Entity | None = None
    people: Sequence[Entity] = ()
    financed: Entity | None = None
    financed_at: int = -1
    founded: Entity | None = None
    raised: tuple[str | None, str | None, bool] = (None, None, False)
    protagonist: Entity | None = None
    positions: dict[int, list[Position]] = field(default_factory=dict)
    left: dict[int, Entity] = field(default_factory=dict)
    appointed: set[tuple[int, int]] = field(default_factory=set)
    handed_over: list[tuple[Frame, Move]] = field(default_factory=list)
    period: tuple[int, str | None] = (-1, None)
    publisher: tuple[int, Entity | None] = (-1, None)
    quotation: str = ""
    day: str | None = None
    answering: tuple[int, Entity | None] = (-1, None)

    def frames(self) -> Iterator[Frame]:
        """The sentences in order; what one is about becomes the topic for those after it."""
        dates = Dates(self.document.published)
        self.protagonist = protagonist(self.document)
        for sentence in self.document.sentences:
            frame = frame_of(self.document, sentence, dates)
            if len(frame.masked.slots) > _MOST_SLOTS:
                continue
            frame = self._with_anaphors(frame)
            yield frame
            self._carry(frame)

    def _with_anaphors(self, frame: Frame) -> Frame:
        """The sentence with its pronouns read as the persons and companies they mean."""
        self.day = _last_day(frame) or self.day
        meant = [
            *self._days(frame),
            *people_in_place_of_pronouns(frame, self.person),
            *people_in_place_of_numbers(frame, self.people),
            *people_in_place_of_descriptions(frame, self.person),
            *person_left_out(frame, self.person),
            *companies_in_place_of_words(frame, self.topic, self.protagonist),
        ]
        if not meant:
            return frame
        places = {slot.start for slot in meant if slot.end > slot.start}
        others = [slot for slot in frame.masked.slots.values() if slot.start not in places]
        return framed(self.document, frame.sentence, [*meant, *others])

    def _days(self, frame: Frame) -> Iterator[Slot]:
        """Slots that read 同日 and 次日 as the day they mean."""
        for match in _SAME_DAY.finditer(frame.text):
            if self.day:
                day = date.fromisoformat(self.day) + timedelta(days=match["next"] is not None)
                start, end = (frame.masked.origin(place) for place in match.span())
                yield Slot(DATE, start, end, day.isoformat())

    def subjects(self, frame: Frame, place: int, *, relative: int | None = None) -> list[Entity]:
        """The persons of whom a verb at a place tells: those before, or those whom the clause
        that ends at `relative` describes, as in 从腾讯离职的王明.
        """
        number = frame.clause_at(place)
        group = people_in(frame, frame.clauses[number][0], place)
        described = _DESCRIBED.match(frame.text, relative) if relative and not group else None
        if described:
            return [frame.entity(described.end() - 1)]
        if relative and _OF_OTHERS.match(frame.text, relative):
            return []
        if group and not _WITH.match(frame.text, frame.clauses[number][0]):
            return group
        opening = frame.text[frame.clauses[number][0] : place]
        if not group and _COUNTED.search(opening):
            return _listed_after(frame, place)
        if group:
            return [*self._subjects_before(frame, number, place), *group]
        if COMPANY in opening and not re.search("从|在|向|由|被|与|离开|告别", opening):
            return []
        return self._subjects_before(frame, number, place)

    def _subjects_before(self, frame: Frame, number: int, place: int) -> list[Entity]:
        """The persons of whom the clauses before tell, or the next one, or whom a pronoun means."""
        start, end = frame.clauses[number]
        if _MEANWHILE.search(frame.text, start, end) and number + 1 < len(frame.clauses):
            first, _ = frame.clauses[number + 1]
            opening = _OPENS_WITH.match(frame.text, first)
            if opening:
                return [frame.entity(opening.end() - 1)]
        for earlier in range(number - 1, max(-1, number - 4), -1):
            if _ALONG.match(frame.text, frame.clauses[earlier][0]):
                continue
            group = people_in(frame, *frame.clauses[earlier], first=True)
            if group and not _MAKERS.match(frame.text, frame.clauses[earlier][0]):
                return group
        lone = frame.slots(0, place, PERSON)
        if lone and all(slot.value is lone[0][1].value for _, slot in lone):
            return [lone[0][1].value]
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
            found = companies_in(frame, start, min(end, place))
            if found:
                return found[-1] if earlier == number else _subject(frame, start, found)
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
        found = [company for company in companies_in(frame, 0, place) if company not in past]
        return found[-1] if found else self.protagonist or self.topic

    def add_move(self, frame: Frame, move: Move) -> bool:
        """Add a move unless it is negated or names no company; whether it has taken place."""
        certainty = frame.certainty(move.start, move.end)
        if certainty is None or move.company is None:
            return False
        self.draft.event(
            "career",
            frame.quote,
            rule=f"zh.{move.change}",
            date=move.date or frame.date(move.start, founding=move.change == "founded"),
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
        if re.search(rf"该公司|(?<![家个些型类{NUMBER}])公司|其|这家|此次|本次|双方|后者", before):
            return True
        return _CARRIED.match(before) is not None or _ADDED.match(before) is not None

    def _carry(self, frame: Frame) -> None:
        people = people_in(frame, 0, len(frame.text), first=True)
        people = people or frame.masked.values(0, len(frame.text), PERSON)[:1]
        if people:
            self.person = people[-1] if len(people) == 1 else None
            self.people = list(dict.fromkeys(frame.masked.values(0, len(frame.text), PERSON)))
        until = max(24, frame.clauses[0][1])
        past = _OF_SOMEBODYS_PAST.match(frame.text)
        companies = companies_in(frame, 0, past.end() if past else until)
        if self.financed_at == frame.sentence.start:
            self.topic = self.financed
        elif companies and not (self.topic and _OF_OTHER_FIRMS.match(frame.text)):
            self.topic = companies[0]
        if self.founded:  # what goes on about 这家公司 is the one just founded
            self.topic, self.founded = self.founded, None


def _listed_after(frame: Frame, place: int) -> list[Entity]:
    """The persons listed after a verb that tells of a number of people: 三名高管离职,包括..."""
    follows = _LIST_FOLLOWS.match(frame.text, place)
    if follows is None:
        return []
    _, end = frame.clauses[frame.clause_at(follows.end())]
    return list(dict.fromkeys(frame.masked.values(follows.end(), end, PERSON)))


def _subject(frame: Frame, start: int, companies: list[Entity]) -> Entity:
    """The first company of a clause, or the one of which it says something: A公告旗下B拟出资."""
    says = _SAYS_OF.match(frame.text, start)
    told = frame.entity(says.end() - 1) if says else None
    return told if told in companies else companies[0]


def _last_day(frame: Frame) -> str | None:
    """The last whole date of a sentence."""
    days = [value for value in frame.masked.values(0, len(frame.text), DATE) if value]
    return days[-1] if days and len(days[-1]) == len("2024-01-01") else None

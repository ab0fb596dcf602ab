"""One line of a timeline: an event, or two that are one move of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from events import headlines
from events.models import Event
from events.models.vocabulary import Certainty, Kind
from events.proofs import Case, case_of
from events.readers import reader_language, tag_of
from events.search.marking import Range, marked
from events.words.dates import Within, date_words
from events.words.money import SumWords, sum_of, sum_words
from people.dates import PartialDate, Precision

RULER = 64
"""The width of the ruler on which a vague date is shown."""

WITH_YEAR_LINE = set(Precision) - {Precision.YEAR, Precision.UNKNOWN}
VAGUE = {Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR}


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a headline: plain words, a name with its page, or the name of the page itself."""

    text: str
    href: str = ""
    is_name: bool = False
    lang: str = ""
    marks: tuple[Range, ...] = ()
    """Where what a reader searched for stands in it."""

    @property
    def html(self) -> SafeString:
        return marked(self.text, self.marks)


@dataclass(frozen=True, slots=True)
class Ruler:
    """The part of a year that a vague date may lie in, on a ruler of twelve months."""

    x: float
    width: float

    @classmethod
    def of(cls, period: PartialDate) -> Ruler | None:
        if period.precision not in VAGUE:
            return None
        month = (RULER - 1) / 12
        start = 0.5 + (period.start.month - 1) * month
        return cls(round(start, 2), round(0.5 + period.end.month * month - start, 2))


class Part(NamedTuple):
    """One event of a line, with what it is about where the line tells two."""

    id: int
    about: str
    case: Case

    @property
    def href(self) -> str:
        return reverse("events:event", args=[self.id])


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: an event, or two that are one move."""

    id: int
    kind: str
    certainty: str
    runs: list[Run]
    period: PartialDate
    within: Within
    until: str
    """The date of the second of two events, in words."""
    amount: SumWords | None
    valuation: SumWords | None
    note: str
    parts: list[Part]
    """The evidence of each event; of two, with what each is about."""

    @property
    def href(self) -> str:
        return reverse("events:event", args=[self.id])

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def certainty_label(self) -> str:
        return str(Certainty(self.certainty).label)

    @property
    def is_denied(self) -> bool:
        return self.certainty == Certainty.DENIED

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def date_words(self) -> str:
        return date_words(self.period, reader_language(), self.within)

    @property
    def date_in_year(self) -> str:
        """The date without the year, which stands in a line of its own, `year_line`."""
        if self.within or self.period.precision not in WITH_YEAR_LINE:
            return self.date_words
        return date_words(self.period, reader_language(), "year")

    @property
    def year_line(self) -> str:
        if self.within or self.period.precision not in WITH_YEAR_LINE:
            return ""
        year = self.period.start.year
        return f"{year}年" if reader_language() == "zh" else f"{year}"

    @property
    def datetime(self) -> str:
        """The date as machines read it; a half-year or quarter has no such form but its year."""
        text = str(self.period)
        return text if self.period.precision in (Precision.DAY, Precision.MONTH) else text[:4]

    @property
    def ruler(self) -> Ruler | None:
        return Ruler.of(self.period)

    @property
    def sources(self) -> int:
        return sum(len(part.case.proofs) for part in self.parts)

    @property
    def moved(self) -> int:
        return sum(part.case.moved for part in self.parts)

    @property
    def is_open(self) -> bool:
        return len(self.parts) == 1 and self.parts[0].case.is_the_story


def runs_of(pieces: Iterable[headlines.Piece], data: Mapping[str, Any], own: int = 0) -> list[Run]:
    """The pieces of a headline with the addresses of those named; `own` is the page's entity."""
    language = reader_language()
    parties = {party["id"]: party for party in data["participants"]}
    runs = []
    for piece in pieces:
        text = piece["text"]
        lang = tag_of(text, language) if language == "en" or "“" in text else ""
        if (key := piece.get("entity")) is None:
            runs.append(Run(text, lang=lang))
        elif key == own or key not in parties:
            runs.append(Run(text, is_name=True, lang=lang))
        else:
            party = parties[key]
            href = reverse(f"events:{party['kind']}", args=[party["slug"]])
            runs.append(Run(text, href=href, is_name=True, lang=lang))
    return runs


def entry_of(event: Event, *, own: int = 0, within: Within = "") -> Entry:
    """The line of an event fetched with its card and evidence."""
    data = event.card.data
    language = reader_language()
    amount, valuation = (
        sum_words(sum_of(data[name]), language) if name in data else None
        for name in ("amount", "valuation")
    )
    return Entry(
        id=event.pk,
        kind=event.kind,
        certainty=event.certainty,
        runs=runs_of(data["headline"][language], data, own),
        period=event.when,
        within=within,
        until="",
        amount=amount,
        valuation=valuation,
        note=data["note"][language],
        parts=[Part(event.pk, "", case_of(event))],
    )


def move_of(left: Event, taken: Event, *, own: int = 0, within: Within = "") -> Entry:
    """Two events of one person as one line, at the date on which the person left."""
    language = reader_language()
    first, second = left.card.data, taken.card.data
    parties = {"participants": [*first["participants"], *second["participants"]]}
    same_day = left.when == taken.when
    year: Within = "year" if within and left.date.year == taken.date.year else ""
    return Entry(
        id=left.pk,
        kind=left.kind,
        certainty=left.certainty,
        runs=runs_of(headlines.move(first, second, language), parties, own),
        period=left.when,
        within=within,
        until="" if same_day else date_words(taken.when, language, year),
        amount=None,
        valuation=None,
        note=first["note"][language] or second["note"][language],
        parts=[
            Part(event.pk, event.get_change_display(), case_of(event)) for event in (left, taken)
        ],
    )

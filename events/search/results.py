"""A page of search results: who bears the name, and the events that tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.entries import Entry
from events.lists import lines_of
from events.pages import Timeline, timeline_of
from events.profiles import Line
from events.search.asking import words_of
from events.search.marking import Marker, Range
from events.search.naming import Hit, Hits, named, nearly_named
from people.models import Entity

MOST_OF_A_KIND = 6
MOST_NEAR = 4
MOST_SUGGESTED = 8
DIRECTORIES = {"company": "events:companies", "person": "events:people", "model": "events:models"}
"""The groups in the order in which they are shown where none fits better."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was found, with its page."""

    hit: Hit
    line: Line
    other: str
    """The name by which it was found, where this is not the one shown."""
    marks: list[Range]
    other_marks: list[Range]


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one kind that were found, the best first; `count` tells how many there are."""

    kind: str
    label: str
    names: list[Named]
    count: int
    all_href: str


@dataclass(slots=True)
class Results:
    """What there is for the words that somebody typed."""

    q: str
    timeline: Timeline
    groups: list[Group] = field(default_factory=list)
    near: list[Named] = field(default_factory=list)
    """Names like what was typed, where nobody bears it."""
    instead: str = ""
    """The words whose events are shown, as none tells of those that were typed."""

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def results_of(request: HttpRequest, q: str) -> Results:
    """What a request finds. Raises BadCursor for a place that no page has given out."""
    timeline = timeline_of(request)
    results = Results(q, timeline)
    if not timeline.filters.is_valid:
        return results
    hits = named(q, most=MOST_OF_A_KIND)
    results.groups = groups_of(q, hits)
    if not hits.best:
        results.near = shown(q, nearly_named(q, most=MOST_NEAR))
    if not timeline.total and not _is_narrowed(request) and (corrected := correction(q, hits)):
        results.timeline = timeline_of(request, q=corrected)
        results.instead = corrected
    _mark(results.timeline, marker_of(results.instead or q, hits))
    return results


def _is_narrowed(request: HttpRequest) -> bool:
    """Whether other filters may be the cause that nothing is found."""
    return any(value for name, value in request.GET.items() if name not in ("q", "ordering"))


def groups_of(q: str, hits: Hits) -> list[Group]:
    """The kind with the best name goes first."""
    labels = {
        Entity.Kind.PERSON: _("People"),
        Entity.Kind.COMPANY: _("Companies"),
        Entity.Kind.MODEL: _("AI models"),
    }
    found = shown(q, hits.best)
    groups = []
    for kind in dict.fromkeys([*(hit.kind for hit in hits.best), *DIRECTORIES]):
        names = [one for one in found if one.hit.kind == kind]
        if names:
            href = f"{reverse(DIRECTORIES[kind])}?{urlencode({'q': q})}"
            label = str(labels[Entity.Kind(kind)])
            groups.append(Group(kind, label, names, hits.counts[kind], href))
    return groups


def shown(q: str, hits: list[Hit]) -> list[Named]:
    """The hits with their pages, and what was typed marked in their names."""
    entities = Entity.objects.select_related("developer").in_bulk([hit.id for hit in hits])
    known = [hit for hit in hits if hit.id in entities]
    marker = Marker(words_of(q))
    found = []
    for hit, line in zip(known, lines_of([entities[hit.id] for hit in known]), strict=True):
        other = "" if hit.name == line.name or hit.name in line.about else hit.name
        marks = marker.ranges(line.name)
        found.append(Named(hit, line, other, marks, marker.ranges(other)))
    return found


def correction(q: str, hits: Hits) -> str:
    """What was typed with its misspelt names put right; nothing where none is."""
    if not hits.best and (near := nearly_named(q, most=1)):
        return near[0].name
    words = words_of(q)
    if len(words) < 2:
        return ""
    right = [_righted(word) for word in words]
    return " ".join(right) if right != words else ""


def _righted(word: str) -> str:
    if named(word, most=1).best:
        return word
    near = nearly_named(word, most=1)
    return near[0].name if near else word


def marker_of(q: str, hits: Hits) -> Marker:
    """Marks the words, and the names of those whom all of them mean."""
    meant = Entity.objects.in_bulk([hit.id for hit in hits.best if hit.is_meant])
    names = [name for one in meant.values() for name in (one.name_en, one.name_zh) if name]
    return Marker(words_of(q), names)


def _mark(timeline: Timeline, marker: Marker) -> None:
    for entries in _lists(timeline):
        entries[:] = [_marked(entry, marker) for entry in entries]


def _lists(timeline: Timeline) -> Iterator[list[Entry]]:
    yield timeline.ahead
    for year in timeline.years:
        for group in year.groups:
            yield group.entries


def _marked(entry: Entry, marker: Marker) -> Entry:
    runs = [replace(run, marks=tuple(marker.ranges(run.text))) for run in entry.runs]
    note: str = entry.note
    if not marker.has_all(entry.text):
        quotes = (proof.quote for part in entry.parts for proof in part.case.proofs)
        telling = next((quote for quote in quotes if marker.ranges(quote)), "")
        note = marker.excerpt(telling) if telling else note
    for part in entry.parts:
        proofs = part.case.proofs
        proofs[:] = [replace(proof, quote=marker.mark(proof.quote)) for proof in proofs]
    return replace(entry, runs=runs, note=note)


def suggestions(q: str) -> list[dict[str, object]]:
    """The names that somebody may be about to type, with their pages."""
    hits = named(q, most=MOST_SUGGESTED)
    between = pgettext("between facts", " · ")
    best = hits.best[:MOST_SUGGESTED] or nearly_named(q, most=MOST_NEAR)
    return [
        {
            "name": one.line.name,
            "lang": one.line.lang,
            "about": between.join(filter(None, (one.other, one.line.about))),
            "kind": str(Entity.Kind(one.hit.kind).label),
            "href": one.line.href,
            "marks": one.marks,
        }
        for one in shown(q, best)
    ]

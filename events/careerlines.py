"""A person's career as a page shows it: stations that open to what proves them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.careers import Move, Station
from events.models import Evidence
from events.models.vocabulary import Change
from events.proofs import Proof, proof_of
from events.readers import reader_language, tag_of
from events.staff import Careers, Named, careers_of
from events.words.dates import date_words
from events.words.phrases import title_words
from people.dates import PartialDate
from people.models import Entity

DAYS_IN_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Step:
    """A career event of a station, with its page."""

    words: str
    dated: str
    href: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One station."""

    name: str
    href: str
    lang: str
    titles: str
    span: str
    over: bool
    gap: str
    """What is said of the time before it, where none of it is known."""
    beside: str
    """The other companies at which the person certainly was when it began."""
    steps: list[Step]
    posts: int
    proofs: list[Proof] = field(default_factory=list)
    """The quotes for its posts."""


def career_line(person: Entity) -> list[Stop]:
    """The stations of a person, the first begun first, in three queries."""
    careers = careers_of(Entity.objects.published().filter(pk=person.pk))
    stations = careers.stations.get(person.pk, [])
    proofs = _proofs(post.id for station in stations for post in station.posts)
    return [_stop(station, careers, proofs) for station in stations]


def span_of(station: Station) -> str:
    """From when to when, as far as it is known."""
    language = reader_language()
    start = station.start and _dated(station.start)
    if start and not station.arrived:
        start = _("by %(date)s") % {"date": start}
    end = station.end and date_words(station.end, language)
    match start, end, station.over:
        case str(), str(), _over:
            return _("%(start)s to %(end)s") % {"start": start, "end": end}
        case str(), _end, True:
            return _("%(start)s to an unknown date") % {"start": start}
        case str(), _end, _over:
            return _("since %s") % start if station.arrived else start
        case _start, str(), _over:
            return _("until %s") % end
    return _("formerly, undated") if station.over else _("now, as far as known")


def address_of_named(named: Named) -> str:
    return reverse(f"events:{named.kind}", args=[named.slug])


def _dated(period: PartialDate) -> str:
    return date_words(period, reader_language()) if period.is_known else _("an unknown date")


def _proofs(posts: Iterable[int]) -> dict[int, list[Proof]]:
    """By affiliation."""
    told = Evidence.objects.published().filter(affiliation__in=list(posts))
    proofs = defaultdict(list)
    for evidence in told.oldest_first().defer("article__text"):
        proofs[evidence.affiliation_id or 0].append(proof_of(evidence))
    return proofs


def _stop(station: Station, careers: Careers, proofs: dict[int, list[Proof]]) -> Stop:
    language = reader_language()
    company = careers.named[station.company]
    comma = "，" if language == "zh" else ", "
    beside = [careers.named[other].name_in(language) for other in station.beside]
    name = company.name_in(language)
    return Stop(
        name=name,
        href=address_of_named(company),
        lang=tag_of(name, language),
        titles=comma.join(dict.fromkeys(title_words(title, language) for title in station.titles)),
        span=span_of(station),
        over=station.over,
        gap=_gap(station.gap),
        beside=_("Began while still at %s") % comma.join(beside) if beside else "",
        steps=[_step(move) for move in station.moves],
        posts=len(station.posts),
        proofs=[proof for post in station.posts for proof in proofs[post.id]],
    )


def _step(move: Move) -> Step:
    words = str(Change(move.change).label) if move.change else _("moved")
    dated = date_words(move.when, reader_language())
    return Step(words, dated, reverse("events:event", args=[move.event]))


def _gap(days: int) -> str:
    if not days:
        return ""
    months = max(1, int(days / DAYS_IN_A_MONTH))
    return ngettext(
        "Nothing recorded for %(months)d month",
        "Nothing recorded for %(months)d months",
        months,
    ) % {"months": months}

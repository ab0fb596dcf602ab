"""The sources whose articles are cited: all of them, and the record of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.db.models.functions import Left
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.facets import Filters
from events.facetwords import facet_words
from events.models import Evidence, Source
from events.pages import Timeline, timeline_with
from events.profiles import Fact, Line, Profile
from events.readers import reader_language, tag_of
from events.track_record import record_of
from events.words.dates import day_words
from people.paging import page_of

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Sources:
    """A page of the list of all."""

    lines: list[Line]
    total: int
    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class Record:
    """What one source has told."""

    profile: Profile
    told: str
    """What became of its rumours and plans, in words."""
    timeline: Timeline


def sources_of(data: QueryDict, path: str) -> Sources:
    """In three queries. Raises BadCursor."""
    cited = Source.objects.cited()
    page = page_of(cited.order_by("name", "id"), cursor=data.get("cursor", ""), size=PAGE_SIZE)
    proofs = Evidence.objects.published().filter(article__source__in=page.rows, event__isnull=False)
    counts = dict(
        proofs.order_by().values_list("article__source").annotate(Count("event", distinct=True))
    )
    language = reader_language()
    between = pgettext("between facts", " · ")
    lines = [
        Line(
            source.name,
            reverse("events:source", args=[source.pk]),
            between.join((str(source.get_trust_display()), _events(counts.get(source.pk, 0)))),
            tag_of(source.name, language),
        )
        for source in page.rows
    ]
    older, newer = (f"{path}?cursor={at}" if at else "" for at in (page.next, page.previous))
    return Sources(lines, cited.count(), newer, older)


def record_of_source(source: Source) -> Record:
    """The record of a cited source, and the timeline of what it proved, which goes on at home."""
    filters = Filters(QueryDict(f"source={source.pk}"), reverse("home"))
    return Record(
        Profile(facts=_facts(source)), record_of(source).in_words(), timeline_with(filters)
    )


def _facts(source: Source) -> list[Fact]:
    proofs = Evidence.objects.published().filter(article__source=source).order_by()
    told = proofs.aggregate(
        events=Count("event", distinct=True),
        articles=Count("article", distinct=True),
        quotes=Count("pk"),
        last=Max("article__published_on"),
    )
    spoken = proofs.values_list(Left("article__language", 2)).annotate(Count("article"))
    languages = [label for tongue, label in facet_words("language") if tongue in dict(spoken)]
    last: date | None = told["last"]
    facts = [
        Fact(_("Trust"), str(source.get_trust_display()).capitalize()),
        Fact(_("Events"), f"{told['events']:,}"),
        Fact(_("Articles cited"), f"{told['articles']:,}"),
        Fact(_("Quotes"), f"{told['quotes']:,}"),
        Fact(_("Languages"), _list(languages)),
    ]
    if last:
        facts.append(Fact(_("Last article"), day_words(last, reader_language())))
    return [fact for fact in facts if fact.value]


def _list(words: list[str]) -> str:
    return ("、" if reader_language() == "zh" else ", ").join(words)


def _events(number: int) -> str:
    return ngettext("%(number)s event", "%(number)s events", number) % {"number": f"{number:,}"}

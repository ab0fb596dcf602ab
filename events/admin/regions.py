"""The numbers of the desk's front page, in regions, each with the list that has just these rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events import sources
from events.admin.filters import (
    ConfidenceFilter,
    DeliveryFilter,
    EndedFilter,
    EventLacksFilter,
    LateFilter,
    WaitingFilter,
)
from events.admin.rule import judged_as
from events.models import (
    Article,
    Case,
    Contradiction,
    Event,
    Message,
    Model,
    RuleMatch,
    Run,
    Source,
    Suggestion,
)
from events.models.vocabulary import Kind
from people.admin.filters import ConditionFilter, LacksFilter
from people.admin.lists import bounded
from people.models import Affiliation, Company, Entity, Person, Resemblance

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

User = AbstractBaseUser | AnonymousUser


@dataclass(slots=True)
class Figure:
    """A number and its list: a changelist with these filters."""

    words: StrOrPromise
    listed: str
    filters: dict[str, str]
    rows: QuerySet[Any]
    count: int = 0

    @property
    def shown(self) -> str:
        return bounded(self.count)

    @property
    def address(self) -> str:
        address = reverse(f"admin:{self.listed}_changelist")
        return f"{address}?{urlencode(self.filters)}" if self.filters else address


@dataclass(slots=True)
class Region:
    """Figures that belong together, and what is said where all of them are nothing."""

    heading: StrOrPromise
    figures: list[Figure]
    none: StrOrPromise
    hides_nothing: bool = True
    """Whether what counts nothing is left out, or stands there as a reassurance."""

    @property
    def shown(self) -> list[Figure]:
        return [one for one in self.figures if one.count or not self.hides_nothing]

    @property
    def is_quiet(self) -> bool:
        return not any(one.count for one in self.figures)


def _by(
    condition: type[ConditionFilter],
    name: str,
    listed: str,
    rows: QuerySet[Any],
    words: StrOrPromise = "",
    **filters: str,
) -> Figure:
    """The figure of a condition that a list can be filtered by."""
    filters[str(condition.parameter_name)] = name
    words = words or condition.conditions[name].words
    return Figure(words, listed, filters, condition.narrow(rows, name))


def waiting(user: User) -> Iterator[Region]:
    events, posts = Event.objects.all(), Affiliation.objects.all()
    undecided = WaitingFilter.narrow(events, "any")
    kinds = [
        Figure(
            kind.label,
            "events_event",
            {"waiting": "any", "kind__exact": kind},
            undecided.filter(kind=kind),
        )
        for kind in Kind
    ]
    affiliations = _by(WaitingFilter, "any", "people_affiliation", posts, _("Affiliations"))
    yield Region(
        _("By kind"), [*kinds, affiliations], _("The queue is empty: everything has been decided.")
    )
    yield Region(
        _("Events, by how long they wait"),
        [
            _by(WaitingFilter, name, "events_event", events)
            for name in WaitingFilter.conditions
            if name != "any"
        ],
        _("None waits."),
    )
    yield Region(
        _("Events, by confidence"),
        [
            _by(ConfidenceFilter, name, "events_event", undecided, waiting="any")
            for name in ConfidenceFilter.conditions
            if name != "none"  # to find that there are none, all would have to be looked at
        ],
        _("None waits."),
    )
    suggestions = Suggestion.objects.open()
    yield Region(
        _("Suggestions of readers"),
        [
            Figure(pgettext_lazy("suggestions", "open"), "events_suggestion", {}, suggestions),
            Figure(
                _("taken up by me"),
                "events_suggestion",
                {"whose": "mine"},
                suggestions.filter(state=Suggestion.State.TAKEN, by=user.pk),
            ),
        ],
        _("No reader waits for an answer."),
    )
    yield Region(
        _("Requests about own data"),
        [
            Figure(pgettext_lazy("suggestions", "open"), "events_case", {}, Case.objects.open()),
            Figure(_("overdue"), "events_case", {"which": "overdue"}, Case.objects.overdue()),
        ],
        _("Nobody waits for a decision about their data."),
    )


def broken() -> Iterator[Region]:
    failed = Article.State.FAILED
    articles, messages = Article.objects.all(), Message.objects.all()
    runs = Run.objects.filter(state=Run.State.FAILED)
    ailing = sources.needing_attention(Source.objects.all())
    health = {"health": sources.NEEDS_ATTENTION}
    yield Region(
        _("What broke"),
        [
            Figure(_("Sources that need attention"), "events_source", health, ailing),
            Figure(
                _("Failed articles"),
                "events_article",
                {"state__exact": failed},
                articles.filter(state=failed),
            ),
            _by(LateFilter, "hour", "events_article", articles, _("Articles that stand still")),
            _by(
                EndedFilter, "week", "events_run", runs, _("Polls and imports that failed, 7 days"),
                state__exact=Run.State.FAILED,
            ),
            _by(DeliveryFilter, "given_up", "events_message", messages, _("Messages given up")),
            _by(DeliveryFilter, "late", "events_message", messages, _("Messages that are late")),
        ],
        _("Everything runs."),
        hides_nothing=False,
    )  # fmt: skip


def doubtful() -> Iterator[Region]:
    kinds = Contradiction.Kind
    yield Region(
        _("Contradictions"),
        [
            Figure(
                kind.label,
                "events_contradiction",
                {"kind__exact": kind},
                Contradiction.objects.open().filter(kind=kind),
            )
            for kind in kinds
        ],
        _("Nothing in the record contradicts itself."),
    )
    names = {
        Entity.Kind.PERSON: _("People"),
        Entity.Kind.COMPANY: _("Companies"),
        Entity.Kind.MODEL: _("AI models"),
    }
    yield Region(
        _("Possible duplicates"),
        [
            Figure(
                words,
                "people_resemblance",
                {"first__kind__exact": kind},
                Resemblance.objects.open().filter(first__kind=kind),
            )
            for kind, words in names.items()
        ],
        _("No two records look like one."),
    )
    matches = RuleMatch.objects.all()
    corrected, refused = ({"judged": judged} for judged in ("corrected", "refused"))
    yield Region(
        _("Rules, as people judged them"),
        [
            Figure(words, "events_rulematch", filters, judged_as(matches, **filters))
            for words, filters in (
                (_("published, then corrected"), {"outcome__exact": "published"} | corrected),
                (_("published, then taken back"), {"outcome__exact": "published"} | refused),
                (_("in the sample, refused"), {"outcome__exact": "sampled"} | refused),
            )
        ],
        _("Nobody has found a rule wrong."),
    )


def lacking() -> Iterator[Region]:
    events = Event.objects.all()
    yield Region(
        _("Public events that lack"),
        [
            _by(EventLacksFilter, name, "events_event", events)
            for name in EventLacksFilter.conditions
        ],
        _("Every public event has a date and two sources."),
    )
    entities: list[tuple[Any, str, StrOrPromise]] = [
        (Person, "people_person", _("People")),
        (Company, "people_company", _("Companies")),
        (Model, "events_model", _("AI models")),
    ]
    for name, heading, none in (
        ("description", _("Public, without a description"), _("Everybody is described.")),
        (
            "translation",
            _("Public, without a name in the other language"),
            _("Everybody has a name in both languages."),
        ),
    ):
        yield Region(
            heading,
            [
                _by(LacksFilter, name, listed, kind.objects.all(), words)
                for kind, listed, words in entities
            ],
            none,
        )

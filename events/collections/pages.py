"""Collections as pages show them: the list of all, and the members of one with where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.careerlines import address_of_named, span_of
from events.careers import Station
from events.models import Collection, CollectionMember, Participation
from events.models.vocabulary import Kind, Role
from events.profiles import Line, address_of, openness
from events.readers import reader_language, tag_of
from events.staff import HAPPENED, Careers, careers_of
from events.words.dates import date_words, period_of
from events.words.money import sum_of, sum_words
from events.words.numbers import digits
from events.words.phrases import title_words
from people.models import Entity
from people.paging import page_of

PAGE_SIZE = 50
MOST_PLACES = 3
"""Of somebody at more companies at once, those begun last."""

TELLING = (Kind.FUNDING, Kind.LISTING, Kind.ACQUISITION, Kind.CLOSURE)
"""The kinds of event that say how a company stands."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A collection in the list of all."""

    title: str
    href: str
    lang: str
    introduction: str
    size: str


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Listed]
    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member with where they are now, as far as it is known."""

    name: str
    href: str
    lang: str
    note: str
    now: list[Line]


def collections_of(data: QueryDict, path: str) -> Page:
    """A page of the published ones, the last published first. Raises BadCursor."""
    rows = (
        Collection.objects.published()
        .prefetch_related(
            Prefetch("members", CollectionMember.objects.select_related("entity__survivor"))
        )
        .order_by("-published_at", "-id")
    )
    page = page_of(rows, cursor=data.get("cursor", ""), size=PAGE_SIZE)
    older, newer = (f"{path}?cursor={at}" if at else "" for at in (page.next, page.previous))
    return Page([_listed(collection) for collection in page.rows], newer, older)


def members_of(collection: Collection) -> list[Member]:
    """In a fixed number of queries, however many they are."""
    entities = [member.survivor for member in collection.shown]
    people = [one.pk for one in entities if one.kind == Entity.Kind.PERSON]
    companies = [one.pk for one in entities if one.kind == Entity.Kind.COMPANY]
    careers = careers_of(Entity.objects.published().filter(pk__in=people)) if people else Careers()
    events = _telling_events(companies) if companies else {}
    return [
        Member(
            member.survivor.name,
            address_of(member.survivor),
            tag_of(member.survivor.name, reader_language()),
            member.note,
            _now(member.survivor, careers, events),
        )
        for member in collection.shown
    ]


def size_of(collection: Collection) -> str:
    number = len(collection.shown)
    return ngettext("%(number)s member", "%(number)s members", number) % {"number": digits(number)}


def _listed(collection: Collection) -> Listed:
    return Listed(
        collection.title,
        reverse("events:collection", args=[collection.slug]),
        tag_of(collection.title, reader_language()),
        collection.introduction,
        size_of(collection),
    )


def _now(entity: Entity, careers: Careers, events: Mapping[int, Any]) -> list[Line]:
    match entity.kind:
        case Entity.Kind.PERSON:
            return _posts(careers.stations.get(entity.pk, []), careers)
        case Entity.Kind.COMPANY:
            return [_told(events[entity.pk])] if entity.pk in events else []
        case _:
            return _made(entity)


def _posts(career: list[Station], careers: Careers) -> list[Line]:
    """Where somebody is now or, where nothing is known of that, was last."""
    now = [station for station in career if not station.over] or career[-1:]
    now.sort(key=_begun, reverse=True)
    language = reader_language()
    lines = []
    for station in now[:MOST_PLACES]:
        company = careers.named[station.company]
        name = company.name_in(language)
        titles = [title_words(title, language) for title in station.titles]
        unknown = _("later not known") if station.over else ""
        about = _listed_words([*titles, span_of(station), unknown])
        lines.append(Line(name, address_of_named(company), about, tag_of(name, language)))
    return lines


def _begun(station: Station) -> date:
    return station.start.start if station.start and station.start.is_known else date.min


def _telling_events(companies: list[int]) -> dict[int, dict[str, Any]]:
    """The card of the last event that says how each company stands."""
    parts = Participation.objects.filter(
        published=True,
        survivor__in=companies,
        role__in=[Role.COMPANY, Role.TARGET],
        event__kind__in=TELLING,
        event__certainty__in=HAPPENED,
    )
    latest = parts.order_by("survivor", "-date", "-event").distinct("survivor")
    return dict(latest.values_list("survivor", "event__card__data"))


def _told(card: Mapping[str, Any]) -> Line:
    language = reader_language()
    words = [date_words(period_of(card["date"]), language)]
    if card.get("amount"):
        words.insert(0, str(sum_words(sum_of(card["amount"]), language)))
    label = _("Last round") if card["kind"] == Kind.FUNDING else str(Kind(card["kind"]).label)
    return Line(label, reverse("events:event", args=[card["id"]]), _listed_words(words))


def _made(model: Entity) -> list[Line]:
    """Who makes a model, and how open it is."""
    about = openness(model)
    maker = model.developer.survivor if model.developer else None
    if maker is None or not maker.is_published:
        return [Line("", "", about)] if about else []
    return [Line(maker.name, address_of(maker), about, tag_of(maker.name, reader_language()))]


def _listed_words(words: Iterable[str]) -> str:
    return ("，" if reader_language() == "zh" else ", ").join(filter(None, dict.fromkeys(words)))

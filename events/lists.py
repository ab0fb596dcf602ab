"""The lists of all people, companies and AI models: by name, by letter, by key."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Left
from django.http import QueryDict
from django.utils.translation import gettext as _

from events.models import Participation
from events.profiles import Line, address_of
from events.readers import reader_language, tag_of
from events.words.numbers import parameters
from events.words.phrases import title_words
from people.models import Affiliation, Alias, Entity, EntityQuerySet
from people.paging import page_of
from people.words import name_query

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of a list of entities."""

    lines: list[Line]
    letters: list[Letter]
    total: int
    q: str
    letter: str
    newer: str
    older: str


def directory_of(kind: str, data: QueryDict, path: str) -> Directory:
    """The page that an address asks for. Raises BadCursor for a place no page has given out."""
    q, letter = data.get("q", "").strip(), data.get("letter", "")
    everyone = Entity.objects.published().filter(kind=kind)
    counted = everyone.order_by().values(first=Left("sort_key", 1)).annotate(count=Count("pk"))
    counts = {row["first"]: row["count"] for row in counted}
    letters = [
        Letter(mark, counts[mark], f"{path}?letter={mark}", mark == letter)
        for mark in [*string.digits, *string.ascii_lowercase]
        if mark in counts
    ]
    rows = everyone
    if letter in counts:
        rows = rows.filter(sort_key__startswith=letter)
    if q:
        rows = named_like(rows, q)
    page = page_of(
        _latest(rows).order_by("sort_key", "id"), cursor=data.get("cursor", ""), size=PAGE_SIZE
    )
    return Directory(
        lines=lines_of(page.rows),
        letters=letters,
        total=sum(counts.values()),
        q=q,
        letter=letter,
        newer=_at(data, path, page.previous),
        older=_at(data, path, page.next),
    )


def named_like(entities: EntityQuerySet, q: str) -> EntityQuerySet:
    """Those with a name in which the words stand, however they are spelled."""
    query = name_query(q)
    if not query:
        return entities.none()
    known = Alias.objects.filter(words__matches=query).values("entity__survivor")
    return entities.filter(pk__in=known)


def _latest(entities: EntityQuerySet) -> EntityQuerySet:
    """With the day of the last event that each takes part in."""
    events = Participation.objects.filter(survivor=OuterRef("pk"), published=True)
    latest = events.order_by("-date", "-event").values("date")[:1]
    return entities.annotate(latest=Subquery(latest)).select_related("developer")


def lines_of(entities: list[Any]) -> list[Line]:
    """A line for each entity of one or several kinds, with what tells it from its namesakes."""
    people = [entity.pk for entity in entities if entity.kind == Entity.Kind.PERSON]
    posts: dict[int, Affiliation] = {}
    if people:
        current = Affiliation.objects.published().filter(person__survivor__in=people, former=False)
        for post in current.for_list():
            posts.setdefault(post.person.survivor_id, post)
    language = reader_language()
    return [
        Line(
            entity.name,
            address_of(entity),
            _about(entity, posts.get(entity.pk)),
            tag_of(entity.name, language),
        )
        for entity in entities
    ]


def _about(entity: Any, post: Affiliation | None) -> str:
    language = reader_language()
    other = entity.name_in("en" if language == "zh" else "zh")
    words = [other if other != entity.name else ""]
    if post:
        words += [title_words(post.title, language), post.company.survivor.name]
    if entity.type and entity.type != Entity.Type.COMPANY:
        words.append(str(entity.get_type_display()))
    if entity.parameters:
        words.append(parameters(entity.parameters, language))
    if entity.developer and entity.developer.is_published:
        words.append(entity.developer.name)
    if latest := getattr(entity, "latest", None):
        words.append(_("last event in %s") % latest.year)
    return ("，" if language == "zh" else ", ").join(filter(None, words))


def _at(data: QueryDict, path: str, cursor: str | None) -> str:
    if not cursor:
        return ""
    data = data.copy()
    data["cursor"] = cursor
    return f"{path}?{data.urlencode()}"

"""What a page is about: the published record at an address of this site, or the page alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from events.headlines import in_words
from events.models import Event
from events.readers import reader_language
from people.models import Entity

LISTS = {"home", "search", "events:people", "events:companies", "events:models", "events:talent"}
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """`page` is its address without the language; empty where a reader means nothing of ours."""

    page: str = ""
    name: str = ""
    event: Event | None = None
    entity: Entity | None = None

    @property
    def address(self) -> str:
        """Where a reader finds it, in the language of the moment; the front page for none."""
        return f"/{reader_language()}{self.page or '/'}"

    @property
    def is_record(self) -> bool:
        return bool(self.event or self.entity)


def subject_of(page: str) -> Subject:
    """What stands at `/companies/zhipu/`, for any reader: what is not published is nothing."""
    page = page.partition("?")[0].partition("#")[0]
    if not page.startswith("/") or len(page) > LONGEST:
        return Subject()
    try:
        found = resolve(f"/{reader_language()}{page}")
    except Resolver404:
        return Subject()
    match found.view_name, found.kwargs:
        case "events:event", {"pk": pk}:
            return _of_event(page, pk)
        case "events:person" | "events:company" | "events:model", {"kind": kind, "slug": slug}:
            return _of_entity(page, kind, slug)
        case name, _kwargs if name in LISTS:
            return Subject(page, _names()[name])
    return Subject()


def _of_event(page: str, pk: int) -> Subject:
    event = Event.objects.published().select_related("card").filter(pk=pk).first()
    return (
        Subject(page, in_words(event.card.data, reader_language()), event=event)
        if event
        else Subject()
    )


def _of_entity(page: str, kind: str, slug: str) -> Subject:
    named = Entity.objects.select_related("survivor").filter(kind=kind, slug=slug).first()
    if named is None or not named.survivor.is_published:
        return Subject()
    return Subject(page, named.survivor.name, entity=named.survivor)


def _names() -> dict[str, str]:
    return {
        "home": _("the timeline"),
        "search": _("the search"),
        "events:people": _("the list of people"),
        "events:companies": _("the list of companies"),
        "events:models": _("the list of AI models"),
        "events:talent": _("the talent flows"),
    }

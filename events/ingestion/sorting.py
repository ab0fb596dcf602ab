"""What of a listing is new to a source, changed, known, left out or of no use. Only reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from events.ingestion.addresses import parse
from events.ingestion.errors import Refused
from events.ingestion.fetch import allowed_hosts
from events.ingestion.listing import Listed, Listing
from events.ingestion.words import objection
from events.models import Article, Item, Source
from people import removed

MOST_CHANGES = 10
"""Of the items that a source listed before; more are believed if most have stayed the same."""


class Fate(StrEnum):
    """The columns of a run in which an item is counted."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    LEFT_OUT = "left_out"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sorted:
    """An item of a listing and what is to become of it.

    `item` is its row, if the source has listed it before; `article` the id of the article that it
    is known as; `reason` says why it is left out, with the `word` that did it, or of no use.
    """

    listed: Listed
    fate: Fate
    reason: str = ""
    word: str = ""
    item: Item | None = None
    article: int | None = None

    @property
    def is_changed(self) -> bool:
        return self.fate == Fate.CHANGED

    @property
    def outcome(self) -> str:
        match self.fate:
            case Fate.LEFT_OUT | Fate.FAILED:
                return self.fate.value
            case _:
                return Item.Outcome.TAKEN


def _covered(items: tuple[Listed, ...]) -> tuple[Listed, ...]:
    told = removed.cover(*(text for one in items for text in (one.title, one.summary)))
    pairs = zip(items, told[::2], told[1::2], strict=True)
    return tuple(replace(one, title=title, summary=summary) for one, title, summary in pairs)


def sort(source: Source, listing: Listing) -> list[Sorted]:
    """All items of a listing, in its order. A source that is not saved knows nothing yet.

    Names that people had removed are covered in what is kept of them.
    """
    listing = replace(listing, items=_covered(listing.items))
    items = _items(source, listing)
    untaken = [one.address for one in listing.items if not _is_taken(items.get(one.key))]
    articles = articles_at(filter(None, untaken))
    found = [
        _sorted(source, listed, items.get(listed.key), articles.get(listed.address))
        for listed in listing.items
    ]
    fates = Counter(one.fate for one in found)
    if fates[Fate.CHANGED] > max(MOST_CHANGES, fates[Fate.KNOWN]):
        # The source has changed its form, or counts its readers: these are no new versions.
        found = [replace(one, fate=Fate.KNOWN) if one.is_changed else one for one in found]
    return found


def _items(source: Source, listing: Listing) -> dict[str, Item]:
    """The rows of what the source has listed before, by the keys that it gives it now.

    Some feeds think of new identities for old articles: those are known by their address.
    """
    if not source.pk:
        return {}
    mine = Item.objects.filter(source=source)
    items = {item.key: item for item in mine.filter(key__in=[one.key for one in listing.items])}
    new = {one.address: one.key for one in listing.items if one.address and one.key not in items}
    if new:
        taken = {item.pk for item in items.values()}
        for item in mine.filter(address__in=new).exclude(pk__in=taken).order_by("-pk"):
            items[new[item.address]] = item
    return items


def articles_at(addresses: Iterable[str]) -> dict[str, int]:
    """The latest article at each of these addresses."""
    found = Article.objects.filter(address__in=list(addresses)).order_by("pk")
    return dict(found.values_list("address", "pk"))


def _sorted(source: Source, listed: Listed, item: Item | None, article: int | None) -> Sorted:
    if item:
        listed = replace(listed, key=item.key)
    if item and _is_taken(item):
        fate = Fate.KNOWN if item.digest == listed.digest else Fate.CHANGED
        return Sorted(listed, fate, item=item, article=item.article_id)
    against = objection(
        f"{listed.title}\n{listed.summary}",
        include=source.include_words,
        exclude=source.exclude_words,
    )
    if against and source.kind != Source.Kind.PAGE:
        return Sorted(listed, Fate.LEFT_OUT, str(against), against.word, item)
    if reason := _of_no_use(listed):
        return Sorted(listed, Fate.FAILED, reason, item=item)
    fate = Fate.KNOWN if article and source.kind != Source.Kind.PAGE else Fate.NEW
    return Sorted(listed, fate, item=item, article=article)


def _is_taken(item: Item | None) -> bool:
    """Whether the source's words let it in at an earlier poll: it stays."""
    return item is not None and item.outcome == Item.Outcome.TAKEN


def _of_no_use(listed: Listed) -> str:
    """Why an item can become no article, or nothing."""
    if not listed.address:
        return "" if listed.text else "It has neither an address nor a text of its own."
    try:
        parse(listed.address, allowed=allowed_hosts())
    except Refused as refusal:
        return refusal.message
    return ""

"""Keep what a source lists: items, and articles for those that are new or have changed.

All within the poll's transaction, all in one order and without minding what is there already, so
that two polls at once neither double anything nor wait for each other for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from events.ingestion.fetch import Page
from events.ingestion.pipeline import store_page
from events.ingestion.sorting import Fate, Sorted, articles_at
from events.models import Article, Item, Run, Source

State = Article.State


def keep(source: Source, found: Sequence[Sorted], run: Run, page: Page) -> list[int]:
    """Store what was found, and return the ids of the articles that now have a step to do."""
    takes = [one for one in found if one.fate in {Fate.NEW, Fate.CHANGED}]
    if source.kind == Source.Kind.PAGE:
        articles = {one.listed.key: _page_itself(source, one, page) for one in takes}
    else:
        articles = _to_fetch(source, [one for one in takes if one.listed.address])
        articles |= {
            one.listed.key: _brought_along(source, one) for one in takes if not one.listed.address
        }
    _keep_items(source, found, run, articles)
    return sorted(set(articles.values()))


def _keep_items(
    source: Source, found: Sequence[Sorted], run: Run, articles: dict[str, int]
) -> None:
    """Write the items that are new or say something else than they did."""
    rows = [
        Item(
            source=source,
            key=one.listed.key,
            digest=one.listed.digest,
            address=one.listed.address,
            title=one.listed.title,
            outcome=one.outcome,
            reason=one.reason[:500],
            article_id=articles.get(one.listed.key, one.article),
            run=run,
        )
        for one in sorted(found, key=lambda one: one.listed.key)
        if one.item is None or _says_else(one.item, one)
    ]
    Item.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "key"],
        update_fields=["digest", "address", "title", "outcome", "reason", "article", "run"],
    )


def _says_else(item: Item, one: Sorted) -> bool:
    now = (one.listed.digest, one.outcome, one.reason[:500])
    return (item.digest, item.outcome, item.reason) != now


def _to_fetch(source: Source, takes: Sequence[Sorted]) -> dict[str, int]:
    """An article that waits to be fetched for each of these, by the key of the item.

    An address has one such row at most: what waits already will bring what is there by then, and
    what could not be fetched, or brought nothing new, is used again.
    """
    wanted = {
        one.listed.address: _article(source, one)
        for one in sorted(takes, key=lambda one: one.listed.address)
    }
    Article.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    without_page = Article.objects.filter(address__in=wanted, raw_hash="")
    for row in without_page.filter(state__in=[State.FAILED, State.DUPLICATE]).order_by("address"):
        new = wanted[row.address]
        without_page.filter(pk=row.pk).update(
            state=State.WAITING, title=new.title, published_on=new.published_on,
            published_known=new.published_known, reprint_of=None, error="", failed_at="",
            attempts=0, next_try_at=None, lease_until=None,
        )  # fmt: skip
    ids = dict(without_page.values_list("address", "pk"))
    if missing := wanted.keys() - ids.keys():  # another worker has fetched them since
        ids |= articles_at(missing)
    return {one.listed.key: ids[one.listed.address] for one in takes if one.listed.address in ids}


def _brought_along(source: Source, one: Sorted) -> int:
    """The article of an item that has no address, but its whole text."""
    listed = one.listed
    content = f"{listed.title}\n\n{listed.text}".encode()
    article = _article(source, one, address=f"{source.address}#{listed.key[:16]}")
    return _stored(article, Page(article.address, content, "text/plain", "utf-8"))


def _page_itself(source: Source, one: Sorted, page: Page) -> int:
    return _stored(_article(source, one), page)


def _stored(article: Article, page: Page) -> int:
    """The article of a page that we have, made if it is not there yet."""
    raw_hash = hashlib.sha256(page.content).hexdigest()
    there = Article.objects.filter(address=article.address)
    waiting = there.filter(raw_hash="").select_for_update().first()
    if known := there.filter(raw_hash=raw_hash).first():
        return known.pk
    article = waiting if waiting and waiting.state == State.WAITING else article
    if not article.pk:
        article.save()
    store_page(article, page.content, content_type=page.content_type, charset=page.charset)
    article.save()
    return article.pk


def _article(source: Source, one: Sorted, *, address: str = "") -> Article:
    listed = one.listed
    address = address or listed.address
    # The words of a link are seldom the whole title: the page knows better.
    title = "" if source.kind == Source.Kind.LISTING else listed.title
    day = None if source.kind == Source.Kind.LISTING else listed.published_on
    return Article(
        source=source,
        address=address,
        title=title,
        author=listed.author,
        published_on=day,
        published_known=Article.DateKnown.FEED if day else "",
    )

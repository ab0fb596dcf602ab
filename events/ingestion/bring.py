"""Bring one article in because an editor pasted its address, or its text where it cannot be had.

The page is fetched by the same door and with the same manners as any other, and the article goes
on through the other steps by itself: what else it tells is proposed as usual.
"""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from events.ingestion import pipeline
from events.ingestion.addresses import canonical, parse
from events.ingestion.errors import Refused
from events.ingestion.fetch import allowed_hosts
from events.ingestion.text import clean
from events.models import Article

State = Article.State
SHORTEST_TEXT = 20


class NotBrought(Exception):
    """The article cannot be had; the message says why and what to do instead."""


def bring(address: str) -> Article:
    """The article at an address, fetched and read; what is known already is not fetched again."""
    return _read(known_at(address) or waiting_at(address))


def known_at(address: str) -> Article | None:
    """The article at an address whose text we have, the newest version of it."""
    href = _canonical(address)
    return Article.objects.filter(address=href).exclude(text="").order_by("-pk").first()


def waiting_at(address: str) -> Article:
    """The article at an address, made if it is not there; one that failed is tried again."""
    href = _canonical(address)
    article = Article.objects.filter(address=href).order_by("-pk").first()
    article = article or Article.objects.get_or_create(address=href, raw_hash="")[0]
    if article.state == State.FAILED:
        pipeline.retry(article)
        article.refresh_from_db()
    return article


def bring_text(
    address: str, text: str, *, title: str = "", published: date | None = None
) -> Article:
    """An article whose page cannot be had, from its text as somebody copied it from there."""
    return _read(store_text(address, text, title=title, published=published))


def store_text(
    address: str, text: str, *, title: str = "", published: date | None = None
) -> Article:
    """The article of a text, which is still to be read. Without an address it is a file's."""
    content = clean(text).strip()
    if len(content) < SHORTEST_TEXT:
        raise NotBrought(_("Paste the text of the article, not only its address."))
    raw_hash = hashlib.sha256(content.encode()).hexdigest()
    href = _canonical(address) if address else f"file:{raw_hash[:16]}.txt"
    with transaction.atomic():
        _hold(href)
        known = Article.objects.select_for_update().filter(address=href)
        article = known.filter(raw_hash=raw_hash).first()
        if article is None:
            article = known.filter(raw_hash="").first() or Article(address=href)
            article.title = title.strip()[:300] or article.title
            if published is not None:
                article.published_on, article.published_known = published, Article.DateKnown.GIVEN
            if article._state.adding:  # noqa: SLF001 - Django's way to say so
                article.save()
            article.attempts, article.error, article.failed_at = 0, "", ""
            article.next_try_at, article.lease_until = None, None
            pipeline.store_page(
                article, content.encode(), content_type="text/plain", charset="utf-8"
            )
            article.save()
    return article


def _hold(address: str) -> None:
    """Let one transaction at a time bring a text to an address."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"article:{address}"]
        )


def _canonical(address: str) -> str:
    allowed = allowed_hosts()
    try:
        parse(address.strip(), allowed=allowed)
    except Refused as refused:
        raise NotBrought(str(refused)) from refused
    return canonical(address, allowed=allowed)


def _read(article: Article) -> Article:
    """The article once its text is there."""
    for _step in (State.WAITING, State.FETCHED):
        if article.state not in (State.WAITING, State.FETCHED):
            break
        pipeline.step(article.pk)
        article.refresh_from_db()
        if article.error:
            break
    if article.state == State.DUPLICATE and article.reprint_of is not None:
        article = article.reprint_of
    if not article.text:
        why = article.error or _("another worker has it in hand: try again in a minute")
        raise NotBrought(_("The page could not be read: %(why)s") % {"why": why})
    return article

"""Reading a stored page again, by the reader of today."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from events.ingestion.pipeline import read_raw
from events.ingestion.sketch import sketch
from events.models import Article, RawPage
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NoPage(Exception):
    """There is no page that could be read again; the message says why."""


def reread(article: Article, *, by: User | None = None) -> Article | None:
    """The article as its page reads today, if that is another text; None if it is the same.

    A text never changes, since sentences of it are evidence. So another text is an article of its
    own at the same address, which has the page from now on, counts as a reprint of the first, and
    goes through the other steps. Raises `NoPage`, or `Unreadable` where the page cannot be read.
    """
    require(by, Ability.SOURCES)
    if not article.text or not RawPage.objects.filter(article=article).exists():
        raise NoPage(
            _("The page of this article is not kept, or no longer: only its text can be read.")
        )
    reading = read_raw(article)
    text_hash = hashlib.sha256(reading.text.encode()).hexdigest()
    with (
        transaction.atomic(),
        pghistory.context(action="reread", **({"user": by.pk} if by else {})),
    ):
        page = RawPage.objects.select_for_update().filter(article=article).first()
        known = Article.objects.filter(address=article.address, text_hash=text_hash)
        if page is None or known.exists():
            return None
        version = Article.objects.create(
            source=article.source,
            address=article.address,
            title=reading.title[:300] or article.title,
            author=reading.author[:200],
            language=reading.language,
            published_on=article.published_on,
            published_known=article.published_known,
            text=reading.text,
            text_hash=text_hash,
            raw_hash=_hash_of_reading(article.raw_hash, text_hash),
            sketch=sketch(reading.text),
            reprint_of=article.reprint_of or article,
            extractor=article.extractor,
            state=Article.State.READ,
        )
        RawPage.objects.filter(article=article).update(article=version)
    return version


def _hash_of_reading(raw_hash: str, text_hash: str) -> str:
    """The page's own hash stays with the article that it arrived as, so that it is known there."""
    return hashlib.sha256(f"{raw_hash} {text_hash}".encode()).hexdigest()

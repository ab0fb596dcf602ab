"""What proves a new row: a sentence of an article, or else the row itself."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from events.ingestion.bring import NotBrought, bring, known_at
from events.models import Article, Source
from people.names import language_of

FETCHES_SECONDS = 15
"""How long one look at a file may fetch the articles that it cites."""
NOT_TOLD = ("id", "address", "quote", "certainty", "certainty_why")


class Proof(NamedTuple):
    article: Article
    quote: str


def fetch(addresses: Iterable[str]) -> dict[str, str]:
    """Bring in the articles at these addresses; those that cannot be had, and why."""
    problems = {}
    until = time.monotonic() + FETCHES_SECONDS
    for address in dict.fromkeys(addresses):
        try:
            if known_at(address) is None:
                if time.monotonic() > until:
                    words = _("Not fetched yet, for want of time: choose the file once more.")
                    raise NotBrought(words)
                bring(address)
        except NotBrought as reason:
            problems[address] = str(reason)
    return problems


def proof_of(texts: Mapping[str, str], file: str) -> Proof:
    """The proof that a row gives. Call it in a transaction."""
    address, quote = texts.get("address", ""), texts.get("quote", "")
    if not address:
        if quote:
            raise ValidationError({"address": _("Give the address of the article as well.")})
        article = _row_itself(texts, file)
        return Proof(article, article.text)
    if not quote:
        raise ValidationError({"quote": _("Copy the sentence of the article that proves it.")})
    if (cited := known_at(address)) is None:
        raise ValidationError({"address": _("This article is not known: choose the file again.")})
    if quote not in cited.text:
        words = _("This does not stand in the article: copy it exactly as it is there.")
        raise ValidationError({"quote": words})
    return Proof(cited, quote)


def _row_itself(texts: Mapping[str, str], file: str) -> Article:
    """The row as an article of its own, the same one whatever the file is called."""
    told = {name: text for name, text in texts.items() if text and name not in NOT_TOLD}
    text = "\n".join(f"{name}: {cell}" for name, cell in told.items())
    digest = hashlib.sha256(text.encode()).hexdigest()
    address = f"file:{digest[:16]}.row"
    known = Article.objects.filter(address=address, text_hash=digest).first()
    if known is not None:
        return known
    source, __ = Source.objects.get_or_create(
        name=file[:200], defaults={"kind": Source.Kind.DATASET, "language": language_of(text)}
    )
    return Article.objects.get_or_create(
        address=address,
        text_hash=digest,
        defaults={
            "source": source,
            "title": " · ".join(told.values())[:300],
            "published_on": timezone.localdate(),
            "published_known": Article.DateKnown.ARRIVAL,
            "language": language_of(text),
            "text": text,
            "raw_hash": digest,
            "state": Article.State.RECORDED,
        },
    )[0]

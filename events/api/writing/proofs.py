"""The articles that a client cites, and whether its quotes stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rest_framework.exceptions import ValidationError

from events.ingestion.bring import NotBrought, bring, bring_text, known_at
from events.models import Article

Told = Mapping[str, Any]


class Proof(NamedTuple):
    """A sentence of an article, and how certain it makes what it proves."""

    article: Article
    quote: str
    certainty: str


def proofs_of(told: Sequence[Told], *, fetches: bool = True) -> list[Proof]:
    """The proofs that a client gives, with their articles brought in. Call it before the deed.

    With `fetches` off, only what is known already, or comes with its text, is taken.
    """
    errors: list[dict[str, list[str]]] = [{} for _ in told]
    proofs = []
    for place, one in enumerate(told):
        try:
            article = _article(one, fetches=fetches)
        except NotBrought as reason:
            key = next(key for key in ("text", "address", "article") if key in one)
            errors[place] = {key: [str(reason)]}
            continue
        if one["quote"] not in article.text:
            message = (
                "This does not stand in the article. Copy it from there character by character; "
                f"article {article.pk} is what we have read."
            )
            errors[place] = {"quote": [message]}
        proofs.append(Proof(article, one["quote"], one["certainty"]))
    if any(errors):
        raise ValidationError({"evidence": errors})
    return proofs


def _article(told: Told, *, fetches: bool) -> Article:
    if "text" in told:
        return bring_text(
            told.get("address", ""),
            told["text"],
            title=told.get("title", ""),
            published=told.get("published"),
        )
    if "article" in told:
        article = Article.objects.exclude(text="").filter(pk=told["article"]).first()
        if article is None:
            raise NotBrought("There is no article of this id that was read. Give its address.")
        return article
    if fetches:
        return bring(told["address"])
    if (article := known_at(told["address"])) is None:
        raise NotBrought(
            "This article is not known yet. Bring it in with /api/v1/ingest/ first, or send its "
            "text beside the address."
        )
    return article

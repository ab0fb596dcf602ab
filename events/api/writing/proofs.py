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


class Articles:
    """The articles that bodies cite, brought in, each once. Use it before the deed.

    With `fetches` off, only what is known already, or comes with its text, is taken.
    """

    def __init__(self, *, fetches: bool = True) -> None:
        self._fetches = fetches
        self._brought: dict[tuple[Any, ...], Article] = {}

    def of(self, told: Told) -> Article:
        """The article of a proof, or `NotBrought`."""
        key = tuple(told.get(name) for name in ("article", "address", "text", "title", "published"))
        if key not in self._brought:
            self._brought[key] = _article(told, fetches=self._fetches)
        return self._brought[key]


def proofs_of(told: Sequence[Told], articles: Articles | None = None) -> list[Proof]:
    """The proofs that a client gives. Call it before the deed."""
    articles = articles or Articles()
    errors: list[dict[str, list[str]]] = [{} for _ in told]
    proofs = []
    for place, one in enumerate(told):
        try:
            article = articles.of(one)
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
        article = (
            Article.objects.select_related("source")
            .exclude(text="")
            .filter(pk=told["article"])
            .first()
        )
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

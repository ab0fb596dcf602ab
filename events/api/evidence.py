"""The proof of an event or affiliation: a sentence, where it stands, and what it makes certain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from events.certainty import moves
from events.models import Article, Evidence
from events.models.vocabulary import Certainty
from people.api.serializers import KnownField


class ArticleLinkSerializer(serializers.ModelSerializer[Article]):
    """Where a text was published. The text itself is its publisher's."""

    url = serializers.SerializerMethodField()
    title = KnownField()
    address = KnownField(source="link", help_text="Null for a file that is on no web site.")
    publisher = KnownField()
    language = KnownField()

    class Meta:
        model = Article
        fields: tuple[str, ...] = (
            "id", "url", "title", "address", "publisher", "published_on", "language",
        )  # fmt: skip

    def get_url(self, article: Article) -> str:
        return str(self.context["addresses"].resource("articles", article.pk))


class QuoteSerializer(serializers.ModelSerializer[Evidence]):
    """A sentence that stands verbatim in an article, with its place there in code points."""

    certainty = serializers.ChoiceField(
        Certainty.values,
        help_text="How certain this sentence alone makes it; denied: it denies it.",
    )

    class Meta:
        model = Evidence
        fields: tuple[str, ...] = ("quote", "start", "end", "certainty")


class EvidenceSerializer(QuoteSerializer):
    """Give `moves_of(proofs)` as `moves` in the context."""

    article = ArticleLinkSerializer()
    moved_to = serializers.SerializerMethodField(
        help_text="The certainty to which this sentence moved what it proves; null: it moved none."
    )
    claims = serializers.DictField(help_text="The values that this article gives.")
    extractor = KnownField(help_text="What found the sentence; null: a person.")
    version = KnownField()

    class Meta(QuoteSerializer.Meta):
        fields = (
            *QuoteSerializer.Meta.fields,
            "moved_to", "claims", "extractor", "version", "confidence", "article",
        )  # fmt: skip

    def get_moved_to(self, proof: Evidence) -> str | None:
        moved: str | None = self.context["moves"].get(proof.pk)
        return moved


def moves_of(proofs: list[Evidence]) -> dict[int, str]:
    """The pieces of evidence that moved the certainty, each with where it moved it to."""
    witnesses = [proof.witness for proof in proofs]
    moved = {id(witness): certainty for witness, certainty in moves(witnesses)}
    return {
        proof.pk: moved[id(witness)]
        for proof, witness in zip(proofs, witnesses, strict=True)
        if id(witness) in moved
    }


def evidence_data(proofs: list[Evidence], context: Mapping[str, Any]) -> Any:
    """The evidence of one event or affiliation, oldest first."""
    return EvidenceSerializer(
        proofs, many=True, context={**context, "moves": moves_of(proofs)}
    ).data

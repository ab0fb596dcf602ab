"""The evidence of an event as a reader sees it: who said what when, and what it moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.certainty import Witness, certainty_of, fate_of, moves
from events.claims import SPEAKING_OF, value_of
from events.models import Event, Evidence
from events.models.vocabulary import Certainty
from events.readers import TAGS, reader_language
from events.words.dates import day_words
from events.words.values import LABELS, value_words


@dataclass(frozen=True, slots=True)
class Proof:
    """One quote, and where its article moved the certainty, if it did."""

    quote: str
    lang: str
    certainty: str
    title: str
    publisher: str
    link: str
    told_on: date
    dated: str
    """The day in words; of an article without a date nothing."""
    foreign: str
    """The language of the quote in words, where it is not the reader's."""
    reprint: bool
    source: str
    """The page of what its source has told; nothing where no source is known."""
    moved_to: str
    claims: list[tuple[str, str]] = field(default_factory=list)

    @property
    def certainty_label(self) -> str:
        return str(Certainty(self.certainty).label)

    @property
    def moved_label(self) -> str:
        return str(Certainty(self.moved_to).label) if self.moved_to else ""


@dataclass(frozen=True, slots=True)
class Case:
    """All evidence of one event, oldest first."""

    proofs: list[Proof]
    origins: int
    follows: str
    """The certainty that follows from it; an editor may have set another."""

    fate: str
    """What became of it, in words, if it began as a rumour or a plan."""

    @property
    def follows_label(self) -> str:
        return str(Certainty(self.follows).label)

    @property
    def moved(self) -> int:
        return sum(bool(proof.moved_to) for proof in self.proofs)

    @property
    def is_the_story(self) -> bool:
        """Whether the evidence itself is what is worth telling: it moved, or it denies."""
        return self.moved > 1 or self.follows == Certainty.DENIED


def with_evidence() -> Prefetch[str, Any, str]:
    """Everything that `case_of` reads; never the articles' full text."""
    evidence = Evidence.objects.oldest_first().defer("article__text")
    return Prefetch("evidence", queryset=evidence)


def case_of(event: Event) -> Case:
    """The case of an event fetched `with_evidence()`."""
    told = sorted(event.evidence.all(), key=lambda proof: proof.article.told_on)
    witnesses = [proof.witness for proof in told]
    moved = {id(witness): certainty for witness, certainty in moves(witnesses)}
    return Case(
        [
            proof_of(proof, moved.get(id(witness), ""))
            for proof, witness in zip(told, witnesses, strict=True)
        ],
        origins=len({witness.origin for witness in witnesses}),
        follows=certainty_of(witnesses) if witnesses else "",
        fate=_fate(witnesses),
    )


def _fate(witnesses: Sequence[Witness]) -> str:
    fate = fate_of(witnesses, today=timezone.localdate())
    if fate is None:
        return ""
    words = {
        "confirmed": ngettext(
            "First told as a rumour or plan, and confirmed after %(days)d day.",
            "First told as a rumour or plan, and confirmed after %(days)d days.",
            fate.days,
        ),
        "denied": ngettext(
            "First told as a rumour or plan, and denied after %(days)d day.",
            "First told as a rumour or plan, and denied after %(days)d days.",
            fate.days,
        ),
        "unheard_of": _("Told as a rumour or plan, and not heard of again for half a year."),
    }
    return words[fate.end] % {"days": fate.days}


def proof_of(evidence: Evidence, moved_to: str = "") -> Proof:
    """One quote, of an event or of an affiliation."""
    language = reader_language()
    article = evidence.article
    own = "zh" if article.language.startswith("zh") else "en"
    foreign = "" if own == language else _("in English") if own == "en" else _("in Chinese")
    return Proof(
        quote=evidence.quote,
        lang=TAGS["zh" if own == "zh" else "en"],
        certainty=evidence.certainty,
        title=article.title,
        publisher=article.publisher or article.title or _("Unnamed source"),
        link=article.link,
        told_on=article.told_on,
        dated=day_words(article.published_on, language) if article.published_on else "",
        foreign=foreign,
        reprint=article.origin_id != article.pk,
        source=reverse("events:source", args=[article.source_id]) if article.source_id else "",
        moved_to=moved_to,
        claims=list(_claims(evidence.claims)),
    )


def _claims(claims: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """The values that an article gives, in words: names are in the quote itself."""
    for name, label in LABELS.items():
        key = SPEAKING_OF.get(name, name)
        if told := claims.get(key):
            yield str(label), value_words(name, value_of(key, told), reader_language())

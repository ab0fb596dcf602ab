"""What one article states, as the review page shows it: facts by the place of their first quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext

from events.admin.date_words import date_words_in
from events.admin.decisions import waits
from events.admin.highlight import Segment, Span, paragraphs
from events.admin.links import address_of, name_of, reader_language
from events.models import Article, Event, Evidence, Review
from events.models.event import OWN
from events.models.vocabulary import Certainty, Role
from events.words import numbers
from events.words.dates import date_words
from events.words.money import sum_words
from events.words.phrases import round_words, unit_words
from people.dates import PartialDate
from people.models import Affiliation, Entity, Status
from people.money import Sum

COLOURS = 6


class Party(NamedTuple):
    """An entity as a fact names it; a new one is published together with the fact."""

    entity: Entity
    address: str
    is_new: bool


@dataclass(slots=True)
class Row:
    """One field of a fact: its value in words, or the parties in one role."""

    label: str
    value: str = ""
    words: str = ""
    """What the article itself says."""
    parties: list[Party] = field(default_factory=list)


@dataclass
class Fact:
    """An event or affiliation with the sentences of one article that prove it."""

    subject: Event | Affiliation
    article: Article
    proofs: list[Evidence]
    query: str = ""
    """The part of the queue that is being worked through, as it stands in addresses."""
    number: int = 0

    @property
    def key(self) -> str:
        return f"{'e' if isinstance(self.subject, Event) else 'a'}{self.subject.pk}"

    @property
    def colour(self) -> int:
        return (self.number - 1) % COLOURS + 1

    @property
    def waits(self) -> bool:
        return waits(self.subject)

    @cached_property
    def name(self) -> str:
        return name_of(self.subject)

    @property
    def kind(self) -> str:
        if isinstance(self.subject, Event):
            return self.subject.get_kind_display()
        return gettext("Affiliation")

    @property
    def certainty(self) -> str:
        """The certainty of an event: an affiliation has none."""
        return self.subject.certainty if isinstance(self.subject, Event) else ""

    @property
    def certainty_word(self) -> str:
        return str(Certainty(self.certainty).label) if self.certainty else ""

    @property
    def confidence(self) -> float | None:
        told = [proof.confidence for proof in self.proofs if proof.confidence is not None]
        return max(told, default=None)

    @property
    def rule(self) -> str:
        return ", ".join(dict.fromkeys(proof.rule for proof in self.proofs if proof.rule))

    @cached_property
    def decision(self) -> Review | None:
        """The last one that stands, who made it and why."""
        standing = (review for review in self.subject.reviews.all() if not review.undone_at)
        return next(standing, None)

    @property
    def reason(self) -> str:
        decision = self.decision
        return gettext(decision.reason) if decision and decision.reason else ""

    @cached_property
    def address(self) -> str:
        """The place of this fact on its review page."""
        query = f"{self.query}&" if self.query else ""
        path = reverse("admin:review", args=[self.article.pk])
        return f"{path}?{query}fact={self.key}#f{self.number}"

    def panel_address(self, panel: str) -> str:
        """The same place with one of its panels open: see events/admin/panels.py."""
        path, _, place = self.address.partition("#")
        return f"{path}&panel={panel}#{place}"

    @property
    def correct_address(self) -> str:
        """Where it is corrected: an event here, an affiliation in its own form."""
        is_event = isinstance(self.subject, Event)
        return self.panel_address("correct") if is_event else self.form_address

    @property
    def panels(self) -> dict[str, str]:
        """The addresses of the panels that an event has besides."""
        names = ("merge", "same", "split") if isinstance(self.subject, Event) else ("same",)
        return {name: self.panel_address(name) for name in names}

    @property
    def form_address(self) -> str:
        """The form that corrects it and returns here."""
        return f"{address_of(self.subject)}?next={quote(self.address)}"

    @property
    def rows(self) -> list[Row]:
        if isinstance(self.subject, Event):
            return list(_event_rows(self.subject, self.proofs, self.article))
        return list(_affiliation_rows(self.subject))


@dataclass(slots=True)
class Mark:
    """A segment of the article's text, in the colour of the fact that it shows."""

    segment: Segment
    fact: Fact | None
    opens: list[Fact]
    is_current: bool


def facts_of(article: Article, *, query: str = "") -> list[Fact]:
    """All facts of an article, decided ones too, in the same few queries however many."""
    evidence = (
        Evidence.objects.filter(article=article)
        .select_related("event__card", "affiliation__person", "affiliation__company")
        .prefetch_related(
            "event__participations__survivor", "event__reviews__by", "affiliation__reviews__by"
        )
        .order_by("start", "end", "pk")
    )
    facts: dict[tuple[type, int], Fact] = {}
    for proof in evidence:
        subject = proof.event or proof.affiliation
        if subject is None or getattr(subject, "merged_into_id", None):
            continue
        fact = facts.setdefault((type(subject), subject.pk), Fact(subject, article, [], query))
        fact.proofs.append(proof)
    for number, fact in enumerate(facts.values(), start=1):
        fact.number = number
    return list(facts.values())


def refresh(facts: list[Fact]) -> list[Fact]:
    """The same facts as they are decided by now, without those that are merged into others."""
    events = [fact.subject.pk for fact in facts if isinstance(fact.subject, Event)]
    posts = [fact.subject.pk for fact in facts if isinstance(fact.subject, Affiliation)]
    known = Event.objects.filter(merged_into=None).in_bulk(events)
    now = {f"e{event.pk}": event.status for event in known.values()}
    now |= {f"a{post.pk}": post.status for post in Affiliation.objects.in_bulk(posts).values()}
    for fact in facts:
        fact.subject.status = now.get(fact.key, fact.subject.status)
    return [fact for fact in facts if fact.key in now]


def marked(article: Article, facts: list[Fact], current: Fact | None) -> list[list[Mark]]:
    """The article's paragraphs, each quote in the colour of its fact, the current one on top."""
    by_number = {fact.number: fact for fact in facts}
    spans = [Span(proof.start, proof.end, fact.number) for fact in facts for proof in fact.proofs]

    def mark(segment: Segment) -> Mark:
        holding = [by_number[number] for number in segment.facts]
        shown = next((fact for fact in holding if fact is current), None)
        if shown is None and holding:
            shown = next((fact for fact in reversed(holding) if fact.waits), holding[-1])
        opens = [by_number[number] for number in segment.opens]
        return Mark(segment, shown, opens, shown is not None and shown is current)

    lines = paragraphs(article.text, spans)
    return [[mark(segment) for segment in line] for line in lines if line]


def _event_rows(event: Event, proofs: list[Evidence], article: Article) -> Iterator[Row]:
    language = reader_language()
    yield Row(
        gettext("Date"), date_words(event.when, language), words=_told_date(event, proofs, article)
    )
    yield from event_rows(event)


def event_rows(event: Event) -> Iterator[Row]:
    """Who takes part in an event, and its own values."""
    language = reader_language()
    parties: dict[str, list[Party]] = {}
    for part in event.participations.all():
        parties.setdefault(part.role, []).append(_party(part.survivor))
    for role, named in parties.items():
        yield Row(str(Role(role).label), parties=named)
    for name, own in OWN.items():
        if event.kind in own.kinds and getattr(event, own.column) != own.empty:
            yield _own_row(event, name, language)


def _told_date(event: Event, proofs: list[Evidence], article: Article) -> str:
    """The article's own words for the date, or the date it gives where the event has another."""
    for proof in proofs:
        words = date_words_in(
            proof.quote,
            str(event.when),
            language=article.language,
            published=article.published_on,
        )
        if words:
            return words
    claimed = [date for proof in proofs if (date := proof.claims.get("date"))]
    return ", ".join(dict.fromkeys(date for date in claimed if date != str(event.when)))


def _own_row(event: Event, name: str, language: Literal["en", "zh"]) -> Row:
    column: Any = Event._meta.get_field(OWN[name].column)
    value = getattr(event, name)
    label = gettext("post held") if name == "title" else str(column.verbose_name)
    match value:
        case Sum():
            labels = {"amount": gettext("amount"), "valuation": gettext("valuation")}
            return Row(labels[name], str(sum_words(value, language)), words=value.words)
        case PartialDate():
            return Row(gettext("period"), date_words(value, language))
        case bool():
            return Row(label, gettext("yes") if value else gettext("no"))
        case Decimal() if name in ("stake", "share") or event.unit == "%":
            return Row(label, numbers.percentage(value))
        case Decimal():
            return Row(label, numbers.count(value, language))
        case int() if name == "parameters":
            return Row(label, numbers.parameters(value, language))
        case int():
            return Row(label, numbers.count(value, language))
    if name == "round":
        return Row(label, round_words(value, language))
    if name == "change":
        return Row(label, event.get_change_display())
    return Row(label, unit_words(value, language) if name == "unit" else value)


def _affiliation_rows(affiliation: Affiliation) -> Iterator[Row]:
    yield Row(gettext("person"), parties=[_party(affiliation.person)])
    yield Row(gettext("company"), parties=[_party(affiliation.company)])
    if affiliation.title:
        yield Row(gettext("post held"), affiliation.title)
    yield Row(gettext("post"), gettext("former") if affiliation.former else gettext("current"))
    for label, period in (
        (gettext("from"), affiliation.started),
        (gettext("to"), affiliation.ended),
    ):
        if period:
            yield Row(label, date_words(period, reader_language()))


def _party(entity: Entity) -> Party:
    return Party(entity, address_of(entity), entity.status == Status.PROPOSED)

"""An event with who takes part in it and what proves it, while articles are recorded.

Nothing is written before `save`, which writes any number of them in a few statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.db import models
from django.utils import timezone

from events import cards
from events.certainty import certainty_of
from events.ingestion.evidence import evidence_of
from events.ingestion.told import Told
from events.models import Event, Evidence, Participation
from events.models.event import OWN
from events.models.vocabulary import Role
from people.bulk import insert_all
from people.dates import PartialDate
from people.models import Entity, Status
from people.money import Qualifier, Sum


class Known:
    """An event as the database has it, or as it will be once it is saved."""

    def __init__(
        self,
        event: Event,
        parts: Iterable[Participation] = (),
        proofs: Iterable[Evidence] = (),
    ) -> None:
        self.event = event
        self.parts = list(parts)
        self.proofs = list(proofs)
        self._was = dict(event.__dict__)

    @classmethod
    def of(cls, event: Event) -> Self:
        """An event of the database that somebody has in hand."""
        parts = event.participations.select_related("survivor")
        return cls(event, parts, event.evidence.select_related("article__source").order_by("pk"))

    @classmethod
    def proposed(cls, told: Told) -> Self:
        """A new event as it is told, without parties and proof so far."""
        event: Event = Event.KINDS[told.fact.kind](certainty=told.fact.certainty)
        event.when = told.when
        return cls(event)

    @property
    def survivors(self) -> set[tuple[str, int]]:
        """Who takes part in which role."""
        return {(part.role, part.survivor_id) for part in self.parts}

    def prove(self, told: Told, made: Mapping[str, str]) -> None:
        """Add the sentence that tells it, unless that proves it already."""
        quote = told.fact.evidence
        place = (told.article.pk, quote.start, quote.end)
        if place not in {(proof.article_id, proof.start, proof.end) for proof in self.proofs}:
            values = {**evidence_of(told.fact), **made}
            self.proofs.append(Evidence(event=self.event, article=told.article, **values))

    def refine(self, told: Told) -> None:
        """Let the certainty follow the evidence; while nobody has decided, fill what was vague."""
        event = self.event
        if event.status == Status.PROPOSED:
            if "when" not in event.held and is_finer(told.when, event.when):
                event.when = told.when
            for name, value in told.fields.items():
                if name not in event.held and self._takes(name, value, told):
                    setattr(event, name, value)
            if "participants" not in event.held:
                for role, entity in told.parts:
                    self._join(role, entity)
        self.weigh()

    def _takes(self, name: str, value: Any, told: Told) -> bool:
        """Whether a value is news: none is known, this one is firmer, or it corrects its source."""
        mine = getattr(self.event, name)
        if getattr(self.event, OWN[name].column) == OWN[name].empty:
            return True
        if isinstance(mine, Sum) and isinstance(value, Sum) and is_firmer(value, mine):
            return True
        return mine != value and self._is_corrected_by(told)

    def _is_corrected_by(self, told: Told) -> bool:
        """Whether the one source of the event tells it anew: an article in another version."""
        articles = [proof.article for proof in self.proofs if proof.article_id != told.article.pk]
        mine = told.article
        return all(article.origin_id == mine.origin_id for article in articles) and any(
            article.address == mine.address and article.pk < mine.pk for article in articles
        )

    def _join(self, role: Role, entity: Entity) -> None:
        if (role, entity.pk) not in {(part.role, part.entity_id) for part in self.parts}:
            self.parts.append(
                Participation(event=self.event, role=role, entity=entity, survivor=entity)
            )

    def weigh(self) -> None:
        """Let it be as certain as its evidence makes it, unless a person has said otherwise."""
        if "certainty" not in self.event.held:
            self.event.certainty = certainty_of(proof.witness for proof in self.proofs)

    @property
    def is_new(self) -> bool:
        return _is_new(self.event)

    @property
    def has_changed(self) -> bool:
        return bool(self.is_new or self.changes or any(map(_is_new, (*self.parts, *self.proofs))))

    @property
    def changes(self) -> list[str]:
        """The columns that are no longer as the database has them."""
        now = self.event.__dict__
        names = (field.attname for field in Event._meta.concrete_fields)
        return [name for name in names if now[name] != self._was[name]]


def is_finer(new: PartialDate, old: PartialDate) -> bool:
    """Whether a date says more than another; of two unknown ones the earlier telling counts."""
    if not new.is_known:
        return not old.is_known and new.start < old.start
    if not old.is_known:
        return True
    return new.within(old) and new != old


def is_firmer(new: Sum, old: Sum) -> bool:
    """Whether a sum says the same as another, and more exactly."""
    is_exact = new.qualifier is Qualifier.EXACT and old.qualifier is not Qualifier.EXACT
    return is_exact and new.agrees_with(old) and new.currency == old.currency


def save(all_known: Iterable[Known]) -> None:
    """Write what is new or has changed of these events, and the cards of those it concerns."""
    changed = [known for known in all_known if known.has_changed]
    _update(known for known in changed if not known.is_new)
    new = [known for known in changed if known.is_new]
    old = [known for known in changed if not known.is_new]
    insert_all([known.event for known in new])
    insert_all([part for known in new for part in known.parts])
    insert_all([proof for known in new for proof in known.proofs])
    Participation.objects.bulk_create(
        [part for known in old for part in known.parts if _is_new(part)], ignore_conflicts=True
    )
    Evidence.objects.bulk_create(
        [proof for known in old for proof in known.proofs if _is_new(proof)],
        ignore_conflicts=True,
    )
    cards.write([cards.Shown(known.event, known.parts, known.proofs) for known in changed])


def _is_new(row: models.Model) -> bool:
    """Whether it is still to be written."""
    return row.pk is None


def _update(old: Iterable[Known]) -> None:
    """Events that have nothing but new parties or proofs have changed at this moment, too."""
    unchanged = []
    for known in old:
        if changes := known.changes:
            known.event.save(update_fields=[*changes, "updated_at"])
        else:
            unchanged.append(known.event.pk)
    if unchanged:
        Event.objects.filter(pk__in=unchanged).update(updated_at=timezone.now())

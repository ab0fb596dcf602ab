"""An event with who takes part in it and what proves it, while articles are recorded.

Nothing is written before `save`, which writes any number of them in a few statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from django.db import models
from django.utils import timezone

from events import cards
from events.certainty import certainty_of
from events.claims import choose, claims_of
from events.ingestion.evidence import evidence_of
from events.ingestion.told import Told
from events.models import Event, Evidence, Participation
from events.models.event import OWN
from events.models.vocabulary import Role
from people.bulk import insert_all
from people.dates import PartialDate
from people.models import Entity, Status


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
            self.proofs.append(self._proof(told, **made))

    def _proof(self, told: Told, **made: str) -> Evidence:
        values = {**evidence_of(told.fact), **made}
        return Evidence(event=self.event, article=told.article, **values)

    def refine(self, told: Told) -> None:
        """Let the certainty follow the evidence and, while nobody has decided, the values too."""
        if self.event.status == Status.PROPOSED:
            self._follow([*self.proofs, self._proof(told)])
            if "participants" not in self.event.held:
                for role, entity in told.parts:
                    self._join(role, entity)
        self.weigh()

    def follow(self) -> None:
        """Let a proposal say what its evidence says now."""
        self._follow(self.proofs)
        self.weigh()

    def _follow(self, proofs: Sequence[Evidence]) -> None:
        """Take those of the values claimed that stand; what nobody claims is left as it is."""
        event = self.event
        for name, claims in claims_of(proofs, open_fields(event)).items():
            setattr(event, name, choose(claims).value)
        if proofs and not event.when.is_known and "when" not in event.held:
            event.when = PartialDate.unknown(min(proof.article.told_on for proof in proofs))

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


def open_fields(event: Event) -> list[str]:
    """The fields that its kind has and nobody holds."""
    names = (name for name, own in OWN.items() if event.kind in own.kinds)
    return [name for name in ("when", *names) if name not in event.held]


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

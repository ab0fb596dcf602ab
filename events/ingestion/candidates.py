"""The events that facts may speak of: looked up for all facts at once, then decided one by one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import connection

from events.ingestion.evidence import evidence_of
from events.ingestion.known import Known
from events.ingestion.same import closeness, days_apart, is_same, principals
from events.ingestion.told import Told
from events.models import Event, Evidence
from events.models.vocabulary import Kind

Key = tuple[str, str, Any]
"""Where an event may be found: its kind, and a role with who plays it, or its value."""


Proof = tuple[str, int, int, int, str]
"""A sentence as it was recorded: the kind of event, the article, the place, and the claims."""


class Candidates:
    """The events that the database has for some facts, and those that the facts add."""

    def __init__(self, told: Collection[Told]) -> None:
        self._places: dict[Known, int] = {}
        self._by_key: dict[Key, set[Known]] = defaultdict(set)
        self._by_id: dict[int, Known] = {}
        self._by_proof: dict[Proof, Known] = {}
        for event in Event.objects.filter(pk__in=_ids(told)).with_parts().order_by("pk"):
            known = Known(event, event.participations.all(), event.evidence.all())
            self._by_id[event.pk] = known
            for proof in known.proofs:
                self._by_proof[_proof(event.kind, proof)] = known
            self.keep(known)

    def keep(self, known: Known) -> None:
        """Let it be found by all that it says now."""
        self._places.setdefault(known, len(self._places))
        kind = known.event.kind
        for role, survivor in known.survivors:
            self._by_key[kind, role, survivor].add(known)
        self._by_key[kind, "value", known.event.value].add(known)

    def find(self, told: Told) -> Known | None:
        """The event that was told before, or None; the closest where several would do.

        A sentence that has been recorded stays with the event that it proves now, wherever editors
        have put it. What an editor rejected is found too, and so is not proposed again; of merged
        events, the one that they were merged into.
        """
        known = self._by_proof.get(_proof_of(told))
        if known is None:
            same = [known for known in self._by_key[_key(told)] if is_same(known, told)]
            known = min(
                same, key=lambda one: (-closeness(one, told), self._places[one]), default=None
            )
        if known is None:
            return None
        return self._by_id.get(known.event.merged_into_id or 0, known)


def find_event(told: Told) -> Event | None:
    """The event of the database that one fact speaks of."""
    known = Candidates([told]).find(told)
    return known.event if known else None


def _proof(kind: str, proof: Evidence) -> Proof:
    claims = json.dumps(proof.claims, sort_keys=True)
    return kind, proof.article_id, proof.start, proof.end, claims


def _proof_of(told: Told) -> Proof:
    values = evidence_of(told.fact)
    claims = json.dumps(values["claims"], sort_keys=True)
    return told.fact.kind, told.article.pk, values["start"], values["end"], claims


def _key(told: Told) -> Key:
    for role, entity in principals(told):
        return told.fact.kind, role, entity.survivor_id
    return told.fact.kind, "value", told.fields.get("value")


def _ids(all_told: Collection[Told]) -> set[int]:
    """The ids of all events that may be told, and of those that they were merged into."""
    rows, values = [], []
    for told in all_told:
        kind, role, who = _key(told)
        if role == "value":
            values.append(who)
        elif who is not None:  # else nobody that the database knows
            dated = days_apart(kind, are_dated=told.when.is_known)
            undated = days_apart(kind, are_dated=False)
            rows.append((kind, role, who, told.when.start, told.when.end, dated, undated))
    articles = {told.article.pk for told in all_told}
    here = Event.objects.filter(evidence__article__in=articles)
    found: list[tuple[int, int | None]] = list(here.values_list("pk", "merged_into"))
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_NEARBY, [list(column) for column in zip(*rows, strict=True)])
            found += cursor.fetchall()
    if values:
        same = Event.objects.filter(kind=Kind.STATISTIC, value__in=values)
        found += same.values_list("pk", "merged_into")
    return {pk for ids in found for pk in ids if pk}


_NEARBY = """
    SELECT DISTINCT event.id, event.merged_into_id
      FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::date[], %s::date[], %s::int[],
                  %s::int[]) AS told (kind, role, who, first_day, last_day, dated, undated)
      JOIN events_participation part ON part.survivor_id = told.who AND part.role = told.role
      JOIN events_event event ON event.id = part.event_id AND event.kind = told.kind
CROSS JOIN LATERAL (
        SELECT CASE event.precision WHEN 'unknown' THEN told.undated ELSE told.dated END
    ) AS slack (days)
     WHERE slack.days IS NULL
        OR (event.date_end >= told.first_day - slack.days
            AND event.date <= told.last_day + slack.days)
"""
"""The events of a kind in which somebody plays a role, not too far from the days that are told."""

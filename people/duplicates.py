"""Records that may be one, looked for in the background and suggested to editors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from people.likeness import DIFFERENT, NO_CONTEXT, Context, Known, Likeness, compare
from people.matching import ContextOf
from people.models import Alias, Entity, Judgement, Resemblance

SIMILAR = 0.55
"""How alike two folded names must be (pg_trgm) to be compared at all."""

MOST_COMPARED = 50
"""Records to which one is compared: a name that more share says little."""

Pair = tuple[int, int]


def look_for_duplicates(limit: int, context_of: ContextOf) -> int:
    """Compare so many names that have not been compared yet with others; how many they were."""
    waiting = Alias.objects.filter(compared_at=None).order_by("pk")[:limit]
    names = list(waiting.values_list("pk", "entity__survivor"))
    suggest({survivor for _, survivor in names}, context_of)
    Alias.objects.filter(pk__in=[pk for pk, _ in names]).update(compared_at=Now())
    return len(names)


@transaction.atomic
def suggest(ids: Collection[int], context_of: ContextOf) -> None:
    """Keep what these records resemble, as it is now. Doing it twice changes nothing."""
    pairs = _pairs(ids) - _judged(ids)
    known = _known({pk for pair in pairs for pk in pair}, context_of)
    found = {pair: compare(known[pair[0]], known[pair[1]]) for pair in pairs}
    alike = {pair: likeness for pair, likeness in found.items() if likeness.score >= DIFFERENT}
    Resemblance.objects.filter(Q(first__in=ids) | Q(second__in=ids)).exclude(
        pk__in=_keep(alike)
    ).delete()


def _keep(alike: Mapping[Pair, Likeness]) -> list[int]:
    rows = [
        Resemblance(
            first_id=first,
            second_id=second,
            score=likeness.score,
            reasons=[[reason.code, reason.weight] for reason in likeness.reasons],
        )
        for (first, second), likeness in sorted(alike.items())
    ]
    kept = Resemblance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "reasons", "found_at"],
    )
    return [row.pk for row in kept]


def _pairs(ids: Collection[int]) -> set[Pair]:
    """Those of one kind that share a key with one of these, or have a name spelt like its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(SIMILAR)]
        )
        cursor.execute(_RESEMBLING, {"ids": list(ids), "most": MOST_COMPARED})
        return {(min(pair), max(pair)) for pair in cursor.fetchall()}


_RESEMBLING = """
    SELECT DISTINCT mine.survivor_id, found.survivor_id
      FROM people_entity AS mine
      JOIN people_alias AS name ON name.entity_id = mine.id
CROSS JOIN LATERAL (
        (SELECT other.survivor_id
           FROM people_alias AS alias
           JOIN people_entity AS other ON other.id = alias.entity_id AND other.kind = mine.kind
          WHERE alias.keys && name.keys LIMIT %(most)s)
         UNION
        (SELECT other.survivor_id
           FROM people_alias AS alias
           JOIN people_entity AS other ON other.id = alias.entity_id AND other.kind = mine.kind
          WHERE alias.folded %% name.folded LIMIT %(most)s)
    ) AS found
      JOIN people_entity AS survivor ON survivor.id = found.survivor_id
     WHERE mine.survivor_id = ANY(%(ids)s) AND found.survivor_id <> mine.survivor_id
       AND mine.status NOT IN ('rejected', 'retracted')
       AND survivor.status NOT IN ('rejected', 'retracted')
"""


def _judged(ids: Collection[int]) -> set[Pair]:
    """Pairs that people have called different; those that nobody could tell may be shown again.

    What was said of a record that is merged by now holds of the one that it goes on as.
    """
    judged = Judgement.objects.filter(
        Q(first__survivor__in=ids) | Q(second__survivor__in=ids),
        verdict=Judgement.Verdict.DIFFERENT,
    )
    pairs = judged.values_list("first__survivor", "second__survivor")
    return {(min(pair), max(pair)) for pair in pairs}


def _known(ids: Collection[int], context_of: ContextOf) -> dict[int, Known]:
    names: dict[int, list[str]] = defaultdict(list)
    aliases = Alias.objects.filter(entity__survivor__in=ids)
    for pk, text in aliases.values_list("entity__survivor", "text"):
        names[pk].append(text)
    contexts = context_of(ids) if ids else {}
    return {
        entity.pk: Known(
            entity.kind,
            tuple(names[entity.pk]),
            _with_developer(contexts.get(entity.pk, NO_CONTEXT), entity),
            country=entity.country,
            website=entity.website,
            wikidata_id=entity.wikidata_id,
        )
        for entity in Entity.objects.filter(pk__in=ids)
    }


def _with_developer(context: Context, entity: Entity) -> Context:
    if not entity.developer_id:
        return context
    return replace(context, ties=context.ties | {str(entity.developer_id)})

"""The entity that a spelled name means: one, several to choose from, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramDistance

from people.likeness import NO_CONTEXT, Context, Known, Likeness, Reason, compare, keys_of
from people.likeness.commonness import is_shared
from people.models import Alias, Entity, EntityQuerySet, Judgement, Status
from people.names import fold


@dataclass(frozen=True, slots=True)
class Match:
    """What a name may mean. `entity` is set when there is exactly one answer."""

    candidates: tuple[Entity, ...]

    @property
    def entity(self) -> Entity | None:
        return self.candidates[0] if len(self.candidates) == 1 else None


def match(kind: str, forms: Iterable[str]) -> Match:
    """Who of a kind is known by any of these forms of a name; the survivors of merges only.

    A published entity goes before a proposed one, so that what an editor has accepted is found
    again; rejected ones are found too, so that they are not proposed anew.
    """
    return match_all([(kind, forms)])[0]


def match_all(
    names: Iterable[tuple[str, Iterable[str]]], *, among: EntityQuerySet | None = None
) -> list[Match]:
    """As `match` for many names at once, each a kind and the forms of a name: two queries.

    `among` are those who may be meant, all if nothing is said.
    """
    sought = [(kind, {key for form in forms if (key := fold(form))}) for kind, forms in names]
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for kind, folded, survivor in Alias.objects.filter(
        folded__in=set().union(*(folded for _, folded in sought)),
        entity__kind__in={kind for kind, _ in sought},
    ).values_list("entity__kind", "folded", "entity__survivor"):
        known[kind, folded].add(survivor)
    entities = _in_bulk(set().union(*known.values()), among)
    return [
        _match(
            entities[pk]
            for pk in set().union(*(known[kind, form] for form in folded))
            if pk in entities
        )
        for kind, folded in sought
    ]


def _in_bulk(ids: Collection[int], among: EntityQuerySet | None) -> Mapping[int, Entity]:
    found: Mapping[int, Entity] = (Entity.objects.all() if among is None else among).in_bulk(ids)
    return found


def _match(survivors: Iterable[Entity]) -> Match:
    candidates = sorted(survivors, key=lambda entity: entity.pk)
    accepted = [entity for entity in candidates if entity.status == Status.PUBLISHED]
    return Match(tuple(accepted or candidates))


@dataclass(frozen=True, slots=True)
class Sought:
    """A name in its surroundings, with its other sure forms."""

    kind: str
    forms: tuple[str, ...]
    context: Context = NO_CONTEXT


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a name may mean, and how likely that is."""

    entity: Entity
    likeness: Likeness


ContextOf = Callable[[Collection[int]], Mapping[int, Context]]
"""What the record knows around each of these survivors, with the ids of others as text."""

CERTAIN = Likeness(1.0, (Reason("same name, borne by one", 20),))


def find_all(
    sought: Sequence[Sought], context_of: ContextOf, *, among: EntityQuerySet | None = None
) -> list[list[Candidate]]:
    """Those whom each name may mean, the likeliest first, in a fixed number of queries.

    Who bears exactly the name is asked first, and only where nobody does, who bears it in another
    script, order or form. Surroundings are looked at only where the name does not decide. `among`
    are those who may be meant, all if nothing is said.
    """
    exact = match_all(((one.kind, one.forms) for one in sought), among=among)
    answers = [
        [Candidate(match.entity, CERTAIN)] if match.entity and _decides(one) else []
        for one, match in zip(sought, exact, strict=True)
    ]
    doubtful = [place for place, answer in enumerate(answers) if not answer]
    borne = _bearers(
        [sought[place] for place in doubtful], [exact[place] for place in doubtful], among
    )
    ids = {entity.pk for entities in borne for entity in entities}
    if ids:
        names, contexts = _names_of(ids), context_of(ids)
        for place, entities in zip(doubtful, borne, strict=True):
            answers[place] = sorted(
                (_candidate(sought[place], entity, names, contexts) for entity in entities),
                key=lambda candidate: (-candidate.likeness.score, candidate.entity.pk),
            )
    return answers


MISSPELT = 10
"""So many of the names spelt most alike are compared."""


def find_misspelt(
    one: Sought, context_of: ContextOf, *, among: EntityQuerySet | None = None
) -> list[Candidate]:
    """Who bears a name spelt much like this one, the likeliest first, in four queries."""
    ids: set[int] = set()
    for folded in {fold(form) for form in one.forms} - {""}:
        alike = Alias.objects.filter(folded__trigram_similar=folded, entity__kind=one.kind)
        nearest = alike.annotate(near=TrigramDistance("folded", folded)).order_by("near", "id")
        ids.update(nearest.values_list("entity__survivor", flat=True)[:MISSPELT])
    entities = _in_bulk(ids, among)
    if not entities:
        return []
    names, contexts = _names_of(entities), context_of(entities)
    found = (_candidate(one, entity, names, contexts) for entity in entities.values())
    return sorted(
        (candidate for candidate in found if candidate.likeness.reasons[0].weight > 0),
        key=lambda candidate: (-candidate.likeness.score, candidate.entity.pk),
    )


def kept_apart(ids: Collection[int]) -> set[frozenset[int]]:
    """The pairs of these survivors that people call different, or what is merged into them."""
    judged = Judgement.objects.filter(
        first__survivor__in=ids, second__survivor__in=ids, verdict=Judgement.Verdict.DIFFERENT
    )
    return set(map(frozenset, judged.values_list("first__survivor", "second__survivor")))


def _decides(one: Sought) -> bool:
    """Whether the name alone tells who is meant: of a person it must be a rare one."""
    return one.kind != Entity.Kind.PERSON or not any(map(is_shared, one.forms))


def _bearers(
    sought: Sequence[Sought], exact: Sequence[Match], among: EntityQuerySet | None
) -> list[tuple[Entity, ...]]:
    """Who bears each name exactly or, where nobody does, something of it."""
    keys = [
        frozenset() if match.candidates else keys_of(one.kind, one.forms)
        for one, match in zip(sought, exact, strict=True)
    ]
    bearers: dict[tuple[str, str], set[int]] = defaultdict(set)
    if wanted := frozenset().union(*keys):
        rows = Alias.objects.filter(keys__overlap=list(wanted)).values_list(
            "entity__kind", "keys", "entity__survivor"
        )
        for kind, shared, survivor in rows:
            for key in shared:
                bearers[kind, key].add(survivor)
    entities = _in_bulk(set().union(*bearers.values()), among)
    return [
        match.candidates
        or _match(
            entities[pk]
            for pk in set().union(*(bearers[one.kind, key] for key in mine))
            if pk in entities
        ).candidates
        for one, match, mine in zip(sought, exact, keys, strict=True)
    ]


def _names_of(ids: Collection[int]) -> Mapping[int, Sequence[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    aliases = Alias.objects.filter(entity__survivor__in=ids)
    for pk, text in aliases.values_list("entity__survivor", "text"):
        names[pk].append(text)
    return names


def _candidate(
    one: Sought,
    entity: Entity,
    names: Mapping[int, Sequence[str]],
    contexts: Mapping[int, Context],
) -> Candidate:
    mention = Known(one.kind, one.forms, one.context)
    record = Known(
        entity.kind,
        tuple(names[entity.pk]),
        contexts.get(entity.pk, NO_CONTEXT),
        country=entity.country,
        wikidata_id=entity.wikidata_id,
    )
    return Candidate(entity, compare(mention, record))

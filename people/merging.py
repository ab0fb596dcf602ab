"""Two records that are one, and two that are not: decided by people, kept, and undone exactly.

A merged entity keeps its row, its aliases and all that names it. Only `merged_into` changes, and
the `survivor` of it and of those below it; PostgreSQL carries that to their participations. So
undoing needs no memory of what was where, and what arrived meanwhile stays with the record whose
name it matched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.actions import Refused
from people.models import Alias, Entity, Judgement, Merge, Resemblance, Status
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TAKEABLE = (
    "name_en",
    "name_zh",
    "description_en",
    "description_zh",
    "country",
    "website",
    "wikidata_id",
    "type",
    "developer",
    "family",
    "parameters",
    "licence",
    "open_weights",
)
"""What the survivor may take over from the other record. All else of a field stays where it is."""


Taken = dict[str, dict[str, Any]]


class Difference(NamedTuple):
    """A field of two records: what each says, and whether only the one that goes says something."""

    name: str
    mine: Any
    other: Any

    @property
    def is_missing(self) -> bool:
        return _is_empty(self.other) and not _is_empty(self.mine)


def differences(entity: Entity, into: Entity) -> list[Difference]:
    """The fields in which the two differ, and which `into` may take over from `entity`."""
    fields = (Difference(name, getattr(entity, name), getattr(into, name)) for name in TAKEABLE)
    return [field for field in fields if field.mine != field.other and not _is_empty(field.mine)]


def missing(entity: Entity, into: Entity) -> list[str]:
    """The fields that only `entity` has: what a careful editor would have `into` take over."""
    return [field.name for field in differences(entity, into) if field.is_missing]


def below(entity: Entity) -> set[int]:
    """The ids of an entity and of all that is merged into it, directly or not."""
    found, ring = {entity.pk}, {entity.pk}
    while ring:
        merged = Entity.objects.filter(merged_into__in=ring).values_list("pk", flat=True)
        ring = set(merged) - found
        found |= ring
    return found


@transaction.atomic
def merge(
    entity: Entity, into: Entity, *, by: User, reason: str = "", take: Iterable[str] = ()
) -> Merge:
    """Let `entity` go on as `into`, which takes over the fields named in `take` and holds them.

    Doing it twice changes nothing. The caller composes what shows either of them anew.
    """
    require(by, Ability.MERGE)
    entity, into = held_alone(entity, into)
    if entity.merged_into_id == into.pk:
        return entity.merges.get(undone_at=None)
    _check(entity, into)
    taken = _take(into, {name: getattr(entity, name) for name in take}) if take else {}
    entity.merged_into = into
    entity.save(update_fields=["merged_into"])
    Entity.objects.filter(survivor=entity.pk).update(survivor=into)
    pair = (entity.pk, into.pk)
    Judgement.objects.filter(first__in=pair, second__in=pair).delete()
    Resemblance.objects.filter(first__in=pair, second__in=pair).delete()
    return Merge.objects.create(entity=entity, into=into, taken=taken, reason=reason, by=by)


@transaction.atomic
def unmerge(entity: Entity, *, by: User, reason: str = "") -> Merge:
    """Let a merged entity stand for itself again, with all that was merged into it before.

    What the other took over goes back, unless somebody has changed it since.
    """
    require(by, Ability.MERGE)
    decision = _standing(entity)
    entity, into = held_alone(entity, decision.into)
    decision = _standing(entity)
    entity.merged_into = None
    entity.save(update_fields=["merged_into"])
    Entity.objects.filter(pk__in=below(entity)).update(survivor=entity)
    Alias.objects.filter(entity__survivor=entity).update(compared_at=None)
    _give_back(into, decision.taken)
    decision.undone_by, decision.undone_at, decision.undone_why = by, timezone.now(), reason
    decision.save(update_fields=["undone_by", "undone_at", "undone_why"])
    return decision


def _standing(entity: Entity) -> Merge:
    decision = entity.merges.filter(undone_at=None).select_related("into").first()
    if decision is None:
        raise Refused(_("%(name)s is not merged into anything.") % {"name": entity})
    return decision


@transaction.atomic
def judge(one: Entity, other: Entity, verdict: str, *, by: User, reason: str = "") -> Judgement:
    """Keep the decision that two records are different, or that nobody can tell yet."""
    require(by, Ability.MERGE)
    one, other = held_alone(one, other)
    if one.survivor_id == other.survivor_id:
        raise Refused(
            _("%(one)s and %(other)s are merged: undo that first.") % {"one": one, "other": other}
        )
    first, second = sorted((one, other), key=lambda entity: entity.pk)
    if verdict == Judgement.Verdict.DIFFERENT:
        Resemblance.objects.filter(first=first, second=second).delete()
    judgement, _made = Judgement.objects.update_or_create(
        first=first, second=second, defaults={"verdict": verdict, "by": by, "reason": reason}
    )
    return judgement


def held_alone(one: Entity, other: Entity) -> tuple[Entity, Entity]:
    """Both as they are now, held for this transaction with all that survives as either.

    One such decision is made at a time: who survives as whom may not change while it is looked up.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('people.merging', 0))")
    ids = {one.pk, other.pk}
    survivors = Entity.objects.filter(pk__in=ids).values("survivor")
    tree = Entity.objects.filter(models.Q(pk__in=ids) | models.Q(survivor__in=survivors))
    held = {entity.pk: entity for entity in tree.order_by("pk").select_for_update()}
    return held[one.pk], held[other.pk]


def _check(entity: Entity, into: Entity) -> None:
    names = {"name": entity, "into": into}
    if entity.kind != into.kind:
        raise Refused(_("%(name)s and %(into)s are not of one kind.") % names)
    if entity.pk == into.pk or entity.survivor_id == into.survivor_id:
        raise Refused(_("%(name)s and %(into)s are one already.") % names)
    for one in (entity, into):
        if one.merged_into is not None:
            told = {"name": one, "other": one.merged_into}
            raise Refused(_("%(name)s is merged into %(other)s: choose that one.") % told)
    if into.status in (Status.REJECTED, Status.RETRACTED):
        raise Refused(_("%(into)s was refused: merge it into %(name)s instead.") % names)
    if entity.status == Status.PUBLISHED and into.status != Status.PUBLISHED:
        raise Refused(
            _("%(name)s is public and %(into)s is not: merge them the other way round.") % names
        )


def _take(into: Entity, values: Mapping[str, Any]) -> Taken:
    """Set fields of the survivor; what each was and is, as JSON values."""
    if unknown := set(values) - set(TAKEABLE):
        raise Refused(_("%(field)s cannot be taken over.") % {"field": ", ".join(sorted(unknown))})
    taken = {
        name: {
            "was": _plain(getattr(into, name)),
            "was_held": name in into.held,
            "is": _plain(value),
        }
        for name, value in values.items()
    }
    for name, value in values.items():
        setattr(into, name, value)
    into.hold(values)
    into.save(update_fields=[*values, "held"])
    return taken


def _give_back(into: Entity, taken: Taken) -> None:
    same = {name: told for name, told in taken.items() if _plain(getattr(into, name)) == told["is"]}
    for name, told in same.items():
        setattr(into, _column(name), told["was"])
    free = {name for name, told in same.items() if not told["was_held"]}
    into.held = [name for name in into.held if name not in free]
    if same:
        into.save(update_fields=[*same, "held"])


def _column(name: str) -> str:
    return cast("models.Field[Any, Any]", Entity._meta.get_field(name)).attname


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Entity) else value


def _is_empty(value: Any) -> bool:
    return value is None or value == ""

"""Whom a client means: by id, by slug, or by a name that somebody bears."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from rest_framework.exceptions import ValidationError

from events.ingestion.surroundings import context_of
from events.ingestion.told import KINDS_OF_ROLE
from events.models import Event
from people.actions import Newcomer, hold_names, hold_still, introduce_all
from people.likeness import SAME
from people.matching import Candidate, Sought, find_all
from people.models import Alias, Entity, Status
from people.names import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = (Status.REJECTED, Status.RETRACTED)
MOST_NAMED = 5

Told = Mapping[str, Any]
Reference = tuple[Told, tuple[str, ...]]
"""What a client tells of somebody, and the kinds of which it may be."""
Errors = dict[str, list[str]]


class Parties:
    """Whom references mean, however many, looked up together. For one transaction.

    The names are held until it ends, so that nobody else introduces them meanwhile.
    """

    def __init__(self, references: Iterable[Reference]) -> None:
        references = list(references)
        named = [(kind, told["name"]) for told, kinds in references if "name" in told
                 for kind in kinds]  # fmt: skip
        if named:
            hold_names(named)
        self._named: dict[tuple[str, str], list[Candidate]] = {}
        self._look_up(named)
        self._known = _known(told for told, _ in references)

    def hold(self) -> None:
        """Lock whoever may be meant, in one order, where many events are written at once."""
        borne = (one.entity.pk for found in self._named.values() for one in found[:1])
        hold_still([*borne, *(entity.pk for found in self._known.values() for entity in found)])

    def find(self, told: Told, kinds: tuple[str, ...]) -> Entity | Errors | None:
        """The entity of a reference; what is wrong with it; None where it is to be introduced."""
        if "name" in told:
            self._look_up((kind, told["name"]) for kind in kinds)
            return self._bearer(told, kinds)
        key = "id" if "id" in told else "slug"
        of_key = self._known[key, told[key]]
        found = next((entity for entity in of_key if entity.kind in kinds), None)
        if found is None:
            words = " or ".join(kinds)
            return {key: [f"There is no {words} with this {key}. Search for it, or give a name."]}
        if found.survivor.status in GONE:
            return {key: [f"“{found.survivor}” was refused before. Ask an editor to restore it."]}
        return found

    def introduce(self, newcomers: Sequence[Newcomer], *, by: User) -> list[Entity]:
        """New proposed records. Names that nobody bore for sure may mean one of them by now."""
        if not newcomers:
            return []
        self._named = {key: found for key, found in self._named.items() if _sure(found)}
        return introduce_all(newcomers, origin=Alias.Origin.EDITOR, by=by)

    def _look_up(self, named: Iterable[tuple[str, str]]) -> None:
        asked = [key for key in dict.fromkeys(named) if key not in self._named and fold(key[1])]
        if asked:
            found = find_all([Sought(kind, (name,)) for kind, name in asked], context_of)
            for key, candidates in zip(asked, found, strict=True):
                self._named[key] = [one for one in candidates if one.entity.status not in GONE]

    def _bearer(self, told: Told, kinds: tuple[str, ...]) -> Entity | Errors | None:
        name = told["name"]
        if not fold(name):
            return {"name": ["Not a name: it has no letter or digit. Write one as it is spelled."]}
        candidates = [one for kind in kinds for one in self._named[kind, name]]
        sure = _sure(candidates)
        if len(sure) == 1:
            return sure[0].entity
        if borne := [one for one in candidates if _bears(one.entity, name)]:
            return {"name": [f"“{name}” may be {_listed(borne)}. Give the id of who is meant."]}
        if told.get("new"):
            return None
        alike = f" There are {_listed(candidates)}." if candidates else ""
        message = (
            f"Nobody is known as “{name}”.{alike} Give an id, or write “new”: true to propose a "
            "new record."
        )
        return {"name": [message]}


def references(kind: str, told: Sequence[Told]) -> list[Reference]:
    """What a body tells of who took part, but for what cannot be meant."""
    return [(one, _kinds(one)) for one in told if not _role_error(kind, one)]


def participants(
    kind: str, told: Sequence[Told], *, by: User, parties: Parties | None = None
) -> list[tuple[str, Entity]]:
    """All pairs of role and entity; who is to be new is introduced. Call it in the deed."""
    errors: list[Errors] = [_role_error(kind, one) for one in told]
    if not any(errors):
        parties = parties or Parties(references(kind, told))
        found = [parties.find(one, _kinds(one)) for one in told]
        errors = [answer if isinstance(answer, dict) else {} for answer in found]
        if not any(errors):
            return _introduced(parties, told, found, by=by)
    raise ValidationError({"participants": errors})


def entity_of(told: Told, kinds: tuple[str, ...]) -> Entity | Errors | None:
    """As `Parties.find`, of a single reference."""
    return Parties([(told, kinds)]).find(told, kinds)


def _known(references: Iterable[Told]) -> Mapping[tuple[str, Any], list[Entity]]:
    """Whom the references name by id or slug, of any kind."""
    keys = {(key, told[key]) for told in references for key in ("id", "slug") if key in told}
    known: dict[tuple[str, Any], list[Entity]] = {key: [] for key in keys}
    if keys:
        ids, slugs = ([value for name, value in keys if name == key] for key in ("id", "slug"))
        named = Entity.objects.filter(Q(pk__in=ids) | Q(slug__in=slugs))
        for entity in named.select_related("survivor").order_by("pk"):
            for key in (("id", entity.pk), ("slug", entity.slug)):
                if key in known:
                    known[key].append(entity)
    return known


def _kinds(told: Told) -> tuple[str, ...]:
    return (told["kind"],) if "kind" in told else KINDS_OF_ROLE[told["role"]]


def _role_error(kind: str, told: Told) -> Errors:
    roles = [str(role) for role in Event.KINDS[kind].ROLES]
    if told["role"] not in roles:
        return {
            "role": [f"An event of kind {kind} has no such role. There are {', '.join(roles)}."]
        }
    kinds = KINDS_OF_ROLE[told["role"]]
    if told.get("kind", kinds[0]) not in kinds:
        return {"kind": [f"Who plays this role is no such kind. Write {' or '.join(kinds)}."]}
    return {}


def _sure(candidates: Iterable[Candidate]) -> list[Candidate]:
    return [one for one in candidates if one.likeness.score >= SAME]


def _bears(entity: Entity, name: str) -> bool:
    names = Alias.objects.filter(entity__survivor=entity.survivor_id, folded=fold(name))
    return names.exists()


def _listed(candidates: Collection[Candidate]) -> str:
    return ", ".join(
        f"{one.entity.pk} ({one.entity}, {one.entity.get_kind_display().lower()})"
        for one in list(candidates)[:MOST_NAMED]
    )


def _introduced(
    parties: Parties, told: Sequence[Told], found: Sequence[Any], *, by: User
) -> list[tuple[str, Entity]]:
    wanted = {
        (_kinds(one)[0], fold(one["name"])): Newcomer(_kinds(one)[0], one["name"])
        for one, entity in zip(told, found, strict=True)
        if entity is None
    }
    new = dict(zip(wanted, parties.introduce([*wanted.values()], by=by), strict=True))
    return [
        (one["role"], entity or new[_kinds(one)[0], fold(one["name"])])
        for one, entity in zip(told, found, strict=True)
    ]

"""Whom a client means: by id, by slug, or by a name that somebody bears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rest_framework.exceptions import ValidationError

from events.ingestion.surroundings import context_of
from events.ingestion.told import KINDS_OF_ROLE
from events.models import Event
from people.actions import Newcomer, hold_names, introduce_all
from people.likeness import SAME
from people.matching import Candidate, Sought, find_all
from people.models import Alias, Entity, Status
from people.names import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = (Status.REJECTED, Status.RETRACTED)
MOST_NAMED = 5

Told = Mapping[str, Any]


def participants(kind: str, told: Sequence[Told], *, by: User) -> list[tuple[str, Entity]]:
    """All pairs of role and entity; who is to be new is introduced. Call it in the deed."""
    errors: list[dict[str, list[str]]] = [_role_error(kind, one) for one in told]
    if not any(errors):
        hold_names((k, one["name"]) for one in told if "name" in one for k in _kinds(one))
        found = [_find(one) for one in told]
        errors = [answer if isinstance(answer, dict) else {} for answer in found]
        if not any(errors):
            return _introduced(told, found, by=by)
    raise ValidationError({"participants": errors})


def entity_of(told: Told, kinds: tuple[str, ...]) -> Entity | dict[str, list[str]] | None:
    """The entity of a reference; what is wrong with it; None where it is to be introduced."""
    if "name" in told:
        return _named(told, kinds)
    known = {"pk": told["id"]} if "id" in told else {"slug": told["slug"]}
    found = Entity.objects.filter(**known, kind__in=kinds).select_related("survivor").first()
    if found is None:
        key = next(iter({"id", "slug"} & told.keys()))
        words = " or ".join(kinds)
        return {key: [f"There is no {words} with this {key}. Search for it, or give a name."]}
    if found.survivor.status in GONE:
        return {"id": [f"“{found.survivor}” was refused before. Ask an editor to restore it."]}
    return found


def _kinds(told: Told) -> tuple[str, ...]:
    return (told["kind"],) if "kind" in told else KINDS_OF_ROLE[told["role"]]


def _role_error(kind: str, told: Told) -> dict[str, list[str]]:
    roles = [str(role) for role in Event.KINDS[kind].ROLES]
    if told["role"] not in roles:
        return {
            "role": [f"An event of kind {kind} has no such role. There are {', '.join(roles)}."]
        }
    kinds = KINDS_OF_ROLE[told["role"]]
    if told.get("kind", kinds[0]) not in kinds:
        return {"kind": [f"Who plays this role is no such kind. Write {' or '.join(kinds)}."]}
    return {}


def _find(told: Told) -> Entity | dict[str, list[str]] | None:
    return entity_of(told, _kinds(told))


def _named(told: Told, kinds: tuple[str, ...]) -> Entity | dict[str, list[str]] | None:
    name = told["name"]
    if not fold(name):
        return {"name": ["Not a name: it has no letter or digit. Write one as it is spelled."]}
    sought = [Sought(kind, (name,)) for kind in kinds]
    candidates = [one for found in find_all(sought, context_of) for one in found]
    candidates = [one for one in candidates if one.entity.status not in GONE]
    sure = [one for one in candidates if one.likeness.score >= SAME]
    if len(sure) == 1:
        return sure[0].entity
    if borne := [one for one in candidates if _bears(one.entity, name)]:
        return {"name": [f"“{name}” may be {_listed(borne)}. Give the id of who is meant."]}
    if told.get("new"):
        return None
    alike = f" There are {_listed(candidates)}." if candidates else ""
    message = (
        f"Nobody is known as “{name}”.{alike} Give an id, or write “new”: true to propose a new "
        "record."
    )
    return {"name": [message]}


def _bears(entity: Entity, name: str) -> bool:
    names = Alias.objects.filter(entity__survivor=entity.survivor_id, folded=fold(name))
    return names.exists()


def _listed(candidates: Sequence[Candidate]) -> str:
    return ", ".join(
        f"{one.entity.pk} ({one.entity}, {one.entity.get_kind_display().lower()})"
        for one in candidates[:MOST_NAMED]
    )


def _introduced(
    told: Sequence[Told], found: Sequence[Any], *, by: User
) -> list[tuple[str, Entity]]:
    wanted = {
        (_kinds(one)[0], fold(one["name"])): Newcomer(_kinds(one)[0], one["name"])
        for one, entity in zip(told, found, strict=True)
        if entity is None
    }
    made = introduce_all(list(wanted.values()), origin=Alias.Origin.EDITOR, by=by)
    new = dict(zip(wanted, made, strict=True))
    return [
        (one["role"], entity or new[_kinds(one)[0], fold(one["name"])])
        for one, entity in zip(told, found, strict=True)
    ]

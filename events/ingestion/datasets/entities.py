"""What rows say about entities: who is meant, and what is filled in where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from events.ingestion.datasets.reading import BY_WIKIDATA
from events.ingestion.resolve import Name, Resolver
from people import actions
from people.actions import Newcomer
from people.models import Alias, Entity, Status
from people.names import fold, has_han

FILLED = (
    "name_en", "name_zh", "sort_key", "description_en", "description_zh", "country", "website",
    "wikidata_id", "type", "developer_id", "parameters", "licence", "open_weights",
)  # fmt: skip
NAMES = ("name_en", "name_zh", "sort_key")
"""By these readers know whoever is public: a data set never changes them there."""


@dataclass
class Answers:
    """Whom the names of one row mean: those it gives a Wikidata id first, then as anybody would."""

    resolve: Resolver
    own: Mapping[tuple[str, str], Entity]
    by_wikidata: Mapping[str, Entity]

    def __call__(self, name: Name) -> Entity | None:
        if name.text.startswith(BY_WIKIDATA):
            return self.by_wikidata.get(name.text.removeprefix(BY_WIKIDATA))
        for kind in name.kinds:
            if entity := self.own.get((kind, fold(name.text))):
                return entity
        return self.resolve(name)


def known_by_wikidata(ids: Iterable[str]) -> dict[str, Entity]:
    """The survivors of those who bear these Wikidata ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    bearers = Entity.objects.filter(wikidata_id__in=wanted).select_related("survivor")
    found = {entity.wikidata_id: entity.survivor for entity in bearers.order_by("-pk")}
    held = actions.hold_still(entity.pk for entity in found.values())
    return {qid: held[entity.pk] for qid, entity in found.items()}


def identify(
    facts: Sequence[Sequence[Mapping[str, Any]]], resolve: Resolver, known: dict[str, Entity]
) -> list[Answers]:
    """Whom the entity facts of each row mean.

    A Wikidata id decides. Whom it does not find is who bears the name, unless that one has
    another id, or was found for one just now: then it is a namesake, and new.
    """
    taken: dict[int, str] = {}
    answers = []
    for of_row in facts:
        own: dict[tuple[str, str], Entity] = {}
        for fact in of_row:
            qid = fact.get("wikidata_id", "")
            if not qid:
                continue
            kind, name = fact["kind"], fact["name"]
            entity = known.get(qid) or resolve(Name(name, (kind,)))
            if entity is None:
                continue
            if qid not in known:
                others = taken.get(entity.pk) or entity.wikidata_id or qid
                if others != qid or entity.kind != kind:
                    newcomer = Newcomer(kind, name, "", tuple(fact.get("aliases", ())))
                    (entity,) = actions.introduce_all([newcomer], origin=Alias.Origin.DATASET)
                known[qid] = entity
            taken[entity.pk] = qid
            own[kind, fold(name)] = entity
        answers.append(Answers(resolve, own, known))
    return answers


def fill(facts: Sequence[Sequence[Mapping[str, Any]]], answers: Sequence[Answers]) -> int:
    """Write what rows say of entities where nothing stands and no person has decided.

    Returns how many were changed. Whoever is public keeps the names that it has.
    """
    changed: dict[int, Entity] = {}
    forms: list[tuple[Entity, str]] = []
    for of_row, answer in zip(facts, answers, strict=True):
        for fact in of_row:
            entity = answer(Name(fact["name"], (fact["kind"],)))
            if entity is None or entity.status not in (Status.PROPOSED, Status.PUBLISHED):
                continue
            entity = changed.get(entity.pk, entity)
            if _fill(entity, fact, answer):
                changed[entity.pk] = entity
            if entity.status == Status.PUBLISHED:
                continue
            forms += [(entity, form) for form in (fact.get("name_zh"), *fact.get("aliases", ()))]
    _save(list(changed.values()))
    _add_forms(forms)
    return len(changed)


def _fill(entity: Entity, fact: Mapping[str, Any], answer: Answers) -> bool:
    values = {name: value for name, value in fact.items() if name in FILLED and value is not None}
    if developer := fact.get("developer"):
        found = answer(Name(developer, (Entity.Kind.COMPANY,)))
        values["developer_id"] = found.pk if found else None
    name = "name_zh" if has_han(fact["name"]) else "name_en"
    values.setdefault(name, fact["name"][:200])
    if not str(values.get("website", "https://")).startswith(("http://", "https://")):
        values["website"] = f"https://{values['website']}"
    before = {name: getattr(entity, name) for name in FILLED}
    is_public = entity.status == Status.PUBLISHED
    for name, value in values.items():
        if is_public and name in NAMES:
            continue
        is_free = before[name] in (None, "") or (name == "type" and before[name] == "company")
        held = name.removesuffix("_id") if name == "developer_id" else name
        if is_free and held not in entity.held and value != entity.pk:
            setattr(entity, name, value)
    if not is_public:
        entity.derive()
    return any(getattr(entity, name) != before[name] for name in FILLED)


def _save(entities: Sequence[Entity]) -> None:
    """One statement however many; the history's triggers see each row."""
    if not entities:
        return
    columns = [[entity.pk for entity in entities]]
    columns += [[getattr(entity, name) for entity in entities] for name in FILLED]
    with connection.cursor() as cursor:
        cursor.execute(_SAVE, columns)


_TYPES = {"developer_id": "bigint", "parameters": "bigint", "open_weights": "boolean"}
_SAVE = """
    UPDATE people_entity SET updated_at = now(), {sets}
      FROM unnest(%s::bigint[], {arrays}) AS new (id, {names})
     WHERE people_entity.id = new.id
""".format(  # noqa: S608 - the columns are ours
    sets=", ".join(f"{name} = new.{name}" for name in FILLED),
    arrays=", ".join(f"%s::{_TYPES.get(name, 'text')}[]" for name in FILLED),
    names=", ".join(FILLED),
)


def _add_forms(forms: Iterable[tuple[Entity, str | None]]) -> None:
    wanted = {(entity.pk, form[:200]) for entity, form in forms if form and fold(form)}
    if not wanted:
        return
    aliases = [
        Alias(entity_id=pk, text=form, origin=Alias.Origin.DATASET) for pk, form in sorted(wanted)
    ]
    for alias in aliases:
        alias.derive()
    Alias.objects.bulk_create(aliases, ignore_conflicts=True)

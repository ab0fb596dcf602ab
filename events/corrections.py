"""What readers are told when an editor changes something that is published.

A correction is noted in the transaction of the change, from what readers saw before and see now:
so it cannot tell what was never public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from events.cards import date_data
from events.models import Card, Correction, Event
from events.models.event import OWN
from events.models.vocabulary import Role
from people.merging import TAKEABLE
from people.models import Affiliation, Entity

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Values = Mapping[str, Any]
"""What is public of a record, by field, in the form in which its card has it."""

PARTS = "role:"
"""Before the name of a role, which stands for those who play it."""

OF_EVENT = ("date", "certainty", "certainty_why", "note_en", "note_zh", *OWN)
OF_AFFILIATION = ("title", "former", "started", "ended")


def shown(record: Event | Entity | Affiliation) -> Values | None:
    """What readers see of a record now; None where they see nothing of it."""
    if not record.is_published:
        return None
    match record:
        case Event():
            return None if record.merged_into_id else dict(_event(record))
        case Entity():
            return None if record.merged_into_id else dict(_entity(record))
        case Affiliation():
            return dict(_affiliation(record))


def note(
    record: Event | Entity | Affiliation,
    before: Values | None,
    *,
    by: User,
    reason: str = "",
    kind: str = Correction.Kind.CORRECTED,
) -> Correction | None:
    """Tell readers what has become of a record of which they saw `before`, if it shows."""
    changes: list[dict[str, Any]] = []
    if kind == Correction.Kind.CORRECTED:
        after = shown(record)
        if before is None or after is None:
            return None
        changes = [
            {"field": name, "before": before.get(name), "after": after.get(name)}
            for name in dict.fromkeys([*before, *after])
            if before.get(name) != after.get(name)
        ]
        if not changes:
            return None
    subject = next(
        name
        for name, model in (("event", Event), ("entity", Entity), ("affiliation", Affiliation))
        if isinstance(record, model)
    )
    return Correction.objects.create(
        **{f"{subject}_id": record.pk}, kind=kind, changes=changes, reason=reason.strip(), by=by
    )


def _event(event: Event) -> Iterator[tuple[str, Any]]:
    data = Card.objects.values_list("data", flat=True).get(event=event)
    told = {
        **data,
        "note_en": data["note"]["en"],
        "note_zh": data["note"]["zh"],
        "certainty_why": event.certainty_why,
    }
    for name in OF_EVENT:
        if told.get(name) not in (None, ""):
            yield name, _without_rates(told[name])
    for role in Role:
        names = [party["name"] for party in data["participants"] if party["role"] == role]
        if names:
            yield f"{PARTS}{role}", names


def _without_rates(value: Any) -> Any:
    """A sum as it was told; what it is worth in dollars changes with the rates."""
    if isinstance(value, dict):
        return {name: part for name, part in value.items() if name != "usd"}
    return value


def _entity(entity: Entity) -> Iterator[tuple[str, Any]]:
    for name in TAKEABLE:
        value = getattr(entity, name)
        if isinstance(value, Entity):
            survivor = value.survivor
            if survivor.is_published:
                yield name, {"en": survivor.name_in("en"), "zh": survivor.name_in("zh")}
        elif value not in (None, ""):
            yield name, value


def _affiliation(affiliation: Affiliation) -> Iterator[tuple[str, Any]]:
    for side in ("person", "company"):
        survivor = getattr(affiliation, side).survivor
        yield side, {"en": survivor.name_in("en"), "zh": survivor.name_in("zh")}
    for name in OF_AFFILIATION:
        value = getattr(affiliation, name)
        if name in ("started", "ended"):
            value = value and date_data(value)
        if value not in (None, ""):
            yield name, value

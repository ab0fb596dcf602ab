"""What editors change in a person, a company or an AI model: one deed, its cards composed anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from events import cards, corrections
from events.actions import deed
from people import actions as people
from people.actions import Refused
from people.models import Entity
from people.names import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAMES = ("name_en", "name_zh")


def correct_entity(
    entity: Entity, changes: Mapping[str, Any], *, by: User, public_reason: str = ""
) -> Entity:
    """Set fields of an entity and hold them; `alias` adds one more form of its name.

    Readers of a public one are told what was corrected, with the public reason.
    """
    changes = dict(changes)
    alias = changes.pop("alias", "")
    with deed(by, "correct", public_reason=public_reason):
        entity = Entity.objects.select_for_update().get(pk=entity.pk)
        people.require_to_change(entity, by=by)
        if alias and not fold(alias):
            raise Refused(_("This is no name: it has no letter or digit."))
        before = corrections.shown(entity)
        if names := {name: changes.pop(name) for name in NAMES if name in changes}:
            told = {name: names.get(name, getattr(entity, name)) for name in NAMES}
            entity = people.rename(entity, **told, by=by)
        if changes:
            for name, value in changes.items():
                setattr(entity, name, value)
            entity.hold(changes)
            entity.save(update_fields={*changes, "held"})
        if alias:
            people.add_alias(entity, alias)
        cards.compose_of(entity.survivor)
        corrections.note(entity, before, by=by, reason=public_reason)
        return entity

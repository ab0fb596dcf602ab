"""Who takes part, as one cell tells it: `company: 智谱; lead: company/hongshan`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.admin.names import kinds_of, offers
from events.models import Event
from events.models.vocabulary import Role
from people.actions import LONGEST_NAME, Newcomer, hold_names, introduce_all
from people.likeness import SAME
from people.models import Alias, Entity
from people.names import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NEW = "new/"
"""What stands before a name that is to be a new record though others are called much like it."""
MOST_NAMED = 4


class Party(NamedTuple):
    role: str
    text: str
    """`kind/slug`, a slug, or a name in any spelling that is known."""


class PartiesField(forms.CharField):
    """Roles and who plays them, several parted by semicolons."""

    def to_python(self, value: Any) -> tuple[Party, ...]:  # type: ignore[override] # a field makes what it likes
        text = (super().to_python(value) or "").replace("；", ";").replace("：", ":")
        return tuple(_party(part.strip()) for part in text.split(";") if part.strip())


def _party(text: str) -> Party:
    word, colon, who = (part.strip() for part in text.partition(":"))
    if not (colon and who):
        raise ValidationError(
            _("“%(text)s” is no role with a name: write company: 智谱, several parted by “;”."),
            params={"text": text},
        )
    if len(who) > LONGEST_NAME:
        raise ValidationError(_("This name is too long."))
    labels = {str(role.label).casefold(): str(role) for role in Role}
    return Party(labels.get(word.casefold(), word.lower()), who)


def parties_of(event: Event) -> str:
    """Who takes part, as it would be typed."""
    return "; ".join(f"{part.role}: {address(part.survivor)}" for part in _parts(event))


def _parts(event: Event) -> Iterable[Any]:
    return sorted(event.participations.all(), key=lambda part: part.pk)


def address(entity: Entity) -> str:
    """What names an entity without doubt in a cell."""
    return f"{entity.kind}/{entity.slug}"


class Found(NamedTuple):
    participants: list[tuple[str, Entity]]
    new: list[Entity]


def found(parties: Sequence[Party], *, by: User, column: str = "participants") -> Found:
    """Everybody who is meant; who is new is introduced. Raises ValidationError for all others.

    Call it in a deed. Companies are found first, since a person is known by their company.
    Without a column, what is wrong is told of a column that is called as the role.
    """
    hold_names((kind, one.text) for one in parties for kind in kinds_of(one.role))
    meant: dict[Party, Entity | Newcomer] = {}
    problems: dict[str, list[ValidationError]] = defaultdict(list)
    ties: list[str] = []
    for one in sorted(parties, key=lambda one: "person" in kinds_of(one.role)):
        try:
            who = meant[one] = _meant(one, ties)
        except ValidationError as problem:
            problems[column or one.role].append(problem)
        else:
            ties += [str(who.pk)] if isinstance(who, Entity) and who.kind == "company" else []
    if problems:
        raise ValidationError({**problems})
    wanted = {
        (who.kind, fold(who.name)): who for who in meant.values() if isinstance(who, Newcomer)
    }
    made = introduce_all(list(wanted.values()), origin=Alias.Origin.EDITOR, by=by)
    new = dict(zip(wanted, made, strict=True))
    return Found(
        [
            (one.role, new[who.kind, fold(who.name)] if isinstance(who, Newcomer) else who)
            for one in parties
            for who in [meant[one]]
        ],
        made,
    )


def check_roles(kind: str, parties: Iterable[Party]) -> None:
    roles = [str(role) for role in Event.KINDS[kind].ROLES]
    if wrong := [one.role for one in parties if one.role not in roles]:
        words = _("There is no role “%(role)s” in an event of kind %(kind)s: write %(roles)s.")
        told = {"role": wrong[0], "kind": kind, "roles": ", ".join(roles)}
        raise ValidationError({"participants": ValidationError(words, params=told)})


def _meant(party: Party, ties: Collection[str]) -> Entity | Newcomer:
    kinds, text = kinds_of(party.role), party.text
    kind, slash, slug = text.partition("/")
    if slash and kind in Entity.Kind.values:
        return _at(kind, slug, kinds)
    is_new = text.startswith(NEW)
    name = text.removeprefix(NEW).strip()
    known = Entity.objects.filter(slug=name, kind__in=kinds).values_list("survivor", flat=True)[:2]
    if len(known) == 1:
        return Entity.objects.get(pk=known[0])
    if not fold(name):
        raise ValidationError(
            _("“%(name)s” is not a name: it has no letter or digit."), params={"name": name}
        )
    offered = offers(party.role, name, ties)
    sure = [offer.entity for offer in offered if (offer.score or 0) >= SAME]
    if len(sure) == 1:
        return sure[0]
    if offered and not is_new:
        shown = ", ".join(f"{address(o.entity)} ({o.entity})" for o in offered[:MOST_NAMED])
        raise ValidationError(
            _("“%(name)s” may be %(shown)s. Write which, or new/%(name)s for a new record."),
            params={"name": name, "shown": shown},
        )
    return Newcomer(kinds[0], name)


def _at(kind: str, slug: str, kinds: Collection[str]) -> Entity:
    entity = Entity.objects.filter(kind=kind, slug=slug).first()
    if entity is None:
        raise ValidationError(
            _("There is no %(address)s: write the last part of its address, or its name."),
            params={"address": f"{kind}/{slug}"},
        )
    if kind not in kinds:
        raise ValidationError(
            _("%(address)s cannot play this role: that takes a %(kinds)s."),
            params={"address": f"{kind}/{slug}", "kinds": " / ".join(kinds)},
        )
    return Entity.objects.get(pk=entity.survivor_id)

"""What is done to entities: each in one transaction, safe to repeat."""

from __future__ import annotations

import functools
import itertools
import operator
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from people import refusals
from people.bulk import insert_all
from people.models import Alias, Curated, Entity, Status
from people.names import fold, language_of, slug_of
from people.removed import removed_among
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_NAME = 200

Refused = refusals.Refused


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to introduce: shown by name and, in the other language, by its translation.

    It is known by its aliases too.
    """

    kind: str
    name: str
    translation: str = ""
    aliases: tuple[str, ...] = ()
    company_type: str = ""

    @property
    def forms(self) -> list[str]:
        """All forms of its name, each once."""
        forms = (form.strip()[:LONGEST_NAME] for form in self._names)
        return list(dict.fromkeys(form for form in forms if fold(form)))

    @property
    def _names(self) -> tuple[str, ...]:
        return (self.name, self.translation, *self.aliases)

    def entity(self) -> Entity:
        """Its row, not written and without a slug. A name without a letter or digit is refused."""
        if not fold(self.name):
            raise Refused(
                _("“%(name)s” is not a name: it has no letter or digit.") % {"name": self.name}
            )
        name, translation = (text.strip()[:LONGEST_NAME] for text in self._names[:2])
        names = {language_of(translation): translation, language_of(name): name}
        is_company = self.kind == Entity.Kind.COMPANY
        made: Entity = Entity.KINDS[self.kind](
            name_en=names.get("en", ""),
            name_zh=names.get("zh", ""),
            **({"type": self.company_type} if self.company_type and is_company else {}),
        )
        made.derive()
        return made


def introduce(
    kind: str,
    name: str,
    *,
    translation: str = "",
    aliases: Iterable[str] = (),
    origin: str = Alias.Origin.ARTICLE,
    company_type: str = "",
) -> Entity:
    """A new proposed entity: see `Newcomer`."""
    newcomer = Newcomer(kind, name, translation, tuple(aliases), company_type)
    return introduce_all([newcomer], origin=origin)[0]


def introduce_all(
    newcomers: Sequence[Newcomer],
    *,
    origin: str = Alias.Origin.ARTICLE,
    by: User | None = None,
) -> list[Entity]:
    """New proposed entities in the order of the newcomers, however many in a few statements.

    `by` is nobody when a machine found them.

    Whether somebody is known already is for the caller to ask, see `people.matching`.
    """
    require(by, Ability.PROPOSE)
    entities = [newcomer.entity() for newcomer in newcomers]
    _refuse_removed(
        [form for one in newcomers if one.kind == Entity.Kind.PERSON for form in one.forms]
    )
    for entity in entities:
        entity.proposed_by = by
    aliases = [
        Alias(entity=entity, text=form, origin=origin)
        for entity, newcomer in zip(entities, newcomers, strict=True)
        for form in newcomer.forms
    ]
    for alias in aliases:
        alias.derive()
    with transaction.atomic(savepoint=False):
        _save_with_free_slugs(entities)
        insert_all(aliases)
    return entities


def _save_with_free_slugs(entities: list[Entity]) -> None:
    """Save under slugs of their names, chosen anew where another takes one at the same moment."""
    while True:
        _choose_slugs(entities)
        try:
            with transaction.atomic():
                insert_all(entities)
        except IntegrityError:
            if not _taken((entity.kind, entity.slug) for entity in entities):
                raise
        else:
            return


def _choose_slugs(entities: list[Entity]) -> None:
    """The slug of each name or, where another has it, with the next free number behind it."""
    wishes = [(entity.kind, slug_of(entity.name_en or entity.name_zh)) for entity in entities]
    wished = Counter(wishes)
    taken = _taken(wished)
    if contested := {wish for wish in wished if wish in taken or wished[wish] > 1}:
        numbered = (models.Q(kind=kind, slug__startswith=f"{slug}-") for kind, slug in contested)
        others = Entity.objects.filter(functools.reduce(operator.or_, numbered))
        taken |= set(others.values_list("kind", "slug"))
    for entity, (kind, wish) in zip(entities, wishes, strict=True):
        slugs = (wish if number == 1 else f"{wish}-{number}" for number in itertools.count(1))
        entity.slug = next(slug for slug in slugs if (kind, slug) not in taken)
        taken.add((kind, entity.slug))


def _taken(slugs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these slugs, each of a kind, that somebody has."""
    wanted = set(slugs)
    same = Entity.objects.filter(slug__in={slug for _, slug in wanted})
    return wanted & set(same.values_list("kind", "slug"))


def _refuse_removed(names: Iterable[str]) -> None:
    """Nobody is introduced, or known anew, under a name that was removed."""
    if removed_among(names):
        raise Refused(_("This name was removed on the person's request: it is not taken up again."))


def add_alias(entity: Entity, text: str, *, origin: str = Alias.Origin.EDITOR) -> Alias | None:
    """Let an entity be known by one more form of its name; None where the form is no name."""
    text = text.strip()[:LONGEST_NAME]
    if not fold(text):
        return None
    if entity.kind == Entity.Kind.PERSON:
        _refuse_removed([text])
    alias, __ = Alias.objects.get_or_create(entity=entity, text=text, defaults={"origin": origin})
    return alias


def add_aliases(names: Iterable[tuple[Entity, str]], *, origin: str = Alias.Origin.ARTICLE) -> None:
    """Let entities be known by further forms of their names; those that they have are no news."""
    wanted = {(entity.pk, text.strip()[:LONGEST_NAME]): entity for entity, text in names}
    known = Alias.objects.filter(entity__in={pk for pk, _ in wanted})
    missing = set(wanted) - set(known.values_list("entity", "text"))
    aliases = [
        Alias(entity=wanted[key], text=key[1], origin=origin)
        for key in sorted(missing)
        if fold(key[1])
    ]
    for alias in aliases:
        alias.derive()
    Alias.objects.bulk_create(aliases, ignore_conflicts=True)


def require_to_change(record: Curated, *, by: User | None) -> None:
    """Refuse a change of a record to whoever may not make it: see `Curated`."""
    if by is not None:
        require(by, record.ability_to_change(by))


@transaction.atomic
def rename(
    entity: Entity, *, name_en: str = "", name_zh: str = "", by: User | None = None
) -> Entity:
    """Show an entity under other names and hold them; its old names stay its aliases.

    The caller recomposes what shows the entity: `events.cards.compose_of`.
    """
    entity = Entity.objects.select_for_update().get(pk=entity.pk)
    require_to_change(entity, by=by)
    if not (fold(name_en) or fold(name_zh)):
        raise Refused(_("Give an English or a Chinese name."))
    entity.name_en, entity.name_zh = name_en.strip(), name_zh.strip()
    entity.hold(["name_en", "name_zh"])
    entity.save(update_fields=["name_en", "name_zh", "held"])
    for name in (name_en, name_zh):
        add_alias(entity, name)
    return entity


def publish(entities: Iterable[Entity]) -> None:
    """Make proposed entities public, as the events that name them become public."""
    for entity in Entity.objects.filter(
        pk__in=[entity.pk for entity in entities], status=Status.PROPOSED
    ).order_by("pk"):
        entity.status = Status.PUBLISHED
        entity.save(update_fields=["status"])


def hold_still(entities: Iterable[int], *, to_publish: bool = False) -> dict[int, Entity]:
    """Lock entities against renaming and merging until the transaction ends; as they are then.

    Whoever writes an event does this, in id order, before reading the names it will show; who
    may publish the entities as well takes the stronger lock at once, lest two wait for each other.
    """
    lock = "NO KEY UPDATE" if to_publish else "SHARE"
    held = Entity.objects.raw(
        f"SELECT * FROM people_entity WHERE id = ANY(%s) ORDER BY id FOR {lock}",  # noqa: S608
        [sorted(set(entities))],
    )
    return {entity.pk: entity for entity in held}


def hold_names(kind_and_names: Iterable[tuple[str, str]]) -> None:
    """Let one transaction at a time look up and introduce these names."""
    keys = {f"{kind}:{folded}" for kind, name in kind_and_names if (folded := fold(name))}
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_NAMES, [list(keys)])


_HOLD_NAMES = """
SELECT pg_advisory_xact_lock(lock) FROM (
    SELECT DISTINCT hashtextextended(key, 0) AS lock FROM unnest(%s::text[]) AS key ORDER BY 1
) AS locks
"""

"""What is done to entities: each in one transaction, safe to repeat."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from people.models import Alias, Entity, Status
from people.names import fold, language_of, slug_of

LONGEST_NAME = 200


class Refused(Exception):
    """The action cannot be done; the message says why and what to do instead."""


@transaction.atomic
def introduce(
    kind: str,
    name: str,
    *,
    translation: str = "",
    aliases: Iterable[str] = (),
    origin: str = Alias.Origin.ARTICLE,
    company_type: str = "",
) -> Entity:
    """A new proposed entity, shown by its name and, in the other language, by its translation.

    It is known by its aliases too. A name without a letter or digit is refused.
    """
    if not fold(name):
        raise Refused(_("“%(name)s” is not a name: it has no letter or digit.") % {"name": name})
    name, translation = name.strip()[:LONGEST_NAME], translation.strip()[:LONGEST_NAME]
    names = {language_of(translation): translation, language_of(name): name}
    names = {"en": "", "zh": ""} | names
    forms = list(filter(None, (name, translation, *aliases)))
    model = Entity.KINDS[kind]
    values = {"type": company_type} if company_type and kind == Entity.Kind.COMPANY else {}
    entity = _with_free_slug(
        model(name_en=names["en"], name_zh=names["zh"], **values),
        slug_of(names["en"] or names["zh"]),
    )
    for form in forms:
        add_alias(entity, form, origin=origin)
    return entity


def _with_free_slug(entity: Entity, wish: str) -> Entity:
    """Save under the wished slug or, where another has it, with the next free number behind it."""
    taken = set(
        Entity.objects.filter(kind=entity.kind, slug__startswith=wish).values_list(
            "slug", flat=True
        )
    )
    number = 1
    while True:
        entity.slug = wish if number == 1 else f"{wish}-{number}"
        number += 1
        if entity.slug in taken:
            continue
        try:
            with transaction.atomic():
                entity.save()
        except IntegrityError:
            if not Entity.objects.filter(kind=entity.kind, slug=entity.slug).exists():
                raise
        else:
            return entity


def add_alias(entity: Entity, text: str, *, origin: str = Alias.Origin.EDITOR) -> Alias | None:
    """Let an entity be known by one more form of its name; None where the form is no name."""
    text = text.strip()[:LONGEST_NAME]
    if not fold(text):
        return None
    alias, __ = Alias.objects.get_or_create(entity=entity, text=text, defaults={"origin": origin})
    return alias


@transaction.atomic
def rename(entity: Entity, *, name_en: str = "", name_zh: str = "") -> Entity:
    """Show an entity under other names and hold them; its old names stay its aliases.

    The caller recomposes what shows the entity: `events.cards.compose_of`.
    """
    entity = Entity.objects.select_for_update().get(pk=entity.pk)
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


def hold_still(entities: Iterable[int], *, to_publish: bool = False) -> None:
    """Lock entities against renaming and merging until the transaction ends.

    Whoever writes an event does this, in id order, before reading the names it will show; who
    may publish the entities as well takes the stronger lock at once, lest two wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_TO_PUBLISH if to_publish else _HOLD, [sorted(set(entities))])


_HOLD = "SELECT id FROM people_entity WHERE id = ANY(%s) ORDER BY id FOR SHARE"
_HOLD_TO_PUBLISH = "SELECT id FROM people_entity WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"


def hold_names(kind_and_names: Iterable[tuple[str, str]]) -> None:
    """Let one transaction at a time look up and introduce these names."""
    keys = sorted({f"{kind}:{folded}" for kind, name in kind_and_names if (folded := fold(name))})
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])

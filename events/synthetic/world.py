"""Who takes part in what never happened: as many names as are wanted, in both languages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from events.models import Model, Source
from events.models.vocabulary import Role
from people.models import Alias, Company, Entity, Person, Status
from people.names import sort_key

SEED = 20231114
BATCH = 1000
EVENTS_OF_ONE_COMPANY = 0.02
"""The part of all roles that the first company plays."""

LATIN = "ba ce di fo gu ha ki lo mu ne pi ro sa te vu wa xi yo za ren".split()
CHINESE = "潮海云山光明星火天河智元思维长风青木知行若水安宁方圆启航"
SUFFIXES = {"company": ("AI", "科技"), "person": ("Li", "先生"), "model": ("LM", "大模型")}
KINDS_OF_ROLE = {Role.PERSON: "person", Role.SPEAKER: "person", Role.MODEL: "model"}


def english_name(number: int) -> str:
    return _spelled(number, LATIN).capitalize()


def chinese_name(number: int) -> str:
    return _spelled(number, CHINESE)


def _spelled(number: int, syllables: Sequence[str]) -> str:
    """The number in digits of our own, at least two: another name for each number."""
    digits: list[str] = []
    while number or len(digits) < 2:
        number, digit = divmod(number, len(syllables))
        digits.append(syllables[digit])
    return "".join(digits)


@dataclass
class World:
    """Who can take part, and the die."""

    entities: dict[str, list[Entity]]
    source: Source
    die: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311

    @classmethod
    def of(cls, events: int) -> World:
        source, _ = Source.objects.get_or_create(name="Generated for benchmarks")
        first = Entity.objects.order_by("pk").values_list("pk", flat=True).last() or 0
        world = cls({}, source)
        for model, part in ((Company, 50), (Person, 10), (Model, 50)):
            world.entities[model.KIND] = _make_entities(model, max(20, events // part), first)
        return world

    def pick(self, role: Role) -> Entity:
        kind = KINDS_OF_ROLE.get(role, "company")
        if kind == "company" and self.die.random() < EVENTS_OF_ONE_COMPANY:
            return self.entities[kind][0]
        return self.die.choice(self.entities[kind])


def _make_entities(model: type[Entity], count: int, first: int) -> list[Entity]:
    english, chinese = SUFFIXES[model.KIND]
    made: list[Entity] = []
    for number in range(first, first + count):
        entity = model(
            slug=f"generated-{number}",
            name_en=f"{english_name(number)} {english}",
            name_zh=f"{chinese_name(number)}{chinese}",
            status=Status.PUBLISHED,
            **({"type": "company"} if model is Company else {}),
        )
        entity.sort_key = sort_key(entity.name_zh)
        made.append(entity)
    Entity.objects.bulk_create(made, batch_size=BATCH)
    aliases = [
        Alias(entity=entity, text=text, language=language, origin="dataset")
        for entity in made
        for language, text in (("en", entity.name_en), ("zh", entity.name_zh))
    ]
    for alias in aliases:
        alias.derive()
    Alias.objects.bulk_create(aliases, batch_size=BATCH)
    return made

import factory

from events.models import Model
from people.models import Affiliation, Alias, Company, Entity, Person
from tests.factories.base import Made, RecordFactory


def name(entity: Entity, create: bool, more: list[str] | None) -> None:
    for text in filter(None, dict.fromkeys((entity.name_en, entity.name_zh, *(more or ())))):
        AliasFactory(entity=entity, text=text)


class EntityFactory(RecordFactory[Made]):
    """An entity that is known by the name it is shown under."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"entity-{number}")
    names = factory.PostGeneration(name)


class PersonFactory(EntityFactory[Person]):
    class Meta:
        model = Person

    name_en = factory.Sequence(lambda number: f"Person {number}")


class CompanyFactory(EntityFactory[Company]):
    class Meta:
        model = Company

    name_en = factory.Sequence(lambda number: f"Company {number}")


class ModelFactory(EntityFactory[Model]):
    class Meta:
        model = Model

    name_en = factory.Sequence(lambda number: f"Model-{number}")


class AliasFactory(RecordFactory[Alias]):
    class Meta:
        model = Alias

    entity = factory.SubFactory(CompanyFactory)
    text = factory.Sequence(lambda number: f"Alias {number}")


class AffiliationFactory(RecordFactory[Affiliation]):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    company = factory.SubFactory(CompanyFactory)

import factory

from events.models import Model
from people.models import Affiliation, Alias, Company, Person


class EntityFactory(factory.django.DjangoModelFactory):
    """An entity that is known by the name it is shown under."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"entity-{number}")

    @factory.post_generation
    def names(self, create, extracted, **kwargs):
        for text in filter(None, dict.fromkeys((self.name_en, self.name_zh, *(extracted or ())))):
            AliasFactory(entity=self, text=text)


class PersonFactory(EntityFactory):
    class Meta:
        model = Person

    name_en = factory.Sequence(lambda number: f"Person {number}")


class CompanyFactory(EntityFactory):
    class Meta:
        model = Company

    name_en = factory.Sequence(lambda number: f"Company {number}")


class ModelFactory(EntityFactory):
    class Meta:
        model = Model

    name_en = factory.Sequence(lambda number: f"Model-{number}")


class AliasFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Alias

    entity = factory.SubFactory(CompanyFactory)
    text = factory.Sequence(lambda number: f"Alias {number}")


class AffiliationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    company = factory.SubFactory(CompanyFactory)

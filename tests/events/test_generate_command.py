"""manage.py generate: the invented record that benchmarks are run on."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q

from events import cards
from events.models import Card, Event, Evidence
from events.models.vocabulary import Kind
from people.models import Alias, Entity
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


def generate(*arguments: str) -> None:
    call_command("generate", *arguments, stdout=StringIO())


def test_generate_invents_events_of_all_kinds_with_all_that_belongs_to_them(client):
    generate("--events", "150")

    events = list(Event.objects.published().with_parts())
    assert len(events) == 150
    assert {event.kind for event in events} == set(Kind)
    assert all(event.participations.all() for event in events)
    assert all(event.evidence.all() for event in events)
    composed = dict(Card.objects.values_list("event", "data"))
    cards.compose(composed)
    assert dict(Card.objects.values_list("event", "data")) == composed
    assert {proof.article.language for proof in Evidence.objects.all()} == {"en", "zh"}
    assert not Entity.objects.filter(Q(name_en="") | Q(name_zh="") | Q(aliases=None)).exists()
    assert client.get("/zh/").status_code == 200
    assert len(client.get("/api/v1/events/?page_size=50").json()["results"]) == 50


def test_generate_invents_the_same_each_time():
    told = []
    for _ in range(2):
        generate("--events", "40")
        told.append(
            [
                (event.kind, event.date, event.amount, event.title)
                for event in Event.objects.order_by("pk")
            ]
        )
        Event.objects.all().delete()

    assert told[0] == told[1]


def test_generate_gives_every_entity_names_of_its_own():
    generate("--events", "400")

    names = list(Alias.objects.values_list("entity__kind", "folded"))
    assert len(set(names)) == len(names)


def test_generate_refuses_a_database_that_has_events_unless_forced():
    EventFactory()

    with pytest.raises(CommandError, match=r"Point DATABASE_URL at an empty one, or add --force"):
        generate("--events", "20")
    assert Event.objects.count() == 1

    generate("--events", "20", "--force")
    assert Event.objects.count() == 21


@pytest.mark.parametrize("number", ["0", "-5", "many", "许多"])
def test_generate_refuses_a_number_that_is_none(number):
    with pytest.raises(CommandError, match="is no number of events: write it as 50000"):
        generate("--events", number)

"""`manage.py starter_sources`: a list to choose from."""

import json

import pytest
from django.core.management import call_command

from events.ingestion.addresses import canonical
from events.management.commands.starter_sources import STARTERS
from events.models import Source, Watch
from tests.factories.events import SourceFactory

pytestmark = pytest.mark.django_db


def test_the_list_is_added_once_and_nothing_of_it_is_followed(capsys):
    call_command("starter_sources")
    call_command("starter_sources")

    assert Source.objects.count() >= 40
    assert not Source.objects.filter(enabled=True).exists()
    assert not Watch.objects.exists()
    assert "0 sources added" in capsys.readouterr().out


def test_what_an_editor_has_made_of_a_source_stays():
    mine = SourceFactory(name="量子位", address="https://www.qbitai.com/", enabled=True)
    SourceFactory(name="OpenAI", address="https://openai.com/news/rss.xml")

    call_command("starter_sources")

    mine.refresh_from_db()
    assert mine.enabled
    assert Source.objects.filter(name="量子位").count() == 1
    assert Source.objects.filter(address="https://openai.com/news/rss.xml").count() == 1


@pytest.mark.parametrize(
    "starter", json.loads(STARTERS.read_text("utf-8")), ids=lambda starter: starter["address"]
)
def test_every_starter_is_a_source_that_could_be_followed(starter):
    source = Source(**starter)

    source.full_clean()
    assert source.kind in Source.FOLLOWED
    assert source.trust in {"official", "press", "blog"}
    assert source.language in {"en", "zh"}
    assert canonical(source.address) == source.address
    assert bool(source.link_pattern) == (source.kind == Source.Kind.LISTING)

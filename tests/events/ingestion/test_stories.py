"""What the sample articles tell over time: rumours, denials, corrections, and namesakes."""

import pytest

from events.claims import Why, choose, claims_of
from events.contradictions import look_for_contradictions
from events.ingestion.record import record
from events.models import Contradiction, Event, Source
from events.proofs import case_of, with_evidence
from people.models import Person
from tests.events.ingestion.test_order import articles

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """Records the sample articles of one topic, as their outlets and days tell them."""

    def tell(*topics):
        for article, facts, topic, outlet in articles_named():
            if any(word in topic for word in topics):
                article.source, _made = Source.objects.get_or_create(name=outlet)
                article.save()
                record(article, facts, extractor="test", version="1")

    return tell


def articles_named():
    from tests.evaluation.samples import samples

    here = [one for one in samples("tuning") if one.path.parent.name == "articles"]
    for (article, facts), sample in zip(articles(), here, strict=True):
        page = sample.path.read_bytes().decode("utf-8", "replace")
        outlet = page.partition('og:site_name" content="')[2].partition('"')[0]
        yield article, facts, sample.path.stem, outlet or sample.path.stem


def the_event(**values):
    return Event.objects.prefetch_related(with_evidence()).get(kind="funding", **values)


def test_a_rumour_is_followed_to_its_confirmation_and_its_sum_with_it(story):
    story("scale")

    event = the_event()
    assert [proof.moved_to for proof in case_of(event).proofs] == [
        "rumoured", "reported", "confirmed",
    ]  # fmt: skip
    assert (event.certainty, str(event.when), event.amount.low) == (
        "confirmed", "2025-06-12", 14_300_000_000,
    )  # fmt: skip


def test_a_rumour_that_is_denied_is_one_denied_event(story):
    story("deepseek-stake", "deepseek-denial")

    assert the_event().certainty == "denied"


def test_two_amounts_of_one_round_are_a_contradiction_for_editors(story):
    story("chengfan")

    event = the_event()
    look_for_contradictions()
    assert Contradiction.objects.get().event_id == event.pk
    assert event.amount.low == 200_000_000


def test_a_correction_by_the_outlet_itself_takes_the_place_of_its_first_word(story):
    story("larkmoor")

    event = the_event()
    claims = claims_of(event.evidence.all(), ["amount"])["amount"]
    assert (event.amount.low, choose(claims).why) == (24_000_000, Why.CORRECTED)
    look_for_contradictions()
    assert not Contradiction.objects.exists()


@pytest.mark.parametrize(
    ("topics", "name"), [(("chengfan", "yunlan"), "陈璐"), (("larkmoor", "fenwick"), "Sarah Lin")]
)
def test_two_people_of_one_name_at_two_companies_stay_two(story, topics, name):
    story(*topics)

    assert Person.objects.filter(aliases__text=name).distinct().count() == 2

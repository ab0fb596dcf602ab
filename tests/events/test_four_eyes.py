"""Where the site asks for four eyes, nobody publishes alone what he wrote by hand."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from events import actions
from events.models import Event
from people.actions import Refused
from people.models import Affiliation
from people.roles import Role
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EvidenceFactory,
    MemberFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _four_eyes(settings):
    settings.FOUR_EYES = True


@pytest.fixture
def chen(db):
    return MemberFactory(username="chen", role=Role.EDITOR)


@pytest.fixture
def li(db):
    return MemberFactory(username="li", role=Role.EDITOR)


def proposal():
    return event_of(
        ("company", CompanyFactory(name_zh="月之暗面")), kind="founding", status="proposed",
        quote="月之暗面成立",
    )  # fmt: skip


def by_hand(by):
    """An event that somebody wrote down himself, with its proof."""
    event = actions.create_event(
        "founding",
        {
            "when": proposal().when,
            "certainty": "confirmed",
            "participants": [("company", CompanyFactory())],
        },
        by=by,
    )
    article = ArticleFactory(text="智谱成立于2019年。")
    actions.add_evidence(event, article=article, quote="智谱成立", certainty="confirmed", by=by)
    return event


def test_what_a_machine_proposed_is_published_by_anyone_who_may(chen):
    assert actions.accept_event(proposal(), by=chen).is_published


def test_whoever_proposed_an_event_cannot_publish_it(chen, li):
    event = by_hand(chen)
    with pytest.raises(Refused, match="somebody else") as refused:
        actions.accept_event(event, by=chen)
    assert "li" in str(refused.value)
    assert not Event.objects.get(pk=event.pk).is_published
    assert actions.accept_event(event, by=li).is_published


def test_whoever_corrected_it_last_cannot_publish_it(chen, li):
    event = proposal()
    actions.correct_event(event, {"note_zh": "据报道"}, by=chen)
    with pytest.raises(Refused, match="somebody else"):
        actions.accept_event(event, by=chen)
    actions.correct_event(event, {"note_zh": "据媒体报道"}, by=li)
    with pytest.raises(Refused, match="somebody else"):
        actions.accept_event(event, by=li)
    assert actions.accept_event(event, by=chen).is_published


def test_a_refusal_says_when_nobody_else_may(chen):
    MemberFactory(username="wang", role=Role.CONTRIBUTOR)
    MemberFactory(username="gone", role=Role.EDITOR, is_active=False)
    with pytest.raises(Refused, match="an administrator can give"):
        actions.accept_event(by_hand(chen), by=chen)


def test_affiliations_are_held_to_it_too(chen, li):
    post = Affiliation(person=PersonFactory(), company=CompanyFactory(), title="首席科学家")
    actions.write_affiliation(post, ["person", "company", "title"], by=chen)
    EvidenceFactory(event=None, affiliation=post)
    with pytest.raises(Refused, match="somebody else"):
        actions.accept_affiliation(post, by=chen)
    assert actions.accept_affiliation(post, by=li).is_published

    found = AffiliationFactory()
    EvidenceFactory(event=None, affiliation=found)
    found.title = "首席技术官"
    actions.write_affiliation(found, ["title"], by=li)
    with pytest.raises(Refused, match="somebody else"):
        actions.accept_affiliation(found, by=li)


def test_a_site_that_does_not_ask_for_it_is_not_held_to_it(chen, settings):
    settings.FOUR_EYES = False
    assert actions.accept_event(by_hand(chen), by=chen).is_published


@pytest.mark.django_db(transaction=True)
def test_a_correction_under_way_is_waited_for():
    """In two windows at once: either the fact was published as it stood, or not at all."""
    chen = MemberFactory(role=Role.EDITOR)
    MemberFactory(role=Role.EDITOR)
    for _round in range(5):
        event, start = proposal(), Barrier(2)

        def correct(event=event, start=start):
            try:
                start.wait()
                actions.correct_event(event, {"note_zh": "据报道"}, by=chen)
            finally:
                connection.close()

        def accept(event=event, start=start):
            try:
                start.wait()
                return actions.accept_event(event, by=chen).note_zh
            except Refused:
                return "refused"
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            correcting, accepting = pool.submit(correct), pool.submit(accept)
            correcting.result()
            outcome = accepting.result()
        assert outcome in ("", "refused")
        assert Event.objects.get(pk=event.pk).is_published == (outcome == "")

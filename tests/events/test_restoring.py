"""Versions are put back whole: row, participants and evidence, whatever was edited since."""

import random
from decimal import Decimal

import pytest

from events import actions, joining, restoring
from events.invariants import check
from events.merging import merge_entities
from events.models import Correction, Event, Review
from people.actions import Refused
from people.dates import PartialDate
from people.models import Affiliation, Entity, Status
from people.money import Qualifier, Sum
from people.restoring import FOLLOWS
from people.roles import NotAllowed
from people.versions import ENTITY, SOURCE, Stamp, values_of
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    PersonFactory,
    SourceFactory,
    event_of,
)

pytestmark = pytest.mark.django_db

CERTAINTIES = ("rumoured", "reported", "confirmed")


@pytest.fixture
def editor():
    return EditorFactory(username="chen")


def now(record, tracked=restoring.EVENT):
    return Stamp.now(record, tracked)


def state_of(record, tracked):
    """All that a version tells, and the card; but what is held, which grows only."""
    stamp = now(record, tracked)
    rows = [
        sorted(
            values_of(row, leave=FOLLOWS | {"held", "updated_at"}).items()
            for row in table.at(record, newest)
        )
        for table, newest in zip(tracked, stamp.newest, strict=True)
    ]
    if isinstance(record, Event):
        rows.append(Event.objects.get(pk=record.pk).card.data)
    return rows


def edit(event, editor, chance):
    """Something that an editor does to an event."""
    match chance.randrange(6):
        case 0:
            day = f"20{chance.randrange(10, 26)}-0{chance.randrange(1, 10)}"
            actions.correct_event(event, {"when": PartialDate.parse(day)}, by=editor)
        case 1:
            amount = Sum.told(
                Decimal(chance.randrange(1, 10**6)), "CNY", Qualifier.ABOUT, "约数万元"
            )
            actions.correct_event(event, {"amount": amount}, by=editor)
        case 2:
            actions.correct_event(event, {"note_zh": f"说明{chance.random()}"}, by=editor)
        case 3:
            parties = [
                ("company", CompanyFactory(name_zh=f"公司{chance.random()}")) for _ in range(2)
            ]
            actions.correct_event(event, {"participants": parties}, by=editor)
        case 4:
            article = ArticleFactory(text=f"据报道，交易已经完成{chance.random()}。")
            word = chance.choice(CERTAINTIES)
            actions.add_evidence(
                event, article=article, quote=article.text, certainty=word, by=editor
            )
        case 5:
            word = chance.choice(CERTAINTIES)
            changes = {"certainty": word, "certainty_why": "公告"}
            actions.correct_event(event, changes, by=editor)


@pytest.mark.parametrize("seed", range(4))
def test_each_version_of_an_event_is_put_back_whole(editor, seed):
    chance = random.Random(seed)
    event = event_of(("company", CompanyFactory(name_zh="智谱")), quote="智谱完成融资。")
    versions = [(now(event), state_of(event, restoring.EVENT))]
    for _ in range(8):
        edit(event, editor, chance)
        versions.append((now(event), state_of(event, restoring.EVENT)))
    chance.shuffle(versions)

    for stamp, state in versions:
        restoring.restore_event(event, stamp, by=editor)
        assert state_of(event, restoring.EVENT) == state


@pytest.mark.parametrize("seed", range(3))
def test_each_version_of_an_entity_is_put_back_with_its_names(editor, seed):
    chance = random.Random(seed)
    company = CompanyFactory(name_en="Zhipu AI", name_zh="智谱", names=["GLM"])
    event = event_of(("company", company))
    versions = [(now(company, ENTITY), state_of(company, ENTITY))]
    for number in range(6):
        entity = Entity.objects.get(pk=company.pk)
        entity.description_zh = f"第{number}句"
        entity.country = chance.choice(["CN", "US", ""])
        entity.save()
        if chance.random() < 0.5:
            entity.aliases.create(text=f"别名{number}")
        else:
            entity.aliases.all()[0].delete()
        versions.append((now(company, ENTITY), state_of(company, ENTITY)))
    chance.shuffle(versions)

    for stamp, state in versions:
        restoring.restore_entity(company, stamp, by=editor)
        assert state_of(company, ENTITY) == state
    assert Event.objects.get(pk=event.pk).card.data["participants"][0]["name"]["zh"] == "智谱"


def test_what_a_restoring_sets_is_held_and_what_was_held_stays_so(editor):
    event = event_of(("company", CompanyFactory()), note_zh="原来")
    stamp = now(event)
    actions.correct_event(event, {"note_zh": "后来", "note_en": "later"}, by=editor)

    event = restoring.restore_event(event, stamp, by=editor)

    assert (event.note_zh, event.note_en) == ("原来", "")
    assert event.held == ["note_en", "note_zh"]


def test_a_restoring_is_itself_a_decision_and_told_to_readers(editor):
    event = event_of(("company", CompanyFactory()), note_zh="原来")
    stamp = now(event)
    actions.correct_event(event, {"note_zh": "后来"}, by=editor)

    restoring.restore_event(event, stamp, by=editor, public_reason="原文更可靠")

    assert event.reviews.first().verdict == Review.Verdict.RESTORED
    told = Correction.objects.get(reason="原文更可靠")
    assert (told.kind, told.reason) == ("corrected", "原文更可靠")
    assert told.changes == [{"field": "note_zh", "before": "后来", "after": "原来"}]


def test_restoring_what_is_so_already_tells_readers_nothing(editor):
    event = event_of(("company", CompanyFactory()))

    restoring.restore_event(event, now(event), by=editor)

    assert not Correction.objects.exists()


def test_the_certainty_follows_the_evidence_that_is_put_back(editor):
    event = event_of(("company", CompanyFactory()))
    stamp = now(event)
    article = ArticleFactory(text="公司公告称交易已完成。")
    actions.add_evidence(
        event, article=article, quote=article.text, certainty="confirmed", by=editor
    )
    assert Event.objects.get(pk=event.pk).certainty == "confirmed"

    assert restoring.restore_event(event, stamp, by=editor).certainty == "reported"
    assert event.evidence.count() == 1


def test_what_is_public_stays_so_when_a_proposed_version_is_restored(editor):
    event = event_of(("company", CompanyFactory()), status=Status.PROPOSED)
    stamp = now(event)
    actions.accept_event(event, by=editor)

    assert restoring.restore_event(event, stamp, by=editor).status == Status.PUBLISHED


def test_a_retracted_event_comes_back_by_restoring_and_readers_are_told(editor):
    event = event_of(("company", CompanyFactory()))
    stamp = now(event)
    actions.retract_event(event, by=editor, reason="公司更正了公告")

    restored = restoring.restore_event(event, stamp, by=editor, public_reason="核实无误")

    assert restored.is_published
    assert Correction.objects.get(reason="核实无误").kind == Correction.Kind.RESTORED


def test_a_version_without_evidence_cannot_be_made_public_again(editor):
    company = CompanyFactory()
    event = event_of(("company", company), status=Status.PROPOSED)
    proof = event.evidence.get()
    event.evidence.all().delete()
    bare = now(event)
    EvidenceFactory(event=event, article=proof.article)
    actions.accept_event(event, by=editor)

    with pytest.raises(Refused, match="no evidence"):
        restoring.restore_event(event, bare, by=editor)
    assert event.evidence.exists()


def test_a_merged_event_is_not_restored(editor):
    company = CompanyFactory()
    event, into = event_of(("company", company)), event_of(("company", company))
    stamp = now(event)
    joining.merge_events(event, into, by=editor)

    with pytest.raises(Refused, match=f"event {into.pk}: undo the merge first"):
        restoring.restore_event(event, stamp, by=editor)


def test_evidence_that_proves_another_event_now_is_not_taken_from_it(editor):
    company = CompanyFactory()
    event = event_of(("company", company))
    EvidenceFactory(event=event)
    stamp = now(event)
    joining.split_event(event, [event.evidence.last()], by=editor, reason="另一轮融资")

    with pytest.raises(Refused, match="belongs to another record"):
        restoring.restore_event(event, stamp, by=editor)


def test_a_participant_who_was_refused_since_keeps_a_public_version_from_coming_back(editor):
    rejected = CompanyFactory(name_en="Refused Capital")
    event = event_of(("company", CompanyFactory()), ("investor", rejected))
    stamp = now(event)
    parts = [("company", event.participations.get(role="company").entity)]
    actions.correct_event(event, {"participants": parts}, by=editor)
    Entity.objects.filter(pk=rejected.pk).update(status=Status.REJECTED)

    with pytest.raises(Refused, match="Refused Capital"):
        restoring.restore_event(event, stamp, by=editor)
    assert event.participations.count() == 1


def test_a_participant_merged_since_comes_back_as_the_one_it_went_on_as(editor):
    old, new = CompanyFactory(name_en="Old Name"), CompanyFactory(name_en="New Name")
    event = event_of(("company", CompanyFactory()), ("investor", old))
    event_of(("company", new))
    stamp = now(event)
    parts = [("company", event.participations.get(role="company").entity)]
    actions.correct_event(event, {"participants": parts}, by=editor)
    merge_entities(old, new, by=editor)

    restoring.restore_event(event, stamp, by=editor)

    card = Event.objects.get(pk=event.pk).card.data
    assert [one["name"]["en"] for one in card["participants"] if one["role"] == "investor"] == [
        "New Name"
    ]


def test_a_merged_entity_is_not_restored(editor):
    old, new = CompanyFactory(name_en="Old"), CompanyFactory(name_en="New")
    stamp = now(old, ENTITY)
    merge_entities(old, new, by=editor)

    with pytest.raises(Refused, match="Old is merged into New"):
        restoring.restore_entity(old, stamp, by=editor)


def test_an_affiliation_is_put_back_unless_another_one_says_the_same_meanwhile(editor):
    affiliation = AffiliationFactory(person=PersonFactory(name_zh="李沐"), title="首席科学家")
    stamp = now(affiliation, restoring.AFFILIATION)
    Affiliation.objects.filter(pk=affiliation.pk).update(title="顾问")

    assert restoring.restore_affiliation(affiliation, stamp, by=editor).title == "首席科学家"

    Affiliation.objects.filter(pk=affiliation.pk).update(title="顾问")
    AffiliationFactory(person=affiliation.person, company=affiliation.company, title="首席科学家")
    with pytest.raises(Refused, match="another record has taken its place"):
        restoring.restore_affiliation(affiliation, stamp, by=editor)


def test_a_source_is_put_back(editor):
    source = SourceFactory(name="晚点")
    stamp = now(source, SOURCE)
    source.name = "晚点 LatePost"
    source.save()

    assert restoring.restore_source(source, stamp, by=editor).name == "晚点"


def test_who_may_not_correct_does_not_restore():
    event = event_of(("company", CompanyFactory()))

    with pytest.raises(NotAllowed):
        restoring.restore_event(event, now(event), by=EditorFactory(is_superuser=False))


@pytest.mark.django_db(transaction=True)
def test_nothing_that_must_hold_is_broken_by_a_restoring(editor):
    chance = random.Random(7)
    event = event_of(("company", CompanyFactory()), status=Status.PROPOSED)
    actions.accept_event(event, by=editor)
    stamp = now(event)
    for _ in range(6):
        edit(event, editor, chance)
    restoring.restore_event(event, stamp, by=editor)

    broken = {finding.invariant.name for finding in check() if finding.count}
    assert broken <= {"nothing-is-lost"}  # the articles of these tests were never read

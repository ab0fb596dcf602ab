"""Each role before each action: a table of who may what."""

import importlib
import inspect
import pkgutil

import pytest
from allauth.core.context import request_context
from django.test import RequestFactory
from pghistory.models import Context

import events
import people
import tracker
from events import (
    actions,
    cases,
    contradictions,
    decisions,
    joining,
    merging,
    queue,
    restoring,
    rules,
    sources,
    suggestions,
    undoing,
)
from events.collections import actions as collections
from events.entities import correct_entity
from events.following import subscriptions
from events.ingestion import pipeline, reextract, reread
from events.ingestion.datasets import importing
from events.ingestion.datasets.mappings import mapping_named
from events.models import (
    Article,
    Case,
    Collection,
    Contradiction,
    QueueItem,
    Review,
    Rule,
    Subscription,
    Suggestion,
    Webhook,
)
from events.models.source import Extractor
from events.proposing import (
    propose_affiliation,
    propose_entity,
    propose_event,
    write_proposal,
)
from events.removal import remove_person
from events.webhooks import actions as webhooks
from people import accounts, versions
from people import actions as entities
from people import merging as people_merging
from people.models import Affiliation
from people.roles import Ability, NotAllowed, Role
from people.versions import Stamp
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    MemberFactory,
    PersonFactory,
    SourceFactory,
    event_of,
)
from tracker.accounts.actions import revoke_token
from tracker.accounts.invitations import password_link
from tracker.accounts.models import ApiToken

pytestmark = pytest.mark.django_db
A = Ability


def proposed(**values):
    return event_of(("company", CompanyFactory()), status="proposed", **values)


def published(**values):
    return event_of(("company", CompanyFactory()), status="published", **values)


def affiliation(**values):
    post = AffiliationFactory(**values)
    EvidenceFactory(event=None, affiliation=post)
    return post


def merged_entity():
    one, other = CompanyFactory(), CompanyFactory()
    people_merging.merge(one, other, by=EditorFactory())
    return one


def merged_event():
    one, other = proposed(), proposed()
    joining.merge_events(one, other, by=EditorFactory())
    return one


def token():
    return ApiToken.objects.create(MemberFactory(), name="脚本", scopes=["read"])[0]


def webhook():
    return Webhook.objects.create(owner=MemberFactory(), address="https://receiver.example/")


def rule(by):
    new = Rule(name="官方消息", reason="来源可靠", kinds=["founding"], confidence=0.9)
    return rules.write(new, by=by)


def link(by):
    with request_context(RequestFactory().get("/")):
        password_link(MemberFactory(), by=by)


def undo(by):
    actions.accept_event(proposed(), by=EditorFactory())
    Review.objects.update(by=by)  # as if it had been allowed
    undoing.undo(Review.objects.get(), by=by)


def suggestion():
    return Suggestion.objects.create(
        page="/", wrong="日期错了", language="zh", seed="种子", token_hash="a", said_hash="b"
    )


def collection(by=None, **told):
    new = Collection(slug="authors", title_zh="论文作者", introduction_zh="他们在哪里。", **told)
    return collections.write(new, by=by or EditorFactory())


def publish_collection(by):
    new = collection()
    new.members.create(entity=PersonFactory(status="published"))
    collections.publish(new, by=by)


def subscription():
    return Subscription.objects.create(
        email="li@example.org", page="/", language="zh", seed="种子", token_hash="a", said_hash="b"
    )


def split(by):
    event = proposed()
    EvidenceFactory(event=event)
    joining.split_event(event, event.evidence.all()[:1], by=by, reason="两件事")


def create(by):
    told = {"when": proposed().when, "certainty": "reported"}
    parts = [("company", CompanyFactory())]
    return actions.create_event("founding", {**told, "participants": parts}, by=by)


def propose(by, *, action=propose_event):
    told = {"when": proposed().when, "participants": [("company", CompanyFactory())]}
    proof = (ArticleFactory(text="月之暗面成立。"), "月之暗面成立", "confirmed")
    return action("founding", told, [proof], by=by)


def prove(event, by):
    article = ArticleFactory(text="月之暗面成立。")
    actions.add_evidence(event, article=article, quote="月之暗面", certainty="reported", by=by)


def prove_post(affiliation, by):
    article = ArticleFactory(text="月之暗面成立。")
    actions.prove_affiliation(
        affiliation, article=article, quote="月之暗面", certainty="reported", by=by
    )


def case(kind="correction", person=None):
    return Case.objects.create(
        kind=kind, entity=person, said="请更正。", seed="1" * 64, token_hash="0" * 64
    )


def post(by):
    new = Affiliation(person=PersonFactory(), company=CompanyFactory(), title="首席科学家")
    return actions.write_affiliation(new, ["title"], by=by)


def propose_post(by):
    new = Affiliation(person=PersonFactory(), company=CompanyFactory(), title="首席科学家")
    proof = (ArticleFactory(text="月之暗面成立。"), "月之暗面", "reported")
    return propose_affiliation(new, ["title"], [proof], by=by)


def correct(event, by):
    actions.correct_event(event, {"note_zh": "据报道"}, by=by)


def restore(action, record, tracked, by):
    action(record, Stamp.now(record, tracked), by=by)


def read_again(article, by):
    with pytest.raises(reread.NoPage):
        reread.reread(article, by=by)


def data_set():
    handed_in = importing.hand_in(
        "公司,人数\n月之暗面,10\n".encode(), mapping_named("layoffs"), file_name="裁员.csv"
    )
    handed_in.save()
    return handed_in


TABLE = {
    "events.actions.create_event": (A.PROPOSE, create),
    "events.actions.correct_event": (A.PUBLISH, lambda by: correct(proposed(), by)),
    "events.actions.correct_event, one's own": (A.PROPOSE, lambda by: correct(create(by), by)),
    "events.actions.correct_event, published": (A.CORRECT, lambda by: correct(published(), by)),
    "events.actions.add_evidence": (A.PROPOSE, lambda by: prove(proposed(), by)),
    "events.actions.add_evidence, published": (A.CORRECT, lambda by: prove(published(), by)),
    "events.actions.accept_event": (A.PUBLISH, lambda by: actions.accept_event(proposed(), by=by)),
    "events.actions.reject_event": (
        A.PUBLISH,
        lambda by: actions.reject_event(proposed(), by=by, reason="重复"),
    ),
    "events.actions.retract_event": (
        A.CORRECT,
        lambda by: actions.retract_event(published(), by=by, reason="撤稿"),
    ),
    "events.actions.write_affiliation": (A.PROPOSE, post),
    "events.actions.write_affiliation, one's own": (
        A.PROPOSE,
        lambda by: actions.write_affiliation(post(by), ["title"], by=by),
    ),
    "events.actions.write_affiliation, another's": (
        A.PUBLISH,
        lambda by: actions.write_affiliation(affiliation(), ["title"], by=by),
    ),
    "events.actions.retract_affiliation": (
        A.CORRECT,
        lambda by: actions.retract_affiliation(
            AffiliationFactory(status="published"), by=by, reason="撤稿"
        ),
    ),
    "events.actions.accept_affiliation": (
        A.PUBLISH,
        lambda by: actions.accept_affiliation(affiliation(), by=by),
    ),
    "events.actions.reject_affiliation": (
        A.PUBLISH,
        lambda by: actions.reject_affiliation(affiliation(), by=by, reason="重复"),
    ),
    "events.contradictions.let_stand": (
        A.PUBLISH,
        lambda by: contradictions.let_stand(Contradiction.objects.all(), by=by),
    ),
    "events.decisions.carry_out": (A.PUBLISH, lambda by: decisions.carry_out([], by=by)),
    "events.queue.hold": (A.PUBLISH, lambda by: queue.hold(ArticleFactory().pk, by=by)),
    "events.queue.hold_next": (
        A.PUBLISH,
        lambda by: queue.hold_next(QueueItem.objects.all(), by=by),
    ),
    "events.suggestions.take_up": (A.PUBLISH, lambda by: suggestions.take_up(suggestion(), by=by)),
    "events.suggestions.done": (
        A.PUBLISH,
        lambda by: suggestions.done(suggestion(), correction="/", by=by),
    ),
    "events.suggestions.decline": (
        A.PUBLISH,
        lambda by: suggestions.decline(suggestion(), reason="无据", by=by),
    ),
    "events.restoring.restore_event": (
        A.CORRECT,
        lambda by: restore(restoring.restore_event, published(), restoring.EVENT, by),
    ),
    "events.restoring.restore_affiliation": (
        A.PUBLISH,
        lambda by: restore(restoring.restore_affiliation, affiliation(), restoring.AFFILIATION, by),
    ),
    "events.restoring.restore_entity": (
        A.PUBLISH,
        lambda by: restore(
            restoring.restore_entity, CompanyFactory(status="proposed"), versions.ENTITY, by
        ),
    ),
    "events.restoring.restore_source": (
        A.SOURCES,
        lambda by: restore(restoring.restore_source, SourceFactory(), versions.SOURCE, by),
    ),
    "events.joining.merge_events": (
        A.MERGE,
        lambda by: joining.merge_events(proposed(), proposed(), by=by),
    ),
    "events.joining.unmerge_event": (
        A.MERGE,
        lambda by: joining.unmerge_event(merged_event(), by=by),
    ),
    "events.joining.keep_apart": (
        A.MERGE,
        lambda by: joining.keep_apart(proposed(), proposed(), by=by),
    ),
    "events.joining.split_event": (A.MERGE, split),
    "events.merging.merge_entities": (
        A.MERGE,
        lambda by: merging.merge_entities(CompanyFactory(), CompanyFactory(), by=by),
    ),
    "events.merging.unmerge_entity": (
        A.MERGE,
        lambda by: merging.unmerge_entity(merged_entity(), by=by),
    ),
    "people.merging.merge": (
        A.MERGE,
        lambda by: people_merging.merge(CompanyFactory(), CompanyFactory(), by=by),
    ),
    "people.merging.unmerge": (A.MERGE, lambda by: people_merging.unmerge(merged_entity(), by=by)),
    "people.merging.judge": (
        A.MERGE,
        lambda by: people_merging.judge(CompanyFactory(), CompanyFactory(), "different", by=by),
    ),
    "people.actions.introduce_all": (
        A.PROPOSE,
        lambda by: entities.introduce_all([entities.Newcomer("company", "月之暗面")], by=by),
    ),
    "people.actions.rename": (
        A.PUBLISH,
        lambda by: entities.rename(CompanyFactory(status="proposed"), name_zh="智谱", by=by),
    ),
    "people.actions.rename, published": (
        A.CORRECT,
        lambda by: entities.rename(CompanyFactory(status="published"), name_zh="智谱", by=by),
    ),
    "events.actions.prove_affiliation": (A.PROPOSE, lambda by: prove_post(affiliation(), by)),
    "events.entities.correct_entity": (
        A.PUBLISH,
        lambda by: correct_entity(CompanyFactory(status="proposed"), {"country": "CN"}, by=by),
    ),
    "events.entities.correct_entity, published": (
        A.CORRECT,
        lambda by: correct_entity(CompanyFactory(status="published"), {"country": "CN"}, by=by),
    ),
    "events.cases.note": (A.CASES, lambda by: cases.note(case(), "核对了身份", by=by)),
    "events.cases.concern": (A.CASES, lambda by: cases.concern(case(), PersonFactory(), by=by)),
    "events.cases.grant": (A.CASES, lambda by: cases.grant(case(), reason="已更正", by=by)),
    "events.cases.refuse": (A.CASES, lambda by: cases.refuse(case(), reason="无据", by=by)),
    "events.cases.decide": (
        A.CASES,
        lambda by: cases.decide(case(), "refused", reason="无据", by=by),
    ),
    "events.removal.remove_person": (
        A.CASES,
        lambda by: remove_person(case("removal", PersonFactory()), reason="本人要求", by=by),
    ),
    "events.collections.actions.write": (A.PUBLISH, collection),
    "events.collections.actions.set_members": (
        A.PUBLISH,
        lambda by: collections.set_members(collection(), [], by=by),
    ),
    "events.collections.actions.publish": (A.PUBLISH, publish_collection),
    "events.collections.actions.withdraw": (
        A.PUBLISH,
        lambda by: collections.withdraw(collection(), by=by),
    ),
    "events.collections.actions.delete": (
        A.PUBLISH,
        lambda by: collections.delete(collection(), by=by),
    ),
    "events.following.subscriptions.erase": (
        A.ADMINISTER,
        lambda by: subscriptions.erase(subscription(), by=by),
    ),
    "events.undoing.undo": (A.PUBLISH, undo),
    "events.proposing.propose_event": (A.PROPOSE, propose),
    "events.proposing.write_proposal": (
        A.PROPOSE,
        lambda by: propose(by, action=write_proposal),
    ),
    "events.proposing.propose_affiliation": (A.PROPOSE, propose_post),
    "events.proposing.propose_entity": (
        A.PROPOSE,
        lambda by: propose_entity("company", ["月之暗面"], {"country": "CN"}, by=by),
    ),
    "events.rules.write": (A.RULES, rule),
    "events.rules.switch": (
        A.RULES,
        lambda by: rules.switch(rule(EditorFactory()), on=True, by=by),
    ),
    "tracker.accounts.invitations.password_link": (
        A.ADMINISTER,
        link,
    ),
    "tracker.accounts.actions.revoke_token": (
        A.ADMINISTER,
        lambda by: revoke_token(token(), by=by),
    ),
    "people.accounts.give": (
        A.ADMINISTER,
        lambda by: accounts.give(MemberFactory(), Role.EDITOR, by=by),
    ),
    "people.accounts.set_active": (
        A.ADMINISTER,
        lambda by: accounts.set_active(MemberFactory(), False, by=by),
    ),
    "events.webhooks.actions.ask_for_test": (
        A.ADMINISTER,
        lambda by: webhooks.ask_for_test(webhook(), by=by),
    ),
    "events.webhooks.actions.enable": (A.ADMINISTER, lambda by: webhooks.enable(webhook(), by=by)),
    "events.webhooks.actions.disable": (
        A.ADMINISTER,
        lambda by: webhooks.disable(webhook(), by=by),
    ),
    "events.sources.follow": (
        A.SOURCES,
        lambda by: sources.follow(SourceFactory(kind="feed", address="https://a.example/"), by=by),
    ),
    "events.sources.pause": (A.SOURCES, lambda by: sources.pause(SourceFactory(), by=by)),
    "events.sources.resume": (A.SOURCES, lambda by: sources.resume(SourceFactory(), by=by)),
    "events.sources.poll_now": (
        A.SOURCES,
        lambda by: sources.poll_now(
            SourceFactory(kind="feed", address="https://a.example/"), by=by
        ),
    ),
    "events.ingestion.datasets.importing.start": (
        A.SOURCES,
        lambda by: importing.start(data_set(), by=by),
    ),
    "events.ingestion.datasets.importing.cancel": (
        A.SOURCES,
        lambda by: importing.cancel(data_set(), by=by),
    ),
    "events.ingestion.pipeline.retry": (
        A.SOURCES,
        lambda by: pipeline.retry(ArticleFactory(), by=by),
    ),
    "events.ingestion.pipeline.read_again": (
        A.SOURCES,
        lambda by: pipeline.read_again(ArticleFactory(), Extractor.MODEL, by=by),
    ),
    "events.ingestion.reextract.reextract": (
        A.SOURCES,
        lambda by: reextract.reextract(ArticleFactory(state=Article.State.RECORDED), by=by),
    ),
    "events.ingestion.reread.reread": (
        A.SOURCES,
        lambda by: read_again(ArticleFactory(text=""), by),
    ),
}
"""Every action with somebody's name to it: what it takes, and a way to do it."""

UNASKED = {
    "people.actions.require_to_change",
    "people.roles.require",
    "events.actions.deed",
    "events.actions.decided",
    "events.corrections.note",
    "events.four_eyes.require_other_eyes",
    "events.collections.examples.make_example",
    "events.queue.held_elsewhere",
    "events.queue.release",
    "events.statistics.reading.statistics",  # by month or by kind, and not by whom
    "events.saved_filters.keep",
    "events.saved_filters.rename",
    "events.saved_filters.forget",
    "events.webhooks.actions.subscribe",
    "events.webhooks.actions.change",
    "events.webhooks.actions.rotate",
    "events.webhooks.actions.unsubscribe",
    "tracker.accounts.actions.make_token",
    "tracker.accounts.actions.renew_token",
}
"""What the actions are made of, what everyone does with what is his own, and
what is done by actions that are asked."""

DOORS = (".admin", ".api", ".management", ".migrations", ".extraction")


def test_the_table_has_every_action():
    found = set()
    for package in (people, events, tracker):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if any(f"{door}." in f"{module.name}." for door in DOORS):
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                is_ours = inspect.isfunction(value) and value.__module__ == module.name
                if is_ours and name[0] != "_" and "by" in inspect.signature(value).parameters:
                    found.add(f"{module.name}.{name}")
    assert found - UNASKED == {name.partition(",")[0] for name in TABLE}


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("name", TABLE)
def test_an_action_is_done_for_whoever_may_and_refused_to_others(name, role):
    ability, act = TABLE[name]
    member = MemberFactory(role=role)
    if role is not None and ability in role.abilities:
        act(member)
        return
    with pytest.raises(NotAllowed):
        act(member)
    assert not Context.objects.filter(metadata__user=member.pk).exists(), "the history has a deed"

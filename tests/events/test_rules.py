"""Rules that publish by themselves: what they fit, what they leave to people, and only once."""

import threading

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection

from events import actions, rules
from events.ingestion import pipeline
from events.models import Article, Contradiction, Event, Review, Rule, RuleMatch, RuleSource
from people.accounts import give
from people.models import Company, Resemblance, Status
from people.refusals import Refused
from people.roles import Role
from tests.events.ingestion.test_pipeline import TEXT, arrived
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    SourceFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return EditorFactory(username="主编")


def rule_of(author, *, on=True, sources=(), **values):
    told = {"name": "通讯社融资", "reason": "半年来没有错过", "kinds": ["funding"]}
    rule = Rule(**{**told, "confidence": 0.9, "sampled": 0, **values})
    rules.write(rule, by=author)
    for source in sources:
        RuleSource.objects.create(rule=rule, source=source)
    return rules.switch(rule, on=on, by=author)


def fact(*, confidence=0.95, article=None, company=None, **values):
    """A proposed funding event of a company that is public."""
    company = company or CompanyFactory(status=Status.PUBLISHED)
    event = event_of(("company", company), status=Status.PROPOSED, article=article, **values)
    event.evidence.update(confidence=confidence)
    return event


def told_by(source, text=TEXT, **values):
    """An article of this source that has arrived and is not read yet."""
    article = arrived(text, **values)
    article.source = source
    article.save()
    return article


def status_of(event):
    return Event.objects.get(pk=event.pk).status


# -- what it publishes


def test_what_a_rule_fits_is_published_under_the_name_of_the_rule(author):
    rule, event = rule_of(author), fact()

    assert rules.publish_by_rules() == 1

    assert status_of(event) == Status.PUBLISHED
    review = event.reviews.get()
    assert (review.by, review.rule, review.author) == (None, rule, "通讯社融资")
    assert event.rule_match.outcome == RuleMatch.Outcome.PUBLISHED
    version = event.versions.latest("pgh_id")
    assert version.pgh_context.metadata == {"action": "accept", "rule": "通讯社融资"}


def test_an_article_is_looked_at_as_soon_as_it_is_recorded(author):
    rule = rule_of(author, confidence=0, known_only=False)

    article = pipeline.run(told_by(SourceFactory()).pk)

    event = Event.objects.get(kind="funding")
    assert article.state == Article.State.RECORDED
    assert (event.status, event.reviews.get().rule) == (Status.PUBLISHED, rule)
    assert Event.objects.exclude(kind="funding").filter(status=Status.PUBLISHED).count() == 0


@pytest.mark.parametrize(
    "told",
    [
        {"confidence": 0.5},
        {"confidence": None},
        {"kind": "acquisition"},
        {"certainty": "denied"},
        {"article": {"source": None}},
        {"article": {"source": {"trust": "rumour"}}},
        {"article": {"language": "fr"}},
        {"company": {"status": Status.PROPOSED}},
    ],
    ids=lambda told: "-".join(map(str, told)),
)
def test_what_a_rule_does_not_ask_for_waits_for_people(author, told):
    rule_of(author, language="en")
    if "article" in told:
        source = told["article"].get("source", {})
        told = told | {
            "article": ArticleFactory(
                **(
                    told["article"]
                    | {"source": None if source is None else SourceFactory(**source)}
                )
            )
        }
    if "company" in told:
        told = told | {"company": CompanyFactory(**told["company"])}
    event = fact(**told)

    assert rules.publish_by_rules() == 0
    assert status_of(event) == Status.PROPOSED


def test_a_rule_may_believe_some_sources_only(author):
    believed = SourceFactory()
    rule_of(author, sources=[believed])
    theirs, other = fact(article=ArticleFactory(source=believed)), fact()

    rules.publish_by_rules()

    assert (status_of(theirs), status_of(other)) == (Status.PUBLISHED, Status.PROPOSED)


def test_one_sentence_must_be_all_that_is_asked_for(author):
    """A sure sentence of a rumour and an unsure one of the press do not make one that fits."""
    rule_of(author)
    event = fact(confidence=0.5)
    rumour = ArticleFactory(source=SourceFactory(trust="rumour"))
    EvidenceFactory(event=event, article=rumour, confidence=0.99)

    assert rules.publish_by_rules() == 0


# -- what it never publishes


def test_a_denied_event_is_left_to_people(author):
    rule_of(author)
    event = fact()
    EvidenceFactory(event=event, certainty="denied")

    rules.publish_by_rules()

    assert status_of(event) == Status.PROPOSED


def test_a_contradicted_event_is_left_to_people_even_if_it_is_not_listed_yet(author):
    rule_of(author)
    listed, fresh, sound = fact(), fact(), fact()
    Contradiction.objects.create(
        kind=Contradiction.Kind.STAKE, key="1:2", event=listed, says=[], weight=2
    )
    for event, rounds in ((fresh, "AB"), (sound, "AA")):
        for letter in rounds:
            EvidenceFactory(event=event, claims={"round": letter})

    rules.publish_by_rules()

    assert [status_of(event) for event in (listed, fresh)] == [Status.PROPOSED] * 2
    assert status_of(sound) == Status.PUBLISHED


def test_an_event_before_the_founding_of_its_company_is_left_to_people(author):
    rule_of(author)
    event = fact()
    company = event.participations.get().entity
    founding = event_of(("company", company), kind="founding")
    Event.objects.filter(pk=founding.pk).update(date="2025-01-01", date_end="2025-01-01")

    rules.publish_by_rules()

    assert status_of(event) == Status.PROPOSED


def test_who_may_be_somebody_else_is_left_to_people(author):
    rule_of(author)
    event = fact()
    first, second = event.participations.get().entity, CompanyFactory()
    Resemblance.objects.create(first=first, second=second, score=0.6, reasons=[])

    rules.publish_by_rules()

    assert status_of(event) == Status.PROPOSED


def test_a_namesake_that_the_background_has_not_found_yet_is_found(author):
    rule_of(author, known_only=False)
    namesakes = [CompanyFactory(name_en="", name_zh="月潮智能科技有限公司") for _ in range(2)]
    for company in namesakes:
        AliasFactory(entity=company, text="月潮智能")
    event = fact(company=namesakes[1])

    rules.publish_by_rules()

    assert status_of(event) == Status.PROPOSED
    assert Resemblance.objects.count() == 1


def test_what_a_person_has_touched_is_left_to_people(author):
    rule_of(author)
    refused, corrected, undone = fact(), fact(), fact()
    actions.reject_event(refused, by=author, reason="不是这样")
    actions.correct_event(corrected, {"round": "B"}, by=author)
    actions.accept_event(undone, by=author)
    Event.objects.filter(pk=undone.pk).update(status=Status.PROPOSED)

    assert rules.publish_by_rules() == 0
    assert status_of(refused) == Status.REJECTED


def test_what_was_refused_is_not_published_when_another_article_tells_it(author):
    rule_of(author, confidence=0, known_only=False)
    source = SourceFactory()
    rules.switch(Rule.objects.get(), on=False, by=author)
    pipeline.run(told_by(source).pk)
    event = Event.objects.get(kind="funding")
    actions.reject_event(event, by=author, reason="不是这样")
    rules.switch(Rule.objects.get(), on=True, by=author)

    pipeline.run(told_by(source, f"{TEXT}\n\n又讯。", address="file:other.txt").pk)

    assert event.evidence.count() == 2
    assert status_of(event) == Status.REJECTED


# -- once, and only while it is on


def test_doing_it_again_changes_nothing(author):
    rule_of(author)
    event = fact()

    assert [rules.publish_by_rules() for _ in range(3)] == [1, 0, 0]
    assert event.reviews.count() == 1


def test_what_a_person_took_back_stays_so(author):
    rule_of(author)
    event = fact()
    rules.publish_by_rules()
    actions.retract_event(event, by=author, reason="搞错了")

    rules.publish_by_rules()

    assert status_of(event) == Status.RETRACTED


def test_a_rule_that_is_off_does_nothing(author):
    rule = rule_of(author)
    event = fact()
    rules.switch(rule, on=False, by=author)

    assert rules.publish_by_rules() == 0
    assert rules.apply(rule, event.pk) is None  # it was on when somebody began
    assert status_of(event) == Status.PROPOSED


def test_a_rule_that_is_written_anew_rests(author):
    rule = rule_of(author)
    rule.confidence = 0.1

    assert not rules.write(rule, by=author).enabled


def test_a_rule_needs_a_reason_and_somebody_who_may_write_it(author):
    with pytest.raises(Refused, match="Say why"):
        rule_of(author, reason=" ")
    editor = User.objects.create(username="编辑")
    give(editor, Role.EDITOR, by=None)
    with pytest.raises(Refused, match="Senior editor"):
        rule_of(editor)
    give(editor, Role.SENIOR_EDITOR, by=None)
    assert rule_of(User.objects.get(pk=editor.pk)).enabled


@pytest.mark.django_db(transaction=True)
def test_two_at_once_publish_each_event_once(author):
    rule_of(author)
    company = CompanyFactory(status=Status.PUBLISHED)
    events = [fact(company=company) for _ in range(4)]
    errors = []

    def work():
        try:
            rules.publish_by_rules()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert {status_of(event) for event in events} == {Status.PUBLISHED}
    assert Review.objects.count() == RuleMatch.objects.count() == 4


# -- the sample


def test_so_many_of_a_hundred_go_to_people_and_always_the_same_ones(author):
    rule = rule_of(author, sampled=20)

    sampled = {pk for pk in range(5000) if rules.is_sampled(rule, pk)}

    assert 0.18 < len(sampled) / 5000 < 0.22
    assert sampled == {pk for pk in range(5000) if rules.is_sampled(rule, pk)}
    rule.sampled = 30
    assert sampled < {pk for pk in range(5000) if rules.is_sampled(rule, pk)}


@pytest.mark.parametrize(("sampled", "published"), [(0, 3), (100, 0)])
def test_a_sampled_event_waits_and_no_other_rule_publishes_it(author, sampled, published):
    rule_of(author, sampled=sampled)
    events = [fact() for _ in range(3)]
    rules.publish_by_rules()
    rule_of(author, name="另一条")

    rules.publish_by_rules()

    assert [status_of(event) for event in events].count(Status.PUBLISHED) == published


# -- how well it does


def test_what_people_said_of_facts_like_these_is_counted(author):
    rule = rule_of(author, on=False)
    right, corrected, refused, unlike, _undecided = (
        fact(), fact(), fact(), fact(confidence=0.1), fact(),
    )  # fmt: skip
    for event in (right, corrected, unlike):
        actions.accept_event(event, by=author)
    actions.correct_event(corrected, {"round": "B"}, by=author)
    actions.reject_event(refused, by=author, reason="不是这样")

    past = rules.record_of_facts_like_these(rule)

    assert past == rules.Judged(accepted=1, corrected=1, refused=1)
    assert past.precision == pytest.approx(1 / 3)
    assert rules.Judged().precision is None


def test_what_people_said_of_what_a_rule_did_is_counted(author):
    rule = rule_of(author)
    kept, retracted = fact(), fact()
    rules.publish_by_rules()
    actions.retract_event(retracted, by=author, reason="搞错了")

    assert rules.record_of(rule, "published") == rules.Judged(refused=1)
    assert status_of(kept) == Status.PUBLISHED


def test_a_decision_is_that_of_a_person_or_of_a_rule(author):
    event = fact()

    with pytest.raises(IntegrityError, match="review_by_a_person_or_a_rule"):
        Review.objects.create(event=event, verdict="accepted")


def test_companies_that_are_new_are_published_with_the_event_if_the_rule_allows_it(author):
    rule_of(author, known_only=False)
    company = CompanyFactory(name_zh="新潮科技")

    rules.publish_by_rules()
    fact(company=company)
    rules.publish_by_rules()

    assert Company.objects.get(pk=company.pk).status == Status.PUBLISHED

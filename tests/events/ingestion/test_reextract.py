"""Reading stored articles again: shown first, carried out on request, what people decided left."""

from datetime import date

import pytest
from django.apps import apps

from events import actions
from events.extraction import NAME, VERSION
from events.extraction.facts import AffiliationFact, EventFact, Facts, Money, Quote
from events.ingestion import pipeline
from events.ingestion.difference import Fate, values_of
from events.ingestion.record import record
from events.ingestion.reextract import NotNow, difference_of, reextract
from events.models import Article, Card, Event, Evidence, Extraction, Participation
from people.models import Affiliation, Entity, Status
from tests.factories import ArticleFactory, EditorFactory

pytestmark = pytest.mark.django_db

TEXT = (
    "2023年10月，澜语桥完成1亿元A轮融资，由红杉中国领投。澜语桥CEO张鹏另称公司裁员。"
    "智元桥同日完成融资。"
)


def quote(part, text=TEXT):
    start = text.index(part)
    return Quote(part, start, start + len(part))


FUNDING = quote("2023年10月，澜语桥完成1亿元A轮融资，由红杉中国领投。")
OTHER = quote("智元桥同日完成融资。")
POST = quote("澜语桥CEO张鹏另称公司裁员。")


def funding(evidence=FUNDING, date="2023-10", certainty="confirmed", company="澜语桥", **roles):
    return EventFact("funding", {"company": company, **roles}, date, certainty, evidence, 0.9, "r")


def post(title="CEO", former=False):
    return AffiliationFact("张鹏", "澜语桥", title, former, POST, 0.9, "r")


def facts_of(*facts):
    stated = Facts("zh", "2023-10-20")
    stated.events = [fact for fact in facts if isinstance(fact, EventFact)]
    stated.affiliations = [fact for fact in facts if isinstance(fact, AffiliationFact)]
    return stated


@pytest.fixture
def finds(monkeypatch):
    """Lets a test say what the current extractor finds."""

    def finds(*facts):
        monkeypatch.setattr(pipeline, "extract_facts", lambda article: facts_of(*facts))

    return finds


def recorded(*facts, text=TEXT, **values):
    """An article in which an earlier version found these facts."""
    values = {"published_on": date(2023, 10, 20), "language": "zh"} | values
    article = ArticleFactory(text=text, **values)
    record(article, facts_of(*facts), extractor=NAME, version="0.1")
    return article


def fates(difference):
    return [(change.fate, change.is_left) for change in difference.changes]


def snapshot():
    models = (Event, Evidence, Participation, Affiliation, Entity, Card, Extraction, Article)
    return [list(model.objects.order_by("pk").values()) for model in models]


def second_article(*facts, address="https://outlet.example/second"):
    """Another article with the same sentences."""
    return recorded(*facts, address=address)


def test_what_would_change_is_shown_and_nothing_is_written(finds):
    article = recorded(funding(round="A"), funding(OTHER, company="智元桥"), post())
    before = snapshot()
    finds(funding(round="B"), post(), post(title="董事长"))

    difference = difference_of(article)

    assert fates(difference) == [
        (Fate.CHANGED, False),
        (Fate.ADDED, False),
        (Fate.WITHDRAWN, False),
    ]
    changed, added, gone = difference.changes
    assert [(value.role, value.old, value.new) for value in changed.values] == [("round", "A", "B")]
    assert values_of(added.fact)["title"] == "董事长"
    assert values_of(gone.fact)["company"] == "智元桥"
    assert snapshot() == before


def test_the_same_facts_are_no_difference_however_names_are_written(finds):
    article = recorded(funding(company="智谱AI", amount=Money(1e8, "CNY")), post())
    finds(funding(company="智譜 AI", amount=Money(100_000_000, "CNY")), post())

    assert difference_of(article).changes == ()


def test_applied_a_new_fact_is_proposed_with_its_proof(finds):
    article = recorded(funding())
    finds(funding(), funding(OTHER, company="智元桥"), post())

    reextract(article)

    event = Event.objects.get(participations__entity__name_zh="智元桥")
    assert (event.status, event.evidence.get().quote) == (Status.PROPOSED, OTHER.quote)
    assert event.card.data["participants"][0]["name"]["zh"] == "智元桥"
    assert Affiliation.objects.get().evidence.get().version == VERSION


def test_a_proposal_takes_the_new_values_and_gives_up_those_that_are_not_found_any_more(finds):
    article = recorded(
        funding(round="A", date="2023-09", amount=Money(1e9, "CNY"), investors=["红杉"])
    )
    event = Event.objects.get()
    finds(funding(round="B", leads=["红杉中国"], investors=["红杉中国"], certainty="reported"))

    reextract(article)

    event.refresh_from_db()
    assert (event.round, event.amount, str(event.when)) == ("B", None, "2023-10")
    assert event.certainty == "reported"
    parts = {(part.role, str(part.entity)) for part in event.participations.all()}
    assert {role for role, _ in parts} == {"company", "lead"}
    assert event.evidence.get().claims["round"] == "B"
    assert event.card.data["round"] == "B"


def test_an_investor_who_turns_out_to_lead_is_named_once(finds):
    article = recorded(funding(investors=["红杉中国"]))
    finds(funding(investors=["红杉中国"], leads=["红杉中国"]))

    reextract(article)

    roles = Participation.objects.order_by("role").values_list("role", flat=True)
    assert list(roles) == ["company", "lead"]


def test_values_that_another_article_gives_as_well_stay(finds):
    article = recorded(funding(round="A", investors=["红杉中国"]))
    second_article(funding(round="A", investors=["红杉中国"]))
    finds(funding(certainty="reported"))

    reextract(article)

    event = Event.objects.get()
    assert (event.round, event.certainty) == ("A", "confirmed")
    assert event.participations.filter(role="investor").exists()


def test_a_value_that_more_articles_still_give_is_not_overruled(finds):
    article = recorded(funding(round="A"))
    second_article(funding(round="A"))
    second_article(funding(round="A"), address="https://outlet.example/third")
    finds(funding(round="B"))

    reextract(article)

    assert Event.objects.get().round == "A"


def test_a_better_sentence_takes_the_place_of_the_old_one(finds):
    article = recorded(funding(quote("澜语桥完成1亿元A轮融资")))
    finds(funding())
    assert fates(difference_of(article)) == [(Fate.REFINED, False)]

    reextract(article)

    assert Evidence.objects.get().quote == FUNDING.quote


def test_a_proposal_that_only_this_article_proved_goes_and_its_history_stays(finds):
    article = recorded(funding(), post())
    event = Event.objects.get()
    finds()

    reextract(article)

    assert not Event.objects.exists()
    assert not Affiliation.objects.exists()
    assert not Evidence.objects.exists()
    versions = apps.get_model("events", "EventVersion").objects.filter(pgh_obj_id=event.pk)
    assert versions.latest("pgh_id").pgh_label == "delete"


def test_a_proposal_that_another_article_proves_stays_with_that_proof(finds):
    article = recorded(funding(round="A", certainty="confirmed"))
    other = second_article(funding(certainty="rumoured"))
    finds()

    reextract(article)

    event = Event.objects.get()
    assert event.evidence.get().article == other
    assert (event.round, event.certainty) == ("", "rumoured")
    assert event.card.data["articles"] == 1


@pytest.mark.parametrize("verdict", ["accept", "reject", "retract"])
def test_an_event_that_a_person_decided_on_is_compared_and_left_alone(finds, verdict):
    article = recorded(funding(round="A"), funding(OTHER, company="智元桥"))
    editor = EditorFactory()
    for event in Event.objects.all():
        if verdict == "reject":
            actions.reject_event(event, by=editor, reason="no")
        else:
            actions.accept_event(event, by=editor)
        if verdict == "retract":
            actions.retract_event(event, by=editor, reason="no")
    before = snapshot()
    finds(funding(round="B", investors=["红杉中国"]))

    difference = reextract(article)

    assert fates(difference) == [(Fate.CHANGED, True), (Fate.WITHDRAWN, True)]
    after = snapshot()
    assert after[:-2] == before[:-2]


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_an_affiliation_that_a_person_decided_on_is_compared_and_left_alone(finds, verdict):
    article = recorded(post())
    decide = {"accept": actions.accept_affiliation, "reject": actions.reject_affiliation}[verdict]
    decide(Affiliation.objects.get(), by=EditorFactory(), reason="so")
    before = snapshot()
    finds(post(former=True))
    assert fates(reextract(article)) == [(Fate.CHANGED, True)]
    finds()
    assert fates(reextract(article)) == [(Fate.WITHDRAWN, True)]

    assert snapshot()[:-2] == before[:-2]


def test_a_new_sentence_about_what_a_person_decided_is_only_shown(finds):
    second_article(funding())
    actions.accept_event(Event.objects.get(), by=EditorFactory())
    article = recorded()
    finds(funding())

    assert fates(reextract(article)) == [(Fate.ADDED, True)]

    assert not article.evidence.exists()


@pytest.mark.parametrize("by_hand", ["C", "A"])
def test_held_fields_stay_and_the_others_follow(finds, by_hand):
    article = recorded(funding(round="A", date="2023-09"))
    actions.correct_event(Event.objects.get(), {"round": by_hand}, by=EditorFactory())
    finds(funding(round="B"))

    held = [value.role for value in reextract(article).changes[0].values if value.is_held]

    event = Event.objects.get()
    assert (held, event.round, str(event.when)) == (["round"], by_hand, "2023-10")


def test_held_parties_stay(finds):
    article = recorded(funding(investors=["红杉中国"]))
    event = Event.objects.get()
    parts = [(part.role, part.entity) for part in event.participations.all()]
    actions.correct_event(event, {"participants": parts}, by=EditorFactory())
    finds(funding(investors=["高瓴资本"]))

    reextract(article)

    kept = [(part.role, part.entity) for part in event.participations.all()]
    assert kept == parts


def test_a_corrected_proposal_is_not_withdrawn(finds):
    article = recorded(funding(round="A"))
    actions.correct_event(Event.objects.get(), {"round": "C"}, by=EditorFactory())
    finds()

    assert fates(reextract(article)) == [(Fate.WITHDRAWN, True)]

    assert Event.objects.get().evidence.count() == 1


def test_proof_that_a_person_added_keeps_an_event(finds):
    article = recorded(funding(round="A"))
    actions.add_evidence(
        Event.objects.get(), article=article, quote=OTHER.quote, certainty="reported",
        by=EditorFactory(),
    )  # fmt: skip
    finds()

    reextract(article)

    assert Event.objects.get().evidence.count() == 2


def test_what_another_extractor_found_is_not_this_ones_to_withdraw(finds):
    article = recorded()
    record(article, facts_of(funding()), extractor="other", version="1")
    finds()

    assert reextract(article).changes == ()
    assert Event.objects.count() == 1


def test_two_rounds_in_one_article_are_told_apart(finds):
    first, second = funding(round="A", date="2022"), funding(OTHER, round="B", date="2023-10")
    article = recorded(first, second)
    events = {event.round: event.pk for event in Event.objects.all()}
    finds(funding(round="B", date="2023-10", evidence=OTHER, amount=Money(1e8, "CNY")), first)

    reextract(article)

    assert {event.round: event.pk for event in Event.objects.all()} == events
    assert Event.objects.get(round="B").amount_low == 100_000_000


def test_another_round_in_another_sentence_is_another_event(finds):
    article = recorded(funding(round="A", date="2022"))
    finds(funding(OTHER, round="B", date="2023-10"))

    assert fates(difference_of(article)) == [(Fate.WITHDRAWN, False), (Fate.ADDED, False)]


def test_another_company_in_the_same_sentence_is_another_event(finds):
    article = recorded(funding(OTHER, company="智元"))
    finds(funding(OTHER, company="智元桥"))
    assert fates(difference_of(article)) == [(Fate.WITHDRAWN, False), (Fate.ADDED, False)]

    reextract(article)

    assert str(Participation.objects.get().entity) == "智元桥"


def test_applying_it_twice_changes_nothing(finds):
    article = recorded(funding(round="A"), funding(OTHER, company="智元"), post())
    finds(
        funding(round="B", investors=["红杉中国"]),
        funding(OTHER, company="智元桥"),
        funding(OTHER, company="智元桥"),
        post(former=True),
    )
    reextract(article)
    before = snapshot()
    assert Affiliation.objects.get().former

    assert reextract(article).changes == ()

    assert snapshot()[:-1] == before[:-1]


def test_the_facts_are_kept_as_those_of_the_current_version(finds):
    article = recorded(funding(round="A"))
    finds(funding(round="B"))

    reextract(article)

    extraction = Extraction.objects.get(article=article)
    assert (extraction.version, extraction.facts["events"][0]["round"]) == (VERSION, "B")


def test_an_article_that_somebody_else_has_in_hand_is_left(finds):
    article = recorded(funding())
    finds()
    assert Article.objects.claim(article.pk, Article.State.RECORDED)

    with pytest.raises(NotNow):
        reextract(article)

    assert Event.objects.exists()


def test_an_article_that_is_not_recorded_yet_is_left(finds):
    finds()

    with pytest.raises(NotNow, match="fetched"):
        reextract(ArticleFactory(state=Article.State.FETCHED))


def test_the_article_is_free_again_after_it_was_read_or_failed(finds, monkeypatch):
    article = recorded(funding(round="A"))
    finds(funding(round="B"))
    reextract(article)
    assert Article.objects.get(pk=article.pk).lease_until is None

    def fails(article):
        raise RuntimeError

    monkeypatch.setattr(pipeline, "extract_facts", fails)
    with pytest.raises(RuntimeError):
        reextract(article)

    after = Article.objects.get(pk=article.pk)
    assert (after.lease_until, after.attempts, after.state) == (None, 0, "recorded")


def test_another_difference_than_the_one_that_was_seen_is_not_carried_out(finds):
    article = recorded(funding(round="A"))
    finds(funding(round="B"))
    seen = difference_of(article).digest
    finds()

    with pytest.raises(NotNow, match="look at it again"):
        reextract(article, seen=seen)

    assert Event.objects.get().round == "A"


def test_the_history_says_who_applied_it(finds):
    article = recorded(funding(round="A"))
    finds(funding(round="B"))
    editor = EditorFactory()

    reextract(article, by=editor)

    version = apps.get_model("events", "EventVersion").objects.latest("pgh_id")
    assert version.pgh_context.metadata == {"action": "reextract", "user": editor.pk}

from datetime import date, timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.db import connection
from django.utils import timezone

from events import actions, tasks
from events.ingestion.datasets import importing, taking
from events.ingestion.datasets.child import read_here
from events.ingestion.datasets.dryrun import dry_run
from events.ingestion.record import record_events
from events.ingestion.reextract import NotNow, reextract
from events.invariants import INVARIANTS
from events.models import Article, DatasetImport, Event, Evidence, Item, Participation, Run, Source
from people.models import Affiliation, Alias, Entity, Status
from tests.events.ingestion.datasets.samples import (
    HARBOUR,
    TIDES,
    counts,
    csv_of,
    hand_in,
    take,
    take_file,
    with_facts,
)
from tests.factories import EditorFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reads_here(monkeypatch):
    """The child has its own tests; it takes its time to start."""
    monkeypatch.setattr(importing, "read_in_child", read_here)


TABLES = (Article, Event, Participation, Evidence, Entity, Alias, Item, Affiliation, Source)


def totals():
    return [model.objects.count() for model in TABLES]


def history():
    """How many versions there are of everything that has a history."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM events_eventversion)"
            " + (SELECT count(*) FROM events_evidenceversion)"
            " + (SELECT count(*) FROM events_participationversion)"
            " + (SELECT count(*) FROM people_entityversion)"
            " + (SELECT count(*) FROM people_aliasversion)"
        )
        return cursor.fetchone()[0]


def breaches():
    with connection.cursor() as cursor:
        for finding in INVARIANTS:
            if finding.find is not None:
                broken = any(finding.find())
            else:
                cursor.execute(f"SELECT count(*) FROM ({finding.sql}) AS broken")  # noqa: S608
                broken = cursor.fetchone()[0] > 0
            if broken:
                yield finding.name


def test_a_row_becomes_a_proposed_event_that_its_own_words_prove():
    run = take(csv_of(TIDES))

    assert (run.state, counts(run), run.total) == (Run.State.DONE, {"new": 1}, 1)
    event = Event.objects.get()
    assert (event.status, event.round, str(event.when)) == (Status.PROPOSED, "B", "2025-03-04")
    assert event.amount
    assert event.amount.low == 50_000_000
    assert event.amount.currency == "CNY"
    assert event.certainty == "reported"
    parts = {(part.role, str(part.entity)) for part in event.participations.all()}
    assert parts == {("company", "潮汐科技"), ("investor", "远帆资本"), ("investor", "海图基金")}
    proof = event.evidence.get()
    assert proof.quote == proof.article.text[proof.start : proof.end]
    assert "公司: 潮汐科技" in proof.quote
    assert "金额: 5000" in proof.quote
    assert (proof.extractor, proof.rule, proof.version) == ("dataset", "rounds funding-1", "1")
    assert proof.article.address.startswith("https://data.example/rounds#")
    assert proof.article.source == Source.objects.get(kind=Source.Kind.DATASET)
    assert event.card.data["headline"]["zh"]


def test_importing_the_same_again_changes_nothing():
    take(csv_of(TIDES, HARBOUR))
    before, versions = totals(), history()

    run = take(csv_of(TIDES, HARBOUR))

    assert counts(run) == {"known": 2}
    assert (totals(), history()) == (before, versions)


def test_the_models_of_epoch_are_imported_twice_without_doubling():
    first = take_file("epoch-models.csv", "epoch-models")
    before, versions = totals(), history()
    second = take_file("epoch-models.csv", "epoch-models")

    assert (counts(first), counts(second)) == ({"new": 15}, {"known": 15})
    assert (totals(), history()) == (before, versions)
    kimi = Event.objects.get(participations__entity__name_en="Kimi K2 Thinking")
    assert (kimi.kind, kimi.change, kimi.parameters) == ("release", "open_sourced", 10**12)
    model = Entity.objects.get(name_en="GLM-4.5")
    assert (model.open_weights, model.developer is not None) == (True, True)
    developers = {
        str(part.entity)
        for part in Participation.objects.filter(event__participations__entity=model)
        if part.role == "developer"
    }
    assert "Tsinghua University" in {*developers, *(e.name_en for e in Entity.objects.all())}
    unreleased = Entity.objects.filter(kind="model", name_en="Hierarchical Reasoning Model")
    assert not Event.objects.filter(participations__entity__in=unreleased).exists()


def test_a_changed_row_changes_the_proposal_and_keeps_one_event():
    take(csv_of(TIDES, HARBOUR))
    event = Event.objects.get(participations__entity__name_zh="潮汐科技")

    run = take(csv_of(TIDES.replace("5000", "8000").replace("、海图基金", "、灯塔创投"), HARBOUR))

    assert counts(run) == {"changed": 1, "known": 1}
    assert Event.objects.count() == 2
    event.refresh_from_db()
    assert event.amount
    assert event.amount.low == 80_000_000
    names = {str(part.entity) for part in event.participations.all()}
    assert names == {"潮汐科技", "远帆资本", "灯塔创投"}
    proof = event.evidence.get()
    assert "8000" in proof.quote
    assert "5000" in Article.objects.get(reprints=proof.article).text
    assert event.card.data["amount"]["low"] == 80_000_000


def test_a_changed_row_never_changes_what_a_person_has_set_or_decided():
    take(csv_of(TIDES, HARBOUR))
    editor = EditorFactory()
    tides = Event.objects.get(participations__entity__name_zh="潮汐科技")
    harbour = Event.objects.get(participations__entity__name_zh="云舟智能")
    actions.correct_event(tides, {"round": "C"}, by=editor)
    actions.accept_event(harbour, by=editor)

    take(csv_of(TIDES.replace("B轮", "D轮"), HARBOUR.replace("近亿元", "9000")))

    tides.refresh_from_db()
    harbour.refresh_from_db()
    assert tides.round == "C"
    assert harbour.amount
    assert harbour.amount.words == "近亿元"
    assert {proof.claims["amount"]["value"] for proof in harbour.evidence.all()} == {1e8, 9e7}
    assert Event.objects.count() == 2


def test_a_rejected_event_is_not_proposed_again_when_its_row_changes():
    take(csv_of(TIDES))
    actions.reject_event(Event.objects.get(), by=EditorFactory(), reason="不实")

    take(csv_of(TIDES.replace("B轮", "C轮")))

    assert Event.objects.get().status == Status.REJECTED


def test_a_row_that_vanished_is_noted_and_nothing_is_deleted():
    take(csv_of(TIDES, HARBOUR))
    run = take(csv_of(HARBOUR))
    assert (run.dataset.vanished, Event.objects.count()) == (1, 2)


def test_a_row_that_cannot_be_read_says_which_cell_and_why_and_is_taken_once_it_is_right():
    run = take(csv_of(TIDES.replace("2025年3月4日", "开春"), HARBOUR))

    assert counts(run) == {"new": 1, "failed": 1}
    item = Item.objects.get(outcome=Item.Outcome.FAILED)
    assert item.reason.startswith("日期: “开春” is not a date that can be read")
    again = take(csv_of(TIDES, HARBOUR))
    assert counts(again) == {"new": 1, "known": 1}
    assert not Item.objects.exclude(outcome=Item.Outcome.TAKEN).exists()


def test_a_row_that_repeats_another_is_left_out_and_one_that_contradicts_it_fails():
    run = take(csv_of(TIDES, TIDES, TIDES.replace("B轮", "C轮")))
    assert counts(run) == {"new": 1, "left_out": 1, "failed": 1}
    assert "same key" in Item.objects.get(outcome=Item.Outcome.FAILED).reason
    lenient = take(csv_of(TIDES, TIDES.replace("B轮", "C轮")), with_facts(repeats="leave_out"))
    assert counts(lenient) == {"known": 1, "left_out": 1}


def test_two_rows_that_tell_one_event_prove_it_twice():
    take(csv_of(TIDES, "9,潮汐科技,2025-03-05,B轮,5000,远帆资本"))
    assert Event.objects.get().evidence.count() == 2


def test_an_edited_mapping_reads_the_rows_again_and_keeps_the_events():
    take(csv_of(TIDES))
    less = with_facts({"fact": "funding", "company": "公司", "date": "日期", "investors": "投资方"})

    run = take(csv_of(TIDES), less, version=2)

    assert counts(run) == {"changed": 1}
    event = Event.objects.get()
    assert (event.amount, event.round) == (None, "")
    assert event.evidence.get().version == "2"


def test_the_trust_in_its_source_says_how_certain_a_data_set_makes_an_event():
    SourceFactory(name="融资名录", kind="dataset", trust="official")
    take(csv_of(TIDES))
    assert Event.objects.get().certainty == "confirmed"


def test_a_dry_run_shows_everything_and_writes_nothing():
    take(csv_of(TIDES))
    before = totals()
    content = csv_of(TIDES, HARBOUR, "3,x,开春,,,", "4,,,,,", TIDES.replace("B轮", "C轮"))
    handed_in = hand_in(content)

    found = dry_run(handed_in)

    assert totals() == before
    fates = [str(row.fate) for row in found.rows]
    assert fates == ["known", "new", "failed", "left_out", "failed"]
    assert found.totals == {"known": 1, "new": 1, "failed": 2, "left_out": 1}
    assert "开春" in found.rows[2].reason
    (line,) = found.rows[1].lines
    assert "company 云舟智能 (new); investor 远帆资本; " in line.text
    assert line.known is None
    assert found.rows[0].lines[0].known == Event.objects.get()


def test_an_import_goes_on_where_it_stood_and_counts_each_row_once(monkeypatch):
    monkeypatch.setattr(importing, "BATCH_ROWS", 2)
    rows = [f"{number},公司{number}号,2025-01-0{number},A轮,100,远帆资本" for number in range(1, 8)]
    handed_in = hand_in(csv_of(*rows))
    run = importing.start(handed_in)

    assert importing.work(handed_in.pk, seconds=0)
    run.refresh_from_db()
    assert (run.state, run.found) == (Run.State.WAITING, 2)
    while importing.work(handed_in.pk, seconds=0):
        pass

    run.refresh_from_db()
    assert (run.state, counts(run), run.found) == (Run.State.DONE, {"new": 7}, 7)
    assert run.dataset.vanished == 0
    assert not importing.work(handed_in.pk)


def test_workers_are_asked_for_an_import_until_it_is_done(monkeypatch):
    asked: list[int] = []
    monkeypatch.setattr(tasks.import_rows, "delay", asked.append)
    monkeypatch.setattr(tasks, "IMPORT_SECONDS", 0)
    monkeypatch.setattr(importing, "BATCH_ROWS", 1)
    handed_in = hand_in(csv_of(TIDES, HARBOUR))
    tasks.ask_for_imports()
    assert asked == []

    importing.start(handed_in)
    tasks.ask_for_imports()
    while asked:
        tasks.import_rows(asked.pop())

    assert Run.objects.get().state == Run.State.DONE
    assert Event.objects.count() == 2


def test_an_import_over_which_workers_die_is_given_up_with_the_reason():
    handed_in = hand_in(csv_of(TIDES))
    run = importing.start(handed_in)
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING, attempts=3, lease_until=None)

    assert not importing.work(handed_in.pk)

    run.refresh_from_db()
    assert (run.state, run.found) == (Run.State.FAILED, 0)
    assert "died" in run.error


def test_an_import_that_another_worker_holds_is_left_to_it():
    handed_in = hand_in(csv_of(TIDES))
    run = importing.start(handed_in)
    lease = timezone.now() + timedelta(minutes=1)
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING, attempts=1, lease_until=lease)

    assert not importing.work(handed_in.pk)
    assert not Event.objects.exists()


def test_a_row_is_not_read_again_as_if_it_were_prose():
    take(csv_of(TIDES))
    with pytest.raises(NotNow, match="import the data set again"):
        reextract(Article.objects.get())


def test_a_cancelled_import_takes_no_further_row(monkeypatch):
    monkeypatch.setattr(importing, "BATCH_ROWS", 1)
    handed_in = hand_in(csv_of(TIDES, HARBOUR))
    run = importing.start(handed_in)

    def cancel(run):
        importing.cancel(handed_in)

    importing.work(handed_in.pk, tell=cancel)

    run.refresh_from_db()
    assert (run.state, counts(run), Event.objects.count()) == (Run.State.CANCELLED, {"new": 1}, 1)
    assert run.ended_at is not None
    assert not importing.cancel(handed_in)
    again = take(csv_of(TIDES, HARBOUR))
    assert counts(again) == {"known": 1, "new": 1}


def test_one_row_that_breaks_the_record_does_not_stop_the_others(monkeypatch):
    record = record_events

    def breaks(told, made):
        if any("云舟智能" in one.fact.evidence.quote for one in told):
            raise ValueError("boom")
        return record(told, made)

    monkeypatch.setattr(taking, "record_events", breaks)
    run = take(csv_of(TIDES, HARBOUR, "3,灯塔,2025,,,"))

    assert counts(run) == {"new": 2, "failed": 1}
    assert Item.objects.get(outcome=Item.Outcome.FAILED).reason == "ValueError: boom"


def test_an_import_whose_worker_is_to_end_blames_no_row_and_goes_on(monkeypatch):
    def interrupted(told, made):
        raise SoftTimeLimitExceeded

    handed_in = hand_in(csv_of(TIDES, HARBOUR))
    run = importing.start(handed_in)
    with monkeypatch.context() as ending:
        ending.setattr(taking, "record_events", interrupted)
        assert importing.work(handed_in.pk)
    run.refresh_from_db()
    assert (run.state, run.lease_until, run.found) == (Run.State.WAITING, None, 0)

    assert not importing.work(handed_in.pk)

    run.refresh_from_db()
    assert (run.state, counts(run)) == (Run.State.DONE, {"new": 2})


def test_a_file_that_is_no_table_fails_with_its_reason():
    run = take(b"x,y\n1,2\n")
    assert run.state == Run.State.FAILED
    assert "no column “编号”" in run.error


def test_only_the_newest_file_of_a_source_is_kept():
    take(csv_of(TIDES))
    take(csv_of(TIDES))
    old, new = DatasetImport.objects.order_by("pk")
    assert (bytes(old.content), new.file()) == (b"", csv_of(TIDES))


def test_too_large_a_file_is_refused(settings):
    settings.DATASET_MAX_BYTES = 10
    with pytest.raises(importing.NotTaken, match="too large"):
        hand_in(csv_of(TIDES))


def test_more_rows_than_are_allowed_are_refused(settings):
    settings.DATASET_MAX_ROWS = 1
    run = take(csv_of(TIDES, HARBOUR))
    assert (run.state, run.found) == (Run.State.FAILED, 0)


def test_layoffs_and_unicorns_are_read_by_their_ready_mappings():
    take_file("layoffs.csv", "layoffs")
    take_file("unicorns.csv", "unicorns")

    cut = Event.objects.get(kind="layoff", participations__entity__name_zh="潮汐科技")
    assert (cut.headcount, cut.date) == (1600, date(2026, 1, 28))
    assert Event.objects.get(participations__entity__name_en="Entrelac").share == 1
    unicorn = Event.objects.get(kind="funding", participations__entity__name_zh="云舟智能")
    assert unicorn.valuation
    assert unicorn.valuation.low == 1_030_000_000
    assert unicorn.participations.count() == 4
    robotics = Entity.objects.get(name_en="Harbour Robotics")
    assert (robotics.country, robotics.website) == ("US", "https://harbour.example")


def test_lists_of_models_are_read_by_their_ready_mappings():
    take_file("open-llms.md", "open-llms")
    take_file("llms-in-china.md", "llms-in-china")
    take_file("models-dev.jsonl", "models-dev")

    neox = Entity.objects.get(kind="model", name_en="GPT-NeoX-20B")
    assert (neox.licence, neox.open_weights) == ("Apache 2.0", True)
    assert Event.objects.filter(kind="release", licence="Apache 2.0").exists()
    tongyi = Entity.objects.get(kind="model", aliases__text="通义千问")
    assert tongyi.developer is not None
    assert Event.objects.get(participations__entity__name_en="Kimi K2.6").kind == "release"


def test_a_licence_that_is_a_story_is_cut_to_what_the_record_has_room_for():
    mapping = with_facts({"fact": "release", "model": "公司", "licence": "投资方"}, name="long")
    run = take(csv_of(f"1,潮汐-7B,,,,{'可商用，但须申请许可。' * 20}"), mapping)
    assert counts(run) == {"new": 1}
    assert len(Event.objects.get().licence) == 80


def test_hugging_face_metadata_give_releases_with_licence_and_size():
    take_file("hugging-face.json", "hugging-face")

    event = Event.objects.get(participations__entity__name_en="Chaoxi-7B-Instruct")
    assert (event.licence, event.parameters, event.change) == (
        "apache-2.0", 7_615_616_512, "open_sourced",
    )  # fmt: skip
    assert (str(event.when), event.certainty) == ("2025-03-04", "confirmed")
    assert Entity.objects.get(name_en="Quay-2B").licence == "harbour-research"


def test_wikidata_gives_names_ids_and_dated_positions():
    take_file("wikidata.json", "wikidata")

    person = Entity.objects.get(kind="person", wikidata_id="Q900002")
    assert (person.name_en, person.name_zh) == ("Lin Anning", "林安宁")
    post = Affiliation.objects.get()
    assert post.company.wikidata_id == "Q900001"
    assert (str(post.started), str(post.ended), post.former) == ("2020-03-01", "2023", True)
    proof = post.evidence.get()
    assert proof.quote == proof.article.text[proof.start : proof.end]
    assert "claims.P108.0.mainsnak.datavalue.value.id: Q900001" in proof.quote
    assert "Q900009" in Item.objects.exclude(reason="").get().reason
    founding = Event.objects.get()
    assert (founding.kind, str(founding.when)) == ("founding", "2019-05")
    assert Entity.objects.filter(wikidata_id="Q900001").count() == 1


def test_an_employer_that_becomes_known_later_is_found_when_the_file_comes_again():
    take_file("wikidata.json", "wikidata")
    mapping = with_facts(
        {"fact": "company", "name": "公司", "wikidata_id": "轮次"}, key=["编号"], name="ids"
    )
    take(csv_of("1,灯塔研究院,,Q900009,,"), mapping)
    take_file("wikidata.json", "wikidata")
    take_file("wikidata.json", "wikidata")

    posts = {(str(post.company), post.person.wikidata_id) for post in Affiliation.objects.all()}
    assert posts == {("Tides Technology", "Q900002"), ("灯塔研究院", "Q900002")}
    assert not Item.objects.exclude(reason="").exists()


def test_people_of_one_name_with_two_wikidata_ids_stay_two():
    mapping = with_facts(
        {"fact": "person", "name": "公司", "wikidata_id": "轮次"}, key=["编号"], name="people"
    )
    take(csv_of("1,张伟,,Q11,,", "2,张伟,,Q22,,"), mapping)
    take(csv_of("1,张伟,,Q11,,", "2,张伟,,Q22,,", "3,张炜,,Q22,,"), mapping)
    people = Entity.objects.filter(kind="person")
    assert sorted(person.wikidata_id for person in people) == ["Q11", "Q22"]


def versions_of(entity):
    return apps.get_model("people.EntityVersion").objects.filter(pgh_obj=entity).count()


def harbour_row(**values):
    """A row that tells more of a company."""
    fact = {"fact": "company", "name": "公司", **values}
    take(csv_of("5,Harbour Robotics,,,,"), with_facts(fact, name="other"))


def test_empty_fields_of_a_published_entity_are_filled_in_with_history():
    take_file("unicorns.csv", "unicorns")
    company = Entity.objects.get(name_en="Harbour Robotics")
    Entity.objects.filter(pk=company.pk).update(
        status=Status.PUBLISHED, country="", description_zh=""
    )
    before = versions_of(company)

    harbour_row(country={"value": "DE"}, description_zh={"value": "做机械手的公司"})

    company.refresh_from_db()
    assert (company.country, company.description_zh) == ("DE", "做机械手的公司")
    assert versions_of(company) == before + 1


def test_what_stands_or_is_held_at_a_published_entity_stays_and_so_do_its_names():
    take_file("unicorns.csv", "unicorns")
    company = Entity.objects.get(name_en="Harbour Robotics")
    Entity.objects.filter(pk=company.pk).update(
        status=Status.PUBLISHED, country="", held=["country"], website="https://old.example"
    )

    harbour_row(
        country={"value": "DE"},
        website={"value": "https://new.example"},
        name_zh={"value": "海港机器人"},
    )

    company.refresh_from_db()
    assert (company.country, company.website) == ("", "https://old.example")
    assert company.name_zh == ""


def test_what_an_import_leaves_breaks_no_invariant():
    take(csv_of(TIDES, HARBOUR))
    take(csv_of(TIDES.replace("5000", "8000")))
    take_file("epoch-models.csv", "epoch-models")
    take_file("wikidata.json", "wikidata")
    assert list(breaches()) == []

"""A person has their data removed: it is erased everywhere, and does not come back."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from events import cases, removal
from events.actions import accept_affiliation, accept_event
from events.ingestion import pipeline
from events.models import Article, Case, Event, Evidence, RawPage, Suggestion
from people import actions
from people.actions import Refused
from people.models import Affiliation, Alias, Entity, Status
from people.roles import NotAllowed, Role
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EvidenceFactory,
    MemberFactory,
    PersonFactory,
    event_of,
)
from tests.settings import BASE_DIR

pytestmark = pytest.mark.django_db

NEWS = BASE_DIR / "tests" / "articles" / "zh-2023-08-21-departures.html"
COLUMNS = """
SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
   AND NOT a.attisdropped
   AND a.atttypid = ANY('{text,varchar,bpchar,jsonb,json,text[],varchar[]}'::regtype[])
"""


@pytest.fixture
def senior():
    return MemberFactory(username="zhou", role=Role.SENIOR_EDITOR)


def read(path: Path) -> Article:
    """The article as the pipeline reads it from a file, as often as it is asked to."""
    article = Article(address=f"file:{path.name}")
    article.save()
    pipeline.store_page(article, path.read_bytes(), content_type="text/html")
    article.save()
    return pipeline.run(article.pk)


def tables_with(*names):
    """Every column of every table that has any of these names in any row."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column in cursor.fetchall():
            query = sql.SQL("SELECT 1 FROM {} WHERE position({} in lower({}::text)) > 0 LIMIT 1")
            for name in names:
                cursor.execute(
                    query.format(
                        sql.Identifier(table), sql.Literal(name.lower()), sql.Identifier(column)
                    )
                )
                if cursor.fetchone():
                    found.append(f"{table}.{column}: {name}")
    return found


def case_of(person, **values):
    number = f"{Case.objects.count():064d}"
    return Case.objects.create(
        kind="removal", entity=person, language="zh", said="请删除我的资料",
        seed=number, token_hash=number, said_hash=number, **values,
    )  # fmt: skip


@pytest.fixture
def published(senior):
    """The news of a day, all of it accepted."""
    article = read(NEWS)
    assert article.state == Article.State.RECORDED
    for event in Event.objects.filter(status=Status.PROPOSED):
        accept_event(event, by=senior)
    for post in Affiliation.objects.filter(status=Status.PROPOSED):
        accept_affiliation(post, by=senior)
    return article


def person_called(name):
    (alias,) = Alias.objects.filter(text=name, entity__kind="person")
    return alias.entity


@pytest.mark.parametrize("name", ["李沐", "David Ha", "Łukasz Kaiser"])
def test_no_table_has_the_name_any_more(client, published, senior, name):
    person = person_called(name)
    names = {*person.aliases.values_list("text", flat=True)}
    actions.rename(person, name_en="Somebody Else", name_zh="另名", by=senior)
    Suggestion.objects.create(
        entity=person, page=f"/people/{person.slug}/", wrong=f"{name}不在那里", language="zh",
        seed="1", token_hash="1", said_hash="1",
    )  # fmt: skip
    assert tables_with(*names)

    removal.remove_person(case_of(person), reason="本人要求", by=senior)

    assert tables_with(*names, "Somebody Else", "另名") == []
    assert tables_with(person.slug) == []


def test_every_quote_still_stands_in_its_article_word_for_word(published, senior):
    before = {proof.pk: proof.quote for proof in Evidence.objects.all()}

    removal.remove_person(case_of(person_called("李沐")), reason="本人要求", by=senior)

    left = Evidence.objects.select_related("article")
    assert left
    assert all(proof.article.text[proof.start : proof.end] == proof.quote for proof in left)
    assert all(len(proof.quote) == len(before[proof.pk]) for proof in left)


def test_reading_the_same_article_again_does_not_bring_it_back(published, senior, tmp_path):
    removal.remove_person(case_of(person_called("李沐")), reason="本人要求", by=senior)
    people = Entity.objects.filter(kind="person").count()

    again = read(NEWS)
    changed = tmp_path / "later.html"
    changed.write_bytes(NEWS.read_bytes().replace(b"</p>", "又讯。</p>".encode(), 1))
    later = read(changed)

    assert again.state == Article.State.DUPLICATE
    assert later.state == Article.State.RECORDED
    assert later.text
    assert not RawPage.objects.filter(article=later).exists()
    assert tables_with("李沐") == []
    assert Entity.objects.filter(kind="person").count() == people


def test_the_address_says_that_it_is_gone_for_good(client, published, senior):
    person = person_called("李沐")
    address = f"/zh/people/{person.slug}/"
    assert client.get(address).status_code == 200

    removal.remove_person(case_of(person), reason="本人要求", by=senior)

    gone = client.get(address)
    assert gone.status_code == 410
    assert "李沐" not in gone.content.decode()
    assert client.get(f"{address}feed.atom").status_code == 410
    assert client.get("/zh/people/nobody/").status_code == 404
    of_the_api = client.get(f"/api/v1/people/{person.slug}/")
    assert of_the_api.status_code == 410
    assert "李沐" not in of_the_api.content.decode()
    assert client.get("/api/v1/people/nobody/").status_code == 404
    assert person.slug not in client.get("/zh/search/?q=李沐").content.decode()
    assert person.slug not in client.get("/api/v1/people/?page_size=100").content.decode()


def test_what_is_left_is_a_tombstone_with_its_id_and_nothing_else(senior):
    person = PersonFactory(
        name_zh="王小明", name_en="", country="CN", website="https://w.example", held=["name_zh"],
        status=Status.PUBLISHED, slug="wang-xiaoming",
    )  # fmt: skip

    removal.remove_person(case_of(person), reason="本人要求", by=senior)

    tomb: Any = Entity.objects.get(pk=person.pk)
    assert (tomb.status, tomb.slug, tomb.website) == ("retracted", f"removed-{person.pk}", "")
    assert not tomb.aliases.exists()
    (version,) = tomb.versions.all()
    assert version.pgh_context.metadata["user"] == senior.pk


def test_events_of_others_go_on_without_the_person(client, senior):
    founder, other = (PersonFactory(name_zh=name, name_en="") for name in ("王小明", "赵大海"))
    company = CompanyFactory(name_zh="明海智能", name_en="")
    founding = event_of(
        ("person", founder), ("person", other), ("company", company), kind="founding",
        quote="王小明与赵大海创立明海智能。",
    )  # fmt: skip
    career = event_of(("person", founder), ("company", company), kind="career", change="left")

    removal.remove_person(case_of(founder), reason="本人要求", by=senior)

    founding.refresh_from_db()
    career.refresh_from_db()
    assert (founding.status, career.status) == (Status.PUBLISHED, Status.RETRACTED)
    page = client.get(f"/zh/events/{founding.pk}/").content.decode()
    assert "赵大海" in page
    assert "███与赵大海创立明海智能。" in page
    assert not career.evidence.exists()


def test_somebody_else_of_the_same_name_keeps_it(senior):
    gone, other = (
        PersonFactory(name_zh="王伟", name_en=""),
        PersonFactory(name_zh="王伟", name_en=""),
    )
    told = event_of(("person", gone), kind="statement", quote="王伟说好。")
    kept = event_of(("person", other), kind="statement", quote="王伟说不。")
    del told

    removal.remove_person(case_of(gone), reason="本人要求", by=senior)

    other.refresh_from_db()
    assert other.name_zh == "王伟"
    assert kept.evidence.get().quote == "王伟说不。"
    assert not Article.objects.filter(text="王伟说好。").exists()
    assert Article.objects.filter(text="██说好。").exists()


def test_a_company_called_after_its_founder_keeps_its_name(senior):
    person = PersonFactory(name_en="Ada Kern")
    company = CompanyFactory(name_en="Ada Kern Labs")

    removal.remove_person(case_of(person), reason="asked", by=senior)

    company.refresh_from_db()
    assert company.name_en == "Ada Kern Labs"


def test_who_was_merged_into_the_person_goes_as_well(senior):
    person, twin = PersonFactory(name_zh="王小明"), PersonFactory(name_en="Xiaoming Wang")
    twin.merged_into = twin.survivor = person
    twin.save()

    removal.remove_person(case_of(person), reason="本人要求", by=senior)

    assert tables_with("王小明", "Xiaoming Wang") == []


def test_the_name_is_not_taken_up_by_hand_either(senior):
    person = PersonFactory(name_zh="王小明", name_en="Wang Xiaoming")
    other = PersonFactory(name_zh="赵大海")
    removal.remove_person(case_of(person), reason="本人要求", by=senior)

    with pytest.raises(Refused, match="removed on the person's request"):
        actions.introduce("person", "王 小 明")
    with pytest.raises(Refused, match="removed on the person's request"):
        actions.add_alias(other, "WANG Xiaoming")
    assert actions.introduce("company", "王小明").name_zh == "王小明"


def test_what_would_be_erased_is_told_before(senior):
    person = PersonFactory(name_zh="王小明", name_en="")
    post = AffiliationFactory(person=person)
    article = ArticleFactory(text="王小明任职。", title="王小明")
    EvidenceFactory(affiliation=post, event=None, article=article)
    career = event_of(("person", person), kind="career", change="left", article=article)

    found = removal.survey(person)

    assert found.forms.own == ("王小明",)
    assert (found.affiliations, found.retracted) == ((post.pk,), (career.pk,))
    assert found.articles == (article.pk,)
    assert found.rows["events_article"] == 1
    assert tables_with("王小明")


def test_doing_it_twice_changes_nothing_and_a_correction_case_removes_nobody(senior):
    person = PersonFactory(name_zh="王小明")
    case = case_of(person)
    removal.remove_person(case, reason="本人要求", by=senior)
    removal.remove_person(case, reason="再次", by=senior)
    case.refresh_from_db()
    assert (case.state, case.reason, case.said) == ("granted", "本人要求", "")
    assert case.steps.count() == 1

    other = case_of(PersonFactory())
    Case.objects.filter(pk=other.pk).update(kind="correction")
    with pytest.raises(Refused, match="asks for a correction"):
        removal.remove_person(other, reason="不", by=senior)


def test_only_who_decides_cases_may_remove():
    case = case_of(PersonFactory())
    editor = MemberFactory(role=Role.EDITOR)

    with pytest.raises(NotAllowed):
        removal.remove_person(case, reason="本人要求", by=editor)
    with pytest.raises(NotAllowed):
        cases.refuse(case, reason="不", by=editor)


def test_what_fails_half_way_erases_nothing(senior, monkeypatch):
    person = PersonFactory(name_zh="王小明")
    monkeypatch.setattr("events.cards.compose", lambda events: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        removal.remove_person(case_of(person), reason="本人要求", by=senior)

    assert Entity.objects.get(pk=person.pk).name_zh == "王小明"
    assert tables_with("王小明")

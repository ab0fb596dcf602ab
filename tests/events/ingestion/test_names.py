"""Articles are searched for the names of the published record, beside the gazetteer's."""

import time

import pytest

from events import actions
from events.extraction import extract
from events.extraction.common import is_telling
from events.extraction.lexicon import Lexicon
from events.ingestion import pipeline
from events.ingestion.names import Form, lexicon_of, names
from events.models import Article, Event, Participation
from people.models import Company, Status
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    PersonFactory,
)

INVENTED = "2024年5月6日，北京澜语桥科技有限公司（简称“澜语桥”）完成1亿元A轮融资，由红杉中国领投。"
LATER = "知情人士称，昨日下午澜语桥裁员约200人。"


def read(text, **values):
    article = ArticleFactory(
        text=text, language="zh", state=Article.State.READ, published_on="2024-06-03", **values
    )
    return pipeline.run(article.pk)


def known(name, kind="company"):
    names.forget()
    return names.lexicon().lookup(name, kind)


@pytest.mark.django_db
def test_a_company_that_nobody_knew_is_found_once_an_editor_has_published_it():
    lonely = extract(LATER, language="zh")
    assert not lonely.events
    read(INVENTED)
    funding = Event.objects.get(kind="funding")

    actions.accept_event(funding, by=EditorFactory())
    names.forget()
    read(LATER)

    layoff = Event.objects.get(kind="layoff")
    company = Participation.objects.get(event=funding, role="company").entity
    assert layoff.participations.get().entity == company


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REJECTED, Status.RETRACTED])
def test_names_that_are_not_published_are_not_looked_for(status):
    CompanyFactory(name_en="", name_zh="澜语桥", status=status)

    assert known("澜语桥") is None


@pytest.mark.django_db
def test_the_names_of_a_merged_entity_lead_to_its_survivor_unless_they_were_rejected():
    survivor = CompanyFactory(name_en="Lanyuqiao", status=Status.PUBLISHED)
    for name, status in (("澜语桥", Status.PROPOSED), ("岚语乔", Status.REJECTED)):
        merged = CompanyFactory(name_en="", name_zh=name, status=status)
        Company.objects.filter(pk=merged.pk).update(merged_into=survivor, survivor=survivor)

    assert known("澜语桥") == known("Lanyuqiao") is not None
    assert known("岚语乔") is None


@pytest.mark.django_db
def test_the_record_is_looked_at_again_after_a_minute_and_read_again_only_when_it_changed(
    monkeypatch, django_assert_num_queries
):
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    company = CompanyFactory(name_en="", name_zh="澜语桥", status=Status.PUBLISHED)
    before = names.lexicon()
    AliasFactory(entity=company, text="澜语桥智驾")
    with django_assert_num_queries(0):
        assert names.lexicon() is before

    now += 61
    after = names.lexicon()
    assert after.lookup("澜语桥智驾") == after.lookup("澜语桥")

    now += 61
    with django_assert_num_queries(1):
        assert names.lexicon() is after


@pytest.mark.django_db
def test_taking_a_name_back_is_noticed():
    company = CompanyFactory(name_en="", name_zh="澜语桥", status=Status.PUBLISHED)
    assert known("澜语桥")

    Company.objects.filter(pk=company.pk).update(status=Status.RETRACTED)

    assert known("澜语桥") is None


@pytest.mark.django_db
def test_a_new_form_joins_the_entry_that_the_gazetteer_has():
    company = CompanyFactory(name_en="OpenAI", name_zh="", status=Status.PUBLISHED)
    AliasFactory(entity=company, text="欧盆人工智能")

    entry = known("欧盆人工智能")

    listed = Lexicon.default().lookup("OpenAI")
    assert entry is not None
    assert listed is not None
    assert entry == names.lexicon().lookup("OpenAI")
    assert set(listed.forms) < set(entry.forms)


def test_a_form_that_two_entities_share_ties_neither_to_it():
    forms = [
        Form(1, "company", "company", "澜语桥机器人", "澜语桥机器人"),
        Form(1, "company", "company", "澜语桥", "澜语桥"),
        Form(2, "company", "company", "澜语桥", "澜语桥"),
        Form(2, "company", "company", "澜语桥资本", "澜语桥资本"),
    ]

    lexicon = lexicon_of(forms)

    entries = {lexicon.lookup(form.text, "company") for form in forms}
    assert {entry.forms for entry in entries if entry} == {
        ("澜语桥机器人",),
        ("澜语桥",),
        ("澜语桥资本",),
    }


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("company", "桥"),
        ("company", "智能"),
        ("company", "开放"),
        ("company", "上海"),
        ("company", "Lq"),
        ("company", "The Next"),
        ("company", "Data Center"),
        ("company", "Shanghai"),
        ("model", "o3"),
        ("person", "Altman"),
        ("person", "奥"),
    ],
)
def test_forms_that_are_common_or_too_short_are_not_looked_for(kind, form):
    assert not is_telling(kind, form)


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("company", "澜语桥"),
        ("company", "澜桥"),
        ("company", "百度"),
        ("company", "Xai"),
        ("company", "Open Meridian"),
        ("model", "Lan-7B"),
        ("person", "Ada Wren"),
        ("person", "奥特曼"),
    ],
)
def test_other_forms_are(kind, form):
    assert is_telling(kind, form)


@pytest.mark.django_db
def test_a_surname_that_an_article_used_does_not_name_everybody():
    person = PersonFactory(name_en="Ada Wren", status=Status.PUBLISHED)
    AliasFactory(entity=person, text="Wren")

    assert known("Ada Wren", "person")
    assert known("Wren", "person") is None

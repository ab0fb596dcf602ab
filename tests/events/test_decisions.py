import json

import pytest
from django.core.management import CommandError, call_command

from events.models import Event
from people.models import Affiliation, Status
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(text="李沐离开亚马逊，张三离开亚马逊。")


@pytest.fixture
def decide(tmp_path, article):
    def decide(*decisions):
        file = tmp_path / "decisions.jsonl"
        common = {"article": article.address, "quote": article.text}
        file.write_text("\n".join(json.dumps(common | decision) for decision in decisions))
        editor = EditorFactory()
        call_command("decide", str(file), by=editor.username)

    return decide


def move(person, article):
    return event_of(
        ("person", PersonFactory(name_en="", name_zh=person)),
        ("company", CompanyFactory(name_zh="亚马逊", name_en="")),
        kind="career",
        change="left",
        status=Status.PROPOSED,
        article=article,
    )


def test_a_decision_finds_its_event_by_quote_kind_and_parties(decide, article):
    accepted, rejected = move("李沐", article), move("张三", article)
    left = {"kind": "career", "change": "left"}

    decide(
        {**left, "parties": {"person": ["李沐"]}, "verdict": "accepted"},
        {**left, "parties": {"person": ["张三"]}, "verdict": "rejected", "reason": "invented"},
    )

    assert Event.objects.get(pk=accepted.pk).status == Status.PUBLISHED
    assert Event.objects.get(pk=rejected.pk).status == Status.REJECTED


def test_a_decision_finds_its_affiliation(decide, article):
    affiliation = AffiliationFactory(
        person=PersonFactory(name_zh="李沐"), company=CompanyFactory(name_zh="亚马逊")
    )
    EvidenceFactory(affiliation=affiliation, event=None, article=article)

    decide({"person": "李沐", "company": "亚马逊", "verdict": "accepted"})

    assert Affiliation.objects.get().status == Status.PUBLISHED


def test_a_decision_about_another_fact_decides_nothing(decide, article, capsys):
    event = move("李沐", article)

    decide({"kind": "career", "change": "joined", "verdict": "accepted"})

    assert Event.objects.get(pk=event.pk).status == Status.PROPOSED
    assert "1 unknown" in capsys.readouterr().out


def test_a_bad_line_is_named(decide):
    with pytest.raises(CommandError, match="line 1: verdict"):
        decide({"verdict": "perhaps"})

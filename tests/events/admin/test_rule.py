"""Rules at the desk."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from events import actions, rules
from events.models import Rule, RuleMatch
from people.accounts import give
from people.models import Status
from people.roles import Role
from tests.events.test_rules import fact, rule_of, status_of
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db

ADD = reverse("admin:events_rule_add")


def typed(**values):
    told = {
        "name": "通讯社融资", "reason": "半年来没有错过", "kinds": ["funding", "career"],
        "language": "zh", "confidence": "0.9", "trust": "press", "known_only": "on",
        "sampled": "0", "origins-TOTAL_FORMS": "0", "origins-INITIAL_FORMS": "0",
    }  # fmt: skip
    return {**told, **values}


def page_of(name, rule):
    return reverse(f"admin:events_rule_{name}", args=[rule.pk])


def test_a_rule_is_written_looked_at_and_switched_on(desk, editor):
    source = SourceFactory()
    chosen = {"origins-TOTAL_FORMS": "1", "origins-0-source": source.pk}
    written = desk.post(ADD, typed(**chosen))
    rule = Rule.objects.get()

    assert (rule.by, rule.enabled, rule.kinds) == (editor, False, ["funding", "career"])
    assert [origin.source for origin in rule.origins.all()] == [source]
    assert written.url == page_of("preview", rule)
    desk.post(page_of("switch", rule), {"on": "1"})
    assert Rule.objects.get().enabled


def test_the_preview_says_how_many_which_and_how_well(desk, editor):
    rule = rule_of(editor, on=False)
    waiting = fact()
    for event in (fact(), fact()):
        actions.accept_event(event, by=editor)
    actions.reject_event(fact(), by=editor, reason="不对")

    page = desk.get(page_of("preview", rule)).content.decode()

    assert "It fits <b>1</b> of the events that wait." in page
    assert f"/event/{waiting.pk}/change/" in page
    assert "would be published" in page
    assert "Of 3 facts like these, editors accepted <b>67%</b> as they were." in page
    assert status_of(waiting) == Status.PROPOSED


def test_the_preview_is_told_in_chinese(desk, editor):
    page = desk.get(page_of("preview", rule_of(editor)), headers={"accept-language": "zh-CN"})

    assert "待审的事件中没有符合的。" in page.content.decode()


def test_the_page_of_a_rule_says_what_it_did_and_what_became_of_it(desk, editor):
    rule = rule_of(editor)
    kept, wrong = fact(), fact()
    rules.publish_by_rules()
    actions.retract_event(wrong, by=editor, reason="搞错了")

    page = desk.get(page_of("change", rule))

    lines = {str(line.words): line for line in page.context_data["done"]}
    assert lines["published"].count == "2"
    taken_back = lines["published, then taken back by a person"]
    assert taken_back.count == "1"
    listed = desk.get(taken_back.address).context_data["cl"].result_list
    assert [match.event.pk for match in listed] == [wrong.pk]
    assert kept.rule_match.rule == rule


def test_a_rule_that_is_changed_is_off_and_says_so(desk, editor):
    rule = rule_of(editor)

    changed = desk.post(page_of("change", rule), typed(confidence="0.5"), follow=True)

    assert not Rule.objects.get().enabled
    assert "The rule has changed and is off" in changed.content.decode()


def test_who_may_not_write_rules_sees_them_and_changes_nothing(client, editor):
    rule = rule_of(editor, on=False)
    member = User.objects.create(username="编辑")
    give(member, Role.EDITOR, by=None)
    client.force_login(member)

    assert client.get(page_of("preview", rule)).status_code == 200
    assert client.post(page_of("switch", rule), {"on": "1"}).status_code == 403
    assert client.get(ADD).status_code == 403
    assert not Rule.objects.get().enabled


def test_a_rule_that_has_decided_cannot_be_deleted(desk, editor):
    rule, unused = rule_of(editor), rule_of(editor, name="没用过", on=False)
    RuleMatch.objects.create(rule=rule, event=fact(), outcome="published")

    assert desk.get(page_of("delete", rule)).status_code == 403
    assert desk.get(page_of("delete", unused)).status_code == 200


@pytest.mark.parametrize("wrong", [{"confidence": "1.5"}, {"sampled": "120"}, {"kinds": []}])
def test_a_wrong_value_is_told_beside_its_field(desk, wrong):
    page = desk.post(ADD, typed(**wrong))

    assert set(page.context_data["adminform"].form.errors) == set(wrong)


def test_the_history_of_a_rule_has_its_sources_and_who_switched_it(desk, editor):
    rule = rule_of(editor, sources=[SourceFactory(name="路透")])

    page = desk.get(page_of("history", rule)).content.decode()

    assert "路透" in page
    assert "switch on" in page

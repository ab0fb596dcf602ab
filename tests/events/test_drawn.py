"""Lines are drawn once while they tell the same, and anew as soon as anything in them changes."""

import pytest

from events import actions, drawn, entities
from people.models import Status
from tests.factories import CompanyFactory, EditorFactory, event_of

pytestmark = pytest.mark.django_db


def test_a_line_that_tells_the_same_is_drawn_once_for_each_language(client):
    drawn.forget()
    event_of(("company", CompanyFactory(status=Status.PUBLISHED)), quote="智谱完成融资。")

    first = [client.get(address).content for address in ("/en/", "/zh/")]
    drawings = drawn.drawings()
    assert [client.get(address).content for address in ("/en/", "/zh/")] == first
    assert first[0] != first[1]
    assert drawn.drawings() == drawings == 2


def test_a_line_is_drawn_anew_after_a_rename_and_a_change_of_certainty(client):
    company, editor = CompanyFactory(name_en="Zhipu", status=Status.PUBLISHED), EditorFactory()
    event = event_of(("company", company), kind="closure")
    assert "Zhipu" in client.get("/en/").content.decode()

    entities.correct_entity(company, {"name_en": "Z.ai"}, by=editor)
    actions.correct_event(event, {"certainty": "denied", "certainty_why": "公司否认"}, by=editor)
    html = client.get("/en/").content.decode()
    assert "Z.ai" in html
    assert "Zhipu" not in html
    assert 'class="event is-denied"' in html

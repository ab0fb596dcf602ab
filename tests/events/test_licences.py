"""A model's licence and access by periods: read from releases, shown on its page and in the API."""

import re
from html import unescape

import pytest

from events.licences import Release, history_of
from people.dates import PartialDate
from people.models import Status
from tests.factories import CompanyFactory, ModelFactory, event_of

TAGS = re.compile(r"<[^>]+>")


def told(event, when, change, licence="", use=None):
    return Release(event, change, PartialDate.parse(when), licence, use)


def shown(period):
    end = str(period.end) if period.end else ""
    return (f"{period.start}..{end}", *period.terms, period.events)


HISTORIES = {
    "a release tells nothing of its terms": (
        [told(1, "2023", "released")],
        [("2023..", None, "", None, (1,))],
    ),
    "weights are open from the day they were opened": (
        [told(2, "2023-09-01", "open_sourced", "自定义", False), told(1, "2023-03", "released")],
        [
            ("2023-03..2023-09-01", None, "", None, (1,)),
            ("2023-09-01..", True, "自定义", False, (2,)),
        ],
    ),
    "a new licence says nothing of commercial use": (
        [
            told(1, "2023", "open_sourced", "custom", False),
            told(2, "2024", "licence_changed", "MIT"),
        ],
        [("2023..2024", True, "custom", False, (1,)), ("2024..", True, "MIT", None, (2,))],
    ),
    "what tells nothing new belongs to the period": (
        [told(1, "2023", "open_sourced", "MIT", True), told(2, "2024", "released", "MIT")],
        [("2023..", True, "MIT", True, (1, 2))],
    ),
    "two events of one day are one period": (
        [told(1, "2023-05-06", "released"), told(2, "2023-05-06", "open_sourced", "MIT")],
        [("2023-05-06..", True, "MIT", None, (1, 2))],
    ),
    "a changed licence that is not named is unknown": (
        [told(1, "2023", "released", "MIT", True), told(2, "2024", "licence_changed")],
        [("2023..2024", None, "MIT", True, (1,)), ("2024..", None, "", None, (2,))],
    ),
}


@pytest.mark.parametrize(("releases", "periods"), HISTORIES.values(), ids=HISTORIES)
def test_a_history_is_read_from_releases(releases, periods):
    assert [shown(period) for period in history_of(releases)] == periods


@pytest.fixture
def glm():
    model = ModelFactory(slug="glm", name_en="GLM", name_zh="智谱清言", status=Status.PUBLISHED)
    parties = ("model", model), ("developer", CompanyFactory(name_zh="智谱"))

    def release(when, change, **values):
        return event_of(
            *parties, kind="release", when=PartialDate.parse(when), change=change, **values
        )

    return [
        release("2023-03", "released"),
        release("2024-05-06", "open_sourced", licence="Apache-2.0", commercial_use=True),
        release("2025", "licence_changed", licence="秘密", status=Status.PROPOSED),
        release("2025", "licence_changed", licence="传闻", certainty="rumoured"),
    ]


@pytest.mark.django_db
def test_the_page_of_a_model_tells_its_periods_with_their_events(client, glm):
    html = client.get("/zh/models/glm/").content.decode()

    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)[1:]
    assert [" ".join(unescape(TAGS.sub(" ", row)).split()) for row in rows] == [
        "2023年3月至2024年5月6日 未说明 未说明 未说明 事件 1",
        "2024年5月6日起 开放 Apache-2.0 允许 事件 1",
    ]
    assert f'href="/zh/events/{glm[1].pk}/"' in rows[1]
    assert "秘密" not in html


@pytest.mark.django_db
def test_the_api_tells_the_periods_of_one_model(client, glm):
    model = client.get("/api/v1/models/glm/?lang=zh").json()

    first, second = model["access_history"]
    assert (first["start"]["text"], first["end"]["text"]) == ("2023-03", "2024-05-06")
    assert (first["open_weights"], first["licence"], first["commercial_use"]) == (None, None, None)
    assert (second["end"], second["open_weights"], second["licence"]) == (None, True, "Apache-2.0")
    assert [event["id"] for event in second["events"]] == [glm[1].pk]
    assert "access_history" not in client.get("/api/v1/models/").json()["results"][0]

"""What waits for a decision, for those who may see it."""

import pytest
from django.db import connection

from people.models import Entity
from tests.events.api.writing.clients import proposal, told
from tests.factories import AffiliationFactory, CompanyFactory, EventFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_the_index_leads_to_each_list(contributor, client):
    lists = told(contributor.get("proposals/"), 200)

    assert set(lists) == {"events", "affiliations", "entities"}
    for address in lists.values():
        assert contributor.client.get(address).status_code == 200
    assert client.get("/api/v1/proposals/").status_code == 401


def test_ones_own_come_first_and_those_of_anyone_on_request(contributor):
    mine = CompanyFactory(name_zh="月之暗面", proposed_by=contributor.user)
    machines = PersonFactory(name_zh="杨植麟")
    CompanyFactory(name_zh="智谱", status="published")

    own = told(contributor.get("proposals/entities/?lang=zh"), 200)["results"]
    every = told(contributor.get("proposals/entities/?by=anyone"), 200)["results"]
    people = told(contributor.get("proposals/entities/?by=anyone&kind=person"), 200)["results"]

    assert [(row["id"], row["name"], row["status"]) for row in own] == [
        (mine.pk, "月之暗面", "proposed")
    ]
    assert [row["id"] for row in every] == [machines.pk, mine.pk]
    assert [row["id"] for row in people] == [machines.pk]
    one = contributor.get(f"proposals/entities/{mine.pk}/")
    assert told(one, 200)["proposed_by"] == contributor.user.username
    assert one["ETag"]
    assert contributor.get("proposals/entities/999/").status_code == 404


def test_posts_are_listed_as_they_stand(contributor):
    own = AffiliationFactory(title="首席科学家", proposed_by=contributor.user)
    AffiliationFactory(title="研究员", status="rejected")

    (row,) = told(contributor.get("proposals/affiliations/"), 200)["results"]
    (refused,) = told(contributor.get("proposals/affiliations/?by=anyone&status=rejected"), 200)[
        "results"
    ]

    assert (row["id"], row["status"]) == (own.pk, "proposed")
    assert (refused["title"], refused["status"]) == ("研究员", "rejected")
    assert contributor.get("proposals/affiliations/999/").status_code == 404


def test_whoever_proposes_finds_his_own_by_an_index(contributor, article):
    told(contributor.post("events/", proposal(article)), 201)
    for _ in range(3):
        EventFactory()
    for table, index in (
        ("events_event", "event_proposer"),
        ("people_affiliation", "affiliation_proposer"),
        (Entity._meta.db_table, "entity_proposer"),
    ):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                f"EXPLAIN SELECT id FROM {table} WHERE proposed_by_id = %s "  # noqa: S608
                "ORDER BY id DESC LIMIT 51",
                [contributor.user.pk],
            )
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert index in plan
        assert "Sort" not in plan

"""Collections at the desk."""

import pytest

from events.models import Collection
from people.models import Status
from people.roles import Role
from tests.events.collections.made import TOLD, collection_of, draft_of
from tests.factories import CompanyFactory, MemberFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db
LIST = "/admin/events/collection/"


def typed(*rows, known=0, **told):
    data = {
        "slug": "authors", **TOLD, **told,
        "members-TOTAL_FORMS": len(rows), "members-INITIAL_FORMS": known,
    }  # fmt: skip
    for number, row in enumerate(rows):
        data |= {f"members-{number}-{name}": value for name, value in row.items()}
    return data


def person(**values):
    return PersonFactory(status=Status.PUBLISHED, **values)


def test_an_editor_adds_one_with_its_members_by_their_places(desk, editor):
    first, second, third = person(), person(), CompanyFactory()
    rows = (
        {"entity": third.pk, "note_zh": "雇主"},
        {"entity": second.pk, "place": 2},
        {"entity": first.pk, "place": 1},
    )

    response = desk.post(f"{LIST}add/", typed(*rows))

    assert response.status_code == 302, response.context["errors"]
    collection = Collection.objects.get()
    assert collection.created_by == editor
    assert not collection.is_published
    told = [(row.place, row.entity_id, row.note_zh) for row in collection.members.all()]
    assert told == [(1, first.pk, ""), (2, second.pk, ""), (3, third.pk, "雇主")]


def test_rows_are_changed_added_and_taken_away(desk, editor):
    gone, stays, new = person(), person(), person()
    collection = draft_of(gone, stays, by=editor)
    one, other = collection.members.all()
    rows = (
        {"id": one.pk, "collection": collection.pk, "entity": gone.pk, "place": 1, "DELETE": "on"},
        {"id": other.pk, "collection": collection.pk, "entity": stays.pk, "place": 2},
        {"collection": collection.pk, "entity": new.pk},
    )

    response = desk.post(f"{LIST}{collection.pk}/change/", typed(*rows, known=2))

    assert response.status_code == 302
    assert [row.entity_id for row in collection.members.all()] == [stays.pk, new.pk]


def test_what_is_refused_comes_back_with_all_that_was_typed(desk, editor):
    collection = collection_of(person(), by=editor)
    (row,) = collection.members.all()
    rows = [{"id": row.pk, "collection": collection.pk, "entity": row.entity_id, "DELETE": "on"}]

    response = desk.post(
        f"{LIST}{collection.pk}/change/", typed(*rows, known=1, introduction_zh="改过的简介")
    )

    assert response.status_code == 200
    assert "改过的简介" in response.content.decode()
    assert "has a member" in response.content.decode()
    collection.refresh_from_db()
    assert collection.introduction_zh != "改过的简介"
    assert collection.members.count() == 1


def test_a_draft_is_previewed_at_the_desk_alone_in_both_languages(desk, client, editor):
    who = person(name_zh="沙泽尔", name_en="Noam Shazeer")
    event_of(("person", who), ("company", CompanyFactory()), kind="career", change="joined")
    collection = draft_of(who, by=editor)
    address = f"{LIST}{collection.pk}/preview/"

    chinese = desk.get(f"{address}?lang=zh").content.decode()
    english = desk.get(f"{address}?lang=en").content.decode()

    assert "沙泽尔" in chinese
    assert "预览" in chinese
    assert "Noam Shazeer" in english
    assert desk.get(f"{address}?lang=en&cursor=nonsense").status_code == 302
    desk.logout()
    assert desk.get(address).status_code == 302


def test_it_is_published_and_withdrawn_by_a_button(desk, editor):
    collection = draft_of(person(), by=editor)
    decide = f"{LIST}{collection.pk}/decide/"

    desk.post(decide, {"publish": "1"})
    assert desk.get("/zh/collections/authors/").status_code == 200
    form = desk.get(f"{LIST}{collection.pk}/change/").content.decode()
    assert 'name="withdraw"' in form
    assert "/collections/authors/" in form
    assert desk.get(f"{LIST}{collection.pk}/delete/").status_code == 403

    desk.post(decide, {"withdraw": "1"})
    assert desk.get("/zh/collections/authors/").status_code == 404


def test_a_draft_is_deleted_and_its_history_is_kept(desk, editor):
    collection = draft_of(person(), by=editor)

    assert desk.get(f"{LIST}{collection.pk}/history/").status_code == 200
    assert desk.post(f"{LIST}{collection.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Collection.objects.exists()


def test_contributors_look_and_do_not_write(client, editor):
    collection = draft_of(person(), by=editor)
    client.force_login(MemberFactory(role=Role.CONTRIBUTOR))

    assert client.get(LIST).status_code == 200
    assert client.get(f"{LIST}{collection.pk}/preview/").status_code == 200
    assert client.get(f"{LIST}add/").status_code == 403
    client.post(f"{LIST}{collection.pk}/decide/", {"publish": "1"})
    assert not Collection.objects.get().is_published

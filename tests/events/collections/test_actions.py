"""What is done to collections, and what the database holds of them by itself."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from events.collections import actions
from events.models import Case, Collection, CollectionMember
from events.removal import remove_person
from people.models import Status
from people.refusals import Refused
from tests.events.collections.made import collection_of, draft_of
from tests.factories import CompanyFactory, EditorFactory, PersonFactory

pytestmark = pytest.mark.django_db


def person(**values):
    return PersonFactory(status=Status.PUBLISHED, **values)


def at_once():
    """Let the database look now at what it looks at when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def slugs(collection):
    return [row.entity.slug for row in collection.members.all()]


def test_members_keep_the_order_they_are_set_in_and_unchanged_rows_are_not_written():
    first, second, third = person(slug="a"), person(slug="b"), person(slug="c")
    collection = draft_of(first, second)

    actions.set_members(
        collection,
        [
            CollectionMember(entity=first),
            CollectionMember(entity=third, note_zh="作者之一"),
            CollectionMember(entity=second),
        ],
        by=EditorFactory(),
    )

    assert slugs(collection) == ["a", "c", "b"]
    assert collection.members.get(entity=third).note == "作者之一"
    assert collection.members.get(entity=first).versions.count() == 1
    assert collection.members.get(entity=second).versions.count() == 2


def test_nobody_is_a_member_twice():
    somebody = person()
    with pytest.raises(Refused, match="twice"):
        draft_of(somebody, somebody, slug="twice")
    collection = draft_of(somebody)
    with pytest.raises(IntegrityError, match="collection_member_once"), transaction.atomic():
        CollectionMember.objects.create(collection=collection, entity=somebody)


def test_publishing_twice_changes_nothing_and_what_was_public_goes_on_from_when_it_was():
    editor = EditorFactory()
    collection = collection_of(person(), by=editor)
    first = collection.published_at

    assert actions.publish(collection, by=editor).published_at == first
    assert not actions.withdraw(collection, by=editor).is_published
    assert actions.withdraw(collection, by=editor).published_at == first
    assert actions.publish(collection, by=editor).published_at == first
    assert collection.versions.count() == 4


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"introduction_zh": " ", "introduction_en": ""}, "introduction"),
        ({}, "member that is published"),
    ],
)
def test_what_is_not_ready_is_not_published(told, words):
    collection = draft_of(PersonFactory(status=Status.PROPOSED), **told)

    with pytest.raises(Refused, match=words):
        actions.publish(collection, by=EditorFactory())

    assert not Collection.objects.published().exists()


def test_a_published_one_keeps_a_member_and_an_introduction():
    editor = EditorFactory()
    collection = collection_of(person(), by=editor)

    with pytest.raises(Refused, match="has a member"):
        actions.set_members(collection, [], by=editor)
    collection.introduction_en = collection.introduction_zh = ""
    with pytest.raises(Refused, match="introduction"):
        actions.write(collection, by=editor)
    with pytest.raises(IntegrityError, match="is_introduced"), transaction.atomic():
        Collection.objects.update(introduction_en="", introduction_zh="")
    with pytest.raises(IntegrityError, match="has a member"), transaction.atomic():
        CollectionMember.objects.all().delete()
        at_once()


def test_the_database_publishes_none_without_a_member_or_a_title():
    draft_of()

    with pytest.raises(IntegrityError, match="has a member"), transaction.atomic():
        Collection.objects.update(status="published", published_at="2026-01-01T00:00Z")
        at_once()
    with pytest.raises(IntegrityError, match="has_a_title"), transaction.atomic():
        Collection.objects.update(title_en="", title_zh="")
    with pytest.raises(Refused, match="title"):
        draft_of(slug="other", title_en="", title_zh=" ")


def test_a_slug_is_for_ever_once_it_was_public():
    editor = EditorFactory()
    collection = draft_of(person(), by=editor)
    collection.slug = "the-authors"
    actions.write(collection, by=editor)
    collection = actions.withdraw(actions.publish(collection, by=editor), by=editor)

    collection.slug = "others"
    with pytest.raises(Refused, match="slug"):
        actions.write(collection, by=editor)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Collection.objects.update(slug="others")
    with pytest.raises(Refused, match="withdraw"):
        actions.delete(collection, by=editor)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Collection.objects.all().delete()


def test_a_draft_can_be_deleted_twice():
    collection = draft_of(CompanyFactory())

    actions.delete(collection, by=EditorFactory())
    actions.delete(collection, by=EditorFactory())

    assert not Collection.objects.exists()


def test_a_removed_person_is_a_member_of_nothing_and_an_emptied_collection_is_a_draft():
    removed, other = person(name_zh="李沐沐"), person()
    alone, both = collection_of(removed, slug="alone"), collection_of(removed, other, slug="both")
    case = Case.objects.create(
        kind="removal", entity=removed, said="请删除。", seed="1" * 64, token_hash="0" * 64
    )

    remove_person(case, reason="本人要求", by=EditorFactory())
    at_once()

    assert list(Collection.objects.published()) == [both]
    assert [row.entity_id for row in both.members.all()] == [other.pk]
    assert not alone.members.exists()

"""What is told of a change, kept with the versions that it makes."""

import pghistory.models
import pytest
from django.db import transaction

from people import actions
from people.history import deed
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def told_of(entity):
    return [
        version.pgh_context and version.pgh_context.metadata for version in entity.versions.all()
    ]


def test_all_versions_of_one_deed_share_what_is_told_of_it():
    with deed(action="record", article=7):
        one, other = (actions.introduce("company", name) for name in ("智谱AI", "月之暗面"))

    assert told_of(one) == told_of(other) == [{"action": "record", "article": 7}]
    assert pghistory.models.Context.objects.count() == 1


def test_what_follows_a_deed_in_an_outer_transaction_is_none_of_it():
    with transaction.atomic():
        with deed(action="record"):
            inside = CompanyFactory()
        outside = CompanyFactory()

    assert told_of(inside) == [{"action": "record"}]
    assert told_of(outside) == [None]


def test_a_deed_that_is_given_up_leaves_nothing():
    with deed(action="record"):
        entity = CompanyFactory()
        transaction.set_rollback(True)

    assert not type(entity).objects.filter(pk=entity.pk).exists()
    assert told_of(CompanyFactory()) == [None]

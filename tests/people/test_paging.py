"""Leafing through rows by key."""

import base64
import json

import pytest

from people.models import Company, Entity
from people.paging import BadCursor, page_of
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def companies():
    return Company.objects.order_by("sort_key", "id")


def names(page):
    return [row.name for row in page.rows]


def cursor_of(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


def test_pages_follow_one_another_and_lead_back():
    for name in ("Delta", "Alpha", "智谱", "Beta", "阿里"):
        CompanyFactory(name_en="", name_zh=name)

    first = page_of(companies(), size=2)
    second = page_of(companies(), cursor=first.next, size=2)
    third = page_of(companies(), cursor=second.next, size=2)
    back = page_of(companies(), cursor=third.previous, size=2)

    assert [names(page) for page in (first, second, third)] == [
        ["阿里", "Alpha"],
        ["Beta", "Delta"],
        ["智谱"],
    ]
    assert (first.previous, third.next) == (None, None)
    assert names(back) == names(second)
    assert page_of(companies(), cursor=back.previous, size=2).previous is None


def test_rows_of_equal_keys_are_told_apart_by_the_last_column():
    for _ in range(5):
        CompanyFactory(name_en="Same")

    page = page_of(companies(), size=2)
    seen = [row.pk for row in page.rows]
    while page.next is not None:
        page = page_of(companies(), cursor=page.next, size=2)
        seen += [row.pk for row in page.rows]

    assert seen == sorted(seen)
    assert len(seen) == 5


def test_a_reversed_order_is_walked_in_reverse():
    for name in ("a", "b", "c"):
        CompanyFactory(name_en=name)

    first = page_of(companies().reverse(), size=2)
    second = page_of(companies().reverse(), cursor=first.next, size=2)

    assert names(first) + names(second) == ["c", "b", "a"]


def test_a_row_that_arrives_between_two_pages_moves_no_other_row():
    for name in ("b", "d", "f"):
        CompanyFactory(name_en=name)
    first = page_of(companies(), size=2)

    CompanyFactory(name_en="a")
    CompanyFactory(name_en="e")

    assert names(page_of(companies(), cursor=first.next, size=2)) == ["e", "f"]


def test_no_rows_are_one_empty_page():
    page = page_of(companies(), size=2)

    assert (page.rows, page.next, page.previous) == ([], None, None)


@pytest.mark.parametrize(
    "cursor",
    [
        "?",
        "x",
        "智谱",
        "bm90IGpzb24",
        cursor_of(),
        cursor_of(0),
        cursor_of(0, "a"),
        cursor_of(0, "a", "b"),
        cursor_of(0, "a", str(10**30)),
        cursor_of(0, "a\0", "1"),
        cursor_of(0, {}, "1"),
        cursor_of(2, "a", "1"),
        cursor_of([], "a", "1"),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_a_cursor_that_no_page_gave_is_refused(cursor):
    with pytest.raises(BadCursor):
        page_of(companies(), cursor=cursor, size=2)


def test_rows_without_one_direction_are_refused():
    with pytest.raises(ValueError, match="all ascend or all descend"):
        page_of(Entity.objects.order_by("sort_key", "-id"), size=2)

"""Filters of the desk's lists, kept under a name. Each deed is safe to repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from events.models import SavedFilter
from people.refusals import Refused
from people.roles import Ability, may, require

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

LONGEST_NAME = 60
LONGEST_QUERY = 1000
OF_A_PAGE = ("p", "e", "all", "_changelist_filters", "_popup", "_to_field")
"""What a query string says of the page and not of what is listed."""


def seen_by(user: User | AnonymousUser, listed: str) -> QuerySet[SavedFilter]:
    """The filters of a list that somebody is offered: his own, and those that all share."""
    return SavedFilter.objects.filter(
        Q(owner=user.pk) | Q(shared=True), listed=listed
    ).select_related("owner")


def may_change(saved: SavedFilter, user: User | AnonymousUser) -> bool:
    """Whoever keeps it; one that all share, whoever may share."""
    if saved.shared:
        return may(user, Ability.RULES)
    return saved.owner_id == user.pk


def keep(*, by: User, listed: str, name: str, query: str, shared: bool = False) -> SavedFilter:
    """Keep the filters of a list under a name; the same name again takes the new ones."""
    if shared:
        require(by, Ability.RULES)
    name, query = _named(name), narrowed(query)
    if not query:
        raise Refused(_("Nothing is filtered: choose a filter first, then give it a name."))
    if len(query) > LONGEST_QUERY:
        raise Refused(_("These filters are too many to be kept: choose fewer."))
    saved, _made = SavedFilter.objects.update_or_create(
        owner=by, listed=listed, name=name, defaults={"query": query, "shared": shared}
    )
    return saved


@transaction.atomic
def rename(saved: SavedFilter, name: str, *, by: User) -> SavedFilter:
    _require_to_change(saved, by)
    saved = SavedFilter.objects.select_for_update().get(pk=saved.pk)
    name = _named(name)
    same = SavedFilter.objects.filter(owner=saved.owner, listed=saved.listed, name=name)
    if same.exclude(pk=saved.pk).exists():
        raise Refused(
            _("There is a filter “%(name)s” already: choose another name.") % {"name": name}
        )
    saved.name = name
    saved.save(update_fields=["name"])
    return saved


def forget(saved: SavedFilter, *, by: User) -> None:
    _require_to_change(saved, by)
    SavedFilter.objects.filter(pk=saved.pk).delete()


def narrowed(query: str) -> str:
    """A query string without what belongs to a page of the list."""
    chosen = QueryDict(query, mutable=True)
    for name in OF_A_PAGE:
        chosen.pop(name, None)
    return chosen.urlencode()


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(_("Give the filter a name of at most 60 characters."))
    return name


def _require_to_change(saved: SavedFilter, by: User) -> None:
    if saved.shared:
        require(by, Ability.RULES)
    elif saved.owner_id != by.pk:
        raise Refused(_("This filter is somebody else's: keep one of your own."))

"""The four-eyes rule: what somebody wrote by hand, somebody else publishes.

A site that wants it sets FOUR_EYES. It holds inside the actions that publish, which have the fact
locked: a correction that is not yet saved is waited for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from events.models import Event, Review
from people.models import Affiliation
from people.refusals import Refused
from people.roles import Ability, permission_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OTHERS_NAMED = 3


def writers_of(fact: Event | Affiliation) -> set[int]:
    """The ids of who proposed a fact by hand, and of who corrected it last and stands by it."""
    corrections = fact.reviews.filter(verdict=Review.Verdict.CORRECTED, undone_at=None)
    last = corrections.order_by("-at", "-pk").values_list("by", flat=True)[:1]
    return {pk for pk in (fact.proposed_by_id, *last) if pk is not None}


def require_other_eyes(fact: Event | Affiliation, *, by: User) -> None:
    """Refuse to let somebody publish what is his own work, where the site forbids it."""
    if settings.FOUR_EYES and by.pk in (writers := writers_of(fact)):
        raise Refused(_refusal(writers))


def _refusal(writers: set[int]) -> str:
    others = (
        get_user_model()
        .objects.with_perm(
            permission_of(Ability.PUBLISH), backend="django.contrib.auth.backends.ModelBackend"
        )
        .filter(is_staff=True)
        .exclude(pk__in=writers)
        .order_by("username")
        .values_list("username", flat=True)[:OTHERS_NAMED]
    )
    if not others:
        return _(
            "You wrote this yourself, so that somebody else must publish it, and nobody else here "
            "may: an administrator can give somebody the role for it."
        )
    return _(
        "You wrote this yourself, so that somebody else must publish it. Ask, for example: %(who)s."
    ) % {"who": ", ".join(others)}

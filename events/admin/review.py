from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.admin.filters import DecidedFilter
from events.admin.links import link_to
from events.admin.readonly import ReadOnly
from events.models import Review


@admin.register(Review)
class ReviewAdmin(ReadOnly[Review]):
    """What editors have decided, newest first."""

    list_display = ("at", "author", "verdict", "subject", "shown_reason")
    list_select_related = (
        "by",
        "rule",
        "event__card",
        "affiliation__person",
        "affiliation__company",
    )
    list_filter = ("verdict", "by", ("rule", admin.RelatedOnlyFieldListFilter), DecidedFilter)
    search_fields = ("reason", "event__participations__entity__aliases__text")
    fields = ("subject", "verdict", "shown_reason", "by", "rule", "at")
    readonly_fields = ("subject", "shown_reason")

    @admin.display(description=_("by"))
    def author(self, review: Review) -> str:
        return review.author

    @admin.display(description=_("decision on"))
    def subject(self, review: Review) -> Any:
        return link_to(review.event or review.affiliation)

    @admin.display(description=_("reason"))
    def shown_reason(self, review: Review) -> str:
        return gettext(review.reason) if review.reason else ""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.admin.filters import ArticleLanguageFilter
from events.admin.links import link_to
from events.admin.readonly import ReadOnly
from events.models import Evidence


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly[Evidence]):
    """The sentences that prove events and affiliations, as the articles have them."""

    list_display = ("short_quote", "subject", "article", "certainty", "confidence", "extractor")
    list_select_related = ("article", "event__card", "affiliation__person", "affiliation__company")
    list_filter = ("certainty", ArticleLanguageFilter)
    search_fields = ("quote",)
    ordering = ("-id",)
    fields = (
        "quote", "subject", "article_link", "start", "end", "certainty",
        "claims", "confidence", "rule", "extractor", "version", "created_at",
    )  # fmt: skip
    readonly_fields = ("subject", "article_link")

    @admin.display(description=_("quote"))
    def short_quote(self, evidence: Evidence) -> str:
        return evidence.quote if len(evidence.quote) <= 120 else f"{evidence.quote[:119]}…"

    @admin.display(description=_("proves"))
    def subject(self, evidence: Evidence) -> Any:
        return link_to(evidence.event or evidence.affiliation)

    @admin.display(description=_("article"))
    def article_link(self, evidence: Evidence) -> Any:
        return link_to(evidence.article)

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.admin.compare import TO_LOOK, compare_article
from events.admin.filters import LanguageFilter, LateFilter, PublishedYearFilter
from events.admin.links import link_to
from events.admin.readonly import ReadOnly
from events.admin.sheets import sheets
from events.admin.sheets.pages import HasSheet
from events.ingestion import pipeline
from events.ingestion.errors import Unreadable
from events.ingestion.reread import NoPage, reread
from events.models import Article, Extraction, RawPage
from events.models.source import Extractor
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_REREAD = 10


@admin.register(Article)
class ArticleAdmin(HasSheet, ReadOnly[Article]):
    """What was read, and what stands still: a failed article says why and can be tried again."""

    list_display = ("short_title", "publisher", "published_on", "language", "state", "error")
    list_select_related = ("source",)
    list_filter = (
        "state", LateFilter, LanguageFilter, "source", "published_known", PublishedYearFilter,
    )  # fmt: skip
    search_fields = ("title", "address", "source__name")
    ordering = ("-id",)
    sheet = sheets.ARTICLE
    actions = ("retry", "reread", "read_by_model")
    fieldsets = (
        (
            None,
            {"fields": ("title", "page", "review", ("source", "author"), "published_on")},
        ),
        (
            _("State"),
            {
                "fields": (
                    "error",
                    ("state", "failed_step", "attempts"),
                    ("created_at", "next_try_at"),
                    "readings",
                )
            },
        ),
        (_("Text"), {"fields": (("language", "published_known", "first"), "text")}),
    )
    readonly_fields = ("page", "review", "first", "failed_step", "readings")
    change_form_template = "admin/events/article_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(compare_article)
        compare = path("<int:article_id>/compare/", view, name="events_article_compare")
        return [compare, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = super().get_queryset(request)
        is_form = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return articles if is_form else articles.defer("text")

    @admin.display(description=_("title"), ordering="title")
    def short_title(self, article: Article) -> str:
        name = str(article)
        return name if len(name) <= 90 else f"{name[:89]}…"

    @admin.display(description=_("publisher"), ordering="source__name")
    def publisher(self, article: Article) -> str:
        return article.publisher

    @admin.display(description=_("address"))
    def page(self, article: Article) -> Any:
        if not article.link:
            return article.address
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', article.link)

    @admin.display(description=_("facts"))
    def review(self, article: Article) -> Any:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:review", args=[article.pk]), _("Review its facts")
        )

    @admin.display(description=_("failed at"))
    def failed_step(self, article: Article) -> str:
        return str(Article.State(article.failed_at).label) if article.failed_at else "–"

    @admin.display(description=_("read by"))
    def readings(self, article: Article) -> Any:
        """Each extractor that looked for facts, what a model took, and why it found none."""
        rows = article.extractions.order_by("found_at")
        return format_html_join(mark_safe("<br>"), "{}", ([_told(row)] for row in rows)) or "–"

    @admin.display(description=_("reprint of"))
    def first(self, article: Article) -> Any:
        return link_to(article.reprint_of)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        context |= {
            "title": str(context["original"]),
            "subtitle": None,
            "may_retry": self.has_retry_permission(request),
            "may_reread": self.has_retry_permission(request)
            and RawPage.objects.filter(article=context["original"]).exists(),
            "may_compare": request.user.has_perms(TO_LOOK),
        }
        return super().render_change_form(request, context, *args, **options)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Ability.SOURCES)

    @admin.action(
        description=_("Read the chosen articles again with the language model"),
        permissions=["retry"],
    )
    def read_by_model(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        by = cast("User", request.user)
        count = sum(pipeline.read_again(article, Extractor.MODEL, by=by) for article in queryset)
        self.message_user(
            request,
            ngettext(
                "%(count)d article will be read by the language model.",
                "%(count)d articles will be read by the language model.",
                count,
            )
            % {"count": count},
            messages.SUCCESS if count else messages.WARNING,
        )

    @admin.action(
        description=_("Read the pages of the chosen articles again"), permissions=["retry"]
    )
    def reread(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """A page may hold parsers up for seconds, so that only a few are read in one request."""
        for article in queryset.select_related("raw_page")[:MOST_REREAD]:
            try:
                version = reread(article, by=cast("User", request.user))
            except (NoPage, Unreadable) as reason:
                self.message_user(request, f"{article}: {reason}", messages.WARNING)
                continue
            told = (
                _("%(article)s reads otherwise now: the new text is an article of its own.")
                if version
                else _("%(article)s reads as before.")
            )
            self.message_user(request, told % {"article": article}, messages.SUCCESS)

    @admin.action(description=_("Try the chosen failed articles again"), permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        failed = list(queryset.filter(state=Article.State.FAILED))
        for article in failed:
            pipeline.retry(article, by=cast("User", request.user))
        self.message_user(
            request,
            ngettext(
                "%(count)d failed article will be tried again.",
                "%(count)d failed articles will be tried again.",
                len(failed),
            )
            % {"count": len(failed)},
            messages.SUCCESS if failed else messages.WARNING,
        )


def _told(row: Extraction) -> str:
    told = f"{row.extractor} {row.version}"
    if row.model:
        dropped = sum(row.dropped.values())
        told += (
            f" ({row.model}): {row.tokens_in} + {row.tokens_out} tokens, {row.cost_usd:.4f} USD, "
            f"{dropped} dropped"
        )
    return f"{told}. {row.note}" if row.note else told

"""The page that compares an article's facts with what the current extractor finds."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from events.extraction import NAME, VERSION
from events.ingestion.difference import Difference
from events.ingestion.reextract import NotNow, difference_of, reextract
from events.ingestion.wording import change_words
from events.models import Article
from people.roles import Ability, may

TO_LOOK = ("events.view_article", "events.view_event")


@require_http_methods(["GET", "HEAD", "POST"])
def compare_article(request: HttpRequest, article_id: int) -> HttpResponse:
    """What would change is shown; what was seen is carried out."""
    if not request.user.has_perms(TO_LOOK):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_id)
    if request.method == "POST":
        return _apply(request, article)
    difference = Difference(())
    try:
        difference = difference_of(article)
    except (NotNow, ValueError) as problem:
        messages.error(request, str(problem))
    context = {
        **admin.site.each_context(request),
        "title": gettext("Compare: %s") % article,
        "article": article,
        "opts": Article._meta,
        "extractor": f"{NAME} {VERSION}",
        "changes": [change_words(change, article) for change in difference.changes],
        "to_do": len(difference.to_do),
        "digest": difference.digest,
        "may_apply": may(request.user, Ability.SOURCES),
    }
    return TemplateResponse(request, "admin/events/article_compare.html", context)


def _apply(request: HttpRequest, article: Article) -> HttpResponse:
    if not may(request.user, Ability.SOURCES):
        raise PermissionDenied
    try:
        done = len(reextract(article, by=request.user, seen=request.POST.get("seen") or "-").to_do)
    except (NotNow, ValueError) as problem:
        messages.error(request, str(problem))
    except OperationalError:
        messages.error(request, gettext("Others are at work on the same records: try again soon."))
    else:
        message = ngettext("%(count)d change was applied.", "%(count)d changes were applied.", done)
        messages.success(request, message % {"count": done})
    return redirect("admin:events_article_compare", article.pk)

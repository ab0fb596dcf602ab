"""The review page: an article with its facts in colour, each accepted, corrected or rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from events.admin.correcting import FactCorrection
from events.admin.deciding import decide_facts
from events.admin.decisions import REASONS
from events.admin.facts import Fact, facts_of, marked
from events.admin.panels import panel_of, unsaved_panel
from events.admin.queue import QueueFilter, facts_waiting, shown
from events.admin.undo import undoable
from events.models import Article, QueueItem
from events.queue import Held, hold, settle
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ARTICLES_BESIDE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def review_article(request: HttpRequest, article_id: int) -> HttpResponse:
    """One article: its facts are shown, or some of them decided."""
    if not request.user.has_perm("events.view_event"):
        raise PermissionDenied
    article = get_object_or_404(
        Article.objects.select_related("source", "reprint_of"), pk=article_id
    )
    chosen = QueueFilter.of(request.GET)
    facts = facts_of(article, query=chosen.query)
    unsaved = None
    if request.method == "POST":
        outcome = decide_facts(request, article, facts)
        if isinstance(outcome, HttpResponse):
            return outcome
        unsaved = outcome
    context = _shown(request, article, facts, chosen, unsaved)
    status = 400 if unsaved else 200
    return TemplateResponse(request, "admin/review/article.html", context, status=status)


def _shown(
    request: HttpRequest,
    article: Article,
    facts: list[Fact],
    chosen: QueueFilter,
    unsaved: FactCorrection | None,
) -> dict[str, Any]:
    user = cast("User", request.user)
    may_decide = may(user, Ability.PUBLISH)
    settle()
    item, is_held = _opened(article, user, may_decide)
    asked = request.POST.get("fact") or request.GET.get("fact")
    waiting = [fact for fact in facts if fact.waits]
    current = next(
        (fact for fact in facts if fact.key == asked), next(iter(waiting or facts), None)
    )
    panel = None
    if current and may_decide and not is_held:
        panel = unsaved_panel(unsaved) if unsaved else panel_of(request.GET.get("panel"), current)
    return {
        **admin.site.each_context(request),
        "title": gettext("Review: %s") % article,
        "article": article,
        "facts": facts,
        "waiting": len(waiting),
        "decided": len(facts) - len(waiting),
        "current": current,
        "panel": panel,
        "paragraphs": marked(article, facts, current),
        "item": item,
        "is_held": is_held,
        "beside": _beside(chosen, user, item),
        "query": chosen.query,
        "facts_waiting": facts_waiting(),
        "reasons": [(digit, gettext(reason)) for digit, reason in enumerate(REASONS, start=1)],
        "may_decide": may_decide and not is_held,
        "undoable": undoable(request) if may_decide else None,
        "now": now(),
    }


def _opened(article: Article, user: User, may_decide: bool) -> tuple[QueueItem | None, bool]:
    """Its place in the queue, and whether somebody else is at it. Who may decide has it now."""
    try:
        if may_decide:
            return hold(article.pk, by=user), False
        return QueueItem.objects.filter(article=article).first(), False
    except Held as held:
        return held.item, True


def _beside(chosen: QueueFilter, user: User, item: QueueItem | None) -> list[QueueItem]:
    """The article's neighbours below it in the chosen part of the queue, itself first."""
    rows = chosen.items(user)
    if item is None:
        return list(shown(rows).worthiest()[:ARTICLES_BESIDE])
    below = shown(rows.below(item.worth, item.article_id)).worthiest()[: ARTICLES_BESIDE - 1]
    return [item, *below]

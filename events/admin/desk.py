"""The review page: an article with its facts in colour, each accepted, corrected or rejected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from events import actions
from events.admin.decisions import REASONS, decide
from events.admin.facts import Fact, facts_of, marked
from events.admin.queue import facts_waiting, following, queue
from events.models import Article, Event
from people.roles import Ability, may

ARTICLES_BESIDE = 20
ARTICLES_A_PAGE = 50


def review_queue(request: HttpRequest) -> HttpResponse:
    """All articles with undecided facts."""
    _require(request, "events.view_event")
    page = Paginator(queue(), ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": gettext("Review"),
        "page": page,
        "facts_waiting": facts_waiting(),
    }
    return TemplateResponse(request, "admin/review/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review_article(request: HttpRequest, article_id: int) -> HttpResponse:
    """One article: its facts are shown, or some of them decided."""
    _require(request, "events.view_event")
    article = get_object_or_404(
        Article.objects.select_related("source", "reprint_of"), pk=article_id
    )
    facts = facts_of(article)
    if request.method == "POST":
        return _decide(request, article, facts)
    asked = request.GET.get("fact")
    waiting = [fact for fact in facts if fact.waits]
    current = next(
        (fact for fact in facts if fact.key == asked), next(iter(waiting or facts), None)
    )
    beside = list(following(article)[:ARTICLES_BESIDE])
    context = {
        **admin.site.each_context(request),
        "title": gettext("Review: %s") % article,
        "article": article,
        "facts": facts,
        "waiting": len(waiting),
        "decided": len(facts) - len(waiting),
        "current": current,
        "paragraphs": marked(article, facts, current),
        "beside": beside,
        "following": next((other for other in beside if other.pk != article.pk), None),
        "facts_waiting": facts_waiting(),
        "reasons": [(digit, gettext(reason)) for digit, reason in enumerate(REASONS, start=1)],
        "may_decide": may(request.user, Ability.PUBLISH),
    }
    return TemplateResponse(request, "admin/review/article.html", context)


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _decide(request: HttpRequest, article: Article, facts: list[Fact]) -> HttpResponse:
    """Do what the button says to the facts it stands for, and go on to the next undecided one."""
    keys = request.POST.getlist("fact")
    chosen = [fact for fact in facts if fact.key in keys]
    match request.POST.get("do"):
        case "accept":
            _apply(request, chosen, _accept, gettext("accepted"))
        case "accept-all":
            _apply(request, [fact for fact in facts if fact.waits], _accept, gettext("accepted"))
        case _ if reason := _reason(request.POST.get("reject", "")):
            _apply(request, chosen, _reject(reason), gettext("rejected"))
        case _:
            messages.error(
                request, gettext("Accept it, or choose one of the six reasons to reject.")
            )
            return redirect(chosen[0].address if chosen else request.path)
    return _onward(article, max((fact.number for fact in chosen), default=0))


def _reason(digit: str) -> str:
    """The standard reason that a digit stands for, or nothing."""
    by_digit = {str(place): reason for place, reason in enumerate(REASONS, start=1)}
    return by_digit.get(digit, "")


def _accept(fact: Fact, by: Any) -> None:
    if isinstance(fact.subject, Event):
        actions.accept_event(fact.subject, by=by)
    else:
        actions.accept_affiliation(fact.subject, by=by)


def _reject(reason: str) -> Callable[[Fact, Any], None]:
    def reject(fact: Fact, by: Any) -> None:
        if isinstance(fact.subject, Event):
            actions.reject_event(fact.subject, by=by, reason=reason)
        else:
            actions.reject_affiliation(fact.subject, by=by, reason=reason)

    return reject


def _apply(
    request: HttpRequest, facts: list[Fact], deed: Callable[[Fact, Any], None], done_word: str
) -> None:
    """Decide those that still wait; of the others, say who has decided them already."""
    if not facts:
        messages.warning(request, gettext("Choose a fact first: nothing was done."))
    if not may(request.user, Ability.PUBLISH):
        raise PermissionDenied
    for fact in facts:
        if not fact.waits:
            messages.warning(request, _decided_already(fact))
    waiting = [fact for fact in facts if fact.waits]
    done, refused = decide(waiting, lambda fact: deed(fact, request.user))
    for words in refused:
        messages.error(request, words)
    if done == 1 and len(waiting) == 1:
        told = {"number": waiting[0].number, "done": done_word, "name": waiting[0].name}
        messages.success(request, gettext("Fact %(number)d %(done)s: %(name)s") % told)
    elif done:
        told = {"count": done, "done": done_word}
        message = ngettext("%(count)d fact %(done)s.", "%(count)d facts %(done)s.", done)
        messages.success(request, message % told)


def _decided_already(fact: Fact) -> str:
    told = {"number": fact.number, "name": fact.name, "state": fact.subject.get_status_display()}
    if decision := fact.decision:
        told |= {"by": decision.by.get_username(), "verdict": decision.get_verdict_display()}
        words = gettext(
            "Fact %(number)d was decided before: %(verdict)s by %(by)s. Nothing was changed."
        )
    else:
        words = gettext("Fact %(number)d is not a proposal: it is %(state)s. Nothing was changed.")
    return words % told


def _onward(article: Article, number: int) -> HttpResponse:
    """To the next undecided fact of the article, or else to the next article of the queue."""
    waiting = [fact for fact in facts_of(article) if fact.waits]
    if waiting:
        after = [fact for fact in waiting if fact.number > number]
        return HttpResponseRedirect((after or waiting)[0].address)
    if other := following(article).first() or queue().first():
        return redirect("admin:review", other.pk)
    return HttpResponseRedirect(reverse("admin:review-queue"))

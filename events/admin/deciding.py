"""What the buttons of the review page do to facts, and where they lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from events import actions, joining
from events.admin.correcting import FactCorrection
from events.admin.decisions import REASONS, decide
from events.admin.facts import Fact, facts_of, refresh
from events.admin.queue import onward
from events.admin.undo import remember
from events.models import Article, Event, Evidence, QueueItem
from events.queue import Held, hold, release
from people.refusals import Refused
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Deed = Callable[[Fact], Any]


def decide_facts(
    request: HttpRequest, article: Article, facts: list[Fact]
) -> HttpResponse | FactCorrection:
    """Do what the button says to the facts it stands for, and go on to the next undecided one.

    A correction that cannot be saved comes back as it was typed.
    """
    user = cast("User", request.user)
    if not may(user, Ability.PUBLISH):
        raise PermissionDenied
    try:
        place = hold(article.pk, by=user)
    except Held as held:
        messages.error(request, str(held))
        return HttpResponseRedirect(request.get_full_path())
    started = now()
    keys = request.POST.getlist("fact")
    chosen = [fact for fact in facts if fact.key in keys]
    match request.POST.get("do"), chosen:
        case (("correct" | "correct-accept" as do), [Fact(subject=Event() as event)]):
            correction = FactCorrection(event, request.POST)
            if not correction.save(by=user):
                return correction
            messages.success(request, gettext("Corrected: %s") % chosen[0].name)
            if do == "correct" or not chosen[0].waits:
                remember(request, started, chosen[0].address)
                return HttpResponseRedirect(chosen[0].address)
            _apply(request, chosen, _accept(user), gettext("accepted"))
        case (("merge" | "split" as do), [Fact(subject=Event() as event)]):
            joined = _join(request, do, event, user)
            if joined is None:
                return HttpResponseRedirect(chosen[0].panel_address(do))
            if do == "split":
                remember(request, started, chosen[0].address)
                return _to(joined, article, chosen[0])
        case "accept", _:
            _apply(request, chosen, _accept(user), gettext("accepted"))
        case "accept-all", _:
            waiting = [fact for fact in facts if fact.waits]
            _apply(request, waiting, _accept(user), gettext("accepted"))
        case _ if reason := _reason(request.POST.get("reject", "")):
            _apply(request, chosen, _reject(user, reason), gettext("rejected"))
        case _:
            messages.error(
                request, gettext("Accept it, or choose one of the six reasons to reject.")
            )
            return redirect(chosen[0].address if chosen else request.get_full_path())
    remember(request, started, (chosen or facts)[0].address if facts else request.path)
    return next_fact(request, facts, max((fact.number for fact in chosen), default=0), place)


def _to(event: Event, article: Article, fact: Fact) -> HttpResponse:
    """To an event that was split off, or where it was if another article tells it."""
    now = {one.subject.pk: one for one in facts_of(article, query=fact.query) if one.key[0] == "e"}
    return HttpResponseRedirect(now.get(event.pk, fact).address)


def _join(request: HttpRequest, do: str, event: Event, by: User) -> Event | None:
    """Merge an event into another, or split it; the other one, or nothing if it was refused."""
    reason = request.POST.get("reason", "").strip()[:300]
    try:
        if do == "split":
            proofs = Evidence.objects.filter(event=event, pk__in=request.POST.getlist("proof"))
            other = joining.split_event(event, proofs, by=by, reason=reason)
            told = gettext("The chosen sentences tell an event of their own now: correct it.")
        else:
            into = Event.objects.filter(pk__in=request.POST.getlist("into")[:1]).first()
            if into is None:
                raise Refused(gettext("Choose an event."))
            joining.merge_events(event, into, by=by, reason=reason)
            other, told = into, gettext("The two events are one now.")
    except Refused as refused:
        messages.error(request, str(refused))
        return None
    messages.success(request, told)
    return other


def _reason(digit: str) -> str:
    """The standard reason that a digit stands for, or nothing."""
    by_digit = {str(place): reason for place, reason in enumerate(REASONS, start=1)}
    return by_digit.get(digit, "")


def _accept(by: User) -> Deed:
    def accept(fact: Fact) -> None:
        if isinstance(fact.subject, Event):
            actions.accept_event(fact.subject, by=by)
        else:
            actions.accept_affiliation(fact.subject, by=by)

    return accept


def _reject(by: User, reason: str) -> Deed:
    def reject(fact: Fact) -> None:
        if isinstance(fact.subject, Event):
            actions.reject_event(fact.subject, by=by, reason=reason)
        else:
            actions.reject_affiliation(fact.subject, by=by, reason=reason)

    return reject


def _apply(request: HttpRequest, facts: list[Fact], deed: Deed, done_word: str) -> None:
    """Decide those that still wait; of the others, say who has decided them already."""
    if not facts:
        messages.warning(request, gettext("Choose a fact first: nothing was done."))
    for fact in facts:
        if not fact.waits:
            messages.warning(request, _decided_already(fact))
    waiting = [fact for fact in facts if fact.waits]
    done, refused = decide(waiting, deed)
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
        told |= {"by": decision.author, "verdict": decision.get_verdict_display()}
        words = gettext(
            "Fact %(number)d was decided before: %(verdict)s by %(by)s. Nothing was changed."
        )
    else:
        words = gettext("Fact %(number)d is not a proposal: it is %(state)s. Nothing was changed.")
    return words % told


def next_fact(
    request: HttpRequest, facts: list[Fact], number: int, place: QueueItem | None
) -> HttpResponse:
    """To the next undecided fact of the article, or else to the next article of the queue."""
    waiting = [fact for fact in refresh(facts) if fact.waits]
    if waiting:
        after = [fact for fact in waiting if fact.number > number]
        return HttpResponseRedirect((after or waiting)[0].address)
    return onward(request, place)


@require_POST
def hold_article(request: HttpRequest, article_id: int) -> HttpResponse:
    """Take an article over from whoever is at it, or let others have it."""
    user = cast("User", request.user)
    if not may(user, Ability.PUBLISH):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.only("pk"), pk=article_id)
    if request.POST.get("do") == "release":
        release(article.pk, by=user)
        messages.success(request, gettext("Others can take the article now."))
        return redirect("admin:review-queue")
    hold(article.pk, by=user, take_over=True)
    messages.success(request, gettext("The article is yours now."))
    return redirect("admin:review", article.pk)

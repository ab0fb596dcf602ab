"""The editor's own decisions of the last hour, and the buttons that take them back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from events.admin.links import address_of, name_of
from events.admin.returns import review_address
from events.models import EventMerge, Review
from events.undoing import Decision, decisions_of, undo
from people.models import Merge
from people.refusals import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import Model

    from events.models import Event
    from people.models import Affiliation

REMEMBERED = "undo"
"""Where a session keeps what the last buttons decided, so that one key takes each back in turn."""
MOST_REMEMBERED = 30


class Told(NamedTuple):
    """A decision as a page tells it."""

    key: str
    at: datetime
    verdict: str
    name: str
    address: str


class Undoable(NamedTuple):
    """What one press of U takes back, and where it leads."""

    keys: list[str]
    words: str
    address: str


def told(decision: Decision) -> Told:
    key, at = _key(decision), decision.at
    if isinstance(decision, Review):
        subject = cast("Event | Affiliation", decision.event or decision.affiliation)
        verdict = decision.get_verdict_display()
        return Told(key, at, verdict, name_of(subject), address_of(subject))
    one, other = _merged(decision)
    name = f"{name_of(one)} → {name_of(other)}"
    return Told(key, at, gettext("merged"), name, address_of(other))


def _merged(decision: EventMerge | Merge) -> tuple[Model, Model]:
    if isinstance(decision, EventMerge):
        return decision.event, decision.into
    return decision.entity, decision.into


def _key(decision: Decision) -> str:
    return f"{decision._meta.model_name}-{decision.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: HttpRequest) -> HttpResponse:
    """What this editor decided in the last hour; a button takes one of it, or several, back."""
    user = cast("User", request.user)
    if request.method == "POST":
        return _undo(request, user)
    context = {
        **admin.site.each_context(request),
        "title": gettext("My decisions"),
        "decisions": [told(decision) for decision in decisions_of(user)],
    }
    return TemplateResponse(request, "admin/review/decisions.html", context)


def _undo(request: HttpRequest, user: User) -> HttpResponse:
    keys = request.POST.getlist("undo")
    chosen = [decision for decision in decisions_of(user) if _key(decision) in keys]
    if not chosen:
        messages.warning(
            request, gettext("This was undone already, or more than an hour ago: nothing changed.")
        )
    done = []
    for decision in chosen:
        name = told(decision).name
        try:
            undo(decision, by=user)
        except Refused as refused:
            messages.error(request, f"{name}: {refused}")
        else:
            done.append(name)
    if len(done) == 1:
        messages.success(request, gettext("Undone: %s") % done[0])
    elif done:
        message = ngettext(
            "%(count)d decision was undone.", "%(count)d decisions were undone.", len(done)
        )
        messages.success(request, message % {"count": len(done)})
    kept = request.session.get(REMEMBERED, [])
    request.session[REMEMBERED] = [deed for deed in kept if not set(keys) & set(deed["keys"])]
    return HttpResponseRedirect(
        review_address(request.POST.get("next", "")) or reverse("admin:decisions")
    )


def remember(request: HttpRequest, since: datetime, address: str) -> None:
    """Let one key take back what was decided since, and lead to this address."""
    user = cast("User", request.user)
    made = decisions_of(user, since=since)
    if made:
        deed = {"keys": [_key(decision) for decision in made], "address": address}
        kept = request.session.get(REMEMBERED, [])
        request.session[REMEMBERED] = [*kept, deed][-MOST_REMEMBERED:]


def undoable(request: HttpRequest) -> Undoable | None:
    """What U takes back: what the last button decided, then what the one before it did.

    Where a session remembers none of it, the last decision.
    """
    latest = decisions_of(cast("User", request.user), most=1)
    if not latest:
        return None
    key = _key(latest[0])
    for deed in reversed(request.session.get(REMEMBERED, [])):
        if key in deed["keys"]:
            return Undoable(deed["keys"], _words(latest[0], len(deed["keys"])), deed["address"])
    return Undoable([key], _words(latest[0], 1), reverse("admin:decisions"))


def _words(latest: Decision, count: int) -> str:
    if count == 1:
        decision = told(latest)
        return capfirst(f"{decision.verdict}: {decision.name}")
    message = ngettext("%(count)d decision", "%(count)d decisions", count)
    return message % {"count": count}

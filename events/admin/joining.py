"""The page on which an editor says that two events are one, that one is two, or that two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Abs, Extract
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from events import joining
from events.admin.facts import Row, event_rows
from events.admin.links import address_of, headline
from events.ingestion.same import PRINCIPALS
from events.models import Event, EventJudgement, EventMerge, Evidence, Participation
from people.actions import Refused
from people.models import Status
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_SHOWN = 20


class Told(NamedTuple):
    """An event as the page shows it: what it says and the sentences that prove it."""

    event: Event
    headline: str
    address: str
    rows: list[Row]
    proofs: list[Evidence]


@require_http_methods(["GET", "HEAD", "POST"])
def same_event(request: HttpRequest, event_id: int) -> HttpResponse:
    """Show the events that may be this one, with all that is known of each; merge, split, part."""
    if not may(request.user, Ability.MERGE):
        raise PermissionDenied
    event = get_object_or_404(Event.objects.with_parts().select_related("card"), pk=event_id)
    if request.method == "POST":
        return _decide(request, event)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Same event?"),
        "opts": Event._meta,
        "this": _told(event),
        "others": [_told(other) for other in alike(event)],
        "merge": EventMerge.objects.filter(event=event, undone_at=None)
        .select_related("into__card", "by")
        .first(),
        "absorbed": EventMerge.objects.filter(into=event, undone_at=None).select_related(
            "event__card", "by"
        ),
    }
    return TemplateResponse(request, "admin/events/same.html", context)


def alike(event: Event) -> QuerySet[Event]:
    """Events of the same kind and principals, nearest first, that nobody has judged different."""
    principals = event.participations.filter(role__in=PRINCIPALS[event.kind])
    shared = Participation.objects.filter(
        role__in=PRINCIPALS[event.kind], survivor__in=principals.values("survivor")
    )
    judged = EventJudgement.objects.filter(Q(first=event) | Q(second=event))
    apart = {pk for pair in judged.values_list("first", "second") for pk in pair}
    return (
        Event.objects.filter(kind=event.kind, merged_into=None, pk__in=shared.values("event"))
        .exclude(pk__in=apart | {event.pk})
        .exclude(status__in=(Status.REJECTED, Status.RETRACTED))
        .with_parts()
        .select_related("card")
        .order_by(Abs(Extract(F("date") - Value(event.date), "epoch")), "pk")[:MOST_SHOWN]
    )


def _told(event: Event) -> Told:
    proofs = sorted(event.evidence.all(), key=lambda proof: (proof.article.told_on, proof.pk))
    return Told(event, headline(event), address_of(event), list(event_rows(event)), proofs)


def _decide(request: HttpRequest, event: Event) -> HttpResponse:
    by = cast("User", request.user)
    reason = request.POST.get("reason", "").strip()[:300]
    other = Event.objects.filter(pk__in=request.POST.getlist("other")[:1]).first()
    stays = event
    try:
        match request.POST.get("deed"), other:
            case "into", Event():
                joining.merge_events(event, other, by=by, reason=reason)
                stays, told = other, gettext("The two events are one now.")
            case "take", Event():
                joining.merge_events(other, event, by=by, reason=reason)
                told = gettext("The two events are one now.")
            case "apart", Event():
                joining.keep_apart(event, other, by=by, reason=reason)
                told = gettext("The two events are kept apart.")
            case "undo", Event():
                joining.unmerge_event(other, by=by, reason=reason)
                told = gettext("The merged event stands for itself again.")
            case "split", _:
                proofs = Evidence.objects.filter(event=event, pk__in=request.POST.getlist("proof"))
                stays = joining.split_event(event, proofs, by=by, reason=reason)
                told = gettext("This is the new event: correct what it says.")
            case _:
                raise Refused(gettext("Choose an event."))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:same", event.pk)
    messages.success(request, told)
    return redirect(address_of(stays))

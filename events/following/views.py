"""The page that offers all ways to follow a timeline, and the private pages of followers."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events import inbox, letters
from events.channels import ATOM, CALENDAR, EMBED, FOLLOW, JSON, TABLE, Channel, entity_at
from events.channels.embed import snippet
from events.following import subscriptions
from events.following.forms import EveryForm, FollowForm
from events.following.timelines import chosen, page_of, same_hash, timeline_of
from events.models import Subscription
from events.profiles import address_of
from events.public import moved_to
from events.readers import reader_language
from events.voice.views import may_send, readers_form, unwelcome
from people.refusals import Refused


@readers_form
def follow(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
    """All ways to follow a timeline under its filters; a POST asks for letters about it."""
    if refusal := unwelcome(request):
        return refusal
    entity = entity_at(kind, slug) if kind else None
    if entity is not None and entity.survivor_id != entity.pk:
        query = request.META["QUERY_STRING"]
        address = f"{address_of(entity.survivor)}{FOLLOW}"
        return moved_to(f"{address}?{query}" if query else address)
    channel = Channel.of(request, FOLLOW, entity)
    if not channel.filters.is_valid:
        return redirect(channel.filters.href())  # it says what is wrong
    form = FollowForm(request.POST if request.method == "POST" else None)
    if form.is_bound and letters.can_be_sent() and may_send(request, form):
        subscriptions.ask(_wanted(channel, form))
        return redirect("events:follow-asked")
    status = HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.TOO_MANY_REQUESTS if form.is_too_often else HTTPStatus.BAD_REQUEST
    context = {
        "channel": channel,
        "form": form,
        "sends_mail": letters.can_be_sent(),
        "atom": channel.form(ATOM),
        "json": channel.form(JSON),
        "calendar": channel.form(CALENDAR),
        "table": channel.form(TABLE),
        "embed": channel.form(EMBED),
        "snippet": snippet(channel),
    }
    return render(request, "following/follow.html", context, status=status)


def _wanted(channel: Channel, form: FollowForm) -> Subscription:
    page, filters = page_of(channel.filters), chosen(channel.filters)
    return Subscription(
        email=form.cleaned_data["email"],
        every=form.cleaned_data["every"],
        language=reader_language(),
        page=page,
        filters=filters,
        said_hash=same_hash(page, filters),
    )


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The same for all who asked, whether their address is known or not."""
    return render(request, "following/asked.html")


@readers_form
def confirm(request: HttpRequest, sent: str) -> HttpResponse:
    """Whoever opens the link presses a button: programs that look through mail open links too."""
    if refusal := unwelcome(request):
        return refusal
    row = subscriptions.to_confirm(sent)
    if row is None:
        return render(request, "following/too_old.html", status=HTTPStatus.GONE)
    refused = ""
    if request.method == "POST":
        try:
            subscriptions.confirm(row)
        except Refused as error:
            refused = str(error)
        else:
            return redirect("events:following", inbox.token_of(row.seed))
    context = {"subscription": row, "channel": timeline_of(row), "refused": refused}
    status = HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK
    return render(request, "following/confirm.html", context, status=status)


@readers_form
def following(request: HttpRequest, token: str) -> HttpResponse:
    """The private page of a subscription: how often, and the end."""
    if refusal := unwelcome(request):
        return refusal
    row = inbox.of_token(Subscription, token)
    if row is None or row.confirmed_at is None:
        return render(request, "following/ended.html", status=HTTPStatus.GONE)
    form = EveryForm(
        request.POST if request.method == "POST" else None, initial={"every": row.every}
    )
    if form.is_bound and form.is_valid():
        subscriptions.change(row, every=form.cleaned_data["every"], language=reader_language())
        return redirect("events:following", token)
    context = {"subscription": row, "channel": timeline_of(row), "form": form, "token": token}
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    return render(request, "following/following.html", context, status=status)


@readers_form
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """By the button on a page, or by a mail program's one click (RFC 8058), from wherever it is.

    It says the same whether there was anything to end: the token is all that is asked for.
    """
    row = inbox.of_token(Subscription, token)
    if request.method == "POST":
        if row is not None:
            subscriptions.end(row)
        return render(request, "following/ended.html")
    if row is None:
        return render(request, "following/ended.html", status=HTTPStatus.GONE)
    context = {"subscription": row, "channel": timeline_of(row), "token": token}
    return render(request, "following/unsubscribe.html", context)

"""The queue of articles with facts to decide: its page, its filters, and who takes which next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Cast, Coalesce, Now, TruncDate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from events.models import Event, QueueItem, Source
from events.models.queue import QueueQuerySet
from events.models.vocabulary import Kind
from events.queue import hold_next, release, settle
from people.models import Affiliation
from people.paging import BadCursor, page_of
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ARTICLES_A_PAGE = 50
SURE, FAIRLY_SURE = 0.9, 0.7


class QueueFilter(forms.Form):
    """Which part of the queue is shown and worked through. Its state is the address alone."""

    kind = forms.ChoiceField(
        label=capfirst(_("kind")),
        choices=[("", _("all kinds")), *Kind.choices, ("affiliation", _("Affiliation"))],
        required=False,
    )
    source = forms.ModelChoiceField(
        Source.objects.order_by("name"),
        label=capfirst(_("source")),
        empty_label=_("all sources"),
        required=False,
    )
    language = forms.ChoiceField(
        label=capfirst(_("language")),
        choices=[("", _("both languages")), ("zh", _("Chinese")), ("en", _("English"))],
        required=False,
    )
    sure = forms.ChoiceField(
        label=capfirst(_("confidence")),
        choices=[
            ("", _("any confidence")),
            ("high", _("from 0.9")),
            ("middle", _("0.7 to 0.9")),
            ("low", _("below 0.7")),
        ],
        required=False,
    )
    age = forms.ChoiceField(
        label=capfirst(_("age")),
        choices=[
            ("", _("any age")),
            ("day", _("since yesterday")),
            ("week", _("the last 7 days")),
            ("month", _("the last 31 days")),
            ("older", _("older than 31 days")),
        ],
        required=False,
    )
    who = forms.ChoiceField(
        label=capfirst(_("held by")),
        choices=[("", _("anybody")), ("nobody", _("nobody")), ("me", _("me"))],
        required=False,
    )

    @classmethod
    def of(cls, data: QueryDict) -> QueueFilter:
        form = cls(data)
        form.is_valid()
        return form

    @property
    def query(self) -> str:
        """What is chosen, as it stands in an address."""
        chosen = QueryDict(mutable=True)
        for name in self.fields:
            if self.cleaned_data.get(name):
                chosen[name] = self.data[name]
        return chosen.urlencode()

    def items(self, user: User) -> QueueQuerySet:
        """The chosen part of the queue, in no order. What is not understood chooses nothing."""
        items: QueueQuerySet = QueueItem.objects.all()
        chosen = self.cleaned_data
        if kind := chosen.get("kind"):
            items = items.filter(kinds__contains=[kind])
        if source := chosen.get("source"):
            items = items.filter(article__source=source)
        if language := chosen.get("language"):
            items = items.filter(article__language__startswith=language)
        match chosen.get("sure"):
            case "high":
                items = items.filter(confidence__gte=SURE)
            case "middle":
                items = items.filter(confidence__gte=FAIRLY_SURE, confidence__lt=SURE)
            case "low":
                items = items.filter(confidence__lt=FAIRLY_SURE)
        if age := chosen.get("age"):
            items = _of_age(items, age)
        match chosen.get("who"):
            case "nobody":
                items = items.filter(models.Q(held_by=None) | models.Q(held_until__lte=Now()))
            case "me":
                items = items.filter(held_by=user, held_until__gt=Now())
        return items


DAYS = {"day": 1, "week": 7, "month": 31, "older": 31}


def _of_age(items: QueueQuerySet, age: str) -> QueueQuerySet:
    told: Any = Coalesce("article__published_on", TruncDate("article__created_at"))
    since = localdate() - timedelta(days=DAYS[age])
    edge = {"told__lt": since} if age == "older" else {"told__gte": since}
    return items.alias(told=told).filter(**edge)


def review_queue(request: HttpRequest) -> HttpResponse:
    """The articles with undecided facts, the worthiest first."""
    if not request.user.has_perm("events.view_event"):
        raise PermissionDenied
    settle()
    user = cast("User", request.user)
    chosen = QueueFilter.of(request.GET)
    items = chosen.items(user)
    number = Cast("article_id", models.BigIntegerField())
    rows = shown(items).annotate(number=number).order_by("-worth", "-number")
    try:
        page = page_of(rows, cursor=request.GET.get("cursor"), size=ARTICLES_A_PAGE)
    except BadCursor:
        return HttpResponseRedirect(f"{request.path}?{chosen.query}")
    context = {
        **admin.site.each_context(request),
        "title": gettext("Review"),
        "page": page,
        "form": chosen,
        "count": items.count(),
        "facts_waiting": facts_waiting(),
        "may_decide": may(user, Ability.PUBLISH),
        "now": now(),
    }
    return TemplateResponse(request, "admin/review/queue.html", context)


@require_POST
def review_next(request: HttpRequest) -> HttpResponse:
    """Give an editor the next article that nobody else has, and free the one that was left."""
    user = cast("User", request.user)
    if not may(user, Ability.PUBLISH):
        raise PermissionDenied
    left = request.POST.get("article", "")
    article = int(left) if left.isdecimal() and len(left) < 19 else None
    place = QueueItem.objects.filter(article=article).first()
    if article:
        release(article, by=user)
    return onward(request, place)


def onward(request: HttpRequest, place: QueueItem | None) -> HttpResponse:
    """To the next article below a place in the chosen part of the queue."""
    settle()
    user = cast("User", request.user)
    chosen = QueueFilter.of(request.GET)
    article = hold_next(chosen.items(user), by=user, after=place)
    query = f"?{chosen.query}" if chosen.query else ""
    if article is None:
        messages.info(request, gettext("Nothing more waits here that nobody else is at."))
        return HttpResponseRedirect(reverse("admin:review-queue") + query)
    return HttpResponseRedirect(reverse("admin:review", args=[article]) + query)


def shown(items: QueueQuerySet) -> QueueQuerySet:
    """With what a line of the queue says."""
    return items.select_related("article__source", "held_by").defer(
        "article__text", "article__sketch"
    )


def facts_waiting() -> int:
    """How many facts wait, those proposed by hand included."""
    events = Event.objects.proposed().filter(merged_into=None).count()
    return events + Affiliation.objects.proposed().count()

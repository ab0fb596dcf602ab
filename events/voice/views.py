"""The pages on which readers speak to the editors."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from events import cases, inbox, suggestions
from events.models import Case, Suggestion
from events.readers import reader_language
from events.voice.forms import DataForm, MoreForm, SuggestionForm, VoiceForm
from events.voice.guard import comes_from_elsewhere, is_too_large, is_too_often, said_hash
from events.voice.subjects import subject_of
from people.actions import Refused
from people.models import Entity


def readers_form(view: Any) -> Any:
    """A page with a form for readers, who get no cookie: events/voice/guard.py takes its place.

    It is stored by nobody: its form has a number of its own, and its answer may be private.
    """
    return never_cache(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(view)))


@readers_form
def suggest(request: HttpRequest) -> HttpResponse:
    """Say what is wrong on a page."""
    if refusal := unwelcome(request):
        return refusal
    data = request.POST if request.method == "POST" else None
    subject = subject_of((data or request.GET).get("about", ""))
    form = SuggestionForm(data, initial={"about": subject.page})
    if data is not None and may_send(request, form):
        suggestion = form.suggestion()
        suggestion.page, suggestion.event, suggestion.entity = (
            subject.page, subject.event, subject.entity,
        )  # fmt: skip
        suggestion.language = reader_language()
        suggestion.said_hash = said_hash(subject.page, suggestion.wrong, suggestion.right)
        try:
            kept = suggestions.receive(suggestion, number=form.number)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("events:suggestion", inbox.token_of(kept.seed))
    return _page(request, "voice/suggest.html", form, subject=subject)


@readers_form
def suggestion(request: HttpRequest, token: str) -> HttpResponse:
    """Where a suggestion stands, for its sender, who may add one more message."""
    if refusal := unwelcome(request):
        return refusal
    row = inbox.of_token(Suggestion, token)
    if row is None:
        raise Http404
    form = MoreForm(request.POST if request.method == "POST" else None)
    if form.is_bound and may_send(request, form):
        try:
            suggestions.add_more(row, form.cleaned_data["text"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("events:suggestion", token)
    context = {
        "suggestion": row,
        "subject": subject_of(row.page),
        "correction": subject_of(row.correction),
    }
    return _page(request, "voice/suggestion.html", form, **context)


@readers_form
def your_data(request: HttpRequest) -> HttpResponse:
    """What we keep about people, and the form in which they ask for a correction or removal."""
    if refusal := unwelcome(request):
        return refusal
    data = request.POST if request.method == "POST" else None
    subject = subject_of((data or request.GET).get("about", ""))
    form = DataForm(data, initial={"about": subject.page})
    if data is not None and may_send(request, form):
        case = form.case()
        case.page, case.language = subject.page, reader_language()
        if subject.entity is not None and subject.entity.kind == Entity.Kind.PERSON:
            case.entity = subject.entity
        case.said_hash = said_hash(subject.page, case.kind, case.said)
        try:
            kept = cases.open_case(case, number=form.number)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("events:case", inbox.token_of(kept.seed))
    return _page(request, "voice/your_data.html", form, subject=subject)


@never_cache
@require_safe
def case(request: HttpRequest, token: str) -> HttpResponse:
    """Where a request stands, for whoever made it."""
    row = inbox.of_token(Case, token)
    if row is None:
        raise Http404
    return render(request, "voice/case.html", {"case": row, "subject": subject_of(row.page)})


def unwelcome(request: HttpRequest) -> HttpResponse | None:
    """The answer to a form from another site, or of a size that nobody types."""
    if request.method != "POST":
        return None
    if comes_from_elsewhere(request):
        return render(request, "voice/elsewhere.html", status=HTTPStatus.FORBIDDEN)
    if is_too_large(request):
        return render(request, "voice/too_large.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return None


def may_send(request: HttpRequest, form: VoiceForm) -> bool:
    """Whether it is well filled in, and its network does not send too much."""
    if not form.is_valid():
        return False
    if is_too_often(request):
        form.add_error(None, _("Many forms came from your network just now: try in an hour."))
        form.is_too_often = True
        return False
    return True


def _page(request: HttpRequest, template: str, form: VoiceForm, **context: Any) -> HttpResponse:
    status = HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.TOO_MANY_REQUESTS if form.is_too_often else HTTPStatus.BAD_REQUEST
    return render(request, template, {"form": form, **context}, status=status)

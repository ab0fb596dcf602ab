"""The door of the desk, for those who are signed in. Readers pass it without being looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.required import needs_second_factor

if TYPE_CHECKING:
    from django.template.response import TemplateResponse

ACCOUNTS = "/accounts/"
SEEN_EVERY = timedelta(minutes=5)
SEEN = "seen-at"


class DeskDoor:
    """Asks for a second factor where one is required, and notes when a session was used last."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.desk = f"/{admin.site.name}/"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith((self.desk, ACCOUNTS)) or not _is_signed_in(request):
            return self.get_response(request)
        _note_use(request)
        if request.path.startswith(self.desk) and _lacks_second_factor(request):
            messages.warning(
                request, _("Set up a second factor first: on this site the desk asks for one.")
            )
            return redirect("mfa_index")
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Give the pages of accounts what all pages of the desk have."""
        if request.path.startswith(ACCOUNTS):
            response.context_data = {
                **admin.site.each_context(request),
                "mail_is_sent": settings.MAIL_IS_SENT,
                **(response.context_data or {}),
            }
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    """Without a cookie there is no session to look at."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _lacks_second_factor(request: HttpRequest) -> bool:
    return needs_second_factor(request.user) and not is_mfa_enabled(request.user)


def _note_use(request: HttpRequest) -> None:
    now = timezone.now()
    if now.timestamp() - request.session.get(SEEN, 0) < SEEN_EVERY.total_seconds():
        return
    request.session[SEEN] = now.timestamp()
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)

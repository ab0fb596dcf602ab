"""Everybody's own account: what it is, which sessions are open, and in which language."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.models import ApiToken


class SignedIn(HttpRequest):
    user: User


@require_safe
@login_required
def account(request: SignedIn) -> HttpResponse:
    """Everything there is to one's account, each part with the way to change it."""
    kinds = list(
        Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True)
    )
    context = {
        "title": _("Account"),
        "address": EmailAddress.objects.get_primary_email(request.user) or request.user.email,
        "totp": Authenticator.Type.TOTP in kinds,
        "keys": kinds.count(Authenticator.Type.WEBAUTHN),
        "sessions": UserSession.objects.filter(user_id=request.user.pk).count(),
        "tokens": ApiToken.objects.filter(user=request.user).working().count(),
        "webhooks": request.user.webhooks.count(),
        "languages": settings.LANGUAGES,
    }
    return TemplateResponse(request, "accounts/account.html", context)


@require_POST
@login_required
def end_session(request: SignedIn, session_id: int) -> HttpResponse:
    """Sign out another device of one's own; its next page asks to sign in."""
    session = get_object_or_404(UserSession, pk=session_id, user_id=request.user.pk)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    session.end()
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")


@require_POST
@login_required
def choose_language(request: SignedIn) -> HttpResponse:
    """Remember the language of the desk in this browser."""
    language = request.POST.get("language", "")
    answer = redirect("account")
    if language not in dict(settings.LANGUAGES) or not check_for_language(language):
        messages.error(request, _("Choose one of the languages of the list."))
        return answer
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return answer

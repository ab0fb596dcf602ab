"""Letting somebody choose a password of his own: a link by mail, or shown once to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from people.refusals import Refused
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def password_link(user: User, *, by: User | AnonymousUser) -> str:
    """Where somebody sets his password, once, within settings.PASSWORD_RESET_TIMEOUT.

    A superuser is changed by superusers alone, or an administrator could become one.
    """
    require(by, Ability.ADMINISTER)
    if user.is_superuser and not by.is_superuser:
        raise Refused(_("A superuser is changed by superusers alone."))
    if not user.is_active:
        raise Refused(_("This account is closed: activate it first."))
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return str(get_adapter().get_reset_password_from_key_url(key))


@never_cache
def invite(request: HttpRequest, user_id: int) -> HttpResponse:
    """Ask first; then mail the link, or show it in the answer alone."""
    user = get_object_or_404(User, pk=user_id)
    try:
        link = password_link(user, by=cast("User", request.user))
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    by_mail = bool(settings.MAIL_IS_SENT and user.email)
    if request.method == "POST" and by_mail:
        letter = {"user": user, "by": request.user, "link": link, "days": _days()}
        get_adapter().send_mail("accounts/invitation", user.email, letter)
        messages.success(
            request, _("The link is on its way to %(address)s.") % {"address": user.email}
        )
        return redirect("admin:auth_user_change", user.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Invite %(user)s") % {"user": user},
        "invited": user,
        "by_mail": by_mail,
        "days": _days(),
        "link": link if request.method == "POST" else "",
    }
    return TemplateResponse(request, "accounts/invite.html", context)


def _days() -> int:
    return int(settings.PASSWORD_RESET_TIMEOUT // 86_400)

"""The page of one's own tokens: making them, shown once, and renewing and revoking them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.api.permissions import Scope
from people.refusals import Refused
from tracker.accounts.actions import make_token, renew_token, revoke_token
from tracker.accounts.models import ApiToken
from tracker.accounts.views import SignedIn

FOR_EVER = "0"


class TokenForm(forms.Form):
    name = forms.CharField(
        label=lazy("Name"),
        max_length=80,
        help_text=lazy("What it is for, such as “weekly report”."),
    )
    scopes = forms.MultipleChoiceField(
        label=lazy("Scopes"), widget=forms.CheckboxSelectMultiple, initial=[Scope.READ]
    )
    days = forms.ChoiceField(
        label=lazy("Expires"),
        initial="365",
        choices=[
            ("30", lazy("in a month")),
            ("90", lazy("in three months")),
            ("365", lazy("in a year")),
            (FOR_EVER, lazy("never")),
        ],
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.owner = owner
        scopes: Any = self.fields["scopes"]
        scopes.choices = [(scope, scope.label) for scope in Scope if scope.is_open_to(owner)]

    def make(self) -> tuple[ApiToken, str]:
        days = int(self.cleaned_data["days"])
        return make_token(
            by=self.owner,
            name=self.cleaned_data["name"],
            scopes=[Scope(scope) for scope in self.cleaned_data["scopes"]],
            lifetime=timedelta(days=days) if days else None,
        )


def _confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for the password first, and then offer again what was typed.

    The new token is so shown at the address of the tokens, and not at that of the question.
    """
    asking = reauthentication_required(allow_get=True)(view)

    @wraps(view)
    def confirmed(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = asking(request, *args, **kwargs)
        except ReauthenticationRequired:
            methods = get_adapter().get_reauthentication_methods(request.user)
            if not methods:
                raise
            typed = QueryDict(mutable=True)
            for name in TokenForm.base_fields:
                typed.setlist(name, request.POST.getlist(name))
            back = f"{reverse('account_tokens')}?{typed.urlencode()}"
            messages.info(request, _("Confirm that it is you, then press the button once more."))
            return redirect(f"{methods[0]['url']}?{urlencode({'next': back})}")
        return answer

    return confirmed


@never_cache
@login_required
@_confirmed
def tokens(request: SignedIn) -> HttpResponse:
    """One's own tokens, and the form for another one; the new one is shown in the answer alone."""
    form = TokenForm(request.POST or None, owner=request.user, initial=_typed(request.GET))
    made, text = None, ""
    if form.is_valid():
        try:
            made, text = form.make()
            form = TokenForm(owner=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, form=form, made=made, text=text)


@never_cache
@require_POST
@login_required
@_confirmed
def renew(request: SignedIn, token_id: int) -> HttpResponse:
    token = get_object_or_404(ApiToken, pk=token_id, user=request.user)
    try:
        text = renew_token(token, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("account_tokens")
    return _page(request, form=TokenForm(owner=request.user), made=token, text=text)


@require_POST
@login_required
def revoke(request: SignedIn, token_id: int) -> HttpResponse:
    token = get_object_or_404(ApiToken, pk=token_id, user=request.user)
    revoke_token(token, by=request.user)
    messages.success(request, _("The token “%(name)s” is revoked.") % {"name": token.name})
    return redirect("account_tokens")


def _typed(query: QueryDict) -> dict[str, Any]:
    """What was typed before the password was asked for."""
    typed: dict[str, Any] = {name: query[name] for name in ("name", "days") if name in query}
    return typed | ({"scopes": query.getlist("scopes")} if "scopes" in query else {})


def _page(request: SignedIn, **context: Any) -> HttpResponse:
    mine = ApiToken.objects.filter(user=request.user, revoked_at=None)
    rows = [
        (token, [(Scope(scope), Scope(scope).is_open_to(request.user)) for scope in token.scopes])
        for token in mine
    ]
    return TemplateResponse(request, "accounts/tokens.html", {"tokens": rows, **context})

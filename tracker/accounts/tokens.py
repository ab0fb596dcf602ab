"""The page of one's own tokens: making them, shown once, and renewing and revoking them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
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


@never_cache
@login_required
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator] # it has no types
def tokens(request: SignedIn) -> HttpResponse:
    """One's own tokens, and the form for another one; the new one is shown in the answer alone."""
    form = TokenForm(request.POST or None, owner=request.user)
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
@reauthentication_required()  # type: ignore[untyped-decorator] # nor here
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


def _page(request: SignedIn, **context: Any) -> HttpResponse:
    mine = ApiToken.objects.filter(user=request.user, revoked_at=None)
    rows = [
        (token, [(Scope(scope), Scope(scope).is_open_to(request.user)) for scope in token.scopes])
        for token in mine
    ]
    return TemplateResponse(request, "accounts/tokens.html", {"tokens": rows, **context})

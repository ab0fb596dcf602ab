"""The pages of one's own webhooks: making them, what became of each delivery, and all deeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from events.models import Webhook
from events.webhooks import actions
from events.webhooks.actions import RefusedField, Wishes
from people.languages import LANGUAGES
from people.models import Change
from people.refusals import Refused
from tracker.accounts.views import SignedIn

LATEST = 50
"""How many deliveries are shown."""

SUBJECTS = {
    Change.Subject.EVENT: lazy("Events"),
    Change.Subject.PERSON: lazy("People"),
    Change.Subject.COMPANY: lazy("Companies"),
    Change.Subject.MODEL: lazy("AI models"),
    Change.Subject.AFFILIATION: lazy("Affiliations"),
}
CHANGES = {
    Change.What.PUBLISHED: lazy("Published"),
    Change.What.UPDATED: lazy("Updated"),
    Change.What.CORRECTED: lazy("Corrected"),
    Change.What.RETRACTED: lazy("Retracted"),
    Change.What.MERGED: lazy("Merged"),
}
NAMES = {"en": "English", "zh": "中文"}


class WebhookForm(forms.Form):
    address = forms.CharField(
        label=lazy("Address"),
        max_length=2048,
        help_text=lazy("Where changes are posted to: https://…"),
    )
    query = forms.CharField(
        label=lazy("Filter"),
        max_length=1000,
        required=False,
        help_text=lazy(
            "Only these events: what follows the “?” in the address of a filtered timeline, such "
            "as kind=funding&company=zhipu-ai. Empty: everything."
        ),
    )
    subjects = forms.MultipleChoiceField(
        label=lazy("Of what"),
        choices=list(SUBJECTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=lazy("None ticked: of everything."),
    )
    changes = forms.MultipleChoiceField(
        label=lazy("Which changes"),
        choices=list(CHANGES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=lazy("None ticked: all."),
    )
    language = forms.ChoiceField(
        label=lazy("Language"), choices=[(code, NAMES[code]) for code in LANGUAGES]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def meet(self, deed: Callable[[Wishes], Any]) -> Any:
        """What comes of a deed with the wishes; None, with the errors noted, if it is refused."""
        if not self.is_valid():
            return None
        try:
            return deed(Wishes(**self.cleaned_data))
        except RefusedField as refusal:
            self.add_error(refusal.field, str(refusal))
        except Refused as refusal:
            self.add_error(None, str(refusal))
        return None


@never_cache
@login_required
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator] # it has no types
def webhooks(request: SignedIn) -> HttpResponse:
    """One's own webhooks, and the form for another one; its secret is in the answer alone."""
    form = WebhookForm(request.POST or None)
    made = form.meet(lambda wishes: actions.subscribe(wishes, by=request.user))
    webhook, secret = made or (None, "")
    context = {
        "form": WebhookForm() if made else form,
        "made": webhook,
        "secret": secret,
        "webhooks": request.user.webhooks.all(),
    }
    return TemplateResponse(request, "accounts/webhooks.html", context)


@never_cache
@login_required
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator] # nor here
def webhook(request: SignedIn, webhook_id: int) -> HttpResponse:
    """One of them: its wishes, how it goes, and the log of its deliveries."""
    return _page(request, webhook_id)


def _page(request: SignedIn, webhook_id: int, secret: str = "") -> HttpResponse:
    own = get_object_or_404(Webhook, pk=webhook_id, owner=request.user)
    initial = {name: getattr(own, name) for name in Wishes.__slots__}
    form = WebhookForm(None if secret else request.POST or None, initial=initial)
    if form.meet(lambda wishes: actions.change(own, wishes, by=request.user)):
        messages.success(request, _("The webhook is changed."))
        return redirect("account_webhook", webhook_id)
    context = {
        "webhook": own,
        "form": form,
        "secret": secret,
        "deliveries": own.deliveries.all()[:LATEST],
    }
    return TemplateResponse(request, "accounts/webhook.html", context)


@never_cache
@require_POST
@login_required
@reauthentication_required()  # type: ignore[untyped-decorator] # nor here
def act(request: SignedIn, webhook_id: int, deed: str) -> HttpResponse:
    """Test, rotate, enable, disable or delete one of them."""
    own = get_object_or_404(Webhook, pk=webhook_id, owner=request.user)
    by = request.user
    answer = redirect("account_webhook", webhook_id)
    try:
        match deed:
            case "test":
                actions.ask_for_test(own, by=by)
                said = _("A test is sent within seconds: load this page again to see the answer.")
            case "rotate":
                return _page(request, webhook_id, secret=actions.rotate(own, by=by))
            case "enable":
                actions.enable(own, by=by, from_now="now" in request.POST)
                said = _("It is switched on.")
            case "disable":
                actions.disable(own, by=by)
                said = _("It is switched off.")
            case "delete":
                actions.unsubscribe(own, by=by)
                said = _("The webhook is deleted.")
                answer = redirect("account_webhooks")
            case _:
                raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
        return answer
    messages.success(request, said)
    return answer

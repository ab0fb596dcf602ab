"""The forms of followers: an address, and how often."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Subscription
from events.voice.forms import VoiceForm


def how_often() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("How often?"), choices=Subscription.Every.choices, widget=forms.RadioSelect,
        initial=Subscription.Every.DAY,
    )  # fmt: skip


class FollowForm(VoiceForm):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_(
            "You get one letter that asks you to confirm. Nothing more comes unless you do."
        ),
    )
    every = how_often()


class EveryForm(forms.Form):
    """On the private page, whose address is the secret."""

    every = how_often()

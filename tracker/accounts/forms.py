from __future__ import annotations

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("User name or e-mail address")
        login.widget.attrs |= {"autocomplete": "username webauthn", "autofocus": True}
        self.fields["remember"].label = _("Stay signed in on this device")
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)

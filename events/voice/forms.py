"""The forms of readers: short texts, limited in size and in links."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events import letters
from events.models import Case, Suggestion
from events.voice.guard import MOST_LINKS, BadForm, form_token, links_in, number_of

LONGEST_TEXT = 2000


def words(label: Any, *, rows: int = 4, **options: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_TEXT})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=box, **options)


class VoiceForm(forms.Form):
    """A form with a signed number, and a field that people do not see and programs fill."""

    form = forms.CharField(widget=forms.HiddenInput)
    homepage = forms.CharField(required=False, label=_("Leave this field empty"))
    texts: ClassVar[tuple[str, ...]] = ()
    """The fields in which links are counted."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(data, **options)
        self.number, self.is_too_often = "", False

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name == "form":
            return form_token()
        return super().get_initial_for_field(field, field_name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("homepage"):
            raise ValidationError(_("Leave the hidden field empty: only programs fill it."))
        try:
            self.number = number_of(cleaned.get("form", ""))
        except BadForm:
            self._number_anew()
            raise ValidationError(
                _("This form was open too long, or too short. Look it over and send it again.")
            ) from None
        if links_in(*(cleaned.get(name) or "" for name in self.texts)) > MOST_LINKS:
            raise ValidationError(
                _("These are more than %(most)d links: name the one that proves it."),
                params={"most": MOST_LINKS},
            )
        return cleaned

    def _number_anew(self) -> None:
        """Let what was typed be sent again from the form as it is shown next."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "form": form_token()}


class SuggestionForm(VoiceForm):
    about = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    wrong = words(_("What is wrong?"))
    right = words(_("What is right?"), required=False)
    link = forms.URLField(
        label=_("A link that proves it"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("An article, a filing or a page of the company."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Only if you want a letter with the answer. We delete it afterwards."),
    )
    texts = ("wrong", "right")

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        if not letters.can_be_sent():
            del self.fields["email"]

    def suggestion(self) -> Suggestion:
        """What was typed, about nothing yet."""
        names = ("wrong", "right", "link", "email")
        return Suggestion(**{name: self.cleaned_data.get(name, "") for name in names})


class DataForm(VoiceForm):
    """What somebody asks about their own data. Nothing is asked for that is not needed."""

    about = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What do you ask for?"), choices=Case.Kind.choices, widget=forms.RadioSelect
    )
    said = words(
        _("Which data, and what should be done?"),
        help_text=_("Name the person, if you did not come from their page."),
    )
    proof = words(
        _("How can we tell that it is you?"),
        rows=2,
        required=False,
        help_text=_(
            "A public account or an official page from which you can confirm it. "
            "Send no identity papers."
        ),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Only if you want a letter with the answer. We delete it afterwards."),
    )
    texts = ("said", "proof")

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        if not letters.can_be_sent():
            del self.fields["email"]

    def case(self) -> Case:
        names = ("kind", "said", "proof", "email")
        return Case(**{name: self.cleaned_data.get(name, "") for name in names})


class MoreForm(VoiceForm):
    text = words(_("Add one more message"))
    texts = ("text",)

"""The page on which an editor proves a record by an article: its address, then its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import actions
from events.admin.links import address_of, name_of
from events.ingestion.bring import NotBrought, bring, bring_text
from events.models import Article, Event
from events.models.vocabulary import Certainty
from people.models import Affiliation, Alias
from people.refusals import Refused
from people.roles import may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_SENTENCES = 300
_SENTENCE = re.compile(r"[^\n]+?(?:[。！？；]+[”」』]?|[.!?]+[\"”)]?(?=\s)|(?=\n)|$)")


class AddressForm(forms.Form):
    address = forms.CharField(
        label=capfirst(_("address")),
        max_length=2000,
        widget=forms.TextInput(attrs={"size": 60, "placeholder": "https://", "inputmode": "url"}),
    )


class TextForm(AddressForm):
    """For a page that cannot be fetched."""

    prefix = "text"
    title = forms.CharField(label=capfirst(_("title")), max_length=300, required=False)
    published = forms.DateField(
        label=capfirst(_("published on")),
        required=False,
        widget=forms.DateInput(attrs={"placeholder": "2025-12-17"}),
    )
    text = forms.CharField(
        label=capfirst(_("text")),
        widget=forms.Textarea(attrs={"rows": 10, "cols": 80}),
        help_text=_("The whole article as it stands on the page."),
    )


class QuoteForm(forms.Form):
    """Which sentence of an article proves it: one that is picked, or words that are pasted."""

    pasted = forms.CharField(
        label=capfirst(_("or words of the article, pasted")),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )
    certainty = forms.ChoiceField(
        label=capfirst(_("certainty")), choices=Certainty.choices, initial=Certainty.REPORTED
    )
    sentence = forms.CharField(required=False, strip=False)

    def __init__(self, article: Article, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.article = article

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        quote = cleaned.get("pasted", "").strip() or cleaned.get("sentence", "")
        if not quote:
            self.add_error(None, _("Pick a sentence, or paste the words."))
        elif quote not in self.article.text:
            self.add_error(
                "pasted", _("This does not stand in the article: copy it exactly as it is there.")
            )
        cleaned["quote"] = quote
        return cleaned


def prove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for an address, fetch the article, let a sentence be chosen, and record it."""
    subject: Event | Affiliation
    if kind == "event":
        subject = get_object_or_404(Event, pk=pk)
    elif kind == "affiliation":
        subject = get_object_or_404(Affiliation, pk=pk)
    else:
        raise Http404
    if not may(request.user, actions.to_prove(subject)):
        raise PermissionDenied
    chosen = request.GET.get("article", "")
    if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19:
        article = get_object_or_404(Article.objects.exclude(text=""), pk=chosen)
        return _quote(request, subject, article)
    return _address(request, kind, subject)


def _address(request: HttpRequest, kind: str, subject: Event | Affiliation) -> HttpResponse:
    is_text = "by_text" in request.POST
    asked = request.POST if request.method == "POST" else None
    form, by_text = AddressForm(None if is_text else asked), TextForm(asked if is_text else None)
    sent = by_text if is_text else form
    if asked is not None and sent.is_valid():
        try:
            article = bring_text(**sent.cleaned_data) if is_text else bring(**sent.cleaned_data)
        except NotBrought as error:
            sent.add_error("text" if is_text else "address", str(error))
            if not is_text:
                by_text = TextForm(initial=sent.cleaned_data)
        else:
            here = reverse("admin:prove", args=[kind, subject.pk])
            return redirect(f"{here}?article={article.pk}")
    context = {"form": form, "by_text": by_text, "is_open": is_text or bool(sent.errors)}
    return _page(request, subject, "admin/events/prove_address.html", context)


def _quote(request: HttpRequest, subject: Event | Affiliation, article: Article) -> HttpResponse:
    form = QuoteForm(article, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("quote", "certainty")}
        by = cast("User", request.user)
        try:
            if isinstance(subject, Event):
                actions.add_evidence(subject, article=article, by=by, **told)
            else:
                actions.prove_affiliation(subject, article=article, by=by, **told)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("The sentence is kept as evidence."))
            return redirect(address_of(subject))
    context = {"form": form, "article": article, "sentences": _sentences(subject, article)}
    return _page(request, subject, "admin/events/prove_quote.html", context)


def _page(
    request: HttpRequest, subject: Event | Affiliation, template: str, context: dict[str, Any]
) -> HttpResponse:
    return TemplateResponse(
        request,
        template,
        {
            **admin.site.each_context(request),
            "title": gettext("Add evidence"),
            "subtitle": name_of(subject),
            "opts": type(subject)._meta if isinstance(subject, Affiliation) else Event._meta,
            "subject": name_of(subject),
            "back": address_of(subject),
            **context,
        },
    )


def _sentences(subject: Event | Affiliation, article: Article) -> list[tuple[str, bool]]:
    """The sentences of an article in order, and whether each names who the record is about."""
    if isinstance(subject, Event):
        named = set(subject.participations.values_list("survivor", flat=True))
    else:
        named = {subject.person.survivor_id}
    names = list(Alias.objects.filter(entity__survivor__in=named).values_list("text", flat=True))
    found = (match[0].strip() for match in _SENTENCE.finditer(article.text))
    sentences = [sentence for sentence in found if len(sentence) > 1][:MOST_SENTENCES]
    return [(sentence, any(name in sentence for name in names)) for sentence in sentences]

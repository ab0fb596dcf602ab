"""The sentences that prove a record, shown beneath its form; editors add some, and alter none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.actions import to_prove
from events.admin.links import link_to
from events.models import Evidence
from people.roles import Ability, may


class EvidenceForm(forms.ModelForm[Evidence]):
    quote = forms.CharField(
        label=capfirst(_("quote")),
        widget=forms.Textarea({"rows": 2, "cols": 60}),
        strip=False,
        help_text=_("Copied from the text of the article, word for word."),
    )

    class Meta:
        model = Evidence
        fields = ("article", "quote", "certainty")
        labels = {"article": capfirst(_("article"))}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for column in self.fields.values():  # the head of a table column is no label to a reader
            widget: Any = getattr(column.widget, "widget", column.widget)  # the admin wraps some
            widget.attrs["aria-label"] = column.label

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        article, quote = cleaned.get("article"), cleaned.get("quote", "").strip()
        if article and quote and quote not in article.text:
            message = _("This does not stand in the article: copy it exactly as it is there.")
            raise ValidationError({"quote": message})
        cleaned["quote"] = quote
        return cleaned

    def told(self) -> dict[str, Any]:
        """The sentence as `events.actions.add_evidence` takes it."""
        return {name: self.cleaned_data[name] for name in ("article", "quote", "certainty")}


class EvidenceInline(admin.TabularInline[Evidence, Any]):
    """What proves a record, oldest first."""

    model = Evidence
    fields = ("quote", "article_link", "certainty", "confidence", "found_by")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).oldest_first()  # type: ignore[attr-defined,no-any-return] # its manager's

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    @admin.display(description=_("article"))
    def article_link(self, evidence: Evidence) -> Any:
        return link_to(evidence.article)

    @admin.display(description=_("rule"))
    def found_by(self, evidence: Evidence) -> str:
        return evidence.rule or evidence.extractor


class NewEvidenceInline(admin.TabularInline[Evidence, Any]):
    """Room for more proof."""

    model = Evidence
    form = EvidenceForm
    verbose_name = _("new evidence")
    verbose_name_plural = _("new evidence")
    fields = ("article", "quote", "certainty")
    autocomplete_fields = ("article",)
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).none()

    def get_extra(self, request: HttpRequest, obj: Any = None, **options: Any) -> int:
        return 0 if obj else 1

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, to_prove(obj) if obj else Ability.PROPOSE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

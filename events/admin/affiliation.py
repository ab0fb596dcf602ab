from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import actions, restoring
from events.admin.decisions import Decides
from events.admin.fields import WordedDateField
from events.admin.filters import ConfidenceFilter, WaitingFilter
from events.admin.proofs import EvidenceInline, NewEvidenceInline
from events.admin.returns import ReturnsToReview
from events.admin.sheets import sheets
from events.admin.sheets.pages import HasSheet
from people.admin.ability import ByAbility
from people.admin.concurrency import KeptForm, MindsOthers
from people.admin.keeping import PublicReasonField
from people.admin.lists import QuickList
from people.models import Affiliation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class AffiliationForm(KeptForm):
    started = WordedDateField(label=capfirst(_("from")), required=False)
    ended = WordedDateField(label=capfirst(_("to")), required=False)

    public_reason = PublicReasonField()

    class Meta:
        model = Affiliation
        fields = ("person", "company", "title", "former")
        labels = {"title": capfirst(_("post held"))}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in actions.PERIODS:
            self.initial.setdefault(name, getattr(self.instance, name))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        started, ended = cleaned.get("started"), cleaned.get("ended")
        if started and ended and ended.end < started.start:
            self.add_error("ended", _("The end lies before the start."))
        if ended and not cleaned.get("former"):
            self.add_error("former", _("An affiliation with an end is a former one: tick this."))
        for name in actions.PERIODS:
            setattr(self.instance, name, cleaned.get(name))
        return cleaned


@admin.register(Affiliation)
class AffiliationAdmin(
    HasSheet, ReturnsToReview, Decides, MindsOthers, ByAbility, QuickList[Affiliation]
):
    """Who holds or held which post where."""

    form = AffiliationForm
    sheet = sheets.AFFILIATION
    change_form_template = "admin/events/affiliation_change_form.html"
    list_display = ("person", "held_post", "company", "is_former", "since", "until", "status")
    list_display_links = ("person", "held_post")
    list_select_related = ("person", "company")
    list_filter = (WaitingFilter, ConfidenceFilter, "status", "former")
    search_fields = ("title", "person__aliases__text", "company__aliases__text")
    autocomplete_fields = ("person", "company")
    ordering = ("-id",)
    readonly_fields = ("status", "held_fields")
    inlines = (EvidenceInline, NewEvidenceInline)
    tracked = restoring.AFFILIATION
    restores = restoring.restore_affiliation
    not_restored = restoring.LEFT
    deeds = {"accept": actions.accept_affiliation, "reject": actions.reject_affiliation}
    actions = (*Decides.actions, "edit_many")

    def get_inlines(self, request: HttpRequest, obj: Affiliation | None) -> Any:
        return self.inlines if obj else (NewEvidenceInline,)

    def get_fieldsets(self, request: HttpRequest, obj: Affiliation | None = None) -> Any:
        fields = ["person", "company", "title", "former", "started", "ended", *self.readonly_fields]
        told = [(_("Told to readers"), {"fields": ["public_reason"]})]
        return [(None, {"fields": fields}), *(told if obj and obj.is_published else [])]

    def has_delete_permission(self, request: HttpRequest, obj: Affiliation | None = None) -> bool:
        return False

    @admin.display(description=_("post held"), ordering="title")
    def held_post(self, affiliation: Affiliation) -> str:
        return affiliation.title or "–"

    @admin.display(description=_("post"), ordering="former")
    def is_former(self, affiliation: Affiliation) -> str:
        return gettext("former") if affiliation.former else gettext("current")

    @admin.display(description=_("from"), ordering="started_on")
    def since(self, affiliation: Affiliation) -> str:
        return str(affiliation.started or "")

    @admin.display(description=_("to"), ordering="ended_on")
    def until(self, affiliation: Affiliation) -> str:
        return str(affiliation.ended or "")

    @admin.display(description=_("held fields"))
    def held_fields(self, affiliation: Affiliation) -> str:
        return ", ".join(affiliation.held) or "–"

    def save_model(
        self,
        request: HttpRequest,
        obj: Affiliation,
        form: forms.ModelForm[Affiliation],
        change: bool,
    ) -> None:
        changed = [name for name in form.changed_data if name != "public_reason"]
        if changed:
            why = form.cleaned_data["public_reason"]
            by = cast("User", request.user)
            actions.write_affiliation(obj, changed, by=by, public_reason=why)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return super().construct_change_message(request, form, [], add)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The actions write what the editor adds; what is there is only shown."""
        for proof in formsets[-1].forms:
            if proof.has_changed():
                by = cast("User", request.user)
                actions.prove_affiliation(form.instance, **proof.told(), by=by)

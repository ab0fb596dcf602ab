"""Events of all kinds: found by who takes part or what was said, changed by the actions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import actions as event_actions
from events import restoring
from events.admin.decisions import Decides
from events.admin.event_form import (
    TOLD_OF_ALL,
    EventForm,
    ParticipantForm,
    ParticipantFormSet,
    field_label,
    own_fields,
)
from events.admin.filters import ConfidenceFilter, EventLacksFilter, WaitingFilter, YearFilter
from events.admin.links import address_of, headline, reader_language
from events.admin.proofs import EvidenceInline, NewEvidenceInline
from events.admin.returns import ReturnsToReview
from events.admin.sheets import sheets
from events.admin.sheets.pages import HasSheet
from events.disagreement import disagreements_of
from events.models import Event, Participation
from events.models.vocabulary import Kind
from events.search.asking import telling
from events.words.dates import date_words
from events.words.money import sum_words
from people.admin.ability import ByAbility
from people.admin.concurrency import MindsOthers
from people.admin.lists import QuickList
from people.roles import Ability, may

if TYPE_CHECKING:
    from events.models import EventQuerySet

LONGEST_NUMBER = 19
"""Digits beyond which a number is no event's."""


class ParticipantInline(admin.TabularInline[Participation, Event]):
    model = Participation
    form = ParticipantForm
    formset = ParticipantFormSet
    fields = ("role", "entity", "new_name", "new_kind")
    autocomplete_fields = ("entity",)
    verbose_name_plural = _("participants")

    def has_view_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return request.user.has_perm("events.view_event")

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return may(request.user, _to_change(request, obj))

    has_add_permission = has_delete_permission = has_change_permission

    def get_extra(self, request: HttpRequest, obj: Event | None = None, **options: Any) -> int:
        return 0 if obj else 2

    def get_formset(
        self, request: HttpRequest, obj: Event | None = None, **options: Any
    ) -> type[ParticipantFormSet]:
        formset: Any = super().get_formset(request, obj, **options)
        formset.roles = Event.KINDS[_kind(request, obj)].ROLES
        return formset  # type: ignore[no-any-return] # of the class that `formset` names

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name == "entity" and field is not None:
            field.widget.can_add_related = False  # a new one needs its kind: see People, Companies
        return field


def _to_change(request: HttpRequest, event: Event | None) -> Ability:
    return event.ability_to_change(request.user) if event else Ability.PROPOSE


def _kind(request: HttpRequest, event: Event | None) -> str:
    return event.kind if event else request.GET.get("kind", "")


@admin.register(Event)
class EventAdmin(HasSheet, ReturnsToReview, Decides, MindsOthers, ByAbility, QuickList[Event]):
    """What is typed here is held against machines; a status is changed by the decisions alone."""

    form = EventForm
    sheet = sheets.EVENT
    inlines = (ParticipantInline, EvidenceInline, NewEvidenceInline)
    list_display = (
        "headline", "kind", "shown_date", "sum", "certainty", "status", "articles",
    )  # fmt: skip
    list_select_related = ("card",)
    list_filter = (
        WaitingFilter, ConfidenceFilter, "status", "kind", "certainty", "precision",
        EventLacksFilter, YearFilter,
    )  # fmt: skip
    ordering = ("-date", "-id")
    search_fields = ("evidence__quote",)
    search_help_text = _("Names of who takes part, words of a quote, or an event's number.")
    actions = ("accept", "reject", "retract", "edit_many")
    readonly_fields = ("status", "kind_shown", "held_fields", "created_at", "updated_at")
    change_form_template = "admin/events/event_change_form.html"
    tracked = restoring.EVENT
    restores = restoring.restore_event
    not_restored = restoring.LEFT_OF_EVENT
    deeds = {
        "accept": event_actions.accept_event,
        "reject": event_actions.reject_event,
        "retract": event_actions.retract_event,
    }

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        """Whoever may only prove an event has a form too, in which all else stands fast."""
        return super().has_change_permission(request, obj) or (
            obj is not None and may(request.user, event_actions.to_prove(obj))
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> Any:
        if obj is None or may(request.user, _to_change(request, obj)):
            return self.readonly_fields
        return (*self.readonly_fields, *TOLD_OF_ALL, *own_fields(obj.kind))

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False  # its address is for ever

    def _named(self, record: Event) -> str:
        return headline(record)

    # -- the list

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "participations__survivor" or super().lookup_allowed(
            lookup, value, request
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        """Every word must be in a participant's name or in a quote, or be the event's number."""
        events = cast("EventQuerySet", queryset)
        word = search_term.strip()
        if word.isascii() and word.isdecimal() and len(word) < LONGEST_NUMBER:
            return events.filter(
                Q(pk=int(word)) | Q(pk__in=telling(Event.objects.all(), word, public=False))
            ), False
        return telling(events, search_term, public=False), False

    @admin.display(description=_("event"))
    def headline(self, event: Event) -> str:
        return headline(event)

    @admin.display(description=_("date"), ordering="date")
    def shown_date(self, event: Event) -> str:
        return str(event.when) or gettext("undated")

    @admin.display(description=_("amount"))
    def sum(self, event: Event) -> str:
        return str(sum_words(event.amount, reader_language())) if event.amount else ""

    @admin.display(description=_("articles"))
    def articles(self, event: Event) -> int:
        return event.card.data["articles"] if hasattr(event, "card") else 0

    def has_retract_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Ability.CORRECT)

    @admin.action(description=_("Retract the chosen events …"), permissions=["retract"])
    def retract(self, request: HttpRequest, queryset: QuerySet[Event]) -> HttpResponse | None:
        return self._with_reason(request, queryset, "retract")

    # -- the form

    def get_inlines(self, request: HttpRequest, obj: Event | None) -> Any:
        return self.inlines if obj else (ParticipantInline, NewEvidenceInline)

    @admin.display(description=_("kind"))
    def kind_shown(self, event: Event) -> str:
        return event.get_kind_display()

    @admin.display(description=_("held fields"))
    def held_fields(self, event: Event) -> str:
        return ", ".join(map(field_label, event.held)) or "–"

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> list[Any]:
        own = own_fields(_kind(request, obj))
        fieldsets: list[Any] = [(None, {"fields": [*TOLD_OF_ALL[:2], *own, *TOLD_OF_ALL[2:]]})]
        if obj is not None:
            state = [self.readonly_fields[:3], self.readonly_fields[3:]]
            fieldsets.append((_("State"), {"fields": state}))
            if obj.is_published:
                fieldsets.append((_("Told to readers"), {"fields": ["public_reason"]}))
        return fieldsets

    def get_form(
        self, request: HttpRequest, obj: Event | None = None, change: bool = False, **options: Any
    ) -> type[forms.ModelForm[Event]]:
        form = super().get_form(request, obj, change, **options)
        form.kind = _kind(request, obj)
        return form  # type: ignore[no-any-return] # an EventForm

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        kind = request.GET.get("kind", "")
        if kind in Kind.values:
            words = {"title": _("Add event: %s") % Kind(kind).label}
            return super().add_view(request, form_url, {**words, **(extra_context or {})})
        context = {
            **self.admin_site.each_context(request),
            "title": _("What kind of event?"),
            "kinds": [
                (kind, kind.label, ", ".join(str(role.label) for role in Event.KINDS[kind].ROLES))
                for kind in Kind
            ],
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/events/choose_kind.html", context)

    def save_model(self, *args: Any, **options: Any) -> None:
        """The action in save_related writes the event together with who takes part in it."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        participants, *_shown, proofs = formsets
        changes, editor = form.changes(), self.editor(request)
        if participants.has_changed():
            changes["participants"] = participants.participants(by=editor)
        event = form.instance
        if not change:
            event.pk = event_actions.create_event(form.kind, changes, by=editor).pk
        elif changes:
            why = form.cleaned_data["public_reason"]
            event_actions.correct_event(event, changes, by=editor, public_reason=why)
        for proof in proofs.forms:
            if proof.has_changed():
                event_actions.add_evidence(event, **proof.told(), by=editor)
        if "_accept" in request.POST:
            self._accept(request, event)

    def _accept(self, request: HttpRequest, event: Event) -> None:
        """Accepting may be refused; what was typed is kept all the same."""
        try:
            event_actions.accept_event(event, by=self.editor(request))
        except event_actions.Refused as error:
            self.message_user(request, str(error), messages.WARNING)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return super().construct_change_message(request, form, [], add)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        if event := context.get("original"):
            when = date_words(event.when, reader_language())
            context |= {"title": headline(event), "subtitle": f"{when} · #{event.pk}"}
            if hasattr(event, "card"):
                context["disagreements"] = disagreements_of(event, address_of)
        return super().render_change_form(request, context, *args, **options)

"""Rules at the desk: written, looked at before they work, and shown with what they have done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from events import rules
from events.admin.links import link_to
from events.admin.readonly import ReadOnly
from events.models import Event, Rule, RuleMatch, RuleSource
from events.models.vocabulary import Kind
from people.admin.ability import ByAbility
from people.admin.filters import Condition, ConditionFilter
from people.admin.keeping import KeepsHistory
from people.admin.lists import QuickList, bounded, counts_of
from people.roles import Ability, may
from people.versions import Tracked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN = 20

Outcome = RuleMatch.Outcome


class RuleForm(forms.ModelForm[Rule]):
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    confidence = forms.FloatField(
        label=_("Minimum confidence"), min_value=0, max_value=1, initial=0.95,
        help_text=_("Of the extractor: from 0 to 1, such as 0.95."),
    )  # fmt: skip
    sampled = forms.IntegerField(
        label=_("Sample in %"), min_value=0, max_value=100, initial=10,
        help_text=_("So many of a hundred facts still go to editors, chosen by lot."),
    )  # fmt: skip

    class Meta:
        model = Rule
        fields = (
            "name", "reason", "kinds", "language", "confidence", "trust", "known_only", "sampled",
        )  # fmt: skip


class SourceInline(ByAbility, admin.TabularInline[RuleSource, Rule]):
    model = RuleSource
    autocomplete_fields = ("source",)
    extra = 0
    needs = Ability.RULES
    verbose_name_plural = _("only these sources (none: all that are trusted)")


@dataclass(frozen=True, slots=True)
class Link:
    """A number of events, and their list."""

    words: Any
    count: str
    address: str


@admin.register(Rule)
class RuleAdmin(KeepsHistory, ByAbility, QuickList[Rule]):
    """Which facts are published by themselves. A rule that was written works once switched on."""

    needs = Ability.RULES
    form = RuleForm
    inlines = (SourceInline,)
    list_display = ("name", "enabled", "shown_kinds", "confidence", "trust", "sampled", "by")
    list_select_related = ("by",)
    list_filter = ("enabled",)
    search_fields = ("name", "reason")
    change_form_template = "admin/events/rule_change_form.html"
    readonly_fields = ("enabled", "by", "created_at", "updated_at")
    tracked = (Tracked(), Tracked("origins", "rule"))
    formfield_overrides: ClassVar[Any] = {
        models.CharField: {"widget": forms.TextInput(attrs={"class": "vTextField"})}
    }

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", view(self.preview), name="events_rule_preview"),
            path("<int:pk>/switch/", view(require_POST(self.switch)), name="events_rule_switch"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Rule | None = None) -> Any:
        told = ("name", "reason", "kinds", "language", "confidence", "trust", "known_only")
        state = (("enabled", "by"), ("created_at", "updated_at"))
        return [
            (None, {"fields": (*told, "sampled")}),
            *([(_("State"), {"fields": state})] if obj else []),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Rule | None = None) -> bool:
        """One that has decided on something stays, for the history names it."""
        return super().has_delete_permission(request, obj) and (
            obj is None or not obj.matches.exists()
        )

    @admin.display(description=_("kinds"))
    def shown_kinds(self, rule: Rule) -> str:
        return " · ".join(str(Kind(kind).label) for kind in rule.kinds)

    def save_model(
        self, request: HttpRequest, obj: Rule, form: forms.ModelForm[Rule], change: bool
    ) -> None:
        if form.changed_data:
            self._write(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if not form.changed_data and any(formset.has_changed() for formset in formsets):
            self._write(request, form.instance)
        super().save_related(request, form, formsets, change)

    def _write(self, request: HttpRequest, rule: Rule) -> None:
        was_on = Rule.objects.filter(pk=rule.pk, enabled=True).exists()
        rules.write(rule, by=cast("User", request.user))
        if was_on:
            words = _(
                "The rule has changed and is off: look at what it would do, and switch it on."
            )
            self.message_user(request, words, messages.WARNING)

    def response_add(
        self, request: HttpRequest, obj: Rule, post_url_continue: Any = None
    ) -> HttpResponse:
        """What was written is looked at next."""
        if "_continue" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return redirect("admin:events_rule_preview", obj.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        if rule := context.get("original"):
            context |= {
                "done": _done(rule),
                "published": rules.record_of(rule, Outcome.PUBLISHED),
                "sampled": rules.record_of(rule, Outcome.SAMPLED),
                "may_switch": may(request.user, Ability.RULES),
            }
        return super().render_change_form(request, context, *args, **options)

    # -- looked at, and switched

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How many and which of the waiting facts it would publish, and how well it would do."""
        rule = get_object_or_404(Rule.objects.prefetch_related("origins__source"), pk=pk)
        if not self.has_view_permission(request, rule):
            raise PermissionDenied
        events = rules.fitting(rule)
        (count,) = counts_of([events])
        shown = list(events.select_related("card").order_by("-pk")[:SHOWN])
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("What it would do: %s") % rule,
            "rule": rule,
            "kinds": self.shown_kinds(rule),
            "count": bounded(count),
            "is_none": not count,
            "shown": [(link_to(event), rules.is_sampled(rule, event.pk)) for event in shown],
            "past": rules.record_of_facts_like_these(rule),
            "may_switch": may(request.user, Ability.RULES),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/events/rule_preview.html", context)

    def switch(self, request: HttpRequest, pk: int) -> HttpResponse:
        rule = get_object_or_404(Rule, pk=pk)
        if not self.has_change_permission(request, rule):
            raise PermissionDenied
        rule = rules.switch(rule, on=request.POST.get("on") == "1", by=cast("User", request.user))
        words = _("The rule is on.") if rule.enabled else _("The rule is off.")
        self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:events_rule_change", rule.pk)


def _done(rule: Rule) -> list[Link]:
    """What became of the events that a rule decided on, each number with its list."""
    matches = RuleMatch.objects.filter(rule=rule)
    lines: list[tuple[Any, dict[str, str]]] = [
        (Outcome.PUBLISHED.label, {"outcome__exact": Outcome.PUBLISHED}),
        (
            _("published, then corrected by a person"),
            {"outcome__exact": Outcome.PUBLISHED, "judged": "corrected"},
        ),
        (
            _("published, then taken back by a person"),
            {"outcome__exact": Outcome.PUBLISHED, "judged": "refused"},
        ),
        (_("left to editors"), {"outcome__exact": Outcome.SAMPLED}),
        (_("of these undecided"), {"outcome__exact": Outcome.SAMPLED, "judged": "undecided"}),
        (_("of these refused"), {"outcome__exact": Outcome.SAMPLED, "judged": "refused"}),
    ]
    rows = [judged_as(matches, **filters) for _words, filters in lines]
    address = reverse("admin:events_rulematch_changelist")
    return [
        Link(
            words, bounded(count), f"{address}?{urlencode({'rule__id__exact': rule.pk} | filters)}"
        )
        for (words, filters), count in zip(lines, counts_of(rows), strict=True)
    ]


def _judged(*verdicts: str) -> Any:
    def narrow(matches: models.QuerySet[RuleMatch]) -> models.QuerySet[RuleMatch]:
        return matches.filter(event__in=Event.objects.filter(rules.by_person(*verdicts)))

    return narrow


class JudgedFilter(ConditionFilter):
    """What a person said of what a rule had decided."""

    title = _("said of it")
    parameter_name = "judged"
    conditions: ClassVar = {
        "undecided": Condition(
            _("nothing yet"),
            lambda rows: rows.exclude(event__in=Event.objects.filter(rules.by_person())),
        ),
        "accepted": Condition(_("accepted"), _judged(rules.Verdict.ACCEPTED)),
        "corrected": Condition(_("corrected"), _judged(rules.Verdict.CORRECTED)),
        "refused": Condition(_("rejected or retracted"), _judged(*rules.REFUSED)),
    }


def judged_as(
    matches: models.QuerySet[RuleMatch], judged: str = "", **columns: str
) -> models.QuerySet[RuleMatch]:
    matches = matches.filter(**columns)
    return JudgedFilter.narrow(matches, judged) if judged else matches


@admin.register(RuleMatch)
class RuleMatchAdmin(ReadOnly[RuleMatch]):
    """Every event that a rule has published, or left to editors."""

    list_display = ("event_link", "rule", "outcome", "event_status", "at")
    list_display_links = None
    list_select_related = ("rule", "event__card")
    list_filter = ("rule", "outcome", JudgedFilter)
    ordering = ("-id",)

    @admin.display(description=_("event"))
    def event_link(self, match: RuleMatch) -> Any:
        return link_to(match.event)

    @admin.display(description=_("status"))
    def event_status(self, match: RuleMatch) -> str:
        return match.event.get_status_display()

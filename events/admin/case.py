"""What people ask about their own data: the cases, their log, and the removal with its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from events import cases, removal
from events.admin.links import address_of, headline, link_to, name_of
from events.admin.readonly import ReadOnly
from events.admin.suggestion import page_of
from events.models import Case, Event
from events.voice.subjects import subject_of
from people.actions import Refused
from people.models import Entity
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_SHOWN = 20


class OpenFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "which"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("overdue", _("overdue")), ("decided", _("decided")), ("all", _("all"))]

    def choices(self, changelist: Any) -> Any:
        """What is open is shown first, and needs no choice."""
        first, *others = super().choices(changelist)
        yield {**first, "display": pgettext_lazy("suggestions", "open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "overdue":
                return Case.objects.overdue() & queryset
            case "decided":
                return queryset.exclude(state=Case.State.OPEN)
            case "all":
                return queryset
        return queryset.filter(state=Case.State.OPEN)


@admin.register(Case)
class CaseAdmin(ReadOnly[Case]):
    list_display = ("shown_number", "kind", "person", "state", "due")
    list_select_related = ("entity",)
    list_filter = (OpenFilter, "kind")
    ordering = ("due_at", "id")
    fields = ("state",)
    change_form_template = "admin/voice/case.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Ability.CASES)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("number"), ordering="id")
    def shown_number(self, case: Case) -> str:
        return case.number

    @admin.display(description=_("person"))
    def person(self, case: Case) -> Any:
        return link_to(case.entity) if case.entity else "–"

    @admin.display(description=_("due"), ordering="due_at")
    def due(self, case: Case) -> Any:
        day = f"{case.due_at:%Y-%m-%d}"
        if case.is_overdue:
            return format_html('<b class="late">{} {}</b>', day, gettext("overdue"))
        return day

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                "<int:pk>/decide/",
                self.admin_site.admin_view(require_POST(self.decide)),
                name="events_case_decide",
            ),
            path(
                "<int:pk>/remove/",
                self.admin_site.admin_view(self.remove),
                name="events_case_remove",
            ),
        ]
        return [*own, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        case: Case = context["original"]
        context |= {
            "title": gettext("Request %(number)s") % {"number": case.number},
            "case": case,
            "subject": subject_of(case.page),
            "record": case.entity and (name_of(case.entity), address_of(case.entity)),
            "steps": case.steps.select_related("by"),
        }
        return super().render_change_form(request, context, *args, **options)

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write into the log, say whom it is about, or close it."""
        case = self._case(request, pk)
        by = cast("User", request.user)
        words = request.POST.get("words", "")
        try:
            match request.POST.get("deed"):
                case "note":
                    cases.note(case, words, by=by)
                    told = gettext("It stands in the log.")
                case "whom":
                    cases.concern(case, _person(request.POST.get("person", "")), by=by)
                    told = gettext("The case is about this person now.")
                case "grant":
                    cases.grant(case, reason=words, by=by)
                    told = gettext("It is granted; the person reads the reason.")
                case "refuse":
                    cases.refuse(case, reason=words, by=by)
                    told = gettext("It is refused; the person reads the reason.")
                case _:
                    raise Refused(gettext("Choose what becomes of it."))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, told)
        return redirect("admin:events_case_change", case.pk)

    def remove(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All that would be erased; and, confirmed twice, the erasing."""
        case = self._case(request, pk)
        if case.entity is None or case.kind != Case.Kind.REMOVAL or not case.is_open:
            messages.error(request, gettext("There is nothing to erase for this case."))
            return redirect("admin:events_case_change", case.pk)
        if request.method == "POST":
            return self._remove(request, case)
        found = removal.survey(case.entity)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Erase what is told of %(name)s?") % {"name": case.entity},
            "opts": self.opts,
            "case": case,
            "found": found,
            "retracted": _events(found.retracted),
            "kept": _events(found.kept),
            "rows": sorted(found.rows.items()),
        }
        return TemplateResponse(request, "admin/voice/remove.html", context)

    def _remove(self, request: HttpRequest, case: Case) -> HttpResponse:
        sure = request.POST.get("sure") and request.POST.get("number", "").strip() == case.number
        try:
            if not sure:
                raise Refused(
                    gettext("Tick the box and type the number %(number)s: nothing was erased.")
                    % {"number": case.number}
                )
            reason = request.POST.get("words", "")
            removal.remove_person(case, reason=reason, by=cast("User", request.user))
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("admin:events_case_remove", case.pk)
        messages.success(request, gettext("Everything was erased, and the case is closed."))
        return redirect("admin:events_case_change", case.pk)

    def _case(self, request: HttpRequest, pk: int) -> Case:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Case.objects.select_related("entity"), pk=pk)


def _person(typed: str) -> Entity:
    """The person at an address of the public site."""
    entity = subject_of(page_of(typed.strip())).entity
    if entity is None:
        raise Refused(gettext("Paste the address of the person's public page."))
    return entity


def _events(ids: tuple[int, ...]) -> list[tuple[str, str]]:
    found = Event.objects.filter(pk__in=ids[:MOST_SHOWN]).select_related("card").newest_first()
    return [(headline(event), address_of(event)) for event in found]

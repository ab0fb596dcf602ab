"""What readers suggest: listed by who looks after it, decided beside the record it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from events import suggestions
from events.admin.links import address_of, link_to, name_of
from events.admin.readonly import ReadOnly
from events.models import Suggestion
from events.voice.subjects import subject_of
from people.actions import Refused
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HISTORY = 5


class WhoseFilter(admin.SimpleListFilter):
    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("mine", _("taken up by me")),
            ("closed", pgettext_lazy("suggestions", "closed")),
            ("all", _("all")),
        ]

    def choices(self, changelist: Any) -> Any:
        """What is open is shown first, and needs no choice."""
        first, *others = super().choices(changelist)
        yield {**first, "display": pgettext_lazy("suggestions", "open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "mine":
                return queryset.filter(state=Suggestion.State.TAKEN, by=request.user.pk)
            case "closed":
                return queryset.exclude(state__in=Suggestion.OPEN)
            case "all":
                return queryset
        return queryset.filter(state__in=Suggestion.OPEN)


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnly[Suggestion]):
    list_display = ("said", "about", "state", "by", "created_at")
    list_select_related = ("event__card", "entity", "by")
    list_filter = (WhoseFilter,)
    search_fields = ("wrong", "right")
    ordering = ("id",)
    fields = ("state",)
    change_form_template = "admin/voice/suggestion.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Ability.PUBLISH)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("what is wrong"))
    def said(self, row: Suggestion) -> str:
        return str(row)

    @admin.display(description=pgettext_lazy("a suggestion", "about"))
    def about(self, row: Suggestion) -> Any:
        return link_to(row.event or row.entity) if row.event or row.entity else row.page or "–"

    def get_urls(self) -> list[URLPattern]:
        decide = self.admin_site.admin_view(require_POST(self.decide))
        own = path("<int:pk>/decide/", decide, name="events_suggestion_decide")
        return [own, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        row: Suggestion = context["original"]
        record = row.event or row.entity
        context |= {
            "title": gettext("Suggested correction"),
            "suggestion": row,
            "subject": subject_of(row.page),
            "correction": subject_of(row.correction),
            "record": record and (name_of(record), address_of(record), record),
            "others": self._others(row),
        }
        return super().render_change_form(request, context, *args, **options)

    def _others(self, row: Suggestion) -> list[tuple[Any, Suggestion]]:
        """What else was said of the same record."""
        if not row.page:
            return []
        same = Suggestion.objects.filter(page=row.page).exclude(pk=row.pk).order_by("-id")
        return [(link_to(other), other) for other in same[:HISTORY]]

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it up, or close it as corrected or declined."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = get_object_or_404(Suggestion, pk=pk)
        by = cast("User", request.user)
        words = request.POST.get("words", "").strip()
        try:
            match request.POST.get("deed"):
                case "take":
                    suggestions.take_up(row, by=by)
                    told = gettext("You look after this suggestion now.")
                case "done":
                    typed = request.POST.get("correction", "").strip()
                    suggestions.done(row, correction=page_of(typed), answer=words, by=by)
                    told = gettext("It is closed as corrected; the sender sees where.")
                case "decline":
                    suggestions.decline(row, reason=words, by=by)
                    told = gettext("It is declined; the sender reads the reason.")
                case _:
                    raise Refused(gettext("Choose what becomes of it."))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, told)
        return redirect("admin:events_suggestion_change", row.pk)


def page_of(typed: str) -> str:
    """A page of ours as it is kept, from its whole address or a part; only a published record."""
    without_host = typed.partition("://")[2].partition("/")[2] if "://" in typed else typed
    page = f"/{without_host.strip('/')}/"
    for language in ("en", "zh"):
        page = page.removeprefix(f"/{language}") if page.startswith(f"/{language}/") else page
    subject = subject_of(page)
    if not subject.is_record:
        raise Refused(
            gettext(
                "“%(typed)s” is not a published page of ours: paste the address of the event, "
                "person, company or model that you corrected."
            )
            % {"typed": typed}
        )
    return subject.page

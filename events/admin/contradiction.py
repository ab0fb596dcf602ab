"""The list of what cannot all be true, each leading to the records that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.admin.event_form import field_label
from events.admin.links import link_to, reader_language
from events.admin.readonly import ReadOnly
from events.claims import value_of
from events.contradictions import let_stand
from events.models import Contradiction
from events.words.values import value_words
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@admin.register(Contradiction)
class ContradictionAdmin(ReadOnly[Contradiction]):
    """The gravest first. What is right after all is let stand, and not listed again."""

    list_display = ("what", "event_link", "entity_link", "said")
    list_display_links = None
    list_filter = ("kind",)
    list_select_related = ("event__card", "entity")
    ordering = ("-weight", "-id")
    actions = ("let_stand",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contradiction]:
        return Contradiction.objects.open()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("events.view_event")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("what is wrong"), ordering="kind")
    def what(self, row: Contradiction) -> str:
        return row.get_kind_display()

    @admin.display(description=_("event"))
    def event_link(self, row: Contradiction) -> Any:
        return link_to(row.event)

    @admin.display(description=_("name"))
    def entity_link(self, row: Contradiction) -> Any:
        return link_to(row.entity)

    @admin.display(description=_("what is said"))
    def said(self, row: Contradiction) -> str:
        if row.kind == Contradiction.Kind.TOTAL:
            said, rounds = (
                value_words("total", value_of("total", one["value"]), reader_language())
                for one in row.says
            )
            return _("%(told)s told, rounds of %(rounds)s") % {"told": said, "rounds": rounds}
        if row.kind != Contradiction.Kind.VALUES:
            return " ≠ ".join(str(value) for value in row.says)
        field = row.says[0]["field"]
        label = str(_("date")) if field == "date" else field_label(field)
        values = (value_of(field, one["value"]) for one in row.says)
        told = dict.fromkeys(value_words(field, value, reader_language()) for value in values)
        return f"{label}: {' ≠ '.join(told)}"

    def has_let_stand_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Ability.PUBLISH)

    @admin.action(description=_("Let the chosen ones stand"), permissions=["let_stand"])
    def let_stand(self, request: HttpRequest, queryset: QuerySet[Contradiction]) -> None:
        done = let_stand(queryset, by=cast("User", request.user))
        told = ngettext("%(count)d is let stand.", "%(count)d are let stand.", done)
        self.message_user(request, told % {"count": done}, messages.SUCCESS)

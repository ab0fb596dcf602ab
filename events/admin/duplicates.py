"""The list of records that may be one, each pair leading to the page on which they are merged."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.admin.links import link_to
from events.admin.readonly import ReadOnly
from people.models import Entity, Resemblance
from people.reason_words import REASONS


@admin.register(Resemblance)
class ResemblanceAdmin(ReadOnly[Resemblance]):
    """Possible duplicates, the likeliest first; what is merged or judged different is gone."""

    list_display = ("one", "other", "likelihood", "why", "compare")
    list_display_links = None
    list_filter = (("first__kind", admin.ChoicesFieldListFilter),)
    list_select_related = ("first", "second")
    ordering = ("-score", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Resemblance]:
        return Resemblance.objects.open()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("people.view_entity")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("this"))
    def one(self, pair: Resemblance) -> SafeString | str:
        return link_to(_goes_and_stays(pair)[0])

    @admin.display(description=_("may be"))
    def other(self, pair: Resemblance) -> SafeString | str:
        return link_to(_goes_and_stays(pair)[1])

    @admin.display(description=_("likelihood"), ordering="score")
    def likelihood(self, pair: Resemblance) -> str:
        return f"{pair.score:.0%}"

    @admin.display(description=_("because"))
    def why(self, pair: Resemblance) -> str:
        words = [
            str(REASONS.get(code, code))
            if weight > 0
            else gettext("but %s") % REASONS.get(code, code)
            for code, weight in pair.reasons
        ]
        return " · ".join(words)

    @admin.display(description="")
    def compare(self, pair: Resemblance) -> SafeString:
        return format_html('<a class="button" href="{}">{}</a>', comparison_of(pair), _("Compare"))


def comparison_of(pair: Resemblance) -> str:
    """The address of the page on which the two are compared and merged."""
    goes, stays = _goes_and_stays(pair)
    return f"{reverse('admin:merge', args=[goes.pk])}?into={stays.pk}"


def _goes_and_stays(pair: Resemblance) -> tuple[Entity, Entity]:
    """The public one stays or, of two, the one that was there first."""
    if pair.second.is_published and not pair.first.is_published:
        return pair.first, pair.second
    return pair.second, pair.first

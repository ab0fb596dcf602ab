"""Decisions on many records at once: through the actions, one by one, telling what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from events.actions import Refused
from events.admin.links import name_of
from events.queue import held_elsewhere
from people.models import Status
from people.roles import Ability, may

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = object

MOST_AT_ONCE = 500
"""Each is a transaction of its own, and a request must end."""
MOST_REFUSALS_TOLD = 5

REASONS = (
    gettext_noop("The sentence does not say this."),
    gettext_noop("It speaks of another person or company."),
    gettext_noop("It does not belong in this record."),
    gettext_noop("Who took part is not known."),
    gettext_noop("It is an opinion, a forecast or an advertisement."),
    gettext_noop("It has been told already."),
)
"""The standard reasons for refusing a fact, by the digit that gives them on the review page."""


def decide(records: Iterable[Any], deed: Callable[[Any], Any]) -> tuple[int, list[str]]:
    """Do a deed to each record; how many were done, and why the others were refused."""
    done, refused = 0, []
    for record in records:
        try:
            deed(record)
        except Refused as error:
            refused.append(f"{name_of(record)}: {error}")
        else:
            done += 1
    return done, refused


class Decides(_Admin):
    """An admin whose records are decided on by actions; nothing else sets their status."""

    deeds: dict[str, Callable[..., Any]] = {}
    """The actions of these records by name: accept, reject, retract."""
    actions: tuple[str, ...] = ("accept", "reject")

    def editor(self, request: HttpRequest) -> Any:
        """Who decides: the admin lets in nobody without a login."""
        return request.user

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Ability.PUBLISH)

    @admin.action(description=_("Accept the chosen proposals"), permissions=["decide"])
    def accept(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        chosen = self._unheld(request, queryset)
        done, refused = decide(
            chosen, lambda record: self.deeds["accept"](record, by=self.editor(request))
        )
        self._tell(
            request,
            ngettext("%(count)d was accepted.", "%(count)d were accepted.", done) % {"count": done},
            done,
            refused,
        )

    @admin.action(description=_("Reject the chosen proposals …"), permissions=["decide"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self._with_reason(request, queryset, "reject")

    def _with_reason(
        self, request: HttpRequest, queryset: QuerySet[Any], deed: str
    ) -> HttpResponse | None:
        """Ask why, then do it."""
        choose = self._unheld if deed == "reject" else self._chosen
        chosen = choose(request, queryset)
        reason = (request.POST.get("words") or request.POST.get("reason") or "").strip()
        if not chosen:
            return None
        if not reason:
            titles = {
                "reject": _("Why are these proposals rejected?"),
                "retract": _("Why are these records retracted?"),
            }
            context = {
                **self.admin_site.each_context(request),
                "title": titles[deed],
                "deed": deed,
                "chosen": [(record.pk, name_of(record)) for record in chosen],
                "reasons": [(reason, gettext(reason)) for reason in REASONS],
                "checkbox": ACTION_CHECKBOX_NAME,
                "opts": self.opts,
                "is_incomplete": "asked" in request.POST,
            }
            return TemplateResponse(request, "admin/decide.html", context)
        done, refused = decide(
            chosen, lambda record: self.deeds[deed](record, by=self.editor(request), reason=reason)
        )
        told = {
            "reject": ngettext("%(count)d was rejected.", "%(count)d were rejected.", done),
            "retract": ngettext("%(count)d was retracted.", "%(count)d were retracted.", done),
        }
        self._tell(request, told[deed] % {"count": done}, done, refused)
        return None

    def _chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> Sequence[Any]:
        chosen = list(queryset[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            message = _("Choose at most %(most)d at once; nothing was done.")
            self.message_user(request, message % {"most": MOST_AT_ONCE}, messages.ERROR)
            return []
        return chosen

    def _unheld(self, request: HttpRequest, queryset: QuerySet[Any]) -> Sequence[Any]:
        """The chosen ones but those that somebody else is reviewing, who is named."""
        chosen = self._chosen(request, queryset)
        held = held_elsewhere(chosen, by=self.editor(request))
        whose = Counter((item.held_by, item.held_until) for item in held.values())
        for (editor, until), count in whose.items():
            message = ngettext(
                "%(count)d was left out: %(name)s is reviewing its article until %(time)s.",
                "%(count)d were left out: %(name)s is reviewing their article until %(time)s.",
                count,
            )
            told = {"count": count, "name": editor, "time": time_format(localtime(until))}
            self.message_user(request, message % told, messages.WARNING)
        return [one for one in chosen if one.pk not in held]

    def _tell(self, request: HttpRequest, told: str, done: int, refused: list[str]) -> None:
        if done:
            self.message_user(request, told, messages.SUCCESS)
        for words in refused[:MOST_REFUSALS_TOLD]:
            self.message_user(request, words, messages.WARNING)
        more = len(refused) - MOST_REFUSALS_TOLD
        if more > 0:
            message = ngettext("%(count)d more was refused.", "%(count)d more were refused.", more)
            self.message_user(request, message % {"count": more}, messages.WARNING)


def waits(record: Any) -> bool:
    """Whether a record is still to be decided."""
    return bool(
        record.status == Status.PROPOSED and getattr(record, "merged_into_id", None) is None
    )

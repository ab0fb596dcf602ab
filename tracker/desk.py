"""The editors' site: the stock admin, a front page that says what waits, and the review pages."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAVIGATION = (
    (
        (_("Overview"), "index", ""),
        (_("Review"), "review-queue", "events.view_event"),
        (_("Contradictions"), "events_contradiction_changelist", "events.view_event"),
        (_("Duplicates"), "people_resemblance_changelist", "people.view_entity"),
        (_("Suggestions"), "events_suggestion_changelist", "people.publish"),
        (_("Personal data"), "events_case_changelist", "people.cases"),
    ),
    (
        (_("Events"), "events_event_changelist", "events.view_event"),
        (_("People"), "people_person_changelist", "people.view_person"),
        (_("Companies"), "people_company_changelist", "people.view_company"),
        (_("AI models"), "events_model_changelist", "events.view_model"),
        (_("Affiliations"), "people_affiliation_changelist", "people.view_affiliation"),
        (_("Collections"), "events_collection_changelist", "events.view_collection"),
    ),
    (
        (_("Articles"), "events_article_changelist", "events.view_article"),
        (_("Sources"), "events_source_changelist", "events.view_source"),
        (_("Rules"), "events_rule_changelist", "events.view_rule"),
    ),
    (
        (_("Users"), "auth_user_changelist", "people.administer"),
        (_("Roles"), "auth_group_changelist", "people.administer"),
        (_("Letters"), "events_subscription_changelist", "people.administer"),
        (_("Webhooks"), "events_webhook_changelist", "people.administer"),
    ),
)
"""The pages that editors use every day: what waits for them, the record, and what it is made from.

Of each: what it is called, where it is, and who may see it.
"""


class Entry(NamedTuple):
    words: StrOrPromise
    address: str


class DeskConfig(AdminConfig):
    default_site = "tracker.desk.Desk"


class Desk(AdminSite):
    site_header = site_title = _("Tideline desk")
    index_title = _("Overview")
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from events.admin import (
            bringing,
            deciding,
            desk,
            joining,
            merging,
            names,
            queue,
            reads,
            saved_filters,
            undo,
        )
        from tracker.accounts.invitations import invite

        return [
            path("review/", self.admin_view(queue.review_queue), name="review-queue"),
            path("review/decisions/", self.admin_view(undo.decisions), name="decisions"),
            path("review/names/", self.admin_view(names.names), name="review-names"),
            path("review/next/", self.admin_view(queue.review_next), name="review-next"),
            path("review/<int:article_id>/", self.admin_view(desk.review_article), name="review"),
            path(
                "review/<int:article_id>/hold/",
                self.admin_view(deciding.hold_article),
                name="review-hold",
            ),
            path("evidence/<str:kind>/<int:pk>/", self.admin_view(bringing.prove), name="prove"),
            path("reads/", self.admin_view(reads.reads), name="reads"),
            path("same/<int:event_id>/", self.admin_view(joining.same_event), name="same"),
            path("merge/<int:entity_id>/", self.admin_view(merging.merge_entity), name="merge"),
            path(
                "merge/<int:entity_id>/undo/",
                self.admin_view(merging.unmerge_entity),
                name="unmerge",
            ),
            path("auth/user/<int:user_id>/invite/", self.admin_view(invite), name="invite"),
            path("filters/", self.admin_view(saved_filters.keep_filter), name="keep-filter"),
            path(
                "filters/<int:pk>/",
                self.admin_view(saved_filters.change_filter),
                name="change-filter",
            ),
            *super().get_urls(),
        ]

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """To the one place where people sign in, and from there to where they wanted to go."""
        from allauth.account.utils import get_next_redirect_url

        wanted = get_next_redirect_url(request) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")
        if self.has_permission(request):
            return redirect(wanted)
        messages.error(
            request, _("Your account may not enter the desk. An administrator can let you in.")
        )
        return redirect("account")

    def logout(  # type: ignore[override] # a redirect is an answer
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")

    def password_change(  # type: ignore[override] # a redirect is an answer
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        groups = [
            [
                Entry(words, reverse(f"admin:{name}"))
                for words, name, permission in group
                if not permission or request.user.has_perm(permission)
            ]
            for group in NAVIGATION
        ]
        home, *others = chain.from_iterable(groups)
        here = next((page for page in others if request.path.startswith(page.address)), None)
        if request.path == home.address:
            here = home
        return {**super().each_context(request), "desk_nav": groups, "desk_here": here}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from events.admin.home import home

        return super().index(request, {"home": home(request), **(extra_context or {})})

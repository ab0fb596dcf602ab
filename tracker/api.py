"""The REST API: every resource on one screen, its schema and its pages to try it on."""

from __future__ import annotations

import functools
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, re_path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from events.api.articles import ArticleViewSet, SourceViewSet
from events.api.changes import ChangesView
from events.api.collections import CollectionViewSet
from events.api.dumps import DumpFileView, DumpsView
from events.api.events import KINDS
from events.api.export import ExportViewSet
from events.api.lookup import LookupView
from events.api.match import MatchView
from events.api.reconcile import PropertiesView, ReconcileView, SuggestView
from events.api.search import SearchView
from events.api.statistics import VIEWS as STATISTICS
from events.api.stream import ChangesStreamView
from events.api.talent import TalentFlowsView
from events.api.webhooks import (
    DeliveriesView,
    OneWebhookView,
    WebhookDisableView,
    WebhookEnableView,
    WebhookSecretView,
    WebhooksView,
    WebhookTestView,
)
from events.api.writing.affiliations import WritableAffiliationViewSet
from events.api.writing.entities import (
    WritableAIModelViewSet,
    WritableCompanyViewSet,
    WritablePersonViewSet,
)
from events.api.writing.events import WritableEventViewSet
from events.api.writing.extract import ExtractView
from events.api.writing.ingest import IngestView, JobView
from events.api.writing.proposals import (
    ProposalsView,
    ProposedAffiliationViewSet,
    ProposedEntityViewSet,
    ProposedEventViewSet,
)
from events.mcp.views import McpView
from people.api.problems import TYPES, ProblemType, ProblemTypeSerializer, address_of
from people.api.views import PublicView
from tracker.accounts import openapi  # noqa: F401  # tells the schema of tokens

router = SimpleRouter()
router.register("events", WritableEventViewSet, basename="event")
for collection, viewset in KINDS.items():
    router.register(collection, viewset, basename=collection)
router.register("people", WritablePersonViewSet, basename="person")
router.register("companies", WritableCompanyViewSet, basename="company")
router.register("models", WritableAIModelViewSet, basename="model")
router.register("affiliations", WritableAffiliationViewSet, basename="affiliation")
router.register("articles", ArticleViewSet, basename="article")
router.register("collections", CollectionViewSet, basename="collection")
router.register("sources", SourceViewSet, basename="source")

for_writers = SimpleRouter()
for_writers.register("proposals/events", ProposedEventViewSet, basename="proposed-event")
for_writers.register(
    "proposals/affiliations", ProposedAffiliationViewSet, basename="proposed-affiliation"
)
for_writers.register("proposals/entities", ProposedEntityViewSet, basename="proposed-entity")


class RootView(PublicView):
    """Everything there is, by name and address."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        root = f"{self.addresses.site}api/v1/"
        names = [prefix for prefix, viewset, basename in router.registry]
        return Response(
            {
                name: f"{root}{name}/"
                for name in (
                    *names,
                    "changes",
                    "dumps",
                    *(f"statistics/{name}" for name in STATISTICS),
                    "talent-flows",
                    "search",
                    "match",
                    "lookup",
                    "reconcile",
                    "problems",
                    "schema",
                    "docs",
                )
            }
        )


class ProblemTypesView(PublicView):
    """The types of problems that answers may tell of (RFC 9457)."""

    @extend_schema(tags=["problems"], responses=ProblemTypeSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response([_told(kind, request) for kind in TYPES.values()])


class ProblemTypeView(PublicView):
    """A type of problem, at the address that its `type` is."""

    @extend_schema(tags=["problems"], responses=ProblemTypeSerializer)
    def get(self, request: Request, slug: str) -> Response:
        for kind in TYPES.values():
            if kind.slug == slug:
                return Response(_told(kind, request))
        raise NotFound(f"No type of problem is called {slug}. See /api/v1/problems/.")


def _told(kind: ProblemType, request: HttpRequest) -> dict[str, str | int]:
    return {
        "type": address_of(kind, request),
        "status": kind.status,
        "title": kind.title,
        "remedy": kind.remedy,
    }


class SchemaView(PublicView):
    """The API as OpenAPI describes it, as JSON or, on request, as YAML."""

    renderer_classes = (
        OpenApiJsonRenderer2,  # application/json; the others are the type's longer names
        OpenApiJsonRenderer,
        OpenApiYamlRenderer2,
        OpenApiYamlRenderer,
    )

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        return Response(schema())


class DocsView(SpectacularSwaggerSplitView):
    """The schema to read and to try out in a browser."""

    url_name = "api-schema"
    template_name = "api_docs.html"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Without the token that the page would send: nothing is written, and no cookie is set."""
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call] # it has no types
        response.data["csrf_token"] = ""
        return response


class NothingView(PublicView):
    """Any other address below the API's: an error in the shape of the others."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.check_throttles(request)
        raise NotFound("There is nothing at this address. See /api/v1/ for what there is.")


@functools.cache
def schema() -> dict[str, Any]:
    """It follows from the code alone, and takes a second to write."""
    written: dict[str, Any] = SchemaGenerator(patterns=urlpatterns).get_schema(public=True)
    return written


urlpatterns = [
    path("api/v1/", RootView.as_view(), name="api-root"),
    path("api/v1/schema/", SchemaView.as_view(), name="api-schema"),
    path("api/v1/docs/", DocsView.as_view(), name="api-docs"),
    *(
        path(f"api/v1/export/events.{form}", ExportViewSet.as_view({"get": form}))
        for form in ("ndjson", "csv", "parquet")
    ),
    path("api/v1/changes/stream/", ChangesStreamView.as_view()),
    path("api/v1/dumps/", DumpsView.as_view(), name="api-dumps"),
    path("api/v1/dumps/<slug:dump>/<str:file>", DumpFileView.as_view()),
    path("api/v1/changes/", ChangesView.as_view(), name="api-changes"),
    path("api/v1/problems/", ProblemTypesView.as_view()),
    path("api/v1/problems/<slug:slug>/", ProblemTypeView.as_view()),
    *(
        path(f"api/v1/statistics/{name}/", view.as_view(), name=f"api-statistics-{name}")
        for name, view in STATISTICS.items()
    ),
    path("api/v1/webhooks/", WebhooksView.as_view(), name="api-webhooks"),
    path("api/v1/webhooks/<int:pk>/", OneWebhookView.as_view()),
    path("api/v1/webhooks/<int:pk>/test/", WebhookTestView.as_view()),
    path("api/v1/webhooks/<int:pk>/rotate/", WebhookSecretView.as_view()),
    path("api/v1/webhooks/<int:pk>/enable/", WebhookEnableView.as_view()),
    path("api/v1/webhooks/<int:pk>/disable/", WebhookDisableView.as_view()),
    path("api/v1/webhooks/<int:pk>/deliveries/", DeliveriesView.as_view()),
    path("api/v1/search/", SearchView.as_view(), name="api-search"),
    path("api/v1/match/", MatchView.as_view(), name="api-match"),
    path("api/v1/lookup/", LookupView.as_view(), name="api-lookup"),
    path("api/v1/reconcile/", ReconcileView.as_view(), name="api-reconcile"),
    re_path(r"^api/v1/reconcile/suggest/(?P<what>entity|type|property)/$", SuggestView.as_view()),
    path("api/v1/reconcile/properties/", PropertiesView.as_view()),
    path("api/v1/mcp/", McpView.as_view(), name="api-mcp"),
    path("api/v1/talent-flows/", TalentFlowsView.as_view(), name="api-talent-flows"),
    path("api/v1/extract/", ExtractView.as_view(), name="api-extract"),
    path("api/v1/ingest/", IngestView.as_view(), name="api-ingest"),
    path("api/v1/ingest/<int:pk>/", JobView.as_view()),
    path("api/v1/proposals/", ProposalsView.as_view(), name="api-proposals"),
    path("api/v1/", include(for_writers.urls)),
    path("api/v1/", include(router.urls)),
    re_path(r"^api/.*/$", NothingView.as_view()),
]

"""What is posted to webhooks, as the schema tells it under `webhooks`."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse, OpenApiWebhook, extend_schema

from events.api.webhooks import ChangesPayloadSerializer, TestPayloadSerializer

TAKEN = OpenApiResponse(description="Any status of 2xx: it was taken, and is not sent again.")

changes = OpenApiWebhook(
    name="changes",
    decorator=extend_schema(
        summary="What has changed",
        description="In order, each change at least once; the header webhook-id is the same at "
        "each try. Signed by the scheme of Standard Webhooks.",
        request=ChangesPayloadSerializer,
        responses={"2XX": TAKEN},
        tags=["webhooks"],
    ),
)
test = OpenApiWebhook(
    name="test",
    decorator=extend_schema(
        summary="Whether you are there",
        description="The first one confirms the address, if the answer repeats the challenge.",
        request=TestPayloadSerializer,
        responses={"2XX": TAKEN},
        tags=["webhooks"],
    ),
)

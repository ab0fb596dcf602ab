"""Webhooks, for their owners: whoever has a token that may read."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.models import User
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.changes import ChangeSerializer
from events.models import Delivery, Webhook
from events.webhooks import actions
from events.webhooks.actions import RefusedField, Wishes
from events.webhooks.delivering import MOST_CHANGES
from people.api.pagination import PARAMETERS, KeysetPagination
from people.api.permissions import HasScope, Scope
from people.api.views import PublicView
from people.languages import LANGUAGES
from people.models import Change
from people.models.change import Place
from people.refusals import Refused

NOW = "now"
TOLD_ONCE = (
    "Signs all deliveries; it is told this once. Verify by any library of Standard Webhooks."
)


class WishesSerializer(serializers.Serializer[Any]):
    """What is to be told, and where."""

    address = serializers.URLField(max_length=2048, help_text="Where to post to, by https.")
    query = serializers.CharField(
        max_length=1000,
        allow_blank=True,
        default="",
        help_text="Only events that these filters ask for: `kind=funding&company=zhipu-ai`, "
        "as in the addresses of pages and lists.",
    )
    subjects = serializers.MultipleChoiceField(
        choices=Change.Subject.values, default=set, help_text="Of these alone; empty: of all."
    )
    changes = serializers.MultipleChoiceField(
        choices=Change.What.values, default=set, help_text="These changes alone; empty: all."
    )
    language = serializers.ChoiceField(
        LANGUAGES, default="en", help_text="Of what is ready to read."
    )

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := sorted(set(data) - set(self.fields))):
            words = ", ".join(self.fields)
            raise ValidationError(dict.fromkeys(unknown, f"Not known here. There are {words}."))
        return super().to_internal_value(data)

    def wishes(self, known: Wishes | None = None) -> Wishes:
        """What was asked for; of a webhook that there is, what was not asked for stays."""
        told = {name: getattr(known, name) for name in Wishes.__slots__} if known else {}
        told |= {name: self.validated_data[name] for name in self.validated_data}
        told.pop("since", None)
        return Wishes(**{**told, "subjects": [*told["subjects"]], "changes": [*told["changes"]]})


class NewWebhookSerializer(WishesSerializer):
    since = serializers.CharField(
        default=NOW,
        help_text="Begin after this `cursor` of changes/ or of a dump; `now` without it, "
        "`0-0` for all that ever changed.",
    )


class WebhookSerializer(serializers.ModelSerializer[Webhook]):
    url = serializers.SerializerMethodField()
    state = serializers.ChoiceField(
        ["unconfirmed", "working", "failing", "disabled"],
        help_text="unconfirmed: its server has not repeated the challenge of a test yet.",
    )
    cursor = serializers.CharField(source="place", help_text="The last change that it has taken.")
    disabled_why = serializers.ChoiceField(
        Webhook.Why.values, allow_null=True, help_text="Null while it is not disabled."
    )

    class Meta:
        model = Webhook
        fields = (
            "id", "url", "address", "query", "subjects", "changes", "language", "state", "cursor",
            "failures", "failing_since", "next_try_at", "delivered_at", "disabled_at",
            "disabled_why", "created_at",
        )  # fmt: skip

    def get_url(self, webhook: Webhook) -> str:
        return str(self.context["addresses"].resource("webhooks", webhook.pk))

    def to_representation(self, instance: Webhook) -> Any:
        return {
            **(told := super().to_representation(instance)),
            "disabled_why": told["disabled_why"] or None,
        }


class MadeWebhookSerializer(WebhookSerializer):
    secret = serializers.CharField(help_text=TOLD_ONCE)

    class Meta(WebhookSerializer.Meta):
        fields = (*WebhookSerializer.Meta.fields, "secret")  # type: ignore[assignment] # one more


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    message = serializers.SerializerMethodField(help_text="The `webhook-id`, same at each try.")

    class Meta:
        model = Delivery
        fields = (
            "id", "message", "kind", "count", "attempt", "at", "succeeded", "status",
            "milliseconds", "error", "answer",
        )  # fmt: skip

    def get_message(self, delivery: Delivery) -> str:
        return f"msg_{delivery.message.hex}"


class DeliveriesSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = DeliverySerializer(many=True)


class SecretSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text=TOLD_ONCE + " The former one signs too, for a day.")


class TestSerializer(serializers.Serializer[Any]):
    message = serializers.CharField(help_text="The `webhook-id` of the test, in deliveries/ soon.")


class EnableSerializer(serializers.Serializer[Any]):
    since = serializers.ChoiceField(
        ["where_it_stood", NOW],
        default="where_it_stood",
        help_text="Whether what has changed meanwhile is sent.",
    )


class WebhooksSerializer(serializers.Serializer[Any]):
    results = WebhookSerializer(many=True)


class ChangesDataSerializer(serializers.Serializer[Any]):
    cursor = serializers.CharField(help_text="`changes/?since=` goes on from here.")
    changes = ChangeSerializer(many=True, help_text=f"At most {MOST_CHANGES}, in their order.")


class ChangesPayloadSerializer(serializers.Serializer[Any]):
    type = serializers.ChoiceField(["changes"])
    timestamp = serializers.DateTimeField(help_text="When it was sent.")
    data = ChangesDataSerializer()  # type: ignore[assignment] # a field is no attribute


class ChallengeSerializer(serializers.Serializer[Any]):
    challenge = serializers.CharField(help_text="Answer with it alone, as text.")


class TestPayloadSerializer(serializers.Serializer[Any]):
    type = serializers.ChoiceField(["test"])
    timestamp = serializers.DateTimeField(help_text="When it was sent.")
    data = ChallengeSerializer()  # type: ignore[assignment] # a field is no attribute


class WebhookView(PublicView):
    """What is sent to you as it changes, and how that goes."""

    permission_classes = (HasScope.of(Scope.READ),)

    @property
    def owner(self) -> User:
        return cast("User", self.request.user)

    def webhook(self) -> Webhook:
        """The one of the address, if it is the asker's own."""
        found = Webhook.objects.filter(owner=self.owner, pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotFound("You have no webhook of this id: see /api/v1/webhooks/.")
        return found

    def told(self, webhook: Webhook, **more: str) -> dict[str, Any]:
        return {**WebhookSerializer(webhook, context={"addresses": self.addresses}).data, **more}

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, Refused):
            field = exc.field if isinstance(exc, RefusedField) else "detail"
            exc = ValidationError({field: str(exc)})
        return super().handle_exception(exc)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        response["Cache-Control"] = "private, no-store"
        return super().finalize_response(request, response, *args, **kwargs)


@extend_schema(tags=["webhooks"])
class WebhooksView(WebhookView):
    @extend_schema(operation_id="webhooks_list", responses=WebhooksSerializer)
    def get(self, request: Request) -> Response:
        """Your webhooks."""
        mine = Webhook.objects.filter(owner=self.owner)
        return Response({"results": [self.told(webhook) for webhook in mine]})

    @extend_schema(request=NewWebhookSerializer, responses={201: MadeWebhookSerializer})
    def post(self, request: Request) -> Response:
        """Have changes posted to an address, from when its server has confirmed that it is yours.

        A test with a challenge is sent within seconds: answer it with `data.challenge` alone.
        """
        asked = NewWebhookSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        since = self._place(asked.validated_data["since"])
        webhook, secret = actions.subscribe(asked.wishes(), by=self.owner, since=since)
        return Response(self.told(webhook, secret=secret), status=HTTPStatus.CREATED)

    def _place(self, since: str) -> Place | None:
        if since == NOW:
            return None
        try:
            place = Place.read(since)
        except ValueError:
            place = None
        if place is None or place.is_lost:
            raise ValidationError({"since": "Not a cursor: take that of a change or dump, or now."})
        return place


@extend_schema(tags=["webhooks"])
@extend_schema_view(
    get=extend_schema(responses=WebhookSerializer),
    patch=extend_schema(request=WishesSerializer, responses=WebhookSerializer),
    delete=extend_schema(responses={204: OpenApiResponse(description="It is there no more.")}),
)
class OneWebhookView(WebhookView):
    def get(self, request: Request, pk: int) -> Response:
        """One of your webhooks, and how it goes."""
        return Response(self.told(self.webhook()))

    def patch(self, request: Request, pk: int) -> Response:
        """Other wishes. A new address is confirmed by a test before anything is sent to it."""
        webhook = self.webhook()
        asked = WishesSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        known = Wishes(**{name: getattr(webhook, name) for name in Wishes.__slots__})
        return Response(self.told(actions.change(webhook, asked.wishes(known), by=self.owner)))

    def delete(self, request: Request, pk: int) -> Response:
        """Send no more, and forget its log."""
        actions.unsubscribe(self.webhook(), by=self.owner)
        return Response(status=HTTPStatus.NO_CONTENT)


@extend_schema(tags=["webhooks"])
class WebhookTestView(WebhookView):
    @extend_schema(request=None, responses={202: TestSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Have a test sent, within seconds; what came of it stands in deliveries/."""
        message = actions.ask_for_test(self.webhook(), by=self.owner)
        return Response({"message": f"msg_{message.hex}"}, status=HTTPStatus.ACCEPTED)


@extend_schema(tags=["webhooks"])
class WebhookSecretView(WebhookView):
    @extend_schema(request=None, responses=SecretSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Another secret. For a day deliveries bear two signatures: of it and of the former."""
        return Response({"secret": actions.rotate(self.webhook(), by=self.owner)})


@extend_schema(tags=["webhooks"])
class WebhookEnableView(WebhookView):
    @extend_schema(request=EnableSerializer, responses=WebhookSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Send again, or at once what waits for its next try."""
        asked = EnableSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        from_now = asked.validated_data["since"] == NOW
        webhook = actions.enable(self.webhook(), by=self.owner, from_now=from_now)
        return Response(self.told(webhook))


@extend_schema(tags=["webhooks"])
class WebhookDisableView(WebhookView):
    @extend_schema(request=None, responses=WebhookSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Send nothing until it is enabled again."""
        return Response(self.told(actions.disable(self.webhook(), by=self.owner)))


@extend_schema(tags=["webhooks"])
class DeliveriesView(WebhookView):
    def known_parameters(self) -> Mapping[str, bool]:
        return {**super().known_parameters(), **dict.fromkeys(PARAMETERS, False)}

    @extend_schema(
        responses=DeliveriesSerializer,
        parameters=[
            OpenApiParameter("cursor", description="Where the page begins, as `next` says it."),
            OpenApiParameter("page_size", int, description="From 1 to 500; 50 otherwise."),
        ],
    )
    def get(self, request: Request, pk: int) -> Response:
        """Each try of the last weeks, the latest first, with what was answered."""
        pages = KeysetPagination()
        log = self.webhook().deliveries.order_by("-id")
        rows = pages.paginate_queryset(log, request, self)
        return pages.get_paginated_response(DeliverySerializer(rows, many=True).data)

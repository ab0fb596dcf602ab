from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, OpenApiParameter
from rest_framework.permissions import AllowAny
from rest_framework.serializers import Serializer

from people.api.problems import MEDIA_TYPE, ProblemSerializer
from people.languages import LANGUAGES

LANGUAGE = OpenApiParameter(
    "lang",
    enum=LANGUAGES,
    description="The language of what is ready to read; otherwise as Accept-Language asks.",
)

KEY = OpenApiParameter(
    "Idempotency-Key",
    location=OpenApiParameter.HEADER,
    description="The same key with the same request is answered as the first time, for a day.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    location=OpenApiParameter.HEADER,
    description="The ETag of what you have read. Needed for what is published; `*` does as well.",
)


class Schema(AutoSchema):
    """What all operations have in common: the language, and the errors in their one shape."""

    def get_override_parameters(
        self,
    ) -> list[OpenApiParameter | Serializer[Any] | type[Serializer[Any]]]:
        headers = [KEY] if self._is_done_once else []
        return [LANGUAGE, *headers, *([IF_MATCH] if self._is_conditional else [])]

    @property
    def _is_done_once(self) -> bool:
        handler = getattr(
            self.view, getattr(self.view, "action", None) or self.method.lower(), None
        )
        return getattr(handler, "is_done_once", False)

    @property
    def _is_conditional(self) -> bool:
        conditional = getattr(self.view, "conditional", ())
        return self.method != "GET" and getattr(self.view, "action", None) in conditional

    @property
    def _problems(self) -> list[str]:
        """The statuses of errors that are the operation's own."""
        problems = [] if self._is_list_view() else ["404"]
        if self.method != "GET":
            problems += ["403", "409", "413", "415"]
        elif getattr(self.view, "permission_classes", ()) != [AllowAny]:
            problems += ["403"]
        problems += ["422"] if self._is_done_once else []
        return problems + (["412", "428"] if self._is_conditional else [])

    def is_deprecated(self) -> bool:
        return getattr(self.view, "deprecation", None) is not None or super().is_deprecated()

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        if self.path == "/":  # a webhook: not ours to answer
            return bodies
        for status in ("400", "401", *self._problems, "429"):
            bodies[status] = self._get_response_for_code(  # type: ignore[no-untyped-call] # it has no types
                ProblemSerializer, status, media_types=[MEDIA_TYPE]
            )
        return bodies

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, OpenApiParameter
from rest_framework.serializers import Serializer

from people.api.problems import MEDIA_TYPE, ProblemSerializer
from people.languages import LANGUAGES

LANGUAGE = OpenApiParameter(
    "lang",
    enum=LANGUAGES,
    description="The language of what is ready to read; otherwise as Accept-Language asks.",
)


class Schema(AutoSchema):
    """What all operations have in common: the language, and the errors in their one shape."""

    def get_override_parameters(
        self,
    ) -> list[OpenApiParameter | Serializer[Any] | type[Serializer[Any]]]:
        return [LANGUAGE]

    def is_deprecated(self) -> bool:
        return getattr(self.view, "deprecation", None) is not None or super().is_deprecated()

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status in ("400", *(["404"] if not self._is_list_view() else []), "401", "429"):
            bodies[status] = self._get_response_for_code(  # type: ignore[no-untyped-call] # it has no types
                ProblemSerializer, status, media_types=[MEDIA_TYPE]
            )
        return bodies

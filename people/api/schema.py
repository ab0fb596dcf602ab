from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from people.api.addresses import LANGUAGES
from people.api.errors import ErrorSerializer

LANGUAGE = OpenApiParameter(
    "lang",
    enum=LANGUAGES,
    description="The language of what is ready to read; otherwise as Accept-Language asks.",
)


class Schema(AutoSchema):  # type: ignore[no-untyped-call]
    """What all operations have in common: the language, and the errors in their one shape."""

    def get_override_parameters(self) -> list[OpenApiParameter]:
        return [LANGUAGE]

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status in ("400", *(["404"] if not self._is_list_view() else []), "429"):
            bodies[status] = self._get_response_for_code(ErrorSerializer, status)
        return bodies

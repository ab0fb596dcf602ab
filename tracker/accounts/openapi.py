from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from people.api.permissions import Scope

SCOPES = ", ".join(f"`{scope}` ({scope.label.lower()})" for scope in Scope)


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema tells of tokens."""

    target_class = "tracker.accounts.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of your account page, sent as `Authorization: Bearer tdl_…`. "
            f"Reading needs none. Its scopes: {SCOPES}.",
        }

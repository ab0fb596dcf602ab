"""What the schema says of every operation alike: the headers of answers, 304, and all problems."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from people.api.problems import MEDIA_TYPE, TYPES, ProblemType

OF_EVERY_OPERATION = (400, 401, 406, 429, 500, 503)
METHODS = ("get", "post", "put", "patch", "delete")
TEXT, NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}
HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-ID": {
        "description": "The id that was sent, or a new one.",
        "schema": TEXT,
        "example": "7d0c4c1f6f6e4f8e9f63c1d1a7f2f0b1",
    },
    "ETag": {
        "description": "To be sent as If-None-Match.",
        "schema": TEXT,
        "example": '"a2a13b362701fbb45b3ce6d6af50f98d"',
    },
    "Content-Language": {
        "description": "The language of what is ready to read.",
        "schema": {"type": "string", "enum": ["en", "zh"]},
        "example": "zh",
    },
    "Link": {
        "description": 'The pages beside this one, as rel="next" and rel="prev" (RFC 8288).',
        "schema": TEXT,
        "example": '<https://news.example.org/api/v1/people/?cursor=WzAs>; rel="next"',
    },
    "Location": {"description": "Where it is now.", "schema": {"type": "string", "format": "uri"}},
    "RateLimit": {
        "description": "How many requests are left, and for how many seconds.",
        "schema": TEXT,
        "example": '"address";r=599;t=60',
    },
    "RateLimit-Policy": {
        "description": "How many requests are allowed in how many seconds.",
        "schema": TEXT,
        "example": '"address";q=600;w=60',
    },
    "Retry-After": {"description": "In so many seconds.", "schema": NUMBER, "example": 17},
    "WWW-Authenticate": {
        "description": "How to sign in.",
        "schema": TEXT,
        "example": 'Bearer realm="api"',
    },
}
ALWAYS = ("X-Request-ID",)
LIMITS = ("RateLimit", "RateLimit-Policy")
OF_STATUS: dict[int, tuple[str, ...]] = {401: ("WWW-Authenticate",), 429: ("Retry-After",)}


def tell_manners(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """A hook of drf-spectacular, after all operations are described."""
    components = result["components"]
    components["headers"] = HEADERS
    components["responses"] = {
        "NotModified": {"description": "The client has this already.", "headers": _headers("ETag")},
        "Moved": {
            "description": "It was merged into what stands there.",
            "headers": _headers("Location"),
        },
        **{_name(kind): _problem(kind) for kind in TYPES.values()},
    }
    for path in result["paths"].values():
        for method in METHODS:
            if method in path:
                responses = _responses(path[method]["responses"], method)
                path[method]["responses"] = dict(sorted(responses.items()))
    return result


def _responses(own: dict[str, Any], method: str) -> dict[str, Any]:
    """What an operation answers itself, and what all do."""
    responses = {**own, **{str(status): {} for status in OF_EVERY_OPERATION}}
    if method == "get":
        responses["304"] = {}
    for status, response in responses.items():
        if status == "304":
            responses[status] = {"$ref": "#/components/responses/NotModified"}
        elif status == "308":
            responses[status] = {"$ref": "#/components/responses/Moved"}
        elif kind := TYPES.get(int(status)):
            responses[status] = {"$ref": f"#/components/responses/{_name(kind)}"}
        else:
            content = response.get("content", {})
            names = ["Content-Language", *LIMITS]
            if method == "get" and "application/json" in content:
                names += ["ETag", "Link"]
            responses[status] = {**response, "headers": _headers(*names)}
    return responses


def _name(kind: ProblemType) -> str:
    return "".join(word.title() for word in kind.slug.split("-"))


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*ALWAYS, *names)}


def _problem(kind: ProblemType) -> dict[str, Any]:
    told = {
        "type": f"https://news.example.org/api/v1/problems/{kind.slug}/",
        "title": kind.title,
        "status": kind.status,
        "detail": f"{kind.title}.",
        "instance": "/api/v1/events/",
        "request_id": HEADERS["X-Request-ID"]["example"],
        "errors": [
            {
                "field": None,
                "code": kind.slug.replace("-", "_"),
                "message": f"{kind.title}.",
                "remedy": kind.remedy,
            }
        ],
    }
    return {
        "description": HTTPStatus(kind.status).phrase,
        "headers": _headers(*OF_STATUS.get(kind.status, ())),
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": told}
        },
    }

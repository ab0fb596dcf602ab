"""The MCP endpoint: JSON-RPC 2.0 over streamable HTTP, without sessions and without streams.

Every request is answered at once, as the protocol allows, so that any number of web processes can
serve it. https://modelcontextprotocol.io/specification/2025-06-18/basic/transports
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import jsonschema
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response

from events.mcp.asking import ask
from events.mcp.sources import sources_of
from events.mcp.tools import TOOLS
from people.api.views import PublicView

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
INVALID_REQUEST, NO_METHOD, INVALID_PARAMS = -32600, -32601, -32602
INSTRUCTIONS = (
    "A record of the AI industry, in Chinese and English: who left where and founded what, who "
    "raised how much from whom, which model came out under which licence. Search first for slugs. "
    "Every answer has `sources`: quote them, and give the address of the article. Tell what is "
    "rumoured or denied as such: see `certainty`."
)
Told = dict[str, Any]


class Mistake(Exception):
    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class McpView(PublicView):
    """Tools for language models over what is published; see docs/mcp.md."""

    schema = None

    def get(self, request: Request) -> Response:
        raise MethodNotAllowed("GET", "There is no stream to open here. POST JSON-RPC messages.")

    def post(self, request: Request) -> Response:
        message = request.data
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            return Response(_failed(None, Mistake(INVALID_REQUEST, "Send one JSON-RPC object.")))
        if "id" not in message:  # a notification
            return Response(status=HTTPStatus.ACCEPTED)
        number = message["id"]
        if not isinstance(number, (str, int)):
            return Response(_failed(None, Mistake(INVALID_REQUEST, "The id is text or a number.")))
        try:
            result = self._result(request, message.get("method"), message.get("params"))
        except Mistake as mistake:
            return Response(_failed(number, mistake))
        return Response({"jsonrpc": "2.0", "id": number, "result": result})

    def _result(self, request: Request, method: Any, params: Any) -> Told:
        params = {} if params is None else params
        if not isinstance(params, dict):
            raise Mistake(INVALID_PARAMS, "params is an object.")
        methods: Mapping[str, Callable[[], Told]] = {
            "initialize": lambda: _initialized(params),
            "ping": dict,
            "tools/list": lambda: {"tools": [tool.described() for tool in TOOLS.values()]},
            "tools/call": lambda: _called(request, params),
        }
        if not isinstance(method, str) or method not in methods:
            raise Mistake(NO_METHOD, f"There is no method here but {', '.join(methods)}.")
        return methods[method]()


def _initialized(params: Told) -> Told:
    wanted = params.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {"listChanged": False}},
        "serverInfo": {"name": "tideline", "title": "Tideline", "version": "1"},
        "instructions": INSTRUCTIONS,
    }


def _called(request: Request, params: Told) -> Told:
    name, asked = params.get("name"), params.get("arguments") or {}
    tool = TOOLS.get(name) if isinstance(name, str) else None
    if tool is None:
        raise Mistake(INVALID_PARAMS, f"There is no such tool. There are {', '.join(TOOLS)}.")
    try:
        jsonschema.validate(asked, tool.described()["inputSchema"])
    except jsonschema.ValidationError as error:
        where = ".".join(map(str, error.absolute_path))
        return _content({"error": f"{where}: {error.message}" if where else error.message}, True)
    status, answer = ask(request._request, tool.path(asked), tool.parameters(asked))  # noqa: SLF001 - Django's own
    if status != HTTPStatus.OK:
        return _content({"error": answer}, True)
    told = {**answer, "sources": sources_of(answer)}
    if behind := tool.events_behind(asked):
        _, events = ask(request._request, "events/", behind)  # noqa: SLF001 - as above
        told["sources"] = sources_of(events)
    return _content(told, False)


def _content(told: Told, is_error: bool) -> Told:
    written = json.dumps(told, ensure_ascii=False)
    return {
        "content": [{"type": "text", "text": written}],
        "structuredContent": told,
        "isError": is_error,
    }


def _failed(number: Any, mistake: Mistake) -> Told:
    return {
        "jsonrpc": "2.0",
        "id": number,
        "error": {"code": mistake.code, "message": str(mistake)},
    }

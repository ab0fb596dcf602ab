"""A server on this machine that speaks the protocols of two providers."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest_socket

import events.extraction.llm.reading  # noqa: F401 (slow: before the transaction of a test begins)
from events.extraction.llm import LLMSettings


class Provider:
    """The replies still to give, one a request, and the requests that came in."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.replies: list[Any] = []
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    def settings(self, provider: str = "openai", **values: Any) -> LLMSettings:
        path = "/v1" if provider == "openai" else ""
        given: dict[str, Any] = {"model": "test-model", "api_key": "key", "timeout": 10.0} | values
        return LLMSettings(
            provider=provider, base_url=f"http://127.0.0.1:{self.port}{path}", **given
        )


class Reply:
    """One answer of the server: the arguments of the tool call, or something worse."""

    def __init__(self, arguments: Any = None, **values: Any) -> None:
        self.arguments = arguments
        self.status: int = values.pop("status", 200)
        self.headers: dict[str, str] = values.pop("headers", {})
        self.body: bytes | None = values.pop("body", None)
        self.delay: float = values.pop("delay", 0.0)
        self.text: str | None = values.pop("text", None)
        self.tokens: tuple[int, int] = values.pop("tokens", (1000, 200))
        assert not values

    def openai(self) -> dict[str, Any]:
        message: dict[str, Any] = {"role": "assistant", "content": self.text}
        if self.text is None:
            arguments = self.arguments
            words = arguments if isinstance(arguments, str) else json.dumps(arguments)
            function = {"name": "facts", "arguments": words}
            message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
        return {
            "id": "1", "object": "chat.completion", "created": 1, "model": "test-model",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {
                "prompt_tokens": self.tokens[0], "completion_tokens": self.tokens[1],
                "total_tokens": sum(self.tokens),
            },
        }  # fmt: skip

    def anthropic(self) -> dict[str, Any]:
        content: dict[str, Any] = {"type": "text", "text": self.text}
        if self.text is None:
            content = {"type": "tool_use", "id": "1", "name": "facts", "input": self.arguments}
        return {
            "id": "1", "type": "message", "role": "assistant", "model": "test-model",
            "content": [content], "stop_reason": "tool_use", "stop_sequence": None,
            "usage": {"input_tokens": self.tokens[0], "output_tokens": self.tokens[1]},
        }  # fmt: skip


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    provider: Provider


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        provider = self.server.provider
        length = int(self.headers["Content-Length"])
        provider.requests.append(json.loads(self.rfile.read(length)))
        provider.headers.append({name.lower(): value for name, value in self.headers.items()})
        last = len(provider.replies) == 1
        reply = provider.replies[0] if last else provider.replies.pop(0)
        time.sleep(reply.delay)
        form = {"/v1/chat/completions": reply.openai, "/v1/messages": reply.anthropic}
        body = reply.body
        if body is None:
            body = json.dumps(form[self.path.partition("?")[0]]()).encode()
        try:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def serving() -> Iterator[Provider]:
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.provider = Provider(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield server.provider
        server.shutdown()
        thread.join()

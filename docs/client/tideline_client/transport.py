"""How the site is asked: tokens, retries, ETags, keys. Nothing here knows what the API offers."""

from __future__ import annotations

import gzip
import http.client
import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from email.message import Message
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from tideline_client.errors import Unreachable, problem

PATIENCE_SECONDS = 60.0
NOTHING_WAS_DONE = (429, 503)
GATEWAYS = (502, 504)
VERSIONS_KEPT = 10_000

Cache = MutableMapping[str, tuple[str, bytes]]
"""What was answered and its ETag, by address: a dict, or a shelf on disk."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class _OnSite(urllib.request.HTTPRedirectHandler):
    """Follows a merged record to the one that remained, and takes no token to another host."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).hostname != urlsplit(req.full_url).hostname:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Transport:
    """One site, asked over and over.

    With `lang`, what is ready to read is in this language. With a `cache` (a dict will do), what
    has not changed is not sent again. What is refused for a moment (429, 503) is asked for again
    when the site says so, `tries` times in all, unless that is more than a minute away.
    """

    def __init__(  # noqa: PLR0913 # each may be set by itself
        self,
        site: str,
        *,
        token: str | None = None,
        lang: str | None = None,
        cache: Cache | None = None,
        tries: int = 5,
        timeout: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if urlsplit(site).scheme not in ("http", "https"):
            raise ValueError(f"{site!r} is no address of a site: it begins with https://.")
        self.site = site.rstrip("/")
        self.cache = cache
        self._tries, self._timeout, self._sleep = tries, timeout, sleep
        self._versions: dict[str, str] = {}
        self._opener = urllib.request.build_opener(_OnSite)
        self._headers = {"Accept-Encoding": "gzip", "User-Agent": "tideline-client/1"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        if lang:
            self._headers["Accept-Language"] = lang

    def get(self, path: str, query: Mapping[str, object] | None = None) -> Any:
        """What is at this path now, or what is remembered of it and still holds."""
        path = path_with(path, query)
        key = f"{self._headers.get('Accept-Language', '')} {path}"
        known = self.cache.get(key) if self.cache is not None else None
        answer = self._ask("GET", path, {"If-None-Match": known[0]} if known else {})
        if known and answer.status == http.HTTPStatus.NOT_MODIFIED:
            self._remember(path, known[0])
            return json.loads(known[1])
        etag = answer.headers["ETag"]
        self._remember(path, etag)
        if self.cache is not None and etag:
            self.cache[key] = etag, answer.body
        return answer.json()

    def write(  # noqa: PLR0913 # the parts of a request
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        query: Mapping[str, object] | None = None,
        *,
        key: str | None = None,
        if_match: str | None = None,
        is_once: bool = False,
        is_conditional: bool = False,
    ) -> Any:
        """Send what is to be written, with a key of its own, for the version that was last read."""
        headers = {"Content-Type": "application/json"}
        if is_once:
            headers["Idempotency-Key"] = key or uuid.uuid4().hex
        version = if_match or (self._versions.get(_record(path)) if is_conditional else None)
        if version:
            headers["If-Match"] = version
        sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        answer = self._ask(method, path_with(path, query), headers, sent)
        if is_conditional:
            self._remember(_record(path), answer.headers["ETag"])
        return answer.json() if answer.body else None

    def open(self, path: str) -> http.client.HTTPResponse:
        """A file, to be read as it comes."""
        return self._patiently("GET", path, {"Accept-Encoding": "identity"}, None)

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        with self._patiently(method, path, headers, body) as response:
            return _read(response)

    def _patiently(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> http.client.HTTPResponse:
        """The answer, asking again while there is none and asking again can do no harm."""
        address = self.site + path
        asked = urllib.request.Request(  # noqa: S310 # the constructor has looked at the scheme
            address, body, {**self._headers, **headers}, method=method
        )
        repeatable = method == "GET" or "Idempotency-Key" in headers
        for last in (*[False] * (self._tries - 1), True):
            wait = 1.0
            try:
                answered = self._opener.open(asked, timeout=self._timeout)
                return cast("http.client.HTTPResponse", answered)
            except urllib.error.HTTPError as error:
                if error.code == http.HTTPStatus.NOT_MODIFIED:
                    return error  # type: ignore[return-value] # it reads as a response does
                with error:
                    answer = _read(error)
                told = _seconds(answer.headers["Retry-After"])
                again = error.code in NOTHING_WAS_DONE or (repeatable and error.code in GATEWAYS)
                wait = wait if told is None else told
                if last or not again or wait > PATIENCE_SECONDS:
                    raise problem(error.code, answer.body, told) from None
            except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
                if last or not repeatable:
                    raise Unreachable(f"{address}: {error}") from error
            self._sleep(wait)
        raise AssertionError("the last try answers or raises")

    def _remember(self, path: str, etag: str | None) -> None:
        """Which version of a record was last read, to write for no other."""
        if etag:
            if len(self._versions) >= VERSIONS_KEPT:
                self._versions.pop(next(iter(self._versions)))
            self._versions[path.partition("?")[0]] = etag


def path_with(path: str, query: Mapping[str, object] | None) -> str:
    """A path with its parameters; several values of one are repeated, and None is left out."""
    pairs: list[tuple[str, str]] = []
    for name, value in (query or {}).items():
        values = value if isinstance(value, list | tuple | set | frozenset) else [value]
        pairs += [(name.rstrip("_"), _text(each)) for each in values if each is not None]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def path_of(address: str) -> str:
    """The path and query of a link, which is asked of the site that was asked before."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _record(path: str) -> str:
    """/api/v1/events/7/ of itself and of /api/v1/events/7/publish/."""
    return "/".join(path.split("/")[:5]) + "/"


def _read(response: Any) -> Answer:
    body: bytes = response.read()
    if body and response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return Answer(response.status, response.headers, body)


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.isdecimal() else None

"""The operations of the API as methods of a class."""

from __future__ import annotations

import re

from tracker.client.shapes import (
    Json,
    answer_of,
    documented,
    operations,
    query_name,
    type_of,
)

HEAD = '''"""Everything that the API does, a method for each operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack, cast

from tideline_client import shapes
from tideline_client.results import Changes, Download, Pages
from tideline_client.transport import Transport, path_with


class Client(Transport):
'''
SINGULAR = {"people": "person", "companies": "company", "proposed_entities": "proposed_entity"}
VERBS = {"GET": "", "POST": "propose_", "PATCH": "correct_", "DELETE": "delete_"}
NAMES = {
    "dumps_retrieve": "dump_file",
    "events_batch_create": "propose_events",
    "extract_create": "extract",
    "ingest_create": "ingest",
    "ingest_retrieve": "ingestion",
    "webhooks_create": "make_webhook",
    "webhooks_deliveries_retrieve": "deliveries",
    "webhooks_partial_update": "change_webhook",
    "webhooks_rotate_create": "rotate_secret",
}
"""What is called otherwise than its address would have it."""


def methods(schema: Json) -> str:
    return HEAD + "\n".join(
        _method(schema, path, method, operation) for path, method, operation in operations(schema)
    )


def name_of(path: str, method: str, operation: Json) -> str:
    """`events`, `event`, `propose_event`, `proposed_event`, `prove_event`: as one says it."""
    if named := NAMES.get(operation["operationId"]):
        return named
    collection, *rest = re.split(r"/?\{\w+\}/?", path.removeprefix("/api/v1/").strip("/"))
    collection = re.sub(r"[/.-]", "_", collection.replace("proposals/", "proposed/"))
    if not rest and method == "GET":
        return collection
    one = SINGULAR.get(collection, collection.removesuffix("s"))
    if rest and rest[-1] == "evidence":
        return f"prove_{one}"
    return f"{rest[-1]}_{one}" if rest and rest[-1] else f"{VERBS[method]}{one}"


def _method(schema: Json, path: str, method: str, operation: Json) -> str:
    keys = re.findall(r"\{(\w+)\}", path)
    arguments = [f"{key}: {_key(key)}" for key in keys]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        arguments.append(f"body: {_shape(body['schema'])}")
    headers = [
        name
        for name in ("Idempotency-Key", "If-Match")
        if any(each["name"] == name for each in operation.get("parameters", []))
    ]
    if headers:
        arguments.append("*")
    arguments += ["key: str | None = None"] if "Idempotency-Key" in headers else []
    arguments += ["if_match: str | None = None"] if "If-Match" in headers else []
    if query := query_name(operation):
        arguments.append(f"**query: Unpack[shapes.{query}]")
    where = f'f"{path}"' if keys else f'"{path}"'
    asked = "query" if query else "None"
    if method == "GET":
        result, work = _reading(schema, where, asked, operation)
    else:
        result, work = _writing(where, asked, method, operation, body is not None, headers)
    called = name_of(path, method, operation)
    return (
        f"    def {called}({', '.join(['self', *arguments])}) -> {result}:\n"
        f"{documented(operation.get('description', ''), ' ' * 8)}        return {work}\n"
    )


def _reading(schema: Json, where: str, asked: str, operation: Json) -> tuple[str, str]:
    media_type, said = answer_of(operation) or ("", {})
    path = f"path_with({where}, {asked})"
    if media_type != "application/json":
        return "Download", f"Download(self, {path})"
    shape = _shape(said)
    if shape == "shapes.Changes":
        return "Changes", f'Changes(self, {path}, query.get("since"))'
    if any(each["name"] in ("cursor", "page") for each in operation.get("parameters", [])):
        return f"Pages[{_row(schema, said)}]", f"Pages(self, {path})"
    return shape, f'cast("{shape}", self.get({where}, {asked}))'


def _writing(
    where: str, asked: str, method: str, operation: Json, has_body: bool, headers: list[str]
) -> tuple[str, str]:
    told = [f'"{method}"', where, "body" if has_body else "None", asked]
    if "Idempotency-Key" in headers:
        told += ["key=key", "is_once=True"]
    if "If-Match" in headers:
        told += ["if_match=if_match", "is_conditional=True"]
    answer = answer_of(operation)
    shape = _shape(answer[1]) if answer else "None"
    return shape, f'cast("{shape}", self.write({", ".join(told)}))'


def _row(schema: Json, said: Json) -> str:
    """A row of the list that a page is of."""
    page = schema["components"]["schemas"][type_of(said)]
    return _shape(page["properties"]["results"]["items"])


def _shape(said: Json) -> str:
    if "items" in said:
        return f"list[{_shape(said['items'])}]"
    return f"shapes.{type_of(said)}" if "$ref" in said else type_of(said)


def _key(key: str) -> str:
    return "int" if key == "id" else "str"

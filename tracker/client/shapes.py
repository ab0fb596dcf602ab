"""What is sent and answered, as TypedDicts: JSON as it is, with types for whoever checks them.

A field that a later version adds is passed over without a word, as the API asks of its clients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

HEAD = '''"""The shapes of what the API answers and takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, Required, TypedDict
'''
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def shapes(schema: Json) -> str:
    """The whole file: a class for each object, then the unions of them, then the queries."""
    named = schema["components"]["schemas"]
    classes = [_class(name, said) for name, said in named.items() if "properties" in said]
    others = {name: said for name, said in named.items() if "properties" not in said}
    aliases = [f"\n\n{name} = {type_of(said)}\n" for name, said in others.items()]
    return HEAD + "".join([*classes, *aliases, *_queries(schema)])


def type_of(said: Json) -> str:
    """The Python type of what a schema says."""
    if "$ref" in said:
        return str(said["$ref"]).rpartition("/")[2]
    if "enum" in said:
        told = ", ".join(_literal(value) for value in said["enum"] if value is not None)
        return f"Literal[{told}]{' | None' if None in said['enum'] else ''}"
    for combined in ("oneOf", "anyOf", "allOf"):
        if combined in said:
            return _either(type_of(each) for each in said[combined])
    types = said.get("type", [])
    return _either(_of(each, said) for each in ([types] if isinstance(types, str) else types))


def query_name(operation: Json) -> str | None:
    """The name of the query that an operation takes, if it takes one."""
    asked = [each["name"] for each in query_parameters(operation)]
    if asked == ["lang"]:
        return "LanguageQuery"
    words = re.sub(r"_(list|retrieve)$", "", operation["operationId"]).split("_")
    return "".join(word.title() for word in words) + "Query" if asked else None


def query_parameters(operation: Json) -> list[Json]:
    return [
        {"name": each["name"], "schema": each["schema"], "required": each.get("required", False),
         "description": each.get("description", "")}
        for each in operation.get("parameters", [])
        if each["in"] == "query" and each["name"] != "cursor"
    ]  # fmt: skip


def operations(schema: Json) -> Iterator[tuple[str, str, Json]]:
    """Path, method and operation of all that a client calls; streams are for those who listen."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            content = _success(operation).get("content", {})
            if method != "parameters" and "text/event-stream" not in content:
                yield path, method.upper(), operation


def _success(operation: Json) -> Json:
    answers: Json = operation["responses"]
    return next((said for status, said in answers.items() if status.startswith("2")), {})


def answer_of(operation: Json) -> tuple[str, Json] | None:
    """The media type of what is answered, and its schema; nothing for an answer without a body."""
    for media_type, said in _success(operation).get("content", {}).items():
        return media_type, said["schema"]
    return None


def documented(text: str, indent: str = "    ") -> str:
    """A docstring, or nothing where nothing is said."""
    text = " ".join(text.split()).replace("\\", "\\\\").replace('"""', "'''")
    if text.endswith('"'):
        text += " "
    return f'{indent}"""{text}"""\n' if text else ""


def _class(name: str, said: Json) -> str:
    lines = [f"\n\nclass {name}(TypedDict):\n"]
    if description := documented(said.get("description", "")):
        lines.append(f"{description}\n")
    required = said.get("required", [])
    for key, value in said["properties"].items():
        told = type_of(value)
        lines.append(f"    {key}: {told if key in required else f'NotRequired[{told}]'}\n")
        lines.append(documented(value.get("description", "")))
    return "".join(lines)


def _queries(schema: Json) -> Iterator[str]:
    """A class for each query; those that ask for the same are one, by several names."""
    written: dict[str, list[Json]] = {}
    for _, _, operation in operations(schema):
        name, parameters = query_name(operation), query_parameters(operation)
        if name is None or name in written:
            continue
        same = next((other for other, asked in written.items() if asked == parameters), None)
        written[name] = parameters
        yield f"\n\n{name} = {same}\n" if same else _query(name, parameters)


def _query(name: str, parameters: list[Json]) -> str:
    lines = [f"\n\nclass {name}(TypedDict, total=False):\n"]
    for each in parameters:
        told = _asked(each["schema"])
        key = "from_" if each["name"] == "from" else each["name"]
        lines.append(f"    {key}: {f'Required[{told}]' if each['required'] else told}\n")
        lines.append(documented(each["description"]))
    return "".join(lines)


def _asked(said: Json) -> str:
    """One of several values need not be put in a list."""
    if said.get("type") == "array":
        one = type_of(said["items"])
        return f"{one} | Sequence[{one}]"
    return type_of(said)


def _of(plain: str, said: Json) -> str:
    if plain == "array":
        return f"list[{type_of(said['items'])}]"
    if plain == "object":
        values = said.get("additionalProperties")
        return f"Mapping[str, {type_of(values) if isinstance(values, Mapping) else 'Any'}]"
    return PLAIN[plain]


def _either(types: Iterator[str]) -> str:
    once = list(dict.fromkeys(types))
    if not once or "Any" in once:
        return "Any"
    return " | ".join(sorted(once, key=lambda each: each == "None"))


def _literal(value: object) -> str:
    return '"' + str(value).replace('"', '\\"') + '"'

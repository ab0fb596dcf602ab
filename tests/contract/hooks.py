"""What schemathesis has to know of the API beside its schema. It loads this file itself."""

import json
import os
from typing import Any

import schemathesis
from schemathesis.checks import CheckContext
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.openapi.checks import RejectedPositiveData
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

KEYS: dict[str, list[str]] = json.loads(os.environ.get("CONTRACT_KEYS", "{}"))
"""Keys of the record by collection, so that the fuzzer finds what there is."""

NO_SCHEMA_SAYS = {"unknown", "together", "min_length", "too_precise", "required"}
"""Codes of mistakes that a schema cannot tell: no such slug, cursor or day, two that do not agree,
a word that is too short once its spaces are gone, an empty value where one is needed.
"""


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Each detail is asked for what exists, and for something that does not."""
    for path, operations in raw_schema["paths"].items():
        collection = path.removeprefix("/api/v1/").partition("/")[0]
        for parameter in operations.get("get", {}).get("parameters", []):
            if parameter["in"] == "path" and collection in KEYS:
                parameter["schema"] = {"type": "string", "enum": [*KEYS[collection], "0"]}
            elif parameter["name"] in ("company", "person", "model"):
                collection_of = {"company": "companies", "person": "people", "model": "models"}
                known = KEYS[collection_of[parameter["name"]]]
                parameter["schema"] = {"type": "string", "enum": [*known, "nobody", ""]}


@schemathesis.check
def accepts_what_the_schema_allows(ctx: CheckContext, response: Any, case: Any) -> None:
    """As the check of the library, but for mistakes that no schema can tell."""
    try:
        positive_data_acceptance(ctx, response, case)
    except RejectedPositiveData:
        codes = {error["code"] for error in response.json().get("errors", [])}
        if not codes or codes - NO_SCHEMA_SAYS:
            raise


@schemathesis.check
def refuses_what_the_schema_forbids(ctx: CheckContext, response: Any, case: Any) -> None:
    """As the check of the library, but an empty parameter is as good as none: forms send such.

    Where the library says which parameter it spoilt, that one has to be the empty one.
    """
    try:
        negative_data_rejection(ctx, response, case)
    except AcceptedNegativeData:
        query = case.query or {}
        spoilt = getattr(case.meta.phase.data, "parameter", None) if case.meta else None
        values = [query.get(spoilt)] if spoilt in query else query.values()
        if not any(value in ("", [], [""]) for value in values):
            raise

"""The W3C Reconciliation Service API 0.2: OpenRefine asks it whom the cells of a table mean.

Its answers have the shapes of that protocol, not those of the rest of the API, so that the schema
leaves them out; docs/reconciliation.md tells how to use them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from django.utils.translation import override
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.parsers import FormParser
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.match import LONGEST, is_sure
from events.identify import Question, identify
from people.api.addresses import COLLECTIONS
from people.api.parsers import StrictJSONParser, refuse_what_cannot_be_held
from people.api.views import PublicView
from people.matching import Candidate
from people.models import Alias, Entity
from people.names import fold

MOST_QUERIES = 50
MOST_CANDIDATES = 20
MOST_ROWS = 200
TYPES = {kind.value: str(kind.label) for kind in Entity.Kind}
KINDS = {collection: kind for kind, collection in COLLECTIONS.items()}
PROPERTIES = {
    "name_en": "name in English",
    "name_zh": "name in Chinese",
    "description_en": "description in English",
    "description_zh": "description in Chinese",
    "country": "country (ISO 3166)",
    "website": "website",
    "wikidata_id": "Wikidata id",
}
"""What a table can be extended with."""

COMPANY, TITLE = "company", "title"
"""Columns that help to tell people of one name apart."""

Told = dict[str, Any]


class ReconcileView(PublicView):
    """What the service can do; candidates for `queries`; columns for `extend`."""

    schema = None
    parser_classes = (FormParser, StrictJSONParser)

    def known_parameters(self) -> Mapping[str, bool]:
        return {**super().known_parameters(), "queries": False, "extend": False}

    def get(self, request: Request) -> Response:
        return self._answer(request.query_params)

    def post(self, request: Request) -> Response:
        return self._answer(request.data if isinstance(request.data, Mapping) else {})

    def _answer(self, asked: Mapping[str, Any]) -> Response:
        if "queries" in asked:
            return Response(self._candidates(parsed("queries", asked["queries"])))
        if "extend" in asked:
            return Response(extended(parsed("extend", asked["extend"])))
        return Response(self._manifest())

    def _manifest(self) -> Told:
        here = f"{self.addresses.site}api/v1/reconcile"
        return {
            "versions": ["0.2"],
            "name": "Tideline",
            "identifierSpace": f"{self.addresses.site}en/",
            "schemaSpace": f"{self.addresses.site}api/v1/schema/",
            "defaultTypes": types(*TYPES),
            "batchSize": MOST_QUERIES,
            "view": {"url": f"{self.addresses.site}{self.language}/{{{{id}}}}/"},
            "suggest": {
                what: {"service_url": here, "service_path": f"/suggest/{what}/"}
                for what in ("entity", "type", "property")
            },
            "extend": {
                "propose_properties": {"service_url": here, "service_path": "/properties/"},
                "property_settings": [],
            },
        }

    def _candidates(self, queries: Told) -> Told:
        if len(queries) > MOST_QUERIES:
            raise ValidationError({"queries": f"Ask at most {MOST_QUERIES} at once."})
        questions = [question(name, query) for name, query in queries.items()]
        limits = [limit(query) for query in queries.values()]
        answers = identify(questions, most=MOST_CANDIDATES)
        with override("en"):
            return {
                name: {"result": [self._result(one, found) for one in found[:most]]}
                for name, most, found in zip(queries, limits, answers, strict=True)
            }

    def _result(self, candidate: Candidate, rivals: list[Candidate]) -> Told:
        return {
            **described(candidate.entity, self.language),
            "type": types(candidate.entity.kind),
            "score": round(candidate.likeness.score * 100, 1),
            "match": is_sure(candidate, rivals),
            "features": [
                {"id": reason.code, "value": reason.weight} for reason in candidate.likeness.reasons
            ],
        }


class SuggestView(PublicView):
    """What begins as it is typed: entities by any of their names, types, properties."""

    schema = None

    def known_parameters(self) -> Mapping[str, bool]:
        return {**super().known_parameters(), "prefix": False, "cursor": False}

    def get(self, request: Request, what: str) -> Response:
        prefix = request.query_params.get("prefix", "")[:LONGEST]
        if what == "entity":
            return Response({"result": [*suggested(prefix, self.language)]})
        told = {"type": TYPES, "property": {**PROPERTIES, COMPANY: "company", TITLE: "title"}}[what]
        return Response(
            {
                "result": [
                    {"id": key, "name": name}
                    for key, name in told.items()
                    if prefix.casefold() in name.casefold() or prefix.casefold() in key
                ]
            }
        )


class PropertiesView(PublicView):
    """What a table of matched rows can be extended with."""

    schema = None

    def known_parameters(self) -> Mapping[str, bool]:
        return {**super().known_parameters(), "type": False, "limit": False}

    def get(self, request: Request) -> Response:
        kind = request.query_params.get("type", "")
        if kind and kind not in TYPES:
            raise NotFound(f"There is no type “{kind}”. There are {', '.join(TYPES)}.")
        properties = [{"id": key, "name": name} for key, name in PROPERTIES.items()]
        return Response({"type": kind, "properties": properties})


def parsed(name: str, told: Any) -> Told:
    """The JSON of a parameter: an object of objects."""
    try:
        found = json.loads(told) if isinstance(told, str) else told
        refuse_what_cannot_be_held(found)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValidationError({name: "This is no JSON object. Send one, as the protocol has it."})
    return found


def question(name: str, query: Any) -> Question:
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        raise ValidationError({f"queries.{name}": "Give each a “query”: the name to look for."})
    wanted = query.get("type") or [*TYPES]
    kinds = tuple(wanted) if isinstance(wanted, list) else (wanted,)
    if not all(isinstance(kind, str) and kind in TYPES for kind in kinds):
        raise ValidationError({f"queries.{name}.type": f"There are {', '.join(TYPES)}."})
    around = [*beside(query.get("properties"))]
    return Question(
        query["query"][:LONGEST],
        tuple(dict.fromkeys(kinds)),
        tuple(value for key, value in around if key == COMPANY),
        next((value for key, value in around if key == TITLE), ""),
    )


def beside(properties: Any) -> Iterator[tuple[str, str]]:
    """The columns that were sent with a name, as pairs of texts."""
    for told in properties if isinstance(properties, list) else ():
        if not isinstance(told, dict):
            continue
        values = told.get("v")
        for value in values if isinstance(values, list) else [values]:
            text = value.get("name") if isinstance(value, dict) else value
            if isinstance(text, str) and text.strip():
                yield str(told.get("pid")), text[:LONGEST]


def limit(query: Told) -> int:
    most = query.get("limit")
    return min(most, MOST_CANDIDATES) if isinstance(most, int) and most > 0 else 5


def types(*kinds: str) -> list[dict[str, str]]:
    return [{"id": kind, "name": TYPES[kind]} for kind in kinds]


def key_of(entity: Entity) -> str:
    """As in the addresses of pages: companies/zhipu-ai."""
    return f"{COLLECTIONS[entity.kind]}/{entity.slug}"


def described(entity: Entity, language: str) -> dict[str, str]:
    mine, other = entity.description_en, entity.description_zh
    if language == "zh":
        mine, other = other, mine
    name = entity.name_in(cast("Any", language))
    return {"id": key_of(entity), "name": name, "description": mine or other}


def suggested(prefix: str, language: str) -> Iterator[Told]:
    if not (folded := fold(prefix)):
        return
    aliases = Alias.objects.filter(
        folded__startswith=folded, entity__survivor__in=Entity.objects.published()
    )
    ids = [
        *dict.fromkeys(
            aliases.order_by("folded", "id").values_list("entity__survivor", flat=True)[:100]
        )
    ]
    found = Entity.objects.published().in_bulk(ids[:MOST_CANDIDATES])
    for pk in ids[:MOST_CANDIDATES]:
        entity = found[pk]
        yield {**described(entity, language), "notable": types(entity.kind)}


def extended(asked: Told) -> Told:
    """The properties wanted of each of the entities that were matched."""
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not _are(ids, str) or not _are(wanted, dict):
        raise ValidationError({"extend": "Give “ids”, a list of texts, and “properties”."})
    keys = cast("list[str]", ids)
    names = [str(told.get("id")) for told in cast("list[Told]", wanted)]
    unknown = [name for name in names if name not in PROPERTIES]
    if unknown:
        raise ValidationError(
            {"extend": f"There is no property “{unknown[0]}”. There are {', '.join(PROPERTIES)}."}
        )
    if len(keys) > MOST_ROWS:
        raise ValidationError({"extend": f"Ask for at most {MOST_ROWS} rows at once."})
    found = {key_of(entity): entity for entity in _with_slugs(keys)}
    return {
        "meta": [{"id": name, "name": PROPERTIES[name]} for name in names],
        "rows": {key: {name: _cells(found.get(key), name) for name in names} for key in keys},
    }


def _are(told: Any, kind: type) -> bool:
    return isinstance(told, list) and all(isinstance(each, kind) for each in told)


def _with_slugs(keys: Sequence[str]) -> Iterator[Entity]:
    slugs = [key.partition("/")[2] for key in keys if key.partition("/")[0] in KINDS]
    yield from Entity.objects.published().filter(slug__in=slugs)


def _cells(entity: Entity | None, name: str) -> list[dict[str, str]]:
    value = getattr(entity, name) if entity else ""
    return [{"str": value}] if value else []

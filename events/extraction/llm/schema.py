"""The form in which a model answers: the facts document of docs/facts.md, as pydantic types."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from ..dates import bounds
from ..facts import CERTAINTIES, CHANGES, KINDS, QUALIFIERS

HIGHEST_CONFIDENCE = 0.9
"""A model's word on itself is never taken for more."""


def _partial_date(words: str) -> str:
    bounds(words)
    return words


def _bounded(confidence: Any) -> float:
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        return 0.5
    return min(HIGHEST_CONFIDENCE, max(0.0, confidence))


def _one_of(choices: Iterable[str]) -> Any:
    listed: list[Any] = list(choices)
    return Field(pattern=f"^(?:{'|'.join(listed)})$", json_schema_extra={"enum": listed})


Name = Annotated[str, Field(min_length=2, max_length=200)]
PartialDate = Annotated[
    str, Field(description="2023, 2023-H1, 2023-Q3, 2023-03 or 2023-07-11"),
    AfterValidator(_partial_date),
]  # fmt: skip
Fraction = Annotated[float, Field(ge=0, le=1)]
Confidence = Annotated[
    float, Field(description="from 0 to 1: how sure it is"), BeforeValidator(_bounded)
]


class Part(BaseModel):
    """A part of an answer. Without its `essential` fields it is worth nothing."""

    model_config = ConfigDict(allow_inf_nan=False)
    essential: ClassVar[frozenset[str]]


class Evidence(BaseModel):
    quote: Annotated[
        str, Field(description="copied character by character", min_length=4, max_length=1000)
    ]


class Entity(Part):
    name: Name
    aliases: list[Name] = []

    essential = frozenset({"name"})


class Sum(BaseModel):
    value: Annotated[float, Field(ge=0, lt=1e15)]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    qualifier: Annotated[str, _one_of(QUALIFIERS)] = "exact"
    words: Annotated[str, Field(description="as the text has it", max_length=60)] = ""


class Affiliation(Part):
    person: Name
    company: Name
    title: Annotated[str, Field(max_length=200)] | None = None
    former: bool = False
    evidence: Evidence
    confidence: Confidence = 0.5

    essential = frozenset({"person", "company", "evidence"})


class Event(Part):
    """Any kind of event: the roles of the other kinds stay away."""

    kind: Annotated[str, _one_of(KINDS)]
    change: Annotated[str, _one_of(chain.from_iterable(CHANGES.values()))] | None = None
    person: Name | None = None
    company: Name | None = None
    companies: list[Name] | None = None
    model: Name | None = None
    investors: list[Name] | None = None
    leads: list[Name] | None = None
    acquirer: Name | None = None
    target: Name | None = None
    holder: Name | None = None
    speaker: Name | None = None
    publisher: Name | None = None
    exchange: Name | None = None
    round: Annotated[str, Field(pattern=r"^[A-Za-z0-9+ -]{1,20}$")] | None = None
    amount: Sum | None = None
    valuation: Sum | None = None
    total: Sum | None = None
    title: Annotated[str, Field(max_length=200)] | None = None
    parameters: Annotated[float, Field(ge=1, le=1e16)] | None = None
    commercial_use: bool | None = None
    stake: Fraction | None = None
    share: Fraction | None = None
    headcount: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    value: Annotated[float, Field(gt=-1e15, lt=1e15)] | None = None
    unit: Annotated[str, Field(pattern=r"^[\w%$€£¥/. -]{1,40}$")] | None = None
    period: PartialDate | None = None
    date: PartialDate | None = None
    certainty: Annotated[str, _one_of(CERTAINTIES)]
    evidence: Evidence
    confidence: Confidence = 0.5

    essential = frozenset({"kind", "certainty", "evidence"})


class Answer(BaseModel):
    """What the article states; empty lists where it states nothing of the sort."""

    people: list[Entity]
    companies: list[Entity]
    models: list[Entity]
    affiliations: list[Affiliation]
    events: list[Event]

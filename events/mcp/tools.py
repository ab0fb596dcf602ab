"""What a language model can ask for: each tool is a question to the API, with its sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from events.models.vocabulary import Certainty, Kind
from people.api.addresses import COLLECTIONS
from people.languages import LANGUAGES

Schema = dict[str, Any]
Asked = Mapping[str, Any]

PERIOD = "A year, half, quarter, month or day: 2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17."


def text(words: str, **more: Any) -> Schema:
    return {"type": "string", "description": words, "maxLength": 200, **more}


def several(words: str, of: list[str]) -> Schema:
    return {"type": "array", "items": {"type": "string", "enum": of}, "description": words}


SLUG = "The slug of {}, as search tells it: zhipu-ai."
LANGUAGE = text("The language of names, headlines and labels.", enum=list(LANGUAGES))
RANGE = {"from": text(f"No earlier. {PERIOD}"), "to": text(f"No later. {PERIOD}")}
EVENTS = {
    "company": text(SLUG.format("a company that takes part")),
    "person": text(SLUG.format("a person who takes part")),
    "model": text(SLUG.format("an AI model that takes part")),
    "kind": several("Only these kinds of event.", Kind.values),
    "certainty": several("Only as certain as this.", Certainty.values),
    **RANGE,
    "min_amount_usd": {"type": "number", "minimum": 0, "description": "At least so many dollars."},
    "q": text("Words of names or quotes, Chinese or English."),
}
PAGE = {
    "page_size": {"type": "integer", "minimum": 1, "maximum": 50, "default": 20},
    "cursor": text("Where the next page begins: the cursor of `next`.", maxLength=500),
}


@dataclass(frozen=True, slots=True)
class Tool:
    """`path` is what it asks the API, below /api/v1/."""

    name: str
    title: str
    description: str
    properties: Mapping[str, Schema]
    path: Callable[[Asked], str]
    required: tuple[str, ...] = ()
    defaults: Asked = field(default_factory=dict)
    in_path: tuple[str, ...] = ()
    behind: Asked = field(default_factory=dict)
    """Which events an answer sums up, where it names none: filters beside those asked for."""

    def described(self) -> Schema:
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": {
                "type": "object",
                "properties": {**self.properties, "lang": LANGUAGE},
                "required": list(self.required),
                "additionalProperties": False,
            },
            "annotations": {"readOnlyHint": True, "openWorldHint": False, "title": self.title},
        }

    def parameters(self, asked: Asked) -> Asked:
        told = {name: value for name, value in asked.items() if name not in self.in_path}
        return {**self.defaults, **told}

    def events_behind(self, asked: Asked) -> Asked | None:
        if not self.behind:
            return None
        kept = {
            name: value for name, value in asked.items() if name in EVENTS or name == "currency"
        }
        return {**self.behind, **kept, "page_size": 50}


def _at(path: str) -> Callable[[Asked], str]:
    return lambda _: path


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "search",
            "Search",
            "Find people, companies, AI models and events by name or words, in Chinese or "
            "English, misspelt names too. Gives the slugs and ids that the other tools take.",
            {
                "q": text("What to look for, two characters at least.", maxLength=100),
                "type": several("Only these.", ["person", "company", "model", "event"]),
            },
            _at("search/"),
            ("q",),
        ),
        Tool(
            "timeline",
            "Timeline",
            "What happened, newest first: funding, moves of people, releases, acquisitions, "
            "lay-offs and other events, of anybody or of one company, person or AI model.",
            {**EVENTS, **PAGE},
            _at("events/"),
            defaults={"page_size": 20},
        ),
        Tool(
            "event",
            "One event",
            "All that is known of one event: its parties, sums and dates, how certain it is and "
            "why, and every sentence that proves or denies it.",
            {"id": {"type": "integer", "minimum": 1, "maximum": 10**15}},
            lambda asked: f"events/{asked['id']}/",
            ("id",),
            in_path=("id",),
        ),
        Tool(
            "entity",
            "Person, company or AI model",
            "Names in both languages, description and details of one person, company or AI model.",
            {
                "kind": text("What it is.", enum=list(COLLECTIONS)),
                "slug": text("As search tells it: zhipu-ai.", pattern="^[a-z0-9-]+$"),
            },
            lambda asked: f"{COLLECTIONS[asked['kind']]}/{asked['slug']}/",
            ("kind", "slug"),
            in_path=("kind", "slug"),
        ),
        Tool(
            "positions",
            "Who works where",
            "The positions of a person, or those at a company, current and former.",
            {
                "person": text(SLUG.format("a person")),
                "company": text(SLUG.format("a company")),
                "former": {"type": "boolean", "description": "Only former ones, or only current."},
                **PAGE,
            },
            _at("affiliations/"),
            defaults={"page_size": 20},
        ),
        Tool(
            "funding_table",
            "Funding, summed up",
            "Sums of published funding rounds in US dollars, by month, year, currency, round or "
            "certainty. What a sum leaves out is told beside it. `timeline` with kind funding "
            "tells the rounds themselves.",
            {
                "by": several(
                    "What to tell apart.", ["month", "year", "currency", "round", "certainty"]
                ),
                "certainty": several("Confirmed and reported otherwise.", Certainty.values),
                "currency": text("Amounts told in this currency: USD.", pattern="^[A-Z]{3}$"),
                **RANGE,
            },
            _at("statistics/funding/"),
            defaults={"by": "year"},
            behind={"kind": "funding", "certainty": ["confirmed", "reported"]},
        ),
        Tool(
            "talent_flows",
            "Talent flows",
            "How many people went from which company to which, and who, the largest flow first.",
            {
                "company": text(SLUG.format("a company: flows to and from it")),
                **RANGE,
                "page": {"type": "integer", "minimum": 1, "maximum": 1000},
            },
            _at("talent-flows/"),
        ),
        Tool(
            "match",
            "Who is meant",
            "Whom a name means, with how likely that is and why. The company and title with which "
            "a person is told tell people of one name apart.",
            {
                "name": text("In any script, case and order."),
                "kind": text("What bears it.", enum=list(COLLECTIONS)),
                "company": {
                    "type": "array",
                    "items": {"type": "string", "maxLength": 200},
                    "maxItems": 10,
                },
                "title": text("The title that a person is told to have."),
            },
            _at("match/"),
            ("name",),
        ),
        Tool(
            "lookup",
            "What an article proves",
            "The facts and sentences that the record has from the article at a web address.",
            {"url": text("The address of an article.", maxLength=2048)},
            _at("lookup/"),
            ("url",),
        ),
    )
}

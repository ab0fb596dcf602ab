# Written by manage.py client from the schema of the API: change that, and write it anew.
"""The shapes of what the API answers and takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, Required, TypedDict


class AIModel(TypedDict):
    """Somebody who is named in passing."""

    id: int
    url: str
    pages: Pages
    kind: Literal["person", "company", "model"]
    slug: str
    """Permanent once the page has been public."""
    name: str
    """In the language asked for."""
    names: Names
    aliases: list[str]
    """Every form of the name that is known, those of merged entities included."""
    description: str | None
    """One sentence, in the language asked for or else the one there is."""
    country: str | None
    """ISO 3166."""
    website: str | None
    wikidata_id: str | None
    developer: EntityLink | None
    family: EntityLink | None
    parameters: NotRequired[int | None]
    licence: str | None
    open_weights: NotRequired[bool | None]


class AIModelDetail(TypedDict):
    """Somebody who is named in passing."""

    id: int
    url: str
    pages: Pages
    kind: Literal["person", "company", "model"]
    slug: str
    """Permanent once the page has been public."""
    name: str
    """In the language asked for."""
    names: Names
    aliases: list[str]
    """Every form of the name that is known, those of merged entities included."""
    description: str | None
    """One sentence, in the language asked for or else the one there is."""
    country: str | None
    """ISO 3166."""
    website: str | None
    wikidata_id: str | None
    developer: EntityLink | None
    family: EntityLink | None
    parameters: NotRequired[int | None]
    licence: str | None
    open_weights: NotRequired[bool | None]
    access_history: list[Access]
    """The first period first."""


class Access(TypedDict):
    """What held from one date to the next, as the model's releases tell it."""

    start: Period | None
    end: Period | None
    """Null for the last: it holds as far as is known."""
    open_weights: bool | None
    licence: str | None
    commercial_use: bool | None
    events: list[EventLink]


class AcquisitionEvent(TypedDict):
    """A company bought another one, or a part of it that gives control."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    amount: Sum | None
    stake: float | None
    """A fraction: 3% is 0.03."""
    kind: Literal["acquisition"]


class AcquisitionEventDetail(TypedDict):
    """A company bought another one, or a part of it that gives control."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    amount: Sum | None
    stake: float | None
    """A fraction: 3% is 0.03."""
    kind: Literal["acquisition"]


class AcquisitionEventProposal(TypedDict):
    """A company bought another one, or a part of it that gives control."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["acquisition"]
    amount: NotRequired[str | Mapping[str, Any] | None]
    """As news write it (近亿美元, about $5m, undisclosed), or as the API tells it: `exact` and `about` have equal bounds, `over` a low one, `under` a high one, `several` and `range` both, `undisclosed` neither. Null where nothing is told."""
    stake: NotRequired[str | None]
    """A fraction: 3% is 0.03."""


class AcquisitionEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    amount: Sum | None
    stake: float | None
    """A fraction: 3% is 0.03."""
    kind: Literal["acquisition"]


class AcquisitionEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    amount: Sum | None
    stake: float | None
    """A fraction: 3% is 0.03."""
    kind: Literal["acquisition"]


class Affiliation(TypedDict):
    id: int
    url: str
    person: EntityLink
    company: EntityLink
    title: str | None
    """As the source words it."""
    former: NotRequired[bool]
    started: Period | None
    ended: Period | None


class AffiliationDetail(TypedDict):
    id: int
    url: str
    person: EntityLink
    company: EntityLink
    title: str | None
    """As the source words it."""
    former: NotRequired[bool]
    started: Period | None
    ended: Period | None
    evidence: list[Evidence]


class AffiliationStanding(TypedDict):
    """A post with its evidence, and how it stands."""

    id: int
    url: str
    person: EntityLink
    company: EntityLink
    title: str | None
    """As the source words it."""
    former: NotRequired[bool]
    started: Period | None
    ended: Period | None
    evidence: list[Evidence]
    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""


class AffiliationStandingRow(TypedDict):
    """How a record stands."""

    id: int
    url: str
    person: EntityLink
    company: EntityLink
    title: str | None
    """As the source words it."""
    former: NotRequired[bool]
    started: Period | None
    ended: Period | None
    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""


class Amount(TypedDict):
    """What the amounts come to. What is not counted is told beside it, for one reason each."""

    usd: str
    """The lower bounds of all amounts that can be counted, in US dollars at the reference rate of their day, as text."""
    counted: int
    """Events whose amount is counted."""
    floored: int
    """Those of the counted that may have been more."""
    undisclosed: int
    """Events of which no amount is told."""
    without_rate: int
    """Events without a reference rate."""
    without_floor: int
    """Events with an upper bound alone."""


class Article(TypedDict):
    """Where a text was published. The text itself is its publisher's."""

    id: int
    url: str
    title: str | None
    address: str | None
    """Null for a file that is on no web site."""
    publisher: str | None
    published_on: NotRequired[str | None]
    language: str | None
    source: str | None
    quotes: list[PublicQuote]


class ArticleLink(TypedDict):
    """Where a text was published. The text itself is its publisher's."""

    id: int
    url: str
    title: str | None
    address: str | None
    """Null for a file that is on no web site."""
    publisher: str | None
    published_on: NotRequired[str | None]
    language: str | None


class BothNames(TypedDict):
    """Reads an object, and takes a key that it does not know for an error."""

    en: NotRequired[str]
    zh: NotRequired[str]


class Candidate(TypedDict):
    entity: EntityLink
    score: float
    """How likely it is meant, from 0 to 1."""
    is_sure: bool
    """Whether it may be taken for meant without asking anybody: from 0.9 on, and no other is as likely."""
    reasons: list[MatchReason]


class CareerEvent(TypedDict):
    """A person left, joined or founded a company, or was given a post."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    change: Literal["left", "joined", "founded", "appointed", "released", "open_sourced", "licence_changed"] | None
    """What changed."""
    title: str | None
    """The position, as the source words it."""
    kind: Literal["career"]


class CareerEventDetail(TypedDict):
    """A person left, joined or founded a company, or was given a post."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    change: Literal["left", "joined", "founded", "appointed", "released", "open_sourced", "licence_changed"] | None
    """What changed."""
    title: str | None
    """The position, as the source words it."""
    kind: Literal["career"]


class CareerEventProposal(TypedDict):
    """A person left, joined or founded a company, or was given a post."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["career"]
    change: NotRequired[Literal["left", "joined", "founded", "appointed"] | None]
    title: NotRequired[str | None]
    """In the words of the source."""


class CareerEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    change: Literal["left", "joined", "founded", "appointed", "released", "open_sourced", "licence_changed"] | None
    """What changed."""
    title: str | None
    """The position, as the source words it."""
    kind: Literal["career"]


class CareerEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    change: Literal["left", "joined", "founded", "appointed", "released", "open_sourced", "licence_changed"] | None
    """What changed."""
    title: str | None
    """The position, as the source words it."""
    kind: Literal["career"]


class Change(TypedDict):
    cursor: str
    """The place after this change, for `since`."""
    at: str
    what: Literal["published", "updated", "corrected", "retracted", "merged"]
    subject: Literal["event", "person", "company", "model", "affiliation"]
    id: int
    into: int | None
    """The id of the public record that stands for it, if it was merged."""
    data: Any
    """The record as its list has it now; null if it is not public any more."""


class Changes(TypedDict):
    next: str
    """Where to go on: at once while `more` is true, otherwise when you next look."""
    cursor: str
    """The place that `next` begins at."""
    more: bool
    """Whether further changes wait already."""
    results: list[Change]


class ClosureEvent(TypedDict):
    """A company ceased to exist or stopped its business."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    kind: Literal["closure"]


class ClosureEventDetail(TypedDict):
    """A company ceased to exist or stopped its business."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    kind: Literal["closure"]


class ClosureEventProposal(TypedDict):
    """A company ceased to exist or stopped its business."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["closure"]


class ClosureEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    kind: Literal["closure"]


class ClosureEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    kind: Literal["closure"]


class Collection(TypedDict):
    id: int
    url: str
    pages: Pages
    slug: str
    """The last part of its address. Permanent once the page has been public."""
    title: Names
    introduction: Names
    published_at: str | None
    updated_at: str
    members: list[Member]
    """In the order that the editors chose."""
    events: str
    """The address of the events in which any of them takes part."""


class Company(TypedDict):
    """Somebody who is named in passing."""

    id: int
    url: str
    pages: Pages
    kind: Literal["person", "company", "model"]
    slug: str
    """Permanent once the page has been public."""
    name: str
    """In the language asked for."""
    names: Names
    aliases: list[str]
    """Every form of the name that is known, those of merged entities included."""
    description: str | None
    """One sentence, in the language asked for or else the one there is."""
    country: str | None
    """ISO 3166."""
    website: str | None
    wikidata_id: str | None
    type: NotRequired[Literal["company", "fund", "university", "institute", "lab", "exchange", "media", "government", ""]]


class Crossing(TypedDict):
    """One person who left one company for another."""

    person: EntityLink
    left: Period
    arrived: Period
    events: list[EventLink]
    """That tell it; none where affiliations alone do."""


class Decision(TypedDict):
    """What was last decided on a proposal."""

    verdict: Literal["accepted", "corrected", "rejected", "retracted", "restored", "split"]
    reason: str
    by: str
    at: str


class Deliveries(TypedDict):
    next: str | None
    previous: str | None
    results: list[Delivery]


class Delivery(TypedDict):
    id: int
    message: str
    """The `webhook-id`, same at each try."""
    kind: Literal["changes", "test"]
    count: NotRequired[int]
    attempt: NotRequired[int]
    at: str
    succeeded: bool
    status: NotRequired[int | None]
    milliseconds: int
    error: NotRequired[str]
    answer: NotRequired[str]


class Dollars(TypedDict):
    """A sum in US dollars, and the rate that made it so."""

    low: float | None
    high: float | None
    rate: float
    """US dollars for one unit; 1 for a sum told in them."""
    rate_date: str | None
    """The day of the rate: that of the event, or the last one before that has one."""
    source: str | None
    """Who set the rate."""


class Dump(TypedDict):
    name: str
    at: str
    cursor: str
    """Go on from here by `changes/?since=`."""
    manifest: str
    files: list[DumpFile]


class DumpFile(TypedDict):
    name: str
    url: str
    subject: str
    """Which list it holds."""
    language: str | None
    """Of what is ready to read; null where there is none."""
    format: Literal["ndjson", "csv", "parquet"]
    rows: int
    bytes: int
    sha256: str


class Dumps(TypedDict):
    results: list[Dump]


class Enable(TypedDict):
    since: NotRequired[Literal["where_it_stood", "now"]]
    """Whether what has changed meanwhile is sent."""


class EntityLink(TypedDict):
    """Somebody who is named in passing."""

    id: int
    url: str
    kind: Literal["person", "company", "model"]
    slug: str
    """Permanent once the page has been public."""
    name: str
    """In the language asked for."""


class EntityStanding(TypedDict):
    """Somebody, and whether readers see it."""

    id: int
    url: str
    pages: Pages
    kind: Literal["person", "company", "model"]
    slug: str
    """Permanent once the page has been public."""
    name: str
    """In the language asked for."""
    names: Names
    aliases: list[str]
    """Every form of the name that is known, those of merged entities included."""
    description: str | None
    """One sentence, in the language asked for or else the one there is."""
    country: str | None
    """ISO 3166."""
    website: str | None
    wikidata_id: str | None
    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""


class EventBatch(TypedDict):
    events: list[EventProposal]


class EventLink(TypedDict):
    id: int
    url: str


class Evidence(TypedDict):
    """Give `moves_of(proofs)` as `moves` in the context."""

    quote: str
    start: int
    """Offset in Unicode code points."""
    end: int
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    """How certain this sentence alone makes it; denied: it denies it."""
    moved_to: str | None
    """The certainty to which this sentence moved what it proves; null: it moved none."""
    claims: Mapping[str, Any]
    """The values that this article gives."""
    extractor: str | None
    """What found the sentence; null: a person."""
    version: str | None
    confidence: NotRequired[float | None]
    article: ArticleLink


class Flow(TypedDict):
    """All who are known to have gone from one company to another, the last first."""

    origin: EntityLink
    target: EntityLink
    count: int
    """How many people; who went twice is one."""
    people: list[Crossing]


class Flows(TypedDict):
    count: int
    """How many flows there are in all."""
    next: str | None
    previous: str | None
    results: list[Flow]


class FoundEntities(TypedDict):
    count: int
    all: str
    """The list of them all."""
    results: list[FoundEntity]


class FoundEntity(TypedDict):
    """Somebody or something that is known by the name."""

    id: int
    url: str
    pages: Pages
    kind: Literal["person", "company", "model"]
    slug: str
    name: str
    """In the language asked for."""
    matched: str
    """The form of the name that fits."""
    highlights: list[list[int]]
    """Where the words stand in `matched`: start and end in code points."""
    score: float
    """1 for exactly the name, 0.4 for a misspelt one."""


class FoundEvent(TypedDict):
    """An event that tells of all the words."""

    id: int
    url: str
    pages: Pages
    kind: str
    certainty: str
    date: Period
    headline: str
    highlights: list[list[int]]
    """Where the words stand in `headline`: start and end in code points."""
    quote: str | None
    """The sentence in which the words stand, where one has them."""
    quote_highlights: list[list[int]]
    """Where the words stand in `quote`: start and end in code points."""
    score: float
    """1 where all words stand in the headline, else 0.6."""


class FoundEvents(TypedDict):
    count: int
    exact: bool
    """Whether the count is no estimate."""
    all: str
    """The list of them all."""
    results: list[FoundEvent]


class FoundingEvent(TypedDict):
    """A company was founded; by whom is not told."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    kind: Literal["founding"]


class FoundingEventDetail(TypedDict):
    """A company was founded; by whom is not told."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    kind: Literal["founding"]


class FoundingEventProposal(TypedDict):
    """A company was founded; by whom is not told."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["founding"]


class FoundingEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    kind: Literal["founding"]


class FoundingEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    kind: Literal["founding"]


class FundingEvent(TypedDict):
    """A company raised money, or is said to."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    round: str | None
    """Such as seed, A, B+, strategic."""
    amount: Sum | None
    valuation: Sum | None
    kind: Literal["funding"]


class FundingEventDetail(TypedDict):
    """A company raised money, or is said to."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    round: str | None
    """Such as seed, A, B+, strategic."""
    amount: Sum | None
    valuation: Sum | None
    kind: Literal["funding"]


class FundingEventProposal(TypedDict):
    """A company raised money, or is said to."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["funding"]
    round: NotRequired[str | None]
    """Such as seed, A, B+, strategic."""
    amount: NotRequired[str | Mapping[str, Any] | None]
    """As news write it (近亿美元, about $5m, undisclosed), or as the API tells it: `exact` and `about` have equal bounds, `over` a low one, `under` a high one, `several` and `range` both, `undisclosed` neither. Null where nothing is told."""
    valuation: NotRequired[str | Mapping[str, Any] | None]
    """As news write it (近亿美元, about $5m, undisclosed), or as the API tells it: `exact` and `about` have equal bounds, `over` a low one, `under` a high one, `several` and `range` both, `undisclosed` neither. Null where nothing is told."""


class FundingEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    round: str | None
    """Such as seed, A, B+, strategic."""
    amount: Sum | None
    valuation: Sum | None
    kind: Literal["funding"]


class FundingEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    round: str | None
    """Such as seed, A, B+, strategic."""
    amount: Sum | None
    valuation: Sum | None
    kind: Literal["funding"]


class GivenArticle(TypedDict):
    """The address of an article, or its text where the page cannot be fetched."""

    address: NotRequired[str]
    text: NotRequired[str]
    title: NotRequired[str]
    published: NotRequired[str]


class Headcount(TypedDict):
    people: int
    """Who was laid off, as far as it is told."""
    counted: int
    """Events of which a number is told."""


class Job(TypedDict):
    """An article on its way, and what was found in it."""

    id: int
    url: str
    state: Literal["waiting", "working", "done", "duplicate", "failed"]
    step: Literal["waiting", "fetched", "read", "extracted", "recorded", "duplicate", "failed"]
    """The last step that was done."""
    reason: str | None
    """Why it failed, is put off or gave nothing."""
    address: str | None
    title: str | None
    instead: str | None
    """The job of the article of which this is a duplicate."""
    events: list[ProposedFact]
    """What it tells, proposed or public."""
    affiliations: list[ProposedPost]
    """Who holds which post in it."""


class LayoffEvent(TypedDict):
    """A company dismissed a number or share of its staff."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    headcount: int | None
    """How many people."""
    share: float | None
    """The part of the staff as a fraction: 10% is 0.1."""
    kind: Literal["layoff"]


class LayoffEventDetail(TypedDict):
    """A company dismissed a number or share of its staff."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    headcount: int | None
    """How many people."""
    share: float | None
    """The part of the staff as a fraction: 10% is 0.1."""
    kind: Literal["layoff"]


class LayoffEventProposal(TypedDict):
    """A company dismissed a number or share of its staff."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["layoff"]
    headcount: NotRequired[int | None]
    share: NotRequired[str | None]
    """A fraction: 3% is 0.03."""


class LayoffEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    headcount: int | None
    """How many people."""
    share: float | None
    """The part of the staff as a fraction: 10% is 0.1."""
    kind: Literal["layoff"]


class LayoffEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    headcount: int | None
    """How many people."""
    share: float | None
    """The part of the staff as a fraction: 10% is 0.1."""
    kind: Literal["layoff"]


class LeftOut(TypedDict):
    undated: int
    """Events of unknown date."""
    partly: int
    """Events whose period lies partly before `from` or after `to`."""


class ListingEvent(TypedDict):
    """A company's shares were listed, or are to be."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    amount: Sum | None
    valuation: Sum | None
    kind: Literal["listing"]


class ListingEventDetail(TypedDict):
    """A company's shares were listed, or are to be."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    amount: Sum | None
    valuation: Sum | None
    kind: Literal["listing"]


class ListingEventProposal(TypedDict):
    """A company's shares were listed, or are to be."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["listing"]
    amount: NotRequired[str | Mapping[str, Any] | None]
    """As news write it (近亿美元, about $5m, undisclosed), or as the API tells it: `exact` and `about` have equal bounds, `over` a low one, `under` a high one, `several` and `range` both, `undisclosed` neither. Null where nothing is told."""
    valuation: NotRequired[str | Mapping[str, Any] | None]
    """As news write it (近亿美元, about $5m, undisclosed), or as the API tells it: `exact` and `about` have equal bounds, `over` a low one, `under` a high one, `several` and `range` both, `undisclosed` neither. Null where nothing is told."""


class ListingEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    amount: Sum | None
    valuation: Sum | None
    kind: Literal["listing"]


class ListingEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    amount: Sum | None
    valuation: Sum | None
    kind: Literal["listing"]


class Lookup(TypedDict):
    events: list[Event]
    article: Article
    """The newest version of which something is published."""
    affiliations: list[Affiliation]


class MadeWebhook(TypedDict):
    id: int
    url: str
    address: str
    query: NotRequired[str]
    """As in the address of a timeline: kind=funding&company=zhipu-ai. Empty: all."""
    subjects: NotRequired[list[Literal["event", "person", "company", "model", "affiliation"]]]
    """Empty: of everything."""
    changes: NotRequired[list[Literal["published", "updated", "corrected", "retracted", "merged"]]]
    """Empty: all."""
    language: NotRequired[Literal["en", "zh"]]
    state: Literal["unconfirmed", "working", "failing", "disabled"]
    """unconfirmed: its server has not repeated the challenge of a test yet."""
    cursor: str
    """The last change that it has taken."""
    failures: NotRequired[int]
    failing_since: NotRequired[str | None]
    next_try_at: NotRequired[str | None]
    delivered_at: NotRequired[str | None]
    disabled_at: NotRequired[str | None]
    disabled_why: Literal["owner", "administrator", "failing", "gone"] | None
    """Null while it is not disabled."""
    created_at: str
    secret: str
    """Signs all deliveries; it is told this once. Verify by any library of Standard Webhooks."""


class Match(TypedDict):
    results: list[Candidate]
    """The likeliest first; five at most."""


class MatchReason(TypedDict):
    """Something that speaks for or against."""

    code: str
    weight: float
    """In logits; below nought it speaks against."""
    text: str
    """In the language asked for."""


class Member(TypedDict):
    entity: EntityLink
    note: Names
    """What the editors say of it there."""


class Merge(TypedDict):
    """Into which event it goes."""

    reason: NotRequired[str]
    into: int


class MergeEntity(TypedDict):
    """Into which record it goes, and which fields that takes over."""

    into: str
    take: NotRequired[list[Literal["name_en", "name_zh", "description_en", "description_zh", "country", "website", "wikidata_id", "type", "developer", "family", "parameters", "licence", "open_weights"]]]
    reason: NotRequired[str]


class Mistake(TypedDict):
    field: str | None
    """The parameter or field; null where it is none."""
    code: str
    """The sort of mistake, for programs."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do instead."""


class Names(TypedDict):
    en: str | None
    zh: str | None


class NewRecord(TypedDict):
    """What may be told of a person, a company or an AI model."""

    name: BothNames
    alias: NotRequired[str]
    """One more form of the name."""
    description: NotRequired[Note]
    """One sentence."""
    country: NotRequired[str]
    """ISO 3166."""
    website: NotRequired[str]
    wikidata_id: NotRequired[str]
    """Such as Q95."""
    type: NotRequired[Literal["company", "fund", "university", "institute", "lab", "exchange", "media", "government"]]
    """Of a company only."""
    developer: NotRequired[str | None]
    """Of a model: a company's slug."""
    family: NotRequired[str | None]
    """Of an AI model: another one's."""
    parameters: NotRequired[int | None]
    licence: NotRequired[str]
    open_weights: NotRequired[bool | None]
    namesake: NotRequired[bool]
    """Propose it though others are known by the name."""


class NewWebhook(TypedDict):
    """What is to be told, and where."""

    address: str
    """Where to post to, by https."""
    query: NotRequired[str]
    """Only events that these filters ask for: `kind=funding&company=zhipu-ai`, as in the addresses of pages and lists."""
    subjects: NotRequired[list[Literal["event", "person", "company", "model", "affiliation"]]]
    """Of these alone; empty: of all."""
    changes: NotRequired[list[Literal["published", "updated", "corrected", "retracted", "merged"]]]
    """These changes alone; empty: all."""
    language: NotRequired[Literal["en", "zh"]]
    """Of what is ready to read."""
    since: NotRequired[str]
    """Begin after this `cursor` of changes/ or of a dump; `now` without it, `0-0` for all that ever changed."""


class Note(TypedDict):
    """Reads an object, and takes a key that it does not know for an error."""

    en: NotRequired[str]
    zh: NotRequired[str]


class Pages(TypedDict):
    """The page for readers, in each language."""

    en: str
    zh: str


class PaginatedAIModelList(TypedDict):
    next: str | None
    previous: str | None
    results: list[AIModel]


class PaginatedAcquisitionEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[AcquisitionEvent]


class PaginatedAffiliationList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Affiliation]


class PaginatedAffiliationStandingRowList(TypedDict):
    next: str | None
    previous: str | None
    results: list[AffiliationStandingRow]


class PaginatedArticleList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Article]


class PaginatedCareerEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[CareerEvent]


class PaginatedClosureEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[ClosureEvent]


class PaginatedCollectionList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Collection]


class PaginatedCompanyList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Company]


class PaginatedEntityStandingList(TypedDict):
    next: str | None
    previous: str | None
    results: list[EntityStanding]


class PaginatedEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Event]


class PaginatedEventStandingRowList(TypedDict):
    next: str | None
    previous: str | None
    results: list[EventStandingRow]


class PaginatedFoundingEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[FoundingEvent]


class PaginatedFundingEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[FundingEvent]


class PaginatedLayoffEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[LayoffEvent]


class PaginatedListingEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[ListingEvent]


class PaginatedPartnershipEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[PartnershipEvent]


class PaginatedPersonList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Person]


class PaginatedReleaseEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[ReleaseEvent]


class PaginatedSourceList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Source]


class PaginatedStakeSaleEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[StakeSaleEvent]


class PaginatedStatementEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[StatementEvent]


class PaginatedStatisticEventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[StatisticEvent]


class Participant(TypedDict):
    role: Literal["company", "investor", "lead", "person", "acquirer", "target", "holder", "partner", "developer", "model", "exchange", "speaker", "publisher"]
    id: int
    url: str
    kind: Literal["person", "company", "model"]
    slug: str
    name: Names


class Parting(TypedDict):
    """Reads an object, and takes a key that it does not know for an error."""

    reason: NotRequired[str]


class PartnershipEvent(TypedDict):
    """Two or more companies agreed to work together."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    kind: Literal["partnership"]


class PartnershipEventDetail(TypedDict):
    """Two or more companies agreed to work together."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    kind: Literal["partnership"]


class PartnershipEventProposal(TypedDict):
    """Two or more companies agreed to work together."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["partnership"]


class PartnershipEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    kind: Literal["partnership"]


class PartnershipEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    kind: Literal["partnership"]


class Party(TypedDict):
    """Who took part, and as what."""

    id: NotRequired[int]
    slug: NotRequired[str]
    name: NotRequired[str]
    """In any script and spelling known."""
    new: NotRequired[bool]
    """Propose a new record where nobody is known by the name."""
    role: str
    kind: NotRequired[Literal["person", "company", "model"]]
    """Otherwise what usually plays the role."""


class PatchedEventCorrection(TypedDict):
    """Any of the fields that an event of the kind has; null takes a value away."""

    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    certainty_why: NotRequired[str]
    """Needed where the certainty is not what the evidence makes it; readers see it."""
    note: NotRequired[Note]
    participants: NotRequired[list[Party]]
    reason: NotRequired[str]
    """Needed for what is published: readers are told it, word for word."""
    round: NotRequired[str | None]
    """Such as seed, A, B+, strategic."""
    title: NotRequired[str | None]
    """In the words of the source."""
    change: NotRequired[Literal["left", "joined", "founded", "appointed", "released", "open_sourced", "licence_changed"] | None]
    parameters: NotRequired[int | None]
    licence: NotRequired[str | None]
    commercial_use: NotRequired[bool | None]
    stake: NotRequired[str | None]
    """A fraction: 3% is 0.03."""
    amount: NotRequired[str | Mapping[str, Any] | None]
    """As news write it (近亿美元, about $5m, undisclosed), or as the API tells it: `exact` and `about` have equal bounds, `over` a low one, `under` a high one, `several` and `range` both, `undisclosed` neither. Null where nothing is told."""
    valuation: NotRequired[str | Mapping[str, Any] | None]
    """As news write it (近亿美元, about $5m, undisclosed), or as the API tells it: `exact` and `about` have equal bounds, `over` a low one, `under` a high one, `several` and `range` both, `undisclosed` neither. Null where nothing is told."""
    headcount: NotRequired[int | None]
    share: NotRequired[str | None]
    """A fraction: 3% is 0.03."""
    value: NotRequired[str | None]
    unit: NotRequired[str | None]
    period: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""


class PatchedPostCorrection(TypedDict):
    """What may be set of a post."""

    title: NotRequired[str]
    """In the words of the source."""
    former: NotRequired[bool]
    """Whether it is over."""
    started: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    ended: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    reason: NotRequired[str]
    """Needed for what is published: readers are told it, word for word."""


class PatchedRecord(TypedDict):
    """What may be told of a person, a company or an AI model."""

    name: NotRequired[BothNames]
    alias: NotRequired[str]
    """One more form of the name."""
    description: NotRequired[Note]
    """One sentence."""
    country: NotRequired[str]
    """ISO 3166."""
    website: NotRequired[str]
    wikidata_id: NotRequired[str]
    """Such as Q95."""
    type: NotRequired[Literal["company", "fund", "university", "institute", "lab", "exchange", "media", "government"]]
    """Of a company only."""
    developer: NotRequired[str | None]
    """Of a model: a company's slug."""
    family: NotRequired[str | None]
    """Of an AI model: another one's."""
    parameters: NotRequired[int | None]
    licence: NotRequired[str]
    open_weights: NotRequired[bool | None]
    reason: NotRequired[str]
    """Needed for what is published: readers are told it, word for word."""


class PatchedWishes(TypedDict):
    """What is to be told, and where."""

    address: NotRequired[str]
    """Where to post to, by https."""
    query: NotRequired[str]
    """Only events that these filters ask for: `kind=funding&company=zhipu-ai`, as in the addresses of pages and lists."""
    subjects: NotRequired[list[Literal["event", "person", "company", "model", "affiliation"]]]
    """Of these alone; empty: of all."""
    changes: NotRequired[list[Literal["published", "updated", "corrected", "retracted", "merged"]]]
    """These changes alone; empty: all."""
    language: NotRequired[Literal["en", "zh"]]
    """Of what is ready to read."""


class Period(TypedDict):
    """A date of which perhaps only a part is known: the whole period from start to end."""

    start: str
    end: str
    precision: Literal["year", "half", "quarter", "month", "day", "unknown"]
    text: str
    """As `from` and `to` read it, such as 2025-Q4; empty if unknown."""
    label: str
    """In the language asked for."""


class Person(TypedDict):
    """Somebody who is named in passing."""

    id: int
    url: str
    pages: Pages
    kind: Literal["person", "company", "model"]
    slug: str
    """Permanent once the page has been public."""
    name: str
    """In the language asked for."""
    names: Names
    aliases: list[str]
    """Every form of the name that is known, those of merged entities included."""
    description: str | None
    """One sentence, in the language asked for or else the one there is."""
    country: str | None
    """ISO 3166."""
    website: str | None
    wikidata_id: str | None


class Piece(TypedDict):
    text: str
    entity: NotRequired[int]
    """The id of the participant whose name the text is."""


class PostProposal(TypedDict):
    """What comes with its evidence."""

    evidence: list[Proof]
    title: NotRequired[str]
    """In the words of the source."""
    former: NotRequired[bool]
    """Whether it is over."""
    started: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    ended: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    person: Reference
    company: Reference


class Problem(TypedDict):
    """Problem details as RFC 9457 has them."""

    type: str
    """The address that describes this type of problem."""
    title: str
    """The same for all problems of a type."""
    status: int
    detail: str
    """What is wrong this time."""
    instance: str
    """What was asked for."""
    request_id: str
    """As in the header X-Request-ID and in the log of the site."""
    errors: list[Mistake]


class ProblemType(TypedDict):
    """A type of problem."""

    type: str
    status: int
    title: str
    remedy: str


class Proof(TypedDict):
    """Where it stands, and the words that prove it, copied character by character."""

    article: NotRequired[int]
    """Of one that is known."""
    address: NotRequired[str]
    text: NotRequired[str]
    """The article, where its page cannot be fetched."""
    title: NotRequired[str]
    published: NotRequired[str]
    quote: str
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """How certain these words alone make it; denied: they deny it."""


class Proposals(TypedDict):
    events: str
    affiliations: str
    entities: str


class ProposedFact(TypedDict):
    id: int
    url: str
    """As it stands, for whoever may see proposals."""
    kind: str
    status: Literal["proposed", "published", "rejected", "retracted"]


class ProposedPost(TypedDict):
    id: int
    url: str
    """As it stands, for whoever may see proposals."""
    status: Literal["proposed", "published", "rejected", "retracted"]


class PublicQuote(TypedDict):
    """A sentence that stands verbatim in an article, with its place there in code points."""

    quote: str
    start: int
    """Offset in Unicode code points."""
    end: int
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    """How certain this sentence alone makes it; denied: it denies it."""
    proves: str
    """The address of the event or affiliation that it supports or denies."""


class Reason(TypedDict):
    """Why; it is kept with the decision."""

    reason: str


class Reference(TypedDict):
    """Who is meant: by id, by slug, or by a name."""

    id: NotRequired[int]
    slug: NotRequired[str]
    name: NotRequired[str]
    """In any script and spelling known."""
    new: NotRequired[bool]
    """Propose a new record where nobody is known by the name."""


class ReleaseEvent(TypedDict):
    """A model came out, its weights were opened, or its licence changed."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    change: Literal["left", "joined", "founded", "appointed", "released", "open_sourced", "licence_changed"] | None
    """What changed."""
    parameters: int | None
    """Of the model."""
    licence: str | None
    """Of the model."""
    commercial_use: bool | None
    """Does it allow it?"""
    kind: Literal["release"]


class ReleaseEventDetail(TypedDict):
    """A model came out, its weights were opened, or its licence changed."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    change: Literal["left", "joined", "founded", "appointed", "released", "open_sourced", "licence_changed"] | None
    """What changed."""
    parameters: int | None
    """Of the model."""
    licence: str | None
    """Of the model."""
    commercial_use: bool | None
    """Does it allow it?"""
    kind: Literal["release"]


class ReleaseEventProposal(TypedDict):
    """A model came out, its weights were opened, or its licence changed."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["release"]
    change: NotRequired[Literal["released", "open_sourced", "licence_changed"] | None]
    parameters: NotRequired[int | None]
    licence: NotRequired[str | None]
    commercial_use: NotRequired[bool | None]


class ReleaseEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    change: Literal["left", "joined", "founded", "appointed", "released", "open_sourced", "licence_changed"] | None
    """What changed."""
    parameters: int | None
    """Of the model."""
    licence: str | None
    """Of the model."""
    commercial_use: bool | None
    """Does it allow it?"""
    kind: Literal["release"]


class ReleaseEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    change: Literal["left", "joined", "founded", "appointed", "released", "open_sourced", "licence_changed"] | None
    """What changed."""
    parameters: int | None
    """Of the model."""
    licence: str | None
    """Of the model."""
    commercial_use: bool | None
    """Does it allow it?"""
    kind: Literal["release"]


class Result(TypedDict):
    """What became of one of them."""

    index: int
    """Its place in the request, from 0."""
    status: int
    """As it would be answered alone: 201, 400, 409."""
    id: NotRequired[int]
    """Of the event, where there is one."""
    url: NotRequired[str]
    errors: NotRequired[list[Mistake]]


class Results(TypedDict):
    proposed: int
    """How many were proposed."""
    failed: int
    """How many were not."""
    results: list[Result]


class Search(TypedDict):
    q: str
    suggestion: str | None
    """What was meant, where nothing fits what was typed."""
    people: NotRequired[FoundEntities]
    companies: NotRequired[FoundEntities]
    models: NotRequired[FoundEntities]
    events: NotRequired[FoundEvents]


class Secret(TypedDict):
    secret: str
    """Signs all deliveries; it is told this once. Verify by any library of Standard Webhooks. The former one signs too, for a day."""


class Source(TypedDict):
    id: int
    url: str
    name: str
    website: str | None
    kind: NotRequired[Literal["feed", "sitemap", "listing", "page", "dataset", "manual"]]
    trust: NotRequired[Literal["official", "press", "blog", "rumour"]]
    """How far its word alone makes an event certain."""
    language: str | None


class StakeSaleEvent(TypedDict):
    """A holder sold shares of a company."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    amount: Sum | None
    stake: float | None
    """A fraction: 3% is 0.03."""
    kind: Literal["stake_sale"]


class StakeSaleEventDetail(TypedDict):
    """A holder sold shares of a company."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    amount: Sum | None
    stake: float | None
    """A fraction: 3% is 0.03."""
    kind: Literal["stake_sale"]


class StakeSaleEventProposal(TypedDict):
    """A holder sold shares of a company."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["stake_sale"]
    amount: NotRequired[str | Mapping[str, Any] | None]
    """As news write it (近亿美元, about $5m, undisclosed), or as the API tells it: `exact` and `about` have equal bounds, `over` a low one, `under` a high one, `several` and `range` both, `undisclosed` neither. Null where nothing is told."""
    stake: NotRequired[str | None]
    """A fraction: 3% is 0.03."""


class StakeSaleEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    amount: Sum | None
    stake: float | None
    """A fraction: 3% is 0.03."""
    kind: Literal["stake_sale"]


class StakeSaleEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    amount: Sum | None
    stake: float | None
    """A fraction: 3% is 0.03."""
    kind: Literal["stake_sale"]


class StatementEvent(TypedDict):
    """A person published an opinion or a forecast about the industry; the quote tells it."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    kind: Literal["statement"]


class StatementEventDetail(TypedDict):
    """A person published an opinion or a forecast about the industry; the quote tells it."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    kind: Literal["statement"]


class StatementEventProposal(TypedDict):
    """A person published an opinion or a forecast about the industry; the quote tells it."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["statement"]


class StatementEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    kind: Literal["statement"]


class StatementEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    kind: Literal["statement"]


class Statistic(TypedDict):
    """What some events come to: those of one period, kind, licence and so on, as asked by `by`."""

    period: NotRequired[Period]
    """A month, or the longer period that is all that is told: a quarter is not divided among its months."""
    kind: NotRequired[Literal["funding", "career", "release", "acquisition", "stake_sale", "listing", "layoff", "partnership", "founding", "closure", "statement", "statistic"]]
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    currency: NotRequired[str]
    """Of the amount as it was told; empty where none is."""
    round: NotRequired[str]
    change: NotRequired[Literal["released", "open_sourced", ""]]
    licence: NotRequired[str]
    """Empty where none is told."""
    events: int
    amount: NotRequired[Amount]
    """Of funding alone."""
    headcount: NotRequired[Headcount]
    """Of lay-offs alone."""


class StatisticEvent(TypedDict):
    """A figure about the industry as a whole."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    value: float | None
    """A percentage is a fraction with the unit %."""
    unit: str | None
    """Of the value."""
    period: Period | None
    kind: Literal["statistic"]


class StatisticEventDetail(TypedDict):
    """A figure about the industry as a whole."""

    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    value: float | None
    """A percentage is a fraction with the unit %."""
    unit: str | None
    """Of the value."""
    period: Period | None
    kind: Literal["statistic"]


class StatisticEventProposal(TypedDict):
    """A figure about the industry as a whole."""

    evidence: list[Proof]
    date: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""
    certainty: NotRequired[Literal["confirmed", "reported", "rumoured", "planned", "denied"]]
    """Otherwise what the evidence makes it."""
    note: NotRequired[Note]
    participants: list[Party]
    kind: Literal["statistic"]
    value: NotRequired[str | None]
    unit: NotRequired[str | None]
    period: NotRequired[str | None]
    """2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, December 2025. Null where it is not known."""


class StatisticEventStanding(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    evidence: list[Evidence]
    value: float | None
    """A percentage is a fraction with the unit %."""
    unit: str | None
    """Of the value."""
    period: Period | None
    kind: Literal["statistic"]


class StatisticEventStandingRow(TypedDict):
    """How a record stands."""

    status: Literal["proposed", "published", "rejected", "retracted"]
    proposed_by: str | None
    """Null: a machine."""
    decision: Decision | None
    """The last one, with its reason."""
    id: int
    url: str
    pages: Pages
    certainty: Literal["confirmed", "reported", "rumoured", "planned", "denied"]
    headline: str
    """One sentence, in the language asked for."""
    headline_pieces: list[Piece]
    date: Period
    participants: list[Participant]
    note: str | None
    articles: int
    """How many articles tell of it."""
    origins: int
    """How many of them are no reprints of another."""
    value: float | None
    """A percentage is a fraction with the unit %."""
    unit: str | None
    """Of the value."""
    period: Period | None
    kind: Literal["statistic"]


class Statistics(TypedDict):
    results: list[Statistic]
    left_out: LeftOut
    """Published events that are in no result."""


class Sum(TypedDict):
    """An amount of money that keeps its vagueness: a bound that nobody told is null."""

    low: float | None
    high: float | None
    currency: str
    """ISO 4217; empty if undisclosed."""
    qualifier: Literal["exact", "about", "over", "under", "several", "range", "undisclosed"]
    words: str
    """As the article words it."""
    usd: Dollars | None
    """Null where no reference rate is known for the currency and day."""
    label: str
    """In the language asked for."""


class Test(TypedDict):
    message: str
    """The `webhook-id` of the test, in deliveries/ soon."""


class Text(TypedDict):
    """An article's text, and what is known of it."""

    text: str
    published: NotRequired[str]
    """The day from which “last week” and 近日 are reckoned."""
    language: NotRequired[Literal["en", "zh"]]
    """Otherwise it is recognised."""


class Webhook(TypedDict):
    id: int
    url: str
    address: str
    query: NotRequired[str]
    """As in the address of a timeline: kind=funding&company=zhipu-ai. Empty: all."""
    subjects: NotRequired[list[Literal["event", "person", "company", "model", "affiliation"]]]
    """Empty: of everything."""
    changes: NotRequired[list[Literal["published", "updated", "corrected", "retracted", "merged"]]]
    """Empty: all."""
    language: NotRequired[Literal["en", "zh"]]
    state: Literal["unconfirmed", "working", "failing", "disabled"]
    """unconfirmed: its server has not repeated the challenge of a test yet."""
    cursor: str
    """The last change that it has taken."""
    failures: NotRequired[int]
    failing_since: NotRequired[str | None]
    next_try_at: NotRequired[str | None]
    delivered_at: NotRequired[str | None]
    disabled_at: NotRequired[str | None]
    disabled_why: Literal["owner", "administrator", "failing", "gone"] | None
    """Null while it is not disabled."""
    created_at: str


class Webhooks(TypedDict):
    results: list[Webhook]


class Why(TypedDict):
    """Why, where it was refused before."""

    reason: NotRequired[str]


Event = FundingEvent | CareerEvent | ReleaseEvent | AcquisitionEvent | StakeSaleEvent | ListingEvent | LayoffEvent | PartnershipEvent | FoundingEvent | ClosureEvent | StatementEvent | StatisticEvent


EventDetail = FundingEventDetail | CareerEventDetail | ReleaseEventDetail | AcquisitionEventDetail | StakeSaleEventDetail | ListingEventDetail | LayoffEventDetail | PartnershipEventDetail | FoundingEventDetail | ClosureEventDetail | StatementEventDetail | StatisticEventDetail


EventProposal = FundingEventProposal | CareerEventProposal | ReleaseEventProposal | AcquisitionEventProposal | StakeSaleEventProposal | ListingEventProposal | LayoffEventProposal | PartnershipEventProposal | FoundingEventProposal | ClosureEventProposal | StatementEventProposal | StatisticEventProposal


EventStanding = FundingEventStanding | CareerEventStanding | ReleaseEventStanding | AcquisitionEventStanding | StakeSaleEventStanding | ListingEventStanding | LayoffEventStanding | PartnershipEventStanding | FoundingEventStanding | ClosureEventStanding | StatementEventStanding | StatisticEventStanding


EventStandingRow = FundingEventStandingRow | CareerEventStandingRow | ReleaseEventStandingRow | AcquisitionEventStandingRow | StakeSaleEventStandingRow | ListingEventStandingRow | LayoffEventStandingRow | PartnershipEventStandingRow | FoundingEventStandingRow | ClosureEventStandingRow | StatementEventStandingRow | StatisticEventStandingRow


class AcquisitionEventsQuery(TypedDict, total=False):
    certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """How certain, repeated or separated by commas."""
    collection: str
    """The slug of a collection: somebody or something of it takes part, in any role."""
    company: str
    """The slug of a company that takes part, in any role."""
    country: str | Sequence[str]
    """Somebody or something of one of these countries takes part: two letters of ISO 3166, repeated or separated by commas."""
    currency: str
    """The amount is in this currency: three letters of ISO 4217."""
    from_: str
    """Happened in or after this year, half, quarter, month or day: 2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17. Excludes unknown dates."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    language: Literal["en", "zh"] | Sequence[Literal["en", "zh"]]
    """An article in one of these languages proves it."""
    licence: str
    """The licence of a release, as the record writes it, such as MIT."""
    max_amount: int
    """The amount is at most this many units of the currency."""
    max_amount_usd: int
    """The amount is at most this many US dollars, at the reference rate of its day."""
    min_amount: int
    """The amount is at least this many units of the currency."""
    min_amount_usd: int
    """The amount is at least this many US dollars, at the reference rate of its day."""
    model: str
    """The slug of an AI model that takes part."""
    not_certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """Certainties to leave out."""
    not_country: str | Sequence[str]
    """Nobody and nothing of these countries takes part."""
    not_kind: Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"] | Sequence[Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"]]
    """Kinds of event to leave out."""
    ordering: Literal["-date", "date"]
    """-date (newest first) unless told otherwise."""
    page_size: int
    """How many results a page has."""
    person: str
    """The slug of a person who takes part, in any role."""
    precision: Literal["day", "half", "month", "quarter", "unknown", "year"] | Sequence[Literal["day", "half", "month", "quarter", "unknown", "year"]]
    """How precisely the date is told, repeated or separated by commas: what is only known to have been in a year is left out by day,month."""
    q: str
    """Each word stands in a name of a participant or in a quote, or says the kind."""
    role: Literal["acquirer", "company", "developer", "exchange", "founder", "holder", "investor", "lead", "model", "partner", "person", "publisher", "speaker", "target"] | Sequence[Literal["acquirer", "company", "developer", "exchange", "founder", "holder", "investor", "lead", "model", "partner", "person", "publisher", "speaker", "target"]]
    """The role of the person, AI model or company asked for, or of anyone where none is; of several that are asked for, one of them plays it. A founder is the person of a founding."""
    source: int
    """The id of a source of which an article proves it."""
    to: str
    """Happened in or before this period. Excludes unknown dates."""


class LanguageQuery(TypedDict, total=False):
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""


class AffiliationsQuery(TypedDict, total=False):
    company: str
    """The slug of the company."""
    former: bool
    """true: over; false: current, as far as known."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page_size: int
    """How many results a page has."""
    person: str
    """The slug of the person."""


class ArticlesQuery(TypedDict, total=False):
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    language: str
    """Such as en or zh."""
    page_size: int
    """How many results a page has."""
    source: int
    """The id of its source."""


CareerEventsQuery = AcquisitionEventsQuery


class ChangesQuery(TypedDict, total=False):
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page_size: int
    """50 otherwise."""
    since: str
    """A `cursor`, or `now` for what comes after."""
    subject: Literal["affiliation", "company", "event", "model", "person"] | Sequence[Literal["affiliation", "company", "event", "model", "person"]]
    """Only changes of these, repeated or separated by commas."""


ClosureEventsQuery = AcquisitionEventsQuery


class CollectionsQuery(TypedDict, total=False):
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page_size: int
    """How many results a page has."""


class CompaniesQuery(TypedDict, total=False):
    country: str
    """Two letters of ISO 3166, such as CN or US."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page_size: int
    """How many results a page has."""
    q: str
    """A part of any name, however it is spelled or cased."""
    type: Literal["company", "exchange", "fund", "government", "institute", "lab", "media", "university"]
    """What it is."""


class EventsQuery(TypedDict, total=False):
    certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """How certain, repeated or separated by commas."""
    collection: str
    """The slug of a collection: somebody or something of it takes part, in any role."""
    company: str
    """The slug of a company that takes part, in any role."""
    country: str | Sequence[str]
    """Somebody or something of one of these countries takes part: two letters of ISO 3166, repeated or separated by commas."""
    currency: str
    """The amount is in this currency: three letters of ISO 4217."""
    from_: str
    """Happened in or after this year, half, quarter, month or day: 2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17. Excludes unknown dates."""
    kind: Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"] | Sequence[Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"]]
    """Kinds of event, repeated or separated by commas."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    language: Literal["en", "zh"] | Sequence[Literal["en", "zh"]]
    """An article in one of these languages proves it."""
    licence: str
    """The licence of a release, as the record writes it, such as MIT."""
    max_amount: int
    """The amount is at most this many units of the currency."""
    max_amount_usd: int
    """The amount is at most this many US dollars, at the reference rate of its day."""
    min_amount: int
    """The amount is at least this many units of the currency."""
    min_amount_usd: int
    """The amount is at least this many US dollars, at the reference rate of its day."""
    model: str
    """The slug of an AI model that takes part."""
    not_certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """Certainties to leave out."""
    not_country: str | Sequence[str]
    """Nobody and nothing of these countries takes part."""
    not_kind: Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"] | Sequence[Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"]]
    """Kinds of event to leave out."""
    ordering: Literal["-date", "date"]
    """-date (newest first) unless told otherwise."""
    page_size: int
    """How many results a page has."""
    person: str
    """The slug of a person who takes part, in any role."""
    precision: Literal["day", "half", "month", "quarter", "unknown", "year"] | Sequence[Literal["day", "half", "month", "quarter", "unknown", "year"]]
    """How precisely the date is told, repeated or separated by commas: what is only known to have been in a year is left out by day,month."""
    q: str
    """Each word stands in a name of a participant or in a quote, or says the kind."""
    role: Literal["acquirer", "company", "developer", "exchange", "founder", "holder", "investor", "lead", "model", "partner", "person", "publisher", "speaker", "target"] | Sequence[Literal["acquirer", "company", "developer", "exchange", "founder", "holder", "investor", "lead", "model", "partner", "person", "publisher", "speaker", "target"]]
    """The role of the person, AI model or company asked for, or of anyone where none is; of several that are asked for, one of them plays it. A founder is the person of a founding."""
    source: int
    """The id of a source of which an article proves it."""
    to: str
    """Happened in or before this period. Excludes unknown dates."""


class ExportEventsCsvQuery(TypedDict, total=False):
    certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """How certain, repeated or separated by commas."""
    collection: str
    """The slug of a collection: somebody or something of it takes part, in any role."""
    company: str
    """The slug of a company that takes part, in any role."""
    country: str | Sequence[str]
    """Somebody or something of one of these countries takes part: two letters of ISO 3166, repeated or separated by commas."""
    currency: str
    """The amount is in this currency: three letters of ISO 4217."""
    from_: str
    """Happened in or after this year, half, quarter, month or day: 2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17. Excludes unknown dates."""
    kind: Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"] | Sequence[Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"]]
    """Kinds of event, repeated or separated by commas."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    language: Literal["en", "zh"] | Sequence[Literal["en", "zh"]]
    """An article in one of these languages proves it."""
    licence: str
    """The licence of a release, as the record writes it, such as MIT."""
    max_amount: int
    """The amount is at most this many units of the currency."""
    max_amount_usd: int
    """The amount is at most this many US dollars, at the reference rate of its day."""
    min_amount: int
    """The amount is at least this many units of the currency."""
    min_amount_usd: int
    """The amount is at least this many US dollars, at the reference rate of its day."""
    model: str
    """The slug of an AI model that takes part."""
    not_certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """Certainties to leave out."""
    not_country: str | Sequence[str]
    """Nobody and nothing of these countries takes part."""
    not_kind: Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"] | Sequence[Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"]]
    """Kinds of event to leave out."""
    ordering: Literal["-date", "date"]
    """-date (newest first) unless told otherwise."""
    person: str
    """The slug of a person who takes part, in any role."""
    precision: Literal["day", "half", "month", "quarter", "unknown", "year"] | Sequence[Literal["day", "half", "month", "quarter", "unknown", "year"]]
    """How precisely the date is told, repeated or separated by commas: what is only known to have been in a year is left out by day,month."""
    q: str
    """Each word stands in a name of a participant or in a quote, or says the kind."""
    role: Literal["acquirer", "company", "developer", "exchange", "founder", "holder", "investor", "lead", "model", "partner", "person", "publisher", "speaker", "target"] | Sequence[Literal["acquirer", "company", "developer", "exchange", "founder", "holder", "investor", "lead", "model", "partner", "person", "publisher", "speaker", "target"]]
    """The role of the person, AI model or company asked for, or of anyone where none is; of several that are asked for, one of them plays it. A founder is the person of a founding."""
    source: int
    """The id of a source of which an article proves it."""
    to: str
    """Happened in or before this period. Excludes unknown dates."""


ExportEventsNdjsonQuery = ExportEventsCsvQuery


ExportEventsParquetQuery = ExportEventsCsvQuery


FoundingEventsQuery = AcquisitionEventsQuery


FundingEventsQuery = AcquisitionEventsQuery


LayoffEventsQuery = AcquisitionEventsQuery


ListingEventsQuery = AcquisitionEventsQuery


class LookupQuery(TypedDict, total=False):
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    url: Required[str]
    """The article's address. Its scheme, `www.`, a final slash, fragment and tracking parameters do not matter."""


class MatchQuery(TypedDict, total=False):
    company: str | Sequence[str]
    """The name of a company with which a person is told. Several may be given."""
    kind: Literal["company", "model", "person"]
    """What bears it; without this, any may."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    name: Required[str]
    """In any script, case and order."""
    title: str
    """The title that a person is told to have."""


class ModelsQuery(TypedDict, total=False):
    country: str
    """Two letters of ISO 3166, such as CN or US."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    open_weights: bool
    """Whether its weights can be had."""
    page_size: int
    """How many results a page has."""
    q: str
    """A part of any name, however it is spelled or cased."""


PartnershipEventsQuery = AcquisitionEventsQuery


class PeopleQuery(TypedDict, total=False):
    country: str
    """Two letters of ISO 3166, such as CN or US."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page_size: int
    """How many results a page has."""
    q: str
    """A part of any name, however it is spelled or cased."""


class ProposalsAffiliationsQuery(TypedDict, total=False):
    by: Literal["anyone", "me"]
    """Whose: `me` (as without it) or `anyone`, machines among them."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page_size: int
    """How many results a page has."""
    status: Literal["proposed", "published", "rejected", "retracted"] | Sequence[Literal["proposed", "published", "rejected", "retracted"]]
    """How they stand, repeated or separated by commas; `proposed` without it."""


class ProposalsEntitiesQuery(TypedDict, total=False):
    by: Literal["anyone", "me"]
    """Whose: `me` (as without it) or `anyone`, machines among them."""
    kind: Literal["company", "model", "person"] | Sequence[Literal["company", "model", "person"]]
    """Kinds, repeated or separated by commas."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page_size: int
    """How many results a page has."""
    status: Literal["proposed", "published", "rejected", "retracted"] | Sequence[Literal["proposed", "published", "rejected", "retracted"]]
    """How they stand, repeated or separated by commas; `proposed` without it."""


class ProposalsEventsQuery(TypedDict, total=False):
    by: Literal["anyone", "me"]
    """Whose: `me` (as without it) or `anyone`, machines among them."""
    kind: Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"] | Sequence[Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"]]
    """Kinds of event, repeated or separated by commas."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page_size: int
    """How many results a page has."""
    status: Literal["proposed", "published", "rejected", "retracted"] | Sequence[Literal["proposed", "published", "rejected", "retracted"]]
    """How they stand, repeated or separated by commas; `proposed` without it."""


ReleaseEventsQuery = AcquisitionEventsQuery


class SearchQuery(TypedDict, total=False):
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    q: Required[str]
    """A name in any form, or words of quotes: 2 to 100 characters."""
    type: str
    """Only these, repeated or separated by commas: person, company, model, event."""


SourcesQuery = CollectionsQuery


StakeSaleEventsQuery = AcquisitionEventsQuery


StatementEventsQuery = AcquisitionEventsQuery


StatisticEventsQuery = AcquisitionEventsQuery


class StatisticsEventsQuery(TypedDict, total=False):
    by: Literal["certainty", "kind", "month", "year"] | Sequence[Literal["certainty", "kind", "month", "year"]]
    """What to tell apart, repeated or separated by commas; month otherwise. Not month and year together."""
    certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """How certain, repeated or separated by commas; confirmed,reported otherwise."""
    from_: str
    """From this month, quarter, half or year on."""
    kind: Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"] | Sequence[Literal["acquisition", "career", "closure", "founding", "funding", "layoff", "listing", "partnership", "release", "stake_sale", "statement", "statistic"]]
    """Kinds of event, repeated or separated by commas."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    to: str
    """Until the end of this period."""


class StatisticsFundingQuery(TypedDict, total=False):
    by: Literal["certainty", "currency", "month", "round", "year"] | Sequence[Literal["certainty", "currency", "month", "round", "year"]]
    """What to tell apart, repeated or separated by commas; month otherwise. Not month and year together."""
    certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """How certain, repeated or separated by commas; confirmed,reported otherwise."""
    currency: str
    """The amount was told in this currency: three letters of ISO 4217."""
    from_: str
    """From this month, quarter, half or year on."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    to: str
    """Until the end of this period."""


class StatisticsLayoffsQuery(TypedDict, total=False):
    by: Literal["certainty", "month", "year"] | Sequence[Literal["certainty", "month", "year"]]
    """What to tell apart, repeated or separated by commas; month otherwise. Not month and year together."""
    certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """How certain, repeated or separated by commas; confirmed,reported otherwise."""
    from_: str
    """From this month, quarter, half or year on."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    to: str
    """Until the end of this period."""


class StatisticsReleasesQuery(TypedDict, total=False):
    by: Literal["certainty", "change", "licence", "month", "year"] | Sequence[Literal["certainty", "change", "licence", "month", "year"]]
    """What to tell apart, repeated or separated by commas; month otherwise. Not month and year together."""
    certainty: Literal["confirmed", "denied", "planned", "reported", "rumoured"] | Sequence[Literal["confirmed", "denied", "planned", "reported", "rumoured"]]
    """How certain, repeated or separated by commas; confirmed,reported otherwise."""
    from_: str
    """From this month, quarter, half or year on."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    to: str
    """Until the end of this period."""


class TalentFlowsQuery(TypedDict, total=False):
    company: str
    """The slug of a company: the flows to and from it."""
    from_: str
    """Arrived in or after this year, half, quarter, month or day. Excludes unknown dates."""
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page: int
    """Of 50 flows; the first is 1."""
    to: str
    """Arrived in or before this period. Excludes unknown dates."""


class WebhooksDeliveriesQuery(TypedDict, total=False):
    lang: Literal["en", "zh"]
    """The language of what is ready to read; otherwise as Accept-Language asks."""
    page_size: int
    """From 1 to 500; 50 otherwise."""

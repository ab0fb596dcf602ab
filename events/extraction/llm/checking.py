"""What of a model's answers is kept: what has the right form and stands in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from ..assembly import Draft
from ..document import Candidate, Document, name_key
from ..document import Entity as Known
from ..facts import CHANGES, ROLES, Facts, Money, Quote
from ..text import fold
from .schema import Affiliation, Entity, Event, Evidence, Part, Sum

RULE = "llm"
MOST_PARTS = 500
"""Of each sort in one answer; an article does not state more."""

GROUPS = {"people": "person", "companies": "company", "models": "model"}
_COMPANIES = "company companies investors leads acquirer target holder publisher exchange"
_KIND_OF_ROLE = {
    "person": "person",
    "speaker": "person",
    "model": "model",
    **dict.fromkeys(_COMPANIES.split(), "company"),
}
"""The roles that are names, and what is named if the answer does not list it."""

_Part = TypeVar("_Part", bound=Part)


class Checked:
    """The parts of a model's answers that have the right form, and a count of what was dropped."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.dropped: Counter[str] = Counter()
        self._names: list[tuple[str, Entity]] = []
        self._events: list[tuple[Event, Quote]] = []
        self._affiliations: list[tuple[Affiliation, Quote]] = []

    def add(self, answer: Mapping[str, Any], span: tuple[int, int]) -> None:
        """Take over an answer about one span of the article."""
        for group, kind in GROUPS.items():
            self._names += [(kind, named) for named in self._parts(answer, group, Entity)]
        for event in self._parts(answer, "events", Event):
            if quote := self._quote(event.evidence, span):
                self._events.append((event, quote))
        for affiliation in self._parts(answer, "affiliations", Affiliation):
            if quote := self._quote(affiliation.evidence, span):
                self._affiliations.append((affiliation, quote))

    def facts(self) -> Facts:
        """The finished facts of all answers, their names linked and their tellings merged."""
        self.document.link(_candidates(self.document.folded, self._all_names()))
        entities = {
            (mention.entity.kind, name_key(form)): mention.entity
            for mention in self.document.mentions
            for form in mention.entity.forms
        }
        draft = Draft(self.document, weigh=lambda signs: signs.rule)  # the model's own word
        for event, quote in self._events:
            self._draft_event(draft, event, quote, entities)
        for told, quote in self._affiliations:
            person = entities.get(("person", name_key(told.person)))
            company = entities.get(("company", name_key(told.company)))
            if person is None or company is None:
                self.dropped["name not in the text"] += 1
                continue
            title, sure = self._worded(told.title), told.confidence
            draft.affiliation(
                person, company, quote,
                rule=RULE, title=title, former=told.former, confidence=sure,
            )  # fmt: skip
        return draft.facts()

    def _parts(self, answer: Mapping[str, Any], group: str, form: type[_Part]) -> Iterator[_Part]:
        items = answer.get(group) or []
        if not isinstance(items, list):
            self.dropped[group] += 1
            return
        self.dropped[group] += max(0, len(items) - MOST_PARTS)
        for item in items[:MOST_PARTS]:
            if part := self._part(group, item, form):
                yield part

    def _part(self, group: str, item: Any, form: type[_Part]) -> _Part | None:
        """The item, without those fields that have not the right form and can be done without."""
        try:
            return form.model_validate(item)
        except ValidationError as error:
            wrong = {str(problem["loc"][0]) if problem["loc"] else "" for problem in error.errors()}
        if not isinstance(item, Mapping) or wrong & {"", *form.essential}:
            self.dropped[group] += 1
            return None
        self.dropped.update(f"{group}.{field}" for field in wrong)
        return form.model_validate({key: value for key, value in item.items() if key not in wrong})

    def _quote(self, evidence: Evidence, span: tuple[int, int]) -> Quote | None:
        """The first place of the quote in the span that the model was given."""
        quote = evidence.quote.strip()
        start = self.document.text.find(quote, *span) if quote else -1
        if start < 0:
            self.dropped["quote not in the text"] += 1
            return None
        return self.document.quote(start, start + len(quote))

    def _all_names(self) -> Iterator[tuple[str, Entity]]:
        """The names that the answers list, and those that they only use."""
        yield from self._names
        for told, _ in self._affiliations:
            yield "person", Entity(name=told.person)
            yield "company", Entity(name=told.company)
        for event, _ in self._events:
            for role in ROLES[event.kind]:
                if role in _KIND_OF_ROLE:
                    for name in _listed(getattr(event, role)):
                        yield _KIND_OF_ROLE[role], Entity(name=name)

    def _draft_event(
        self, draft: Draft, event: Event, quote: Quote, entities: Mapping[tuple[str, str], Known]
    ) -> None:
        roles: dict[str, Any] = {}
        allowed = ROLES[event.kind]
        for role in event.model_fields_set - {
            "kind", "date", "certainty", "evidence", "confidence",
        }:  # fmt: skip
            value = getattr(event, role)
            if value is None:
                continue
            if role not in allowed or (role == "change" and value not in CHANGES[event.kind]):
                self.dropped[f"events.{role}"] += 1
            elif role in _KIND_OF_ROLE:
                found = [self._entity(name, role, entities) for name in _listed(value)]
                known = [entity for entity in found if entity]
                roles[role] = known if isinstance(value, list) else next(iter(known), None)
            elif isinstance(value, Sum):
                words = self._worded(value.words) or ""
                roles[role] = Money(value.value, value.currency, value.qualifier, words)
            else:
                roles[role] = self._worded(value) if role == "title" else value
        if roles.get("leads"):
            roles["investors"] = [*roles["leads"], *roles.get("investors", [])]
        taken = draft.event(
            event.kind, quote,
            rule=RULE, date=event.date, certainty=event.certainty, confidence=event.confidence,
            **roles,
        )  # fmt: skip
        if not taken:
            self.dropped["events without a principal role"] += 1

    def _entity(
        self, name: str, role: str, entities: Mapping[tuple[str, str], Known]
    ) -> Known | None:
        key = name_key(name)
        for kind in (_KIND_OF_ROLE[role], *GROUPS.values()):
            if entity := entities.get((kind, key)):
                return entity
        self.dropped["name not in the text"] += 1
        return None

    def _worded(self, words: str | None) -> str | None:
        """The words, where the text has them."""
        if words and words not in self.document.text:
            self.dropped["words not in the text"] += 1
            return None
        return words


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _candidates(folded: str, names: Iterable[tuple[str, Entity]]) -> Iterator[Candidate]:
    """Every place of every name, the longest forms first; aliases point to their name's place."""
    numbers: dict[tuple[str, str], int] = {}
    forms: dict[tuple[str, str], int] = {}
    for kind, named in names:
        main = numbers.setdefault((kind, fold(named.name)), len(numbers))
        for form in (named.name, *named.aliases):
            forms.setdefault((kind, fold(form)), main)
    taken: set[int] = set()
    places: dict[int, tuple[int, int]] = {}
    for (kind, form), number in sorted(forms.items(), key=lambda item: -len(item[0][1])):
        start = folded.find(form)
        while start >= 0:
            end = start + len(form)
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                same_as = places.setdefault(number, (start, end))
                yield Candidate(kind, start, end, same_as=same_as)
            start = folded.find(form, end)

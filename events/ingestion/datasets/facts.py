"""The facts of rows as recording takes them, and the names in them resolved all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from events.extraction.facts import AffiliationFact, EventFact, Facts, Money, Named, Quote
from events.ingestion.datasets import entities
from events.ingestion.datasets.posts import PostTold
from events.ingestion.datasets.reading import BY_WIKIDATA, Taken
from events.ingestion.datasets.shapes import LISTS
from events.ingestion.resolve import Name, Resolver
from events.ingestion.told import COMPANY, PERSON, Told, names_in, tell
from events.models import Article
from people.models import Entity


def event_facts(taken: Taken, mapping: str) -> list[EventFact]:
    return [
        EventFact(
            fact["kind"],
            {role: _typed(value) for role, value in fact["roles"].items()},
            fact["date"],
            fact["certainty"],
            Quote(taken.text[slice(*fact["quote"])], *fact["quote"]),
            confidence=1.0,
            rule=f"{mapping} {fact['rule']}"[:60],
        )
        for fact in taken.facts["events"]
    ]


def _typed(value: Any) -> Any:
    return Money(**value) if isinstance(value, dict) else value


class Batch:
    """The facts of some rows with all their names resolved; nobody new with `introduces` off."""

    def __init__(self, rows: Sequence[Taken], mapping: str, *, introduces: bool = True) -> None:
        self.rows = rows
        self.events = [event_facts(row, mapping) for row in rows]
        self.entities: list[list[dict[str, Any]]] = [row.facts["entities"] for row in rows]
        self.posts: list[list[dict[str, Any]]] = [
            [
                {**post, "rule": f"{mapping} {post['rule']}"[:60]}
                for post in row.facts["affiliations"]
            ]
            for row in rows
        ]
        facts = self._facts()
        ids = {fact["wikidata_id"] for of_row in self.entities for fact in of_row
               if fact.get("wikidata_id")} | set(self._named_by_wikidata())  # fmt: skip
        known = entities.known_by_wikidata(ids)
        self.resolve = Resolver(facts, self._names(facts, known), introduces=introduces)
        if introduces:
            self.answers = entities.identify(self.entities, self.resolve, known)
        else:
            self.answers = [entities.Answers(self.resolve, {}, known) for _ in rows]

    def _facts(self) -> Facts:
        """One document with all names and facts, as a long article would have them."""
        facts = Facts("und", None)
        facts.events = [fact for of_row in self.events for fact in of_row]
        nowhere = Quote("", -1, -1)
        facts.affiliations = [
            AffiliationFact(post["person"], post["company"], None, former=False, evidence=nowhere)
            for of_row in self.posts
            for post in of_row
        ]
        for group in LISTS.values():
            forms: dict[str, dict[str, None]] = {}
            for row in self.rows:
                for name, *aliases in row.facts.get(group, ()):
                    forms.setdefault(name, {}).update(dict.fromkeys(aliases))
            setattr(facts, group, [Named(name, tuple(own)) for name, own in forms.items()])
        return facts

    def _names(self, facts: Facts, known: Mapping[str, Entity]) -> Iterator[Name]:
        for name in self._all_names(facts, known):
            if not name.text.startswith(BY_WIKIDATA):
                yield name

    def _all_names(self, facts: Facts, known: Mapping[str, Entity]) -> Iterator[Name]:
        """All that are to be looked up: not of whom a Wikidata id tells who it is."""
        told = {
            (fact["kind"], fact["name"])
            for of_row in self.entities
            for fact in of_row
            if fact.get("wikidata_id") in known
        }
        yield from (name for name in names_in(facts) if (name.kinds[0], name.text) not in told)
        for of_row in self.entities:
            for fact in of_row:
                if (fact["kind"], fact["name"]) not in told:
                    yield Name(fact["name"], (fact["kind"],))
                if developer := fact.get("developer"):
                    yield Name(developer, COMPANY)

    def _named_by_wikidata(self) -> Iterator[str]:
        for of_row in self.posts:
            for post in of_row:
                for part in ("person", "company"):
                    if post[part].startswith(BY_WIKIDATA):
                        yield post[part].removeprefix(BY_WIKIDATA)

    def unknown(self, place: int) -> list[str]:
        """The Wikidata ids in a row by which nobody is known."""
        known = self.answers[place].by_wikidata
        named = (post[part] for post in self.posts[place] for part in ("person", "company"))
        ids = (name.removeprefix(BY_WIKIDATA) for name in named if name.startswith(BY_WIKIDATA))
        return sorted({qid for qid in ids if qid not in known})

    def told(self, place: int, article: Article) -> list[Told]:
        """The events of a row with who takes part in them."""
        answers: Any = self.answers[place]  # asked as a resolver is
        found = (tell(article, fact, answers) for fact in self.events[place])
        return [told for told in found if told]

    def posts_told(self, place: int, article: Article) -> list[PostTold]:
        answers = self.answers[place]
        told = []
        for post in self.posts[place]:
            person = answers(Name(post["person"], PERSON))
            company = answers(Name(post["company"], COMPANY))
            if person and company:
                told.append(PostTold(article, person.pk, company.pk, post))
        return told

"""The names in an article's facts -> entities, by what the database and the gazetteer know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from events.extraction.facts import Facts, Named
from events.extraction.lexicon import Entry, Lexicon
from events.ingestion.gazetteer import employers_of, entry_of
from events.ingestion.surroundings import Surroundings, context_of
from events.models import Article
from people import actions
from people.actions import Newcomer
from people.likeness import Context
from people.likeness.commonness import is_shared
from people.matching import Candidate, Sought, find_all, kept_apart
from people.models import Entity
from people.names import fold, language_of
from people.removed import removed_among

LISTS = {
    Entity.Kind.PERSON: "people",
    Entity.Kind.COMPANY: "companies",
    Entity.Kind.MODEL: "models",
}
Pair = tuple[str, Named]
"""A kind and a name of it, as the article's own lists have it."""

EITHER = (Entity.Kind.COMPANY, Entity.Kind.PERSON)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a fact uses it, and the kind of entity that its role takes."""

    text: str
    kinds: tuple[str, ...]


class Resolver:
    """Answers one entity for each name of one article, introducing those that nobody knows.

    Its names are held for the length of the transaction, so that two workers never introduce
    the same one twice. With `introduces` off nothing is written or held: whom nobody knows is
    answered by an entity that is in no table, its id negative.
    """

    def __init__(
        self,
        facts: Facts,
        names: Iterable[Name],
        *,
        article: Article | None = None,
        introduces: bool = True,
    ) -> None:
        self._article = article
        self._introduces = introduces
        self._companies = facts.companies
        self._named: dict[tuple[str, str], Named] = {
            (kind, fold(form)): named
            for kind, group in LISTS.items()
            for named in getattr(facts, group)
            for form in (named.name, *named.aliases)
        }
        self._around = Surroundings(facts, self._full_name, _told_on(article))
        self._entities: dict[tuple[str, str], Entity] = {}
        wanted = sorted(
            {self._meant(name) for name in names}, key=lambda pair: (pair[0], pair[1].name)
        )
        self._answer([(kind, named) for kind, named in wanted if fold(named.name)])

    def __call__(self, name: Name) -> Entity | None:
        """The entity of a name; None where the name is no name."""
        kind, named = self._meant(name)
        return self._entities.get((kind, fold(named.name)))

    def _meant(self, name: Name) -> tuple[str, Named]:
        """The kind and the fullest form of a name, as the article's own lists have it."""
        for kind in name.kinds:
            if named := self._named.get((kind, fold(name.text))):
                return kind, named
        return name.kinds[0], Named(name.text)

    def _full_name(self, kind: str, text: str) -> str:
        """The folded name of whom a form means, as the article's own lists have it."""
        return fold(self._meant(Name(text, (kind,)))[1].name)

    def _entry(self, kind: str, named: Named) -> Entry | None:
        """Whom the gazetteer means by a name, as far as what the article tells with it shows."""
        told = self._around.companies(fold(named.name)) or {
            fold(form) for company in self._companies for form in (company.name, *company.aliases)
        }
        return entry_of(kind, named, told)

    def _answer(self, wanted: Sequence[Pair]) -> None:
        """Find the entities of these names, all at once, and introduce those whom nobody knows."""
        if self._introduces:
            actions.hold_names(
                (kind, form)
                for kind, named in wanted
                for form in _forms(named, Lexicon.default().lookup(named.name, kind))
            )
        found = self._find(wanted)
        wanted = _without_removed(wanted, found)
        if self._introduces:
            held = actions.hold_still(entity.pk for entity in found.values())
            found = {pair: held[entity.pk] for pair, entity in found.items()}
            actions.add_aliases((found[pair], pair[1].name) for pair in wanted if pair in found)
        introduced = self._introduce(pair for pair in wanted if pair not in found)
        for kind, named in wanted:
            entity = found.get((kind, named)) or introduced[kind, fold(named.name)]
            for form in (named.name, *named.aliases):
                self._entities[kind, fold(form)] = entity

    def _find(self, wanted: Sequence[Pair]) -> dict[Pair, Entity]:
        """Whom the record knows: companies and models by name, people by name and company."""
        people = [pair for pair in wanted if pair[0] == Entity.Kind.PERSON]
        others = [pair for pair in wanted if pair[0] != Entity.Kind.PERSON]
        beside = [*others, *(pair for pair in self._beside(people) if pair not in others)]
        found = _sure(beside, find_all([self._sought(*pair) for pair in beside], context_of))
        ids = {
            fold(form): str(entity.pk)
            for (kind, named), entity in found.items()
            if kind == Entity.Kind.COMPANY
            for form in (named.name, *named.aliases)
        }
        sought = [
            replace(self._sought(*pair), context=self._context(pair[1], ids)) for pair in people
        ]
        in_article = partial(context_of, article=self._article)
        known = {pair: entity for pair, entity in found.items() if pair in set(others)}
        return known | _sure(people, find_all(sought, in_article))

    def _beside(self, people: Sequence[Pair]) -> dict[Pair, None]:
        """Companies that tell who is meant by a name that several may bear."""
        beside: list[Named] = []
        for kind, named in people:
            if is_shared(named.name) and not self._around.companies(fold(named.name)):
                beside += self._companies
            beside += self._employers(kind, named)
        return dict.fromkeys((str(Entity.Kind.COMPANY), named) for named in beside)

    def _employers(self, kind: str, named: Named) -> list[Named]:
        """The companies that somebody is known for whose name, in one of its forms, others bear."""
        entry = self._entry(kind, named)
        if entry is None or not any(map(is_shared, entry.forms)):
            return []
        return [Named(company.name, company.aliases) for company in employers_of(entry)]

    def _context(self, named: Named, ids: Mapping[str, str]) -> Context:
        """What the article, and the gazetteer, tell around somebody."""
        person = fold(named.name)
        told = self._around.companies(person)
        known_for = [fold(one.name) for one in self._employers(Entity.Kind.PERSON, named)]
        near = () if told else (fold(company.name) for company in self._companies)
        return Context(
            ties=frozenset(ids.get(name, f"new:{name}") for name in (*told, *known_for)),
            near=frozenset(ids[name] for name in near if name in ids),
            articles=frozenset({str(self._article.origin_id)} if self._article else ()),
            posts=tuple(
                replace(post, company=ids.get(post.company, f"new:{post.company}"))
                for post in self._around.posts(person)
            ),
        )

    def _sought(self, kind: str, named: Named) -> Sought:
        return Sought(kind, _sure_forms(named, self._entry(kind, named)))

    def _introduce(self, unknown: Iterable[Pair]) -> dict[tuple[str, str], Entity]:
        """New entities by the names that mean them: two names that share a form mean one."""
        newcomers: list[Newcomer] = []
        places: dict[tuple[str, str], int] = {}
        for kind, named in unknown:
            entry = self._entry(kind, named)
            keys = [(kind, fold(form)) for form in _sure_forms(named, entry)]
            place = min((places[key] for key in keys if key in places), default=len(newcomers))
            if place == len(newcomers):
                newcomers.append(newcomer := _newcomer(named, kind, entry))
                for form in newcomer.forms:
                    places.setdefault((kind, fold(form)), place)
            places.setdefault((kind, fold(named.name)), place)
        if self._introduces:
            entities = actions.introduce_all(newcomers)
        else:
            entities = [
                Entity.KINDS[newcomer.kind](pk=-number)
                for number, newcomer in enumerate(newcomers, start=1)
            ]
        return {key: entities[place] for key, place in places.items()}


def _told_on(article: Article | None) -> date | None:
    """The day on which an article was published, where it says so."""
    if article is None or article.published_known == Article.DateKnown.ARRIVAL:
        return None
    return article.published_on


def _without_removed(wanted: Sequence[Pair], found: Mapping[Pair, Entity]) -> list[Pair]:
    """Those that may be named: nobody whose name was removed is introduced again."""
    forms = {
        (kind, named): _forms(named, Lexicon.default().lookup(named.name, kind))
        for kind, named in wanted
        if kind == Entity.Kind.PERSON and (kind, named) not in found
    }
    gone = removed_among({form for own in forms.values() for form in own})
    return [pair for pair in wanted if not gone.intersection(forms.get(pair, ()))]


def _newcomer(named: Named, kind: str, entry: Entry | None) -> Newcomer:
    """Whom to introduce for a name: as the gazetteer knows it, or else as the article does."""
    if entry is None:
        return Newcomer(kind, named.name, _translation(named), named.aliases)
    translation = _translation(Named(entry.name, entry.aliases[:1]))
    return Newcomer(kind, entry.name, translation, _forms(named, entry), entry.detail)


def _translation(named: Named) -> str:
    """The first other form that is in the other script."""
    own = language_of(named.name)
    return next((form for form in named.aliases if language_of(form) != own), "")


def _sure(pairs: Sequence[Pair], answers: Sequence[Sequence[Candidate]]) -> dict[Pair, Entity]:
    """Of each name the likeliest bearer, where it is likely enough not to ask an editor first.

    Two people of one name who are equally likely are not told apart: if others bear it too, or an
    editor has said that the two differ, it is neither.
    """
    likeliest = {
        pair: candidates
        for pair, candidates in zip(pairs, answers, strict=True)
        if candidates and candidates[0].likeness.is_same
    }
    rivals = {pair: found for pair, found in likeliest.items() if _are_rivals(found)}
    ids = {candidate.entity.pk for found in rivals.values() for candidate in found[:2]}
    apart = kept_apart(ids) if ids else set()
    unsure = {
        pair
        for pair, (first, second, *_) in rivals.items()
        if is_shared(pair[1].name) or {first.entity.pk, second.entity.pk} in apart
    }
    return {
        pair: candidates[0].entity for pair, candidates in likeliest.items() if pair not in unsure
    }


def _are_rivals(candidates: Sequence[Candidate]) -> bool:
    first, *others = candidates
    is_person = first.entity.kind == Entity.Kind.PERSON
    return bool(is_person and others and others[0].likeness.score >= first.likeness.score)


def _sure_forms(named: Named, entry: Entry | None) -> tuple[str, ...]:
    """The forms by which somebody is looked up: not the article's own, which may be anybody's."""
    return (named.name, *(entry.forms if entry else ()))


def _forms(named: Named, entry: Entry | None) -> tuple[str, ...]:
    """All forms of a name: those of the gazetteer, which has both languages, and the article's."""
    return (*_sure_forms(named, entry), *named.aliases)

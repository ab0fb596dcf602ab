"""The names in an article's facts -> entities, by what the database and the gazetteer know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.extraction.facts import Facts, Named
from events.extraction.lexicon import Lexicon
from people import actions
from people.actions import Newcomer
from people.matching import match_all
from people.models import Entity
from people.names import fold, language_of

LISTS = {
    Entity.Kind.PERSON: "people",
    Entity.Kind.COMPANY: "companies",
    Entity.Kind.MODEL: "models",
}
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

    def __init__(self, facts: Facts, names: Iterable[Name], *, introduces: bool = True) -> None:
        self._introduces = introduces
        self._named: dict[tuple[str, str], Named] = {
            (kind, fold(form)): named
            for kind, group in LISTS.items()
            for named in getattr(facts, group)
            for form in (named.name, *named.aliases)
        }
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

    def _answer(self, wanted: Sequence[tuple[str, Named]]) -> None:
        """Find the entities of these names, all at once; of several the one that came first."""
        if self._introduces:
            actions.hold_names(
                (kind, form) for kind, named in wanted for form in _forms(named, kind)
            )
        sought = [(kind, _sought(named, kind)) for kind, named in wanted]
        found = [match.candidates[:1] for match in match_all(sought)]
        if self._introduces:
            held = actions.hold_still(entity.pk for known in found for entity in known)
            found = [tuple(held[entity.pk] for entity in known) for known in found]
        unknown = [pair for pair, known in zip(wanted, found, strict=True) if not known]
        introduced = self._introduce(unknown)
        for (kind, named), known in zip(wanted, found, strict=True):
            entity = known[0] if known else introduced[kind, fold(named.name)]
            for form in (named.name, *named.aliases):
                self._entities[kind, fold(form)] = entity

    def _introduce(self, unknown: Iterable[tuple[str, Named]]) -> dict[tuple[str, str], Entity]:
        """New entities by the names that mean them: two names that share a form mean one."""
        newcomers: list[Newcomer] = []
        places: dict[tuple[str, str], int] = {}
        for kind, named in unknown:
            keys = [(kind, fold(form)) for form in _sought(named, kind)]
            place = min((places[key] for key in keys if key in places), default=len(newcomers))
            if place == len(newcomers):
                newcomers.append(newcomer := _newcomer(named, kind))
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


def _newcomer(named: Named, kind: str) -> Newcomer:
    """Whom to introduce for a name: as the gazetteer knows it, or else as the article does."""
    entry = Lexicon.default().lookup(named.name, kind)
    if entry is None:
        return Newcomer(kind, named.name, _translation(named), named.aliases)
    translation = _translation(Named(entry.name, entry.aliases[:1]))
    return Newcomer(kind, entry.name, translation, _forms(named, kind), entry.detail)


def _translation(named: Named) -> str:
    """The first other form that is in the other script."""
    own = language_of(named.name)
    return next((form for form in named.aliases if language_of(form) != own), "")


def _sought(named: Named, kind: str) -> tuple[str, ...]:
    """The forms by which somebody is looked up: not the article's own, which may be anybody's."""
    entry = Lexicon.default().lookup(named.name, kind)
    return (named.name, *(entry.forms if entry else ()))


def _forms(named: Named, kind: str) -> tuple[str, ...]:
    """All forms of a name: those of the gazetteer, which has both languages, and the article's."""
    return (*_sought(named, kind), *named.aliases)

"""The names in an article's facts -> entities, by what the database and the gazetteer know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from events.extraction.facts import Facts, Named
from events.extraction.lexicon import Lexicon
from people import actions
from people.matching import match
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
        self._entities: dict[tuple[str, str], Entity | None] = {}
        wanted = {self._meant(name) for name in names}
        if introduces:
            forms = ((kind, form) for kind, named in wanted for form in _forms(kind, named))
            actions.hold_names(forms)
        for kind, named in sorted(wanted, key=lambda pair: (pair[0], pair[1].name)):
            entity = self._find_or_introduce(kind, named)
            for form in (named.name, *named.aliases):
                self._entities[kind, fold(form)] = entity
        if introduces:
            actions.hold_still(entity.pk for entity in self._entities.values() if entity)

    def __call__(self, name: Name) -> Entity | None:
        """The entity of a name; None where the name is no name, or is left to an editor."""
        kind, named = self._meant(name)
        return self._entities[kind, fold(named.name)]

    def _meant(self, name: Name) -> tuple[str, Named]:
        """The kind and the fullest form of a name, as the article's own lists have it."""
        for kind in name.kinds:
            if named := self._named.get((kind, fold(name.text))):
                return kind, named
        return name.kinds[0], Named(name.text)

    def _find_or_introduce(self, kind: str, named: Named) -> Entity | None:
        if not fold(named.name):
            return None
        entry = Lexicon.default().lookup(named.name, kind)
        found = match(kind, (named.name, *(entry.forms if entry else ())))
        if found.candidates:
            return found.entity or found.candidates[0]
        if not self._introduces:
            return Entity.KINDS[kind](pk=-len(self._entities) - 1)
        if entry is None:
            return actions.introduce(
                kind, named.name, translation=_translation(named), aliases=named.aliases
            )
        return actions.introduce(
            kind,
            entry.name,
            translation=_translation(Named(entry.name, entry.aliases[:1])),
            aliases=_forms(kind, named),
            company_type=entry.detail if kind == Entity.Kind.COMPANY else "",
        )


def _translation(named: Named) -> str:
    """The first other form that is in the other script."""
    own = language_of(named.name)
    return next((form for form in named.aliases if language_of(form) != own), "")


def _forms(kind: str, named: Named) -> tuple[str, ...]:
    """All forms of a name: those of the gazetteer, which has both languages, and the article's."""
    entry = Lexicon.default().lookup(named.name, kind)
    return (named.name, *(entry.forms if entry else ()), *named.aliases)

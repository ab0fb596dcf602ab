"""Facts, and what is new in them, in the reader's words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import headlines
from events.cards import date_data, own_fields
from events.claims import value_of
from events.extraction.facts import AffiliationFact, EventFact, Money
from events.ingestion.difference import Change, Fact, Fate
from events.ingestion.told import PARTS, fields_of, texts_of, when_of
from events.models import Article, Event, vocabulary
from events.models.event import OWN
from events.words import Language
from events.words.values import value_words


def reader_language() -> Language:
    return "zh" if (get_language() or "en").startswith("zh") else "en"


def headline_of(fact: Fact, article: Article) -> str:
    """A fact in one line, with the names as the article has them."""
    language = reader_language()
    if isinstance(fact, AffiliationFact):
        comma = "，" if language == "zh" else ", "
        former = _("former") if fact.former else ""
        return comma.join(filter(None, (fact.person, fact.title, fact.company, former)))
    data = _card_of(fact, article)
    data["headline"] = {language: headlines.headline(data, language, quote=fact.evidence.quote)}
    return headlines.in_words(data, language)


def _card_of(fact: EventFact, article: Article) -> dict[str, Any]:
    """What the fact's card would be, if all its names were new."""
    event = Event.KINDS[fact.kind](certainty=fact.certainty)
    event.when = when_of(fact, article)
    for name, value in fields_of(fact).items():
        setattr(event, name, value)
    names = {
        text: number
        for number, text in enumerate(
            text for role in PARTS[fact.kind] for text in texts_of(fact.roles.get(role))
        )
    }
    return {
        "kind": fact.kind,
        "certainty": fact.certainty,
        "date": date_data(event.when),
        **own_fields(event),
        "participants": [
            {"role": part, "id": names[text], "name": {"en": text, "zh": text}}
            for role, (part, _kinds) in PARTS[fact.kind].items()
            for text in texts_of(fact.roles.get(role))
        ],
    }


def label_of(fact: Fact, role: str) -> str:
    """What a role of a fact is called."""
    if isinstance(fact, EventFact) and role in PARTS[fact.kind]:
        return str(PARTS[fact.kind][role][0].label)
    labels = {
        "date": _("date"),
        "certainty": _("certainty"),
        "amount": _("amount"),
        "valuation": _("valuation"),
        "total": _("raised in all"),
        "title": _("post held"),
        "former": _("former"),
        "person": _("person"),
        "company": _("company"),
    }
    if role in labels:
        return labels[role]
    return str(Event._meta.get_field(OWN[role].column).verbose_name)  # type: ignore[union-attr]


def words_of(role: str, value: Any) -> str:
    """The value of a role in words; a dash where it has none."""
    language = reader_language()
    match value:
        case None | "" | []:
            return "–"
        case list() | tuple():
            return ("、" if language == "zh" else ", ").join(value)
        case str() if role == "certainty":
            return str(vocabulary.Certainty(value).label)
        case Money():
            return value_words(role, value_of(role, asdict(value)), language)
    return value_words(role, value_of(role, value), language)


@dataclass(frozen=True, slots=True)
class ValueWords:
    label: str
    old: str
    new: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A change as it is shown: in the command's lines and on the page of the comparison."""

    fate: Fate
    verdict: str
    headline: str
    quote: str
    old_quote: str
    """The sentence before, where another one takes its place."""
    values: tuple[ValueWords, ...]
    is_left: bool


def change_words(change: Change, article: Article) -> ChangeWords:
    fact = change.fact
    old_quote = change.old.fact.evidence.quote if change.old else ""
    return ChangeWords(
        fate=change.fate,
        verdict=_verdict(change.fate),
        headline=headline_of(fact, article),
        quote=fact.evidence.quote,
        old_quote=old_quote if old_quote != fact.evidence.quote else "",
        values=tuple(
            ValueWords(
                label_of(fact, value.role),
                words_of(value.role, value.old),
                words_of(value.role, value.new),
                value.is_held,
            )
            for value in change.values
        ),
        is_left=change.is_left,
    )


def _verdict(fate: Fate) -> str:
    words = {
        Fate.ADDED: _("new"),
        Fate.CHANGED: _("told otherwise"),
        Fate.REFINED: _("proved by another sentence"),
        Fate.WITHDRAWN: _("no longer found"),
    }
    return words[fate]

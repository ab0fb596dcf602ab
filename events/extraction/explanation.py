"""Facts shown to a person: the marked text, and each fact with its rule and its confidence."""

from __future__ import annotations

from collections.abc import Iterator

from .facts import AffiliationFact, EventFact, Facts, Money, Quote


def explain(text: str, facts: Facts) -> str:
    """The article with a number behind every quoted sentence, then the facts by number."""
    quotes = sorted({fact.evidence for fact in _all(facts)}, key=lambda quote: quote.end)
    numbers = {quote: number for number, quote in enumerate(quotes, 1)}
    pieces, last = [], 0
    for quote, number in numbers.items():
        pieces += [text[last : quote.end], f"[{number}]"]
        last = quote.end
    pieces.append(text[last:])
    return "\n".join(["".join(pieces).rstrip(), "", *_names(facts), *_lines(facts, numbers)])


def _all(facts: Facts) -> Iterator[AffiliationFact | EventFact]:
    yield from facts.affiliations
    yield from facts.events


def _names(facts: Facts) -> Iterator[str]:
    groups = (("people", facts.people), ("companies", facts.companies), ("models", facts.models))
    for label, group in groups:
        names = ", ".join(" = ".join((entity.name, *entity.aliases)) for entity in group)
        yield f"{label}: {names or 'none'}"


def _lines(facts: Facts, numbers: dict[Quote, int]) -> Iterator[str]:
    for fact in _all(facts):
        if isinstance(fact, AffiliationFact):
            what = f"{fact.person}, {fact.title or 'works'} at {fact.company}"
            told = f"affiliation: {what}{' (former)' if fact.former else ''}"
        else:
            roles = ", ".join(f"{role} {_words(value)}" for role, value in fact.roles.items())
            told = f"{fact.kind}: {roles}; {fact.date or 'no date'}; {fact.certainty}"
        yield f"[{numbers[fact.evidence]}] {told} ({fact.rule}, {fact.confidence:.2f})"


def _words(value: object) -> str:
    if isinstance(value, Money):
        return f"{value.value:,.0f} {value.currency} ({value.qualifier})"
    if isinstance(value, (list, tuple)):
        return " + ".join(map(str, value))
    return f"{value:,}" if isinstance(value, (int, float)) and value >= 10_000 else str(value)

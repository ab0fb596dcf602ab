"""The public form of an event: composed once, when the event or what it shows changes.

A card's data is JSON: the event's fields, its participants with their names in both languages,
its headline in both languages as a list of pieces, and how many articles and origins prove it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from events import headlines, rates
from events.models import Card, Event, Evidence, Participation, Rate
from events.models.event import OWN
from events.search import documents
from people.dates import PartialDate
from people.languages import LANGUAGES
from people.models import Entity
from people.money import Sum


class Shown(NamedTuple):
    """An event with all that its card shows."""

    event: Event
    parts: Iterable[Participation]
    proofs: Collection[Evidence]


def compose(events: Iterable[int]) -> None:
    """Write the cards of these events anew, and the words by which they are found.

    Called in the transaction that changed them.
    """
    composed = Event.objects.filter(pk__in=list(events)).with_parts()
    write([Shown(event, event.participations.all(), event.evidence.all()) for event in composed])


def write(all_shown: Collection[Shown]) -> None:
    """Write the cards of events whose participants and evidence are at hand."""
    known = rates.rates(asked for shown in all_shown for asked in rates.asked_for(shown.event))
    Card.objects.bulk_create(
        [_card(shown, known) for shown in all_shown],
        update_conflicts=True,
        unique_fields=["event"],
        update_fields=["data", "amount_usd", "valuation_usd"],
    )
    documents.write(all_shown)


def _card(shown: Shown, known: Mapping[rates.Asked, Rate]) -> Card:
    event, data = shown.event, data_of(shown)
    card = Card(event=event, data=data)
    for name in ("amount", "valuation"):
        told: Sum | None = getattr(event, name)
        if name in data and told is not None:
            usd = _in_usd(told, known.get((told.currency, rates.day_of(event.when))))
            data[name]["usd"] = usd
            reached = usd and (usd["high"] if usd["low"] is None else usd["low"])
            setattr(card, f"{name}_usd", reached)
    return card


def data_of(shown: Shown) -> dict[str, Any]:
    """What the card of an event with these parties and this evidence tells, but for dollars."""
    event, proofs = shown.event, shown.proofs
    data = {
        "id": event.pk,
        "kind": event.kind,
        "certainty": event.certainty,
        "date": date_data(event.when),
        **own_fields(event),
        "participants": participants_of(shown.parts),
        "note": {"en": event.note_en, "zh": event.note_zh},
        "articles": len({proof.article_id for proof in proofs}),
        "origins": len({proof.article.origin_id for proof in proofs}),
    }
    data["headline"] = {
        language: headlines.headline(data, language, quote=quote_of(proofs))
        for language in LANGUAGES
    }
    return data


def _in_usd(told: Sum, rate: Rate | None) -> dict[str, Any] | None:
    """A sum in US dollars, with the rate that made it so; None where there is no rate."""
    if told.currency == "USD":
        bounds = told.low, told.high
        terms: dict[str, Any] = {"rate": 1.0, "rate_date": None, "source": None}
    elif rate is not None:
        bounds = rate.convert(told)
        terms = {
            "rate": float(rate.usd),
            "rate_date": rate.date.isoformat(),
            "source": rate.source,
        }
    else:
        return None
    low, high = (None if bound is None else float(bound) for bound in bounds)
    return {"low": low, "high": high, **terms}


def compose_of(entity: Entity) -> None:
    """Write the cards of all events that show an entity anew, after its name changed."""
    compose(Event.objects.of(entity).values_list("pk", flat=True))


def participants_of(parts: Iterable[Participation]) -> list[dict[str, Any]]:
    """Who took part, by surviving entity: one entity in one role is told once."""
    told: dict[tuple[str, int], dict[str, Any]] = {}
    for part in parts:
        survivor = part.survivor
        told.setdefault(
            (part.role, survivor.pk),
            {
                "role": part.role,
                "id": survivor.pk,
                "kind": survivor.kind,
                "slug": survivor.slug,
                "name": {language: survivor.name_in(language) for language in LANGUAGES},
            },
        )
    return list(told.values())


def own_fields(event: Event) -> dict[str, Any]:
    """The fields of the event's kind that have a value, as JSON values."""
    fields: dict[str, Any] = {}
    for name, own in OWN.items():
        if event.kind in own.kinds and getattr(event, own.column) != own.empty:
            fields[name] = _plain(getattr(event, name))
    return fields


def _plain(value: Any) -> Any:
    match value:
        case Sum():
            return sum_data(value)
        case PartialDate():
            return date_data(value)
        case bool() | int() | str():
            return value
        case _:
            return float(value)


def date_data(period: PartialDate) -> dict[str, str]:
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "precision": period.precision.value,
        "text": str(period),
    }


def sum_data(told: Sum) -> dict[str, Any]:
    return {
        "low": None if told.low is None else float(told.low),
        "high": None if told.high is None else float(told.high),
        "currency": told.currency,
        "qualifier": told.qualifier.value,
        "words": told.words,
    }


def quote_of(evidence: Iterable[Evidence]) -> str:
    """The sentence that tells the event: a statement is shown by it."""
    best = max(evidence, key=lambda proof: proof.confidence or 0, default=None)
    return best.quote if best else ""

"""What opens inside a fact on its review page: correcting it, or saying what it is the same as."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from events.admin.correcting import FactCorrection
from events.admin.duplicates import comparison_of
from events.admin.facts import Fact
from events.admin.joining import alike
from events.admin.links import headline
from events.admin.names import Offer, offers, ties_of
from events.models import Event, Evidence
from events.models.event import OWN
from people.models import Entity, Resemblance

MOST_LIKELY = 6


class Panel(NamedTuple):
    template: str
    shown: Any


class Alike(NamedTuple):
    """An event that may be this one, and why."""

    event: Event
    headline: str
    reasons: str


class Twin(NamedTuple):
    """One who takes part, and who may be the same person, company or AI model."""

    entity: Entity
    others: list[tuple[Offer, str]]
    """Each with the address where the two are compared and merged."""
    choose: str
    """The address where another one is looked for."""


def panel_of(name: str | None, fact: Fact) -> Panel | None:
    subject = fact.subject
    match name, subject:
        case "correct", Event():
            return Panel("admin/review/correct.html", FactCorrection(subject))
        case "merge", Event():
            return Panel(
                "admin/review/merge.html", [_alike(subject, one) for one in alike(subject)]
            )
        case "split", Event():
            proofs = Evidence.objects.filter(event=subject).oldest_first()
            return Panel("admin/review/split.html", proofs.defer("article__text"))
        case "same", _:
            return Panel("admin/review/same.html", _twins(fact))
    return None


def unsaved_panel(correction: FactCorrection) -> Panel:
    """The correction as it was typed, with what is wrong with it."""
    return Panel("admin/review/correct.html", correction)


def _alike(event: Event, other: Event) -> Alike:
    """What two events have in common, in words."""
    mine = {part.survivor for part in event.participations.all()}
    both = [part.survivor for part in other.participations.all() if part.survivor in mine]
    names = dict.fromkeys(str(entity) for entity in both)
    reasons = [gettext("both name %s") % gettext(", ").join(names)] if names else []
    reasons += [
        gettext("same %s") % Event._meta.get_field(own.column).verbose_name  # type: ignore[union-attr] # its own
        for name, own in OWN.items()
        if getattr(event, own.column) != own.empty and getattr(event, name) == getattr(other, name)
    ]
    days = abs((event.date - other.date).days)
    if event.when.is_known and other.when.is_known:
        words = ngettext("%(days)d day apart", "%(days)d days apart", days) % {"days": days}
        reasons.append(words if days else gettext("same date"))
    return Alike(other, headline(other), gettext(", ").join(reasons))


def _twins(fact: Fact) -> list[Twin]:
    subject = fact.subject
    if isinstance(subject, Event):
        parts = [(part.role, part.survivor) for part in subject.participations.all()]
        ties = ties_of(subject)
    else:
        parts = [("person", subject.person), ("company", subject.company)]
        ties = [str(subject.company_id)]
    back = urlencode({"next": fact.address})
    return [_twin(role, entity, ties, back) for role, entity in parts]


def _twin(role: str, entity: Entity, ties: list[str], back: str) -> Twin:
    """Those whom the search for duplicates has found, and those who bear a name like it."""
    found = Resemblance.objects.open().filter(Q(first=entity) | Q(second=entity))
    compared = {
        (pair.second if pair.first_id == entity.pk else pair.first).pk: comparison_of(pair)
        for pair in found.select_related("first", "second")[:MOST_LIKELY]
    }
    merge = reverse("admin:merge", args=[entity.pk])
    others = [
        (offer, f"{compared.get(offer.entity.pk, f'{merge}?into={offer.entity.pk}')}&{back}")
        for offer in offers(role, str(entity), ties, begun=True)
        if offer.entity.pk != entity.pk and offer.entity.kind == entity.kind
    ]
    return Twin(entity, others[:MOST_LIKELY], f"{merge}?{back}")

"""How often a source's rumours and plans came true, and after how long."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from django.db.models import F, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event, Source
from events.models.vocabulary import Certainty

BEFORE_THE_FACT = (Certainty.PLANNED, Certainty.RUMOURED)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Of the published events of which a source told first as a rumour or plan."""

    confirmed: int
    denied: int
    open: int
    days: float | None
    """The median from its telling to the confirmation."""

    @property
    def told(self) -> int:
        return self.confirmed + self.denied + self.open

    def in_words(self) -> str:
        if not self.told:
            return _("It has told no rumour or plan of a published event.")
        words = ngettext(
            "%(told)d rumour or plan: %(confirmed)d came true, %(denied)d denied, %(open)d open.",
            "%(told)d rumours or plans: %(confirmed)d came true, %(denied)d denied, %(open)d open.",
            self.told,
        ) % {
            "told": self.told,
            "confirmed": self.confirmed,
            "denied": self.denied,
            "open": self.open,
        }
        if self.days is not None:
            words += " " + ngettext(
                "Half of those that came true did within %(days)d day.",
                "Half of those that came true did within %(days)d days.",
                round(self.days),
            ) % {"days": round(self.days)}
        return words


def record_of(source: Source) -> TrackRecord:
    """In one query over the events that the source has told of before they were certain."""
    day = "evidence__article__published_on"
    mine = Q(evidence__article__source=source, evidence__certainty__in=BEFORE_THE_FACT)
    firm = Q(evidence__certainty=Certainty.CONFIRMED)
    events = (
        Event.objects.published()
        .annotate(told_on=Min(day, filter=mine), confirmed_on=Min(day, filter=firm))
        .filter(Q(confirmed_on=None) | Q(confirmed_on__gte=F("told_on")), told_on__isnull=False)
    )
    rows = list(events.values_list("certainty", "told_on", "confirmed_on"))
    came_true = [
        (confirmed_on - told_on).days
        for certainty, told_on, confirmed_on in rows
        if certainty == Certainty.CONFIRMED and confirmed_on and told_on
    ]
    confirmed = sum(certainty == Certainty.CONFIRMED for certainty, *_rest in rows)
    denied = sum(certainty == Certainty.DENIED for certainty, *_rest in rows)
    return TrackRecord(
        confirmed=confirmed,
        denied=denied,
        open=len(rows) - confirmed - denied,
        days=median(came_true) if came_true else None,
    )

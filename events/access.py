"""The licence and access history of an AI model, read from the record."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from events.licences import Access, Release, history_of
from events.models import Participation
from events.models.vocabulary import Kind, Role
from events.profiles import Line
from events.readers import reader_language
from events.staff import HAPPENED
from events.words.dates import date_words
from people.dates import PartialDate, Precision
from people.models import Entity


@dataclass(frozen=True, slots=True)
class Period:
    """One period in the reader's words."""

    span: str
    weights: str
    licence: str
    commercial_use: str
    events: list[Line]


def access_of(model: Entity) -> list[Access]:
    """By its release events that are published and happened, in one query."""
    told = (
        Participation.objects.filter(
            published=True,
            survivor=model,
            role=Role.MODEL,
            event__kind=Kind.RELEASE,
            event__certainty__in=HAPPENED,
        )
        .values_list(
            "event", "event__change", "event__date", "event__date_end", "event__precision",
            "event__licence", "event__commercial_use",
        )
        .distinct()
    )  # fmt: skip
    return history_of(
        Release(event, change, PartialDate(start, end, Precision(precision)), licence, use)
        for event, change, start, end, precision, licence, use in told
    )


def periods_of(model: Entity) -> list[Period]:
    return [_period(access) for access in access_of(model)]


def _period(access: Access) -> Period:
    language = reader_language()
    start = date_words(access.start, language)
    span = _("since %s") % start
    if access.end:
        end = date_words(access.end, language)
        span = _("%(start)s to %(end)s") % {"start": start, "end": end}
    unknown = _("not told")
    weights = {True: _("open"), False: _("closed"), None: unknown}
    use = {True: _("allowed"), False: _("not allowed"), None: unknown}
    return Period(
        span,
        weights[access.open_weights],
        access.licence or unknown,
        use[access.commercial_use],
        [
            Line(str(number), reverse("events:event", args=[event]))
            for number, event in enumerate(access.events, 1)
        ],
    )

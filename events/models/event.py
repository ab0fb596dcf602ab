"""Event and Participation: what happened, and who took part in which role."""

from __future__ import annotations

from typing import ClassVar, NamedTuple, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from events.models.vocabulary import CHANGES, Certainty, Change, Kind, Role
from people.dates import PartialDate, Precision
from people.models import Curated, CuratedQuerySet, Entity
from people.models.curation import by_proposer
from people.models.fields import PrecisionField, padded, partial_date
from people.models.kinds import HasKinds
from people.money import Qualifier, Sum


class Own(NamedTuple):
    """A column that belongs to some kinds only, and the value it has on all others."""

    column: str
    empty: str | None
    kinds: tuple[Kind, ...]


OWN: dict[str, Own] = {
    "round": Own("round", "", (Kind.FUNDING,)),
    "amount": Own(
        "amount_qualifier", "", (Kind.FUNDING, Kind.ACQUISITION, Kind.STAKE_SALE, Kind.LISTING)
    ),
    "valuation": Own("valuation_qualifier", "", (Kind.FUNDING, Kind.LISTING)),
    "change": Own("change", "", (Kind.CAREER, Kind.RELEASE)),
    "title": Own("title", "", (Kind.CAREER,)),
    "parameters": Own("parameters", None, (Kind.RELEASE,)),
    "licence": Own("licence", "", (Kind.RELEASE,)),
    "commercial_use": Own("commercial_use", None, (Kind.RELEASE,)),
    "stake": Own("stake", None, (Kind.ACQUISITION, Kind.STAKE_SALE)),
    "headcount": Own("headcount", None, (Kind.LAYOFF,)),
    "share": Own("share", None, (Kind.LAYOFF,)),
    "value": Own("value", None, (Kind.STATISTIC,)),
    "unit": Own("unit", "", (Kind.STATISTIC,)),
    "period": Own("period_precision", "", (Kind.STATISTIC,)),
}
"""The fields of some kinds only. Constraints, forms and the API follow this table."""


class EventQuerySet(CuratedQuerySet["Event"]):
    def published(self) -> Self:
        return super().published().filter(merged_into=None)

    def of(self, entity: Entity) -> Self:
        """Those in which an entity, or one merged into it, takes part in any role."""
        parts = Participation.objects.filter(survivor=entity, event=models.OuterRef("pk"))
        return self.filter(models.Exists(parts))

    def within(self, first: PartialDate | None, last: PartialDate | None) -> Self:
        """Those whose period overlaps that from the first day of `first` to the last of `last`."""
        events = self
        if first is not None:
            events = events.filter(date_end__gte=first.start)
        if last is not None:
            events = events.filter(date__lte=last.end)
        return events

    def of_amount(self, least: int | None, most: int | None) -> Self:
        """Those whose amount, by its low bound or else its high one, lies between two."""
        events = self.annotate(reached=Coalesce("amount_low", "amount_high"))
        return events.filter(_between("reached", least, most))

    def of_amount_usd(self, least: int | None, most: int | None) -> Self:
        """Those whose amount, converted at the rate of its day, lies between two."""
        return self.filter(_between("card__amount_usd", least, most))

    def newest_first(self) -> Self:
        return self.order_by("-date", "-id")

    def for_timeline(self) -> Self:
        """With the composed form that a timeline shows: one query however many rows."""
        return self.select_related("card").newest_first()

    def with_parts(self) -> Self:
        """With participants and evidence, but without the texts of the articles."""
        from events.models.evidence import Evidence

        parts = Participation.objects.select_related("survivor")
        evidence = Evidence.objects.select_related("article__source")
        return self.prefetch_related(
            models.Prefetch("participations", parts),
            models.Prefetch("evidence", evidence.defer("article__text", "article__sketch")),
        )


def _between(column: str, least: int | None, most: int | None) -> models.Q:
    bounds = {f"{column}__gte": least, f"{column}__lte": most}
    return models.Q(**{bound: value for bound, value in bounds.items() if value is not None})


def _sum_is_whole(name: str) -> models.CheckConstraint:
    """The bounds of a sum are those that its qualifier says, and in a currency."""
    low, high = f"{name}_low", f"{name}_high"
    currency, qualifier = f"{name}_currency", f"{name}_qualifier"
    none = models.Q(**{low: None, high: None, currency: ""})
    some = models.Q(**{f"{currency}__regex": "^[A-Z]{3}$"})
    both = models.Q(**{f"{low}__gte": 0, f"{low}__isnull": False, f"{high}__isnull": False})
    shapes = (
        (("", Qualifier.UNDISCLOSED), none),
        ((Qualifier.EXACT, Qualifier.ABOUT), some & both & models.Q(**{high: models.F(low)})),
        (
            (Qualifier.OVER,),
            some & models.Q(**{high: None, f"{low}__gte": 0, f"{low}__isnull": False}),
        ),
        (
            (Qualifier.UNDER,),
            some & models.Q(**{low: None, f"{high}__gt": 0, f"{high}__isnull": False}),
        ),
        (
            (Qualifier.SEVERAL, Qualifier.RANGE),
            some & both & models.Q(**{f"{high}__gt": models.F(low)}),
        ),
    )
    condition = models.Q()
    for qualifiers, shape in shapes:
        condition |= models.Q(**{f"{qualifier}__in": [str(word) for word in qualifiers]}) & shape
    return models.CheckConstraint(
        name=f"event_{name}_bounds",
        condition=condition,
        violation_error_message=_("The sum's bounds or currency do not fit its qualifier."),
    )


QUALIFIERS = [
    (Qualifier.EXACT.value, _("exactly")),
    (Qualifier.ABOUT.value, _("about")),
    (Qualifier.OVER.value, _("over")),
    (Qualifier.UNDER.value, _("up to")),
    (Qualifier.SEVERAL.value, _("several times")),
    (Qualifier.RANGE.value, _("between")),
    (Qualifier.UNDISCLOSED.value, _("undisclosed")),
]


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="EventVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Event(HasKinds, Curated):
    """Something that happened in the AI industry, on a date, borne out by evidence.

    `date` is the first and `date_end` the last day of the period in which it happened; an event
    of unknown date stands at the day of the first article that tells of it.
    """

    KINDS: ClassVar[dict[str, type[Event]]] = {}
    ROLES: ClassVar[tuple[Role, ...]] = ()
    """The roles that the kind knows, the ones without which it is no event first."""

    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    certainty = models.CharField(_("certainty"), max_length=9, choices=Certainty)
    certainty_why = models.CharField(
        _("why this certainty"),
        max_length=300,
        blank=True,
        help_text=_("Shown to readers where an editor overrules what the evidence says."),
    )
    date = models.DateField(_("date"))
    date_end = models.DateField(_("last day"))
    precision = PrecisionField(_("precision"))
    note_en = models.CharField(_("English note"), max_length=300, blank=True)
    note_zh = models.CharField(_("Chinese note"), max_length=300, blank=True)

    amount_low = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    amount_high = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    amount_currency = models.CharField(max_length=3, blank=True)
    amount_qualifier = models.CharField(max_length=11, choices=QUALIFIERS, blank=True)
    amount_words = models.CharField(max_length=60, blank=True)
    valuation_low = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    valuation_high = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    valuation_currency = models.CharField(max_length=3, blank=True)
    valuation_qualifier = models.CharField(max_length=11, choices=QUALIFIERS, blank=True)
    valuation_words = models.CharField(max_length=60, blank=True)

    round = models.CharField(_("round"), max_length=20, blank=True)
    change = models.CharField(_("change"), max_length=15, choices=Change, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    parameters = models.PositiveBigIntegerField(_("parameters"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    commercial_use = models.BooleanField(_("commercial use"), null=True, blank=True)
    stake = models.DecimalField(
        _("stake"), max_digits=7, decimal_places=6, null=True, blank=True,
        help_text=_("As a fraction: 3% is 0.03."),
    )  # fmt: skip
    headcount = models.PositiveIntegerField(_("headcount"), null=True, blank=True)
    share = models.DecimalField(
        _("share of staff"), max_digits=7, decimal_places=6, null=True, blank=True,
        help_text=_("As a fraction: 10% is 0.1."),
    )  # fmt: skip
    value = models.DecimalField(
        _("value"), max_digits=24, decimal_places=6, null=True, blank=True,
        help_text=_("A percentage is a fraction with the unit %."),
    )  # fmt: skip
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    period_start = models.DateField(_("period"), null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    period_precision = PrecisionField(blank=True)

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            padded("event_date_is_padded", "date", "date_end", "precision"),
            padded("event_period_is_padded", "period_start", "period_end", "period_precision"),
            _sum_is_whole("amount"),
            _sum_is_whole("valuation"),
            *(
                models.CheckConstraint(
                    name=f"event_{name}_is_of_its_kinds",
                    condition=models.Q(**{own.column: own.empty})
                    | models.Q(kind__in=[kind.value for kind in own.kinds]),
                )
                for name, own in OWN.items()
            ),
            models.CheckConstraint(
                name="event_change_fits_its_kind",
                condition=models.Q(kind="career", change__in=[*CHANGES[Kind.CAREER]])
                | models.Q(kind="release", change__in=[*CHANGES[Kind.RELEASE]])
                | models.Q(change=""),
            ),
            models.CheckConstraint(
                name="event_fractions_are_fractions",
                condition=(models.Q(stake=None) | models.Q(stake__gt=0, stake__lte=1))
                & (models.Q(share=None) | models.Q(share__gt=0, share__lte=1)),
                violation_error_message=_("A share or stake lies between 0 and 1: 3% is 0.03."),
            ),
            models.CheckConstraint(
                name="event_is_not_merged_into_itself",
                condition=~models.Q(merged_into=models.F("id")),
            ),
        ]
        indexes = [
            models.Index(models.F("date").desc(), models.F("id").desc(), name="event_newest"),
            models.Index("kind", models.F("date").desc(), models.F("id").desc(), name="event_kind"),
            models.Index(fields=["status", "created_at"], name="event_waiting"),
            by_proposer("event_proposer"),
            models.Index(
                fields=["kind", "created_at"],
                name="event_undecided",
                condition=models.Q(status="proposed", merged_into=None),
            ),
            models.Index(
                fields=["created_at"],
                name="event_undecided_since",
                condition=models.Q(status="proposed", merged_into=None),
            ),
            models.Index(
                models.F("date").desc(),
                models.F("id").desc(),
                name="event_undated",
                condition=models.Q(status="published", merged_into=None, precision="unknown"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def root(self) -> Event:
        """The event into which it was merged, however often; itself if it was not."""
        event = self
        while event.merged_into is not None:
            event = event.merged_into
        return event

    @property
    def when(self) -> PartialDate:
        return PartialDate(self.date, self.date_end, Precision(self.precision))

    @when.setter
    def when(self, period: PartialDate) -> None:
        self.date, self.date_end, self.precision = period.start, period.end, period.precision

    @property
    def period(self) -> PartialDate | None:
        return partial_date(self, "period_start", "period_end", "period_precision")

    @period.setter
    def period(self, period: PartialDate | None) -> None:
        self.period_start = period.start if period else None
        self.period_end = period.end if period else None
        self.period_precision = period.precision if period else ""

    @property
    def amount(self) -> Sum | None:
        return self._sum("amount")

    @amount.setter
    def amount(self, told: Sum | None) -> None:
        self._set_sum("amount", told)

    @property
    def valuation(self) -> Sum | None:
        return self._sum("valuation")

    @valuation.setter
    def valuation(self, told: Sum | None) -> None:
        self._set_sum("valuation", told)

    def _sum(self, name: str) -> Sum | None:
        qualifier = getattr(self, f"{name}_qualifier")
        if not qualifier:
            return None
        low, high, currency, words = (
            getattr(self, f"{name}_{part}") for part in ("low", "high", "currency", "words")
        )
        return Sum(low, high, currency, Qualifier(qualifier), words)

    def _set_sum(self, name: str, told: Sum | None) -> None:
        for part, empty in _SUM_PARTS.items():
            setattr(self, f"{name}_{part}", getattr(told, part) if told else empty)


_SUM_PARTS = {"low": None, "high": None, "currency": "", "qualifier": "", "words": ""}


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="ParticipationVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Participation(models.Model):
    """An entity plays a role in an event, once.

    The survivor of the entity, the event's date and whether it is published stand beside it, so
    that a timeline is read from one index. PostgreSQL alone writes these three: a trigger at
    insertion, foreign keys with ON UPDATE CASCADE afterwards.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="participations")
    role = models.CharField(_("role"), max_length=9, choices=Role)
    survivor = models.ForeignKey(Entity, models.PROTECT, editable=False, related_name="+")
    date = models.DateField(editable=False)
    published = models.BooleanField(editable=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "entity", "role"], name="participation_role_once"
            )
        ]
        indexes = [
            models.Index(
                "survivor",
                models.F("date").desc(),
                models.F("event").desc(),
                name="participation_timeline",
                condition=models.Q(published=True),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stands_beside_its_event",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    SELECT survivor_id INTO NEW.survivor_id
                      FROM people_entity WHERE id = NEW.entity_id FOR SHARE;
                    SELECT date, published INTO NEW.date, NEW.published
                      FROM events_event WHERE id = NEW.event_id;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.entity}"

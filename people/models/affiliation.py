from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.dates import PartialDate
from people.models.change import AFFILIATION_TOLD
from people.models.company import Company
from people.models.curation import Curated, CuratedQuerySet, by_proposer
from people.models.entity import Entity
from people.models.fields import PrecisionField, padded, partial_date, set_partial_date
from people.models.person import Person


class AffiliationQuerySet(CuratedQuerySet["Affiliation"]):
    def of(self, entity: Entity) -> Self:
        """Those of a person or at a company, merged ones included."""
        side = "person" if entity.kind == Entity.Kind.PERSON else "company"
        return self.filter(**{f"{side}__survivor": entity})

    def for_list(self) -> Self:
        return self.select_related("person__survivor", "company__survivor").order_by(
            "former", models.F("started_on").desc(nulls_last=True), "id"
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="AffiliationVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Affiliation(Curated):
    """A position that a person holds, or held, at a company."""

    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="posts"
    )
    company = models.ForeignKey(
        Company, models.PROTECT, verbose_name=_("company"), related_name="staff"
    )
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("As the source words it.")
    )
    former = models.BooleanField(_("former"), default=False)
    started_on = models.DateField(_("from"), null=True, blank=True)
    started_end = models.DateField(null=True, blank=True, editable=False)
    started_precision = PrecisionField(blank=True, editable=False)
    ended_on = models.DateField(_("to"), null=True, blank=True)
    ended_end = models.DateField(null=True, blank=True, editable=False)
    ended_precision = PrecisionField(blank=True, editable=False)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "company", "title"], name="affiliation_once_a_title"
            ),
            padded("affiliation_start_is_padded", "started_on", "started_end", "started_precision"),
            padded("affiliation_end_is_padded", "ended_on", "ended_end", "ended_precision"),
            models.CheckConstraint(
                name="affiliation_ends_after_it_starts",
                condition=models.Q(ended_end__gte=models.F("started_on"))
                | models.Q(started_on=None)
                | models.Q(ended_on=None),
                violation_error_message=_("The end lies before the start."),
            ),
            models.CheckConstraint(
                name="affiliation_that_ended_is_former",
                condition=models.Q(ended_on=None) | models.Q(former=True),
                violation_error_message=_("An affiliation with an end is a former one."),
            ),
        ]
        indexes = [
            models.Index(fields=["company", "status"], name="affiliation_company"),
            by_proposer("affiliation_proposer"),
        ]
        triggers = [AFFILIATION_TOLD]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}, {self.company}"

    @property
    def started(self) -> PartialDate | None:
        return partial_date(self, "started_on", "started_end", "started_precision")

    @started.setter
    def started(self, told: PartialDate | None) -> None:
        set_partial_date(self, told, "started_on", "started_end", "started_precision")

    @property
    def ended(self) -> PartialDate | None:
        return partial_date(self, "ended_on", "ended_end", "ended_precision")

    @ended.setter
    def ended(self, told: PartialDate | None) -> None:
        set_partial_date(self, told, "ended_on", "ended_end", "ended_precision")

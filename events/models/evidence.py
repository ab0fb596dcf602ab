from __future__ import annotations

from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from events.certainty import Witness
from events.models.article import Article
from events.models.event import Event
from events.models.vocabulary import Certainty
from people.models import Affiliation, Status


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def published(self) -> Self:
        return self.filter(
            models.Q(event__status=Status.PUBLISHED, event__merged_into=None)
            | models.Q(affiliation__status=Status.PUBLISHED)
        )

    def oldest_first(self) -> Self:
        return self.select_related("article__source").order_by(
            models.F("article__published_on").asc(nulls_last=True), "article_id", "start"
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="EvidenceVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Evidence(models.Model):
    """A sentence of one article that supports, or denies, one event or affiliation.

    PostgreSQL refuses a quote that does not stand verbatim in the article at its offsets.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="evidence")
    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="evidence")
    affiliation = models.ForeignKey(
        Affiliation, models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    quote = models.TextField(_("quote"))
    start = models.PositiveIntegerField(help_text=_("Offset in Unicode code points."))
    end = models.PositiveIntegerField()
    certainty = models.CharField(
        _("certainty"),
        max_length=9,
        choices=Certainty,
        help_text=_("How certain this sentence alone makes it; denied: it denies it."),
    )
    claims = models.JSONField(
        _("claims"), default=dict, help_text=_("The values that this article gives, by role.")
    )
    extractor = models.CharField(_("found by"), max_length=40, blank=True)
    version = models.CharField(max_length=20, blank=True)
    rule = models.CharField(max_length=60, blank=True)
    confidence = models.FloatField(_("confidence"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "event", "start", "end"],
                name="evidence_span_once_an_event",
                condition=models.Q(affiliation=None),
            ),
            models.UniqueConstraint(
                fields=["article", "affiliation", "start", "end"],
                name="evidence_span_once_an_affiliation",
                condition=models.Q(event=None),
            ),
            models.CheckConstraint(
                name="evidence_has_one_subject",
                condition=models.Q(event=None) ^ models.Q(affiliation=None),
            ),
            models.CheckConstraint(
                name="evidence_offsets_in_order", condition=models.Q(start__lt=models.F("end"))
            ),
            models.CheckConstraint(
                name="evidence_confidence_is_a_fraction",
                condition=models.Q(confidence=None)
                | models.Q(confidence__gte=0, confidence__lte=1),
            ),
        ]
        indexes = [
            models.Index(fields=["event", "confidence"], name="evidence_confidence"),
            GinIndex(
                OpClass(Upper("quote"), name="gin_trgm_ops"),
                name="evidence_quote_trigrams",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="quote_is_verbatim",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("quote", "start", "end"),
                func="""
                    IF (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
                          FROM events_article WHERE id = NEW.article_id) <> NEW.quote THEN
                        RAISE EXCEPTION 'the quote of this evidence does not stand in article %',
                            NEW.article_id USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.quote

    @property
    def witness(self) -> Witness:
        """What it counts for when the certainty of its event is weighed."""
        source = self.article.source
        return Witness(
            certainty=self.certainty,
            told_on=self.article.told_on,
            origin=self.article.origin_id,
            trust=source.trust if source else "press",
        )

"""Rules by which facts are published without an editor, and what they have done."""

from __future__ import annotations

from collections.abc import Sequence

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models.event import Event
from events.models.source import Source
from events.models.vocabulary import Kind


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="RuleVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Rule(models.Model):
    """Which proposed events are published by themselves: people write it, machines carry it out.

    Of what it fits, a part still goes to editors, so that they see how well it does.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    reason = models.CharField(
        _("reason"), max_length=300, help_text=_("Why these facts need no editor.")
    )
    enabled = models.BooleanField(_("on"), default=False, editable=False)
    kinds = ArrayField(
        models.CharField(max_length=11, choices=Kind), verbose_name=_("kinds"), size=len(Kind)
    )
    language = models.CharField(
        _("language"),
        max_length=7,
        blank=True,
        choices=[("zh", _("Chinese")), ("en", _("English"))],
        help_text=_("Of the article. Empty: any."),
    )
    confidence = models.FloatField(
        _("minimum confidence"), help_text=_("Of the extractor: from 0 to 1, such as 0.95.")
    )
    trust = models.CharField(
        _("minimum trust"),
        max_length=8,
        choices=Source.Trust,
        default=Source.Trust.PRESS,
        help_text=_("Of the source."),
    )
    known_only = models.BooleanField(
        _("only known names"),
        default=True,
        help_text=_("All who take part are public already, so that nobody new appears unseen."),
    )
    sampled = models.PositiveSmallIntegerField(
        _("sample in %"),
        default=10,
        help_text=_("So many of a hundred facts still go to editors, chosen by lot."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("written by"),
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="rule_confidence_is_a_fraction",
                condition=models.Q(confidence__gte=0, confidence__lte=1),
                violation_error_message=_(
                    "The confidence lies between 0 and 1: write 0.95 for 95%."
                ),
            ),
            models.CheckConstraint(
                name="rule_sample_is_a_percentage",
                condition=models.Q(sampled__lte=100),
                violation_error_message=_("The sample lies between 0 and 100 of a hundred facts."),
            ),
            models.CheckConstraint(name="rule_has_kinds", condition=~models.Q(kinds=[])),
            models.CheckConstraint(name="rule_says_why", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def trusted(self) -> Sequence[str]:
        """The kinds of source that are trusted enough."""
        trust = list(Source.Trust)
        return [str(one) for one in trust[: trust.index(Source.Trust(self.trust)) + 1]]


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="RuleSourceVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class RuleSource(models.Model):
    """One of the sources that a rule believes; a rule without any believes all that are trusted."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="origins")
    source = models.ForeignKey(Source, models.CASCADE, verbose_name=_("source"), related_name="+")

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [models.UniqueConstraint(fields=["rule", "source"], name="rule_source_once")]

    def __str__(self) -> str:
        return str(self.source)


class RuleMatch(models.Model):
    """What a rule did with an event that it fitted: the first rule that fits it decides, once."""

    class Outcome(models.TextChoices):
        PUBLISHED = "published", pgettext_lazy("by a rule", "published")
        SAMPLED = "sampled", _("left to editors")

    rule = models.ForeignKey(Rule, models.PROTECT, verbose_name=_("rule"), related_name="matches")
    event = models.OneToOneField(
        Event, models.CASCADE, verbose_name=_("event"), related_name="rule_match"
    )
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("event under a rule")
        verbose_name_plural = _("events under rules")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["rule", "outcome", "-id"], name="rule_match_of_rule"),
            models.Index(fields=["outcome", "-id"], name="rule_match_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.get_outcome_display()}"

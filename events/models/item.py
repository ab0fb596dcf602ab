from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.article import Article
from events.models.run import Run
from events.models.source import Source


class Item(models.Model):
    """One thing that a source lists: an item of a feed, a link of a page, a row of a data set.

    It is what makes polling and importing safe to repeat: a source lists each key once, and an
    item that says what it said before (`digest`) is no news.
    """

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken")
        LEFT_OUT = "left_out", _("left out")
        FAILED = "failed", _("failed")

    source = models.ForeignKey(Source, models.CASCADE, related_name="items")
    key = models.CharField(max_length=64, help_text=_("Hash of what identifies it there."))
    digest = models.CharField(max_length=64, help_text=_("Hash of what it says."))
    address = models.CharField(_("address"), max_length=2048, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="items"
    )
    run = models.ForeignKey(
        Run,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="items",
        help_text=_("The last run that changed it."),
    )
    seen_at = models.DateTimeField(_("first seen"), auto_now_add=True)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="item_once_a_source"),
            models.CheckConstraint(
                name="item_not_taken_says_why",
                condition=models.Q(outcome="taken") | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address or self.key

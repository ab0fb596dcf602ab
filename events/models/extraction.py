from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.article import Article

BY_MODEL = "llm"


class ExtractionQuerySet(models.QuerySet["Extraction"]):
    def spent_today(self) -> Decimal:
        """What models took since midnight, in USD, with what is set aside for those at work."""
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        today = self.filter(extractor=BY_MODEL, created_at__gte=midnight)
        spent: Decimal | None = today.aggregate(total=models.Sum("cost_usd"))["total"]
        return spent or Decimal(0)


class Extraction(models.Model):
    """What one version of an extractor found in an article, before any name is looked up.

    A language model's row is made before it is asked, with the highest cost that this can have.
    Afterwards it says what it took. `facts` is empty if it gave none, and `note` says why.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="extractions")
    extractor = models.CharField(_("extractor"), max_length=40)
    version = models.CharField(_("version"), max_length=20)
    model = models.CharField(_("language model"), max_length=100, blank=True)
    facts = models.JSONField(default=dict)
    dropped = models.JSONField(
        _("dropped"), default=dict, help_text=_("How many parts of the answer, by reason.")
    )
    tokens_in = models.PositiveIntegerField(_("tokens read"), default=0)
    tokens_out = models.PositiveIntegerField(_("tokens written"), default=0)
    cost_usd = models.DecimalField(_("cost in USD"), max_digits=12, decimal_places=6, default=0)
    note = models.CharField(_("note"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    found_at = models.DateTimeField(default=timezone.now)

    objects = ExtractionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "extractor", "version"],
                name="extraction_once_a_version",
                condition=~models.Q(extractor=BY_MODEL),
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                name="extraction_by_model",
                condition=models.Q(extractor=BY_MODEL),
            )
        ]

    def __str__(self) -> str:
        return f"{self.extractor} {self.version} on article {self.article_id}"

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.money import Sum


class Rate(models.Model):
    """What one unit of a currency was worth in US dollars on a day, and who says so."""

    currency = models.CharField(_("currency"), max_length=3)
    date = models.DateField(_("date"), help_text=_("The day on which the rate was set."))
    usd = models.DecimalField(_("US dollars"), max_digits=18, decimal_places=10)
    source = models.CharField(_("source"), max_length=60)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        constraints = [
            models.UniqueConstraint(fields=["currency", "date"], name="rate_once_a_day"),
            models.CheckConstraint(name="rate_is_positive", condition=models.Q(usd__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.date}: {self.usd} USD"

    def convert(self, told: Sum) -> tuple[Decimal | None, Decimal | None]:
        """The bounds of a sum in US dollars, to the cent."""
        low, high = (
            None if bound is None else round(bound * self.usd, 2) for bound in (told.low, told.high)
        )
        return low, high

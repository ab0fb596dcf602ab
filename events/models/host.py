from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Host(models.Model):
    """A web server that we visit: what its robots.txt asks, and when it may be asked again.

    All workers on all machines keep to this row: one request at a time, and a pause between two.
    """

    name = models.CharField(
        _("name"), max_length=260, primary_key=True, help_text=_("With its port, if not the usual.")
    )
    free_at = models.DateTimeField(
        _("free at"), null=True, blank=True, help_text=_("No request before this time.")
    )
    lease_until = models.DateTimeField(
        null=True, blank=True, help_text=_("A request is under way, at most until then.")
    )
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    robots = models.TextField(_("robots.txt"), blank=True)
    robots_status = models.PositiveSmallIntegerField(null=True, blank=True)
    robots_fetched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")

    def __str__(self) -> str:
        return self.name

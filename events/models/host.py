from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

TURN = timedelta(minutes=3)
"""How long one visit may keep a host to itself; longer than the hard time limit of a task."""

ROBOTS_KEPT = timedelta(days=1)


class HostQuerySet(models.QuerySet["Host"]):
    def take(self, name: str) -> Host | None:
        """The host for one visit, unless another visit has it or its pause is not over."""
        taken = self.filter(
            models.Q(lease_until=None) | models.Q(lease_until__lt=Now()),
            models.Q(free_at=None) | models.Q(free_at__lte=Now()),
            name=name,
        ).update(lease_until=Now() + TURN)
        return self.get(name=name) if taken else None

    def rests(self, names: Iterable[str]) -> dict[str, timedelta]:
        """How long each of these hosts is still to be left alone, of those that are."""
        resting = self.filter(name__in=list(names), free_at__gt=Now())
        return dict(resting.values_list("name", models.F("free_at") - Now()))

    def held(self, host: Host) -> Self:
        """The host, if the visit that took it still has it."""
        return self.filter(name=host.name, lease_until=host.lease_until)


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

    objects = HostQuerySet.as_manager()

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")

    def __str__(self) -> str:
        return self.name

    @property
    def taken_at(self) -> datetime:
        """When whoever has it took it, by the clock of the database."""
        if self.lease_until is None:
            raise ValueError("Nobody has this host.")
        return self.lease_until - TURN

    @property
    def robots_are_fresh(self) -> bool:
        """Whether its robots.txt is no older than a day, by the clock of who gave us the lease."""
        if self.robots_fetched_at is None or self.lease_until is None:
            return False
        return self.taken_at - self.robots_fetched_at < ROBOTS_KEPT

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from knox.models import AbstractAuthToken, AuthTokenManager

from people.api.permissions import Scope

LIFETIME = timedelta(days=365)
USE_NOTED_EVERY = timedelta(minutes=1)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def working(self) -> Self:
        return self.filter(Q(expiry=None) | Q(expiry__gt=timezone.now()), revoked_at=None)


class ApiTokenManager(AuthTokenManager.from_queryset(ApiTokenQuerySet)):  # type: ignore[misc] # it has no types
    """Makes tokens, and gives their text away this once."""


class ApiToken(AbstractAuthToken):
    """What a program signs in with, in the name of its owner. Of its text only a digest is kept."""

    digest = models.CharField(max_length=128, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), verbose_name=_("scopes"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = ApiTokenManager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=list(Scope.values), scopes__len__gt=0),
                name="token_has_scopes_that_exist",
            ),
            models.CheckConstraint(
                condition=Q(expiry=None) | Q(expiry__gt=F("created")),
                name="token_expires_after_it_was_made",
            ),
            models.UniqueConstraint(
                fields=["user", "name"],
                condition=Q(revoked_at=None),
                name="one_token_of_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> Any:
        if self.revoked_at:
            return pgettext_lazy("token", "revoked")
        return pgettext_lazy("token", "expired") if self.has_expired else ""

    @property
    def has_expired(self) -> bool:
        expiry: datetime | None = self.expiry
        return expiry is not None and expiry <= timezone.now()

    @property
    def beginning(self) -> str:
        """By which its owner knows it again."""
        return f"{self.token_key}…"

    def note_use(self) -> None:
        """Write down that it is used now, at most once a minute."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at >= USE_NOTED_EVERY:
            ApiToken.objects.filter(pk=self.pk).update(last_used_at=now)

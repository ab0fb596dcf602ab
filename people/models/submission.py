from __future__ import annotations

from django.conf import settings
from django.db import models


class Submission(models.Model):
    """A form that adds a record, once it was sent: sent again, it adds nothing more."""

    token = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64, help_text="Of what was typed.")
    record = models.BigIntegerField(null=True, help_text="The id of what it added.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "sent form"

    def __str__(self) -> str:
        return str(self.token)

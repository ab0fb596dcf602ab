from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """A choice of filters of one list of the desk, kept under a name: one's own, or everybody's."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="+"
    )
    listed = models.CharField(max_length=60, help_text=_("The list: app and model."))
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, help_text=_("The query string of the list."))
    shared = models.BooleanField(_("for everybody"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "listed", "name"], name="saved_filter_once_a_name"
            ),
            models.CheckConstraint(
                name="saved_filter_has_a_name_and_a_query",
                condition=~models.Q(name="") & ~models.Q(query=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["listed"], name="saved_filter_shared", condition=models.Q(shared=True)
            )
        ]

    def __str__(self) -> str:
        return self.name

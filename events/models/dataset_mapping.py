from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class DatasetMapping(models.Model):
    """How the rows of a data set become facts, as an editor has written it; see docs/datasets.md.

    Its version rises with each change, so that every import says by which one it read.
    """

    name = models.CharField(
        _("name"),
        max_length=39,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Small letters, digits, hyphens."))],
        help_text=_(
            "Small letters, digits and hyphens. It stands before a ready one of this name."
        ),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    definition = models.JSONField(_("mapping"))
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("data set mapping")
        verbose_name_plural = _("data set mappings")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        others = DatasetMapping.objects.filter(pk=self.pk).exclude(definition=self.definition)
        if self.pk and others.exists():
            self.version += 1
        super().save(**options)

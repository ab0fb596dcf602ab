from __future__ import annotations

import gzip
import hashlib
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from events.models.run import Run
from events.models.source import Source

IMPORT_LEASE = timedelta(minutes=5)
"""How long a worker may hold an import without a sign of life; each batch of rows is one."""


class DatasetImportQuerySet(models.QuerySet["DatasetImport"]):
    def standing_still(self) -> Self:
        """Those that are to be worked on and that no worker holds."""
        return self.filter(
            models.Q(run__lease_until=None) | models.Q(run__lease_until__lt=Now()),
            run__state__in=[Run.State.WAITING, Run.State.RUNNING],
        )


class DatasetImport(models.Model):
    """A data set as it was handed in, how it is to be read, and how far it has been taken.

    It has a run once somebody has asked for it to be taken; until then it is only looked at. The
    file stands here, compressed, so that any worker on any machine can go on with it.
    """

    run = models.OneToOneField(
        Run, models.CASCADE, null=True, blank=True, related_name="dataset", verbose_name=_("run")
    )
    source_name = models.CharField(_("source"), max_length=200)
    mapping_name = models.CharField(_("mapping"), max_length=39)
    mapping_version = models.PositiveIntegerField(_("version of the mapping"))
    definition = models.JSONField(_("mapping as it was"))
    file_name = models.CharField(_("file"), max_length=255)
    address = models.CharField(_("address"), max_length=2048, blank=True)
    charset = models.CharField(max_length=40, blank=True)
    content = models.BinaryField()
    size = models.PositiveBigIntegerField(_("size"))
    digest = models.CharField(max_length=64)
    position = models.PositiveIntegerField(default=0, help_text=_("How many rows are done."))
    vanished = models.PositiveIntegerField(
        _("vanished"),
        null=True,
        blank=True,
        help_text=_("Rows that were there before and no longer are. Nothing is deleted for that."),
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    created_at = models.DateTimeField(_("handed in"), auto_now_add=True)

    objects = DatasetImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("data set import")
        verbose_name_plural = _("data set imports")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.source_name}: {self.file_name}"

    def put(self, content: bytes) -> None:
        """Let this be the file. The caller saves."""
        self.content = gzip.compress(content, 6, mtime=0)
        self.size = len(content)
        self.digest = hashlib.sha256(content).hexdigest()

    def file(self) -> bytes:
        return gzip.decompress(self.content)

    @property
    def source(self) -> Source | None:
        return Source.objects.filter(name=self.source_name).first()

    def counts(self) -> dict[str, Any]:
        """What has become of its rows so far, by the names of the run's columns."""
        names = ("new", "changed", "known", "left_out", "failed")
        return {name: getattr(self.run, name) if self.run else 0 for name in names}

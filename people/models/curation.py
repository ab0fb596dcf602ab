"""What every curated record shares: whether it is public, and which fields a person has set."""

from collections.abc import Iterable
from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

Record_co = TypeVar("Record_co", bound=models.Model, covariant=True)


class Status(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Rejected")
    RETRACTED = "retracted", _("Retracted")


class CuratedQuerySet(models.QuerySet[Record_co]):
    def published(self) -> Self:
        """What readers may see: the one gate for pages, API, search, feeds and exports."""
        return self.filter(status=Status.PUBLISHED)

    def proposed(self) -> Self:
        return self.filter(status=Status.PROPOSED)


class Curated(models.Model):
    """A record that machines propose and people decide on."""

    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.PROPOSED, db_index=True
    )
    held = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("held fields"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Names of the fields that a person has set; machines leave them alone."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    def hold(self, fields: Iterable[str]) -> None:
        """Remember that a person has set these fields. The caller saves."""
        self.held = sorted({*self.held, *fields})

"""What every curated record shares: whether it is public, and what people have done to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self, TypeVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.roles import Ability

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

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


def by_proposer(name: str) -> models.Index:
    """The index by which somebody finds what he has proposed, the latest first."""
    by_hand = models.Q(proposed_by__isnull=False)
    return models.Index("proposed_by", models.F("id").desc(), name=name, condition=by_hand)


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
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
        help_text=_("Who wrote it down by hand; nobody where a machine proposed it."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    def ability_to_change(self, by: User | AnonymousUser) -> Ability:
        """What it takes to change this record: less for one's own while it is a proposal."""
        if self.status != Status.PROPOSED:
            return Ability.CORRECT
        return Ability.PROPOSE if by.pk and self.proposed_by_id == by.pk else Ability.PUBLISH

    def hold(self, fields: Iterable[str]) -> None:
        """Remember that a person has set these fields. The caller saves."""
        self.held = sorted({*self.held, *fields})

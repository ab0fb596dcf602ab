"""The queue of the desk: the articles with something to decide, and who is at which."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from events.models.article import Article

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HOLD = timedelta(minutes=20)
"""How long an article stays with the editor who opened it last or decided on it."""


class QueueQuerySet(models.QuerySet["QueueItem"]):
    def worthiest(self) -> Self:
        return self.order_by("-worth", "-article_id")

    def free_for(self, user: User) -> Self:
        """Those that nobody else holds."""
        return self.filter(
            models.Q(held_by=None) | models.Q(held_by=user) | models.Q(held_until__lte=Now())
        )

    def below(self, worth: float, article_id: int) -> Self:
        """Those that come after a place in the order."""
        return self.filter(
            models.Q(worth__lt=worth) | models.Q(worth=worth, article_id__lt=article_id)
        )


class QueueItem(models.Model):
    """An article of which some facts wait, what they are worth, and the editor who has it.

    `events.queue.settle` alone writes what is here of the facts; triggers in PostgreSQL note in
    QueueTouch which articles it must look at again.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="queue_item"
    )
    worth = models.FloatField(_("worth"))
    events = models.PositiveIntegerField()
    posts = models.PositiveIntegerField()
    kinds = ArrayField(models.CharField(max_length=11), verbose_name=_("kinds"))
    confidence = models.FloatField(_("confidence"), null=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    held_until = models.DateTimeField(null=True)

    objects = QueueQuerySet.as_manager()

    class Meta:
        verbose_name = _("article to review")
        verbose_name_plural = _("articles to review")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="queueitem_has_something_to_decide",
                condition=models.Q(events__gt=0) | models.Q(posts__gt=0),
            ),
        ]
        indexes = [
            models.Index(
                models.F("worth").desc(), models.F("article").desc(), name="queueitem_worthiest"
            ),
        ]

    def __str__(self) -> str:
        return f"article {self.article_id}"

    @property
    def waiting(self) -> int:
        return self.events + self.posts

    def held_from(self, user: object, now: datetime) -> bool:
        """Whether somebody else has it."""
        return bool(
            self.held_by_id
            and self.held_by_id != getattr(user, "pk", None)
            and self.held_until
            and self.held_until > now
        )


class QueueTouch(models.Model):
    """An article whose place in the queue may have changed. Rows are only added and taken away."""

    article_id = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"article {self.article_id}"

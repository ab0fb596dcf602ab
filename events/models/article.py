"""Article and its raw page: the row is the job, and says where it stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from events.models.host import Host
from events.models.source import Extractor, Source

LEASE = timedelta(minutes=5)
"""How long a worker may hold a step; longer than the hard time limit of a task."""

MOST_ATTEMPTS = 3

ASK_AGAIN_AFTER = timedelta(seconds=60)
"""How long a message to the workers may be under way before it counts as lost."""

HOST_OF_ADDRESS = Coalesce(
    models.Func(
        models.F("address"),
        models.Value("^https?://([^/?#]+)"),
        function="SUBSTRING",
        output_field=models.TextField(),
    ),
    models.Value(""),
    output_field=models.TextField(),
)


_CLAIM = """
    UPDATE events_article
       SET lease_until = statement_timestamp() + %s, attempts = attempts + 1
     WHERE id = %s AND state = ANY(%s)
       AND (lease_until IS NULL OR lease_until < statement_timestamp())
 RETURNING *
"""


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        """Those that published evidence cites; of these, readers see all but the full text."""
        from events.models.evidence import Evidence

        return self.filter(
            models.Exists(Evidence.objects.published().filter(article=models.OuterRef("pk")))
        )

    def claim(self, pk: int, *states: str) -> Article | None:
        """Take the article for one step, unless it is elsewhere or another worker has it."""
        return next(iter(self.raw(_CLAIM, [LEASE, pk, list(states)])), None)

    def held(self, article: Article) -> Self:
        """The article, if this worker still holds it: a later claim counts one attempt more."""
        return self.filter(pk=article.pk, state=article.state, attempts=article.attempts)

    def standing_still(self) -> Self:
        """Those with a step to do that no worker holds, is due, and was not asked for lately."""
        return self.filter(
            models.Q(lease_until=None) | models.Q(lease_until__lt=Now()),
            models.Q(next_try_at=None) | models.Q(next_try_at__lte=Now()),
            models.Q(asked_at=None) | models.Q(asked_at__lt=Now() - ASK_AGAIN_AFTER),
            state__in=Article.WORKING,
        )

    def next_of_each_host(self) -> Self:
        """Those to be fetched next: one a host, and none of a host that is not free for a while.

        While a host has one that was asked for lately, that is the next.
        """
        asked = Article.objects.filter(
            state=Article.State.WAITING, asked_at__gte=Now() - ASK_AGAIN_AFTER
        )
        resting = Host.objects.filter(free_at__gt=Now() + ASK_AGAIN_AFTER)
        return (
            self.standing_still()
            .filter(state=Article.State.WAITING)
            .exclude(host__in=asked.values("host"))
            .exclude(host__in=resting.values("name"))
            .order_by("host", "pk")
            .distinct("host")
        )


class Article(models.Model):
    """One text at one address. Its text never changes: another text there is another article.

    `state` says which steps are done: waiting -> fetched -> read -> extracted -> recorded. A
    failed article keeps the step at which it failed in `failed_at` and the reason in `error`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be fetched")
        FETCHED = "fetched", _("fetched")
        READ = "read", _("read")
        EXTRACTED = "extracted", _("facts extracted")
        RECORDED = "recorded", _("recorded")
        DUPLICATE = "duplicate", _("known already")
        FAILED = "failed", _("failed")

    WORKING = (State.WAITING, State.FETCHED, State.READ, State.EXTRACTED)

    class DateKnown(models.TextChoices):
        GIVEN = "given", _("given by hand")
        PAGE = "page", _("stated in the page")
        FEED = "feed", _("stated by the feed")
        ROW = "row", _("stated in the data set")
        NAME = "name", _("from the file's name")
        ARRIVAL = "arrival", _("day of arrival")

    source = models.ForeignKey(
        Source, models.PROTECT, verbose_name=_("source"), null=True, related_name="articles"
    )
    address = models.CharField(
        _("address"), max_length=2048, help_text=_("Canonical URL, or file: and the file's name.")
    )
    host = models.GeneratedField(
        expression=HOST_OF_ADDRESS,
        output_field=models.TextField(),
        db_persist=True,
        help_text=_("Whose server it is fetched from; nothing for a file."),
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True, db_index=True)
    published_known = models.CharField(_("date known"), max_length=7, choices=DateKnown, blank=True)
    language = models.CharField(_("language"), max_length=7, blank=True)
    text = models.TextField(_("text"), blank=True)
    text_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    raw_hash = models.CharField(max_length=64, blank=True, editable=False)
    sketch = ArrayField(
        models.BigIntegerField(),
        default=list,
        editable=False,
        help_text=_("Hashes of parts of the text: two nearly equal texts have one in common."),
    )
    reprint_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("reprint of"),
        null=True,
        blank=True,
        related_name="reprints",
        help_text=_("The article that told it first in the same words: one origin, not two."),
    )

    extractor = models.CharField(
        _("read by"),
        max_length=7,
        choices=Extractor,
        blank=True,
        help_text=_("What looks for facts in it. Empty: what its source says."),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.WAITING, db_index=True
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    failed_at = models.CharField(_("failed at"), max_length=9, blank=True, editable=False)
    error = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(_("arrived"), auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(fields=["address", "raw_hash"], name="article_page_once"),
            models.UniqueConstraint(
                fields=["address", "text_hash"],
                name="article_text_once",
                condition=~models.Q(text_hash=""),
            ),
            models.CheckConstraint(
                name="article_that_failed_says_why",
                condition=~models.Q(state="failed")
                | (~models.Q(error="") & ~models.Q(failed_at="")),
            ),
        ]

        indexes = [
            GinIndex(fields=["sketch"], name="article_sketch"),
            models.Index(
                fields=["host", "id"],
                name="article_to_fetch",
                condition=models.Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address.removeprefix("file:")

    @property
    def claimed_at(self) -> datetime:
        """When whoever has it claimed it, by the clock of the database."""
        if self.lease_until is None:
            raise ValueError("Nobody has this article.")
        return self.lease_until - LEASE

    @property
    def asks_model(self) -> bool:
        """Whether a language model is to look for its facts."""
        by_source = self.source.extractor if self.source else Extractor.OFFLINE
        return (self.extractor or by_source) == Extractor.MODEL

    @property
    def publisher(self) -> str:
        return self.source.name if self.source else ""

    @property
    def told_on(self) -> date:
        """The day on which it was published, as far as known."""
        return self.published_on or self.created_at.date()

    @property
    def origin_id(self) -> int:
        """The article that told it first: reprints are no witnesses of their own."""
        return self.reprint_of_id or self.pk

    @property
    def link(self) -> str:
        """The address where readers find it, or nothing for a file."""
        return self.address if self.address.startswith(("https://", "http://")) else ""


class RawPage(models.Model):
    """The bytes as they arrived, compressed, so that an article can be read again."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="raw_page"
    )
    content = models.BinaryField()
    content_type = models.CharField(max_length=100, blank=True)
    charset = models.CharField(max_length=40, blank=True)
    fetched_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"raw page of article {self.pk}"

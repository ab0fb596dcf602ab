from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


class Extractor(models.TextChoices):
    """What looks for facts in articles."""

    OFFLINE = "offline", _("rules, offline")
    MODEL = "model", _("language model")


class SourceQuerySet(models.QuerySet["Source"]):
    def followed(self) -> Self:
        """Those that are polled, unless their watch is paused."""
        return self.filter(enabled=True, kind__in=Source.FOLLOWED).exclude(address="")

    def cited(self) -> Self:
        """Those whose articles prove something that is published: what readers see of them."""
        from events.models.article import Article

        articles = Article.objects.published().filter(source=models.OuterRef("pk"))
        return self.filter(models.Exists(articles))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="SourceVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Source(models.Model):
    """Where articles come from: an outlet, a site, a data set, or an editor's own hand.

    Here stands what editors set; how following it goes is its `watch`.
    """

    class Kind(models.TextChoices):
        FEED = "feed", _("feed")
        SITEMAP = "sitemap", _("sitemap")
        LISTING = "listing", _("page of links")
        PAGE = "page", _("single page")
        DATASET = "dataset", _("data set")
        MANUAL = "manual", _("by hand")

    class Trust(models.TextChoices):
        OFFICIAL = "official", _("official")
        PRESS = "press", _("press")
        BLOG = "blog", _("blog")
        RUMOUR = "rumour", _("rumour")

    name = models.CharField(_("name"), max_length=200, unique=True)
    address = models.URLField(_("address"), max_length=2000, blank=True)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.MANUAL)
    trust = models.CharField(
        _("trust"),
        max_length=8,
        choices=Trust,
        default=Trust.PRESS,
        help_text=_("How far its word alone makes an event certain."),
    )
    language = models.CharField(_("language"), max_length=7, blank=True)
    extractor = models.CharField(
        _("read by"),
        max_length=7,
        choices=Extractor,
        default=Extractor.OFFLINE,
        help_text=_("A language model has to be set up; until then the rules read."),
    )
    link_pattern = models.CharField(
        _("link pattern"),
        max_length=200,
        blank=True,
        help_text=_(
            "Which links of a page or sitemap are articles: * stands for anything, as in "
            "/news/2026/*. Empty: whatever looks like an article."
        ),
    )
    include_words = models.TextField(
        _("only with"),
        blank=True,
        help_text=_(
            "One word or phrase a line. An article is taken if its title or summary has one of "
            "them."
        ),
    )
    exclude_words = models.TextField(
        _("never with"),
        blank=True,
        help_text=_(
            "One word or phrase a line. An article whose title or summary has one is left out."
        ),
    )
    enabled = models.BooleanField(
        _("followed"), default=False, help_text=_("Off: it keeps its articles and is not polled.")
    )
    interval = models.DurationField(
        _("interval"),
        null=True,
        blank=True,
        help_text=_("Time between two polls, as 00:30:00. Empty: as often as it has news."),
    )

    FOLLOWED = (Kind.FEED, Kind.SITEMAP, Kind.LISTING, Kind.PAGE)
    """The kinds that are polled."""

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def website(self) -> str:
        """The site alone: the address of a feed may hold a subscriber's key."""
        address = urlsplit(self.address)
        return f"{address.scheme}://{address.hostname}/" if address.hostname else ""

    @property
    def is_followed(self) -> bool:
        """Whether it is polled, unless its watch is paused."""
        return self.enabled and self.kind in self.FOLLOWED and bool(self.address)

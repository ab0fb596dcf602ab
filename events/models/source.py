from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


class Extractor(models.TextChoices):
    """What looks for facts in articles."""

    OFFLINE = "offline", _("rules, offline")
    MODEL = "model", _("language model")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="SourceVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Source(models.Model):
    """Where articles come from: an outlet, a site, a data set, or an editor's own hand."""

    class Kind(models.TextChoices):
        FEED = "feed", _("feed")
        PAGE = "page", _("page")
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
    enabled = models.BooleanField(_("enabled"), default=False)
    interval = models.DurationField(
        _("interval"), null=True, blank=True, help_text=_("Time between two polls.")
    )
    next_poll_at = models.DateTimeField(_("next poll"), null=True, blank=True, editable=False)
    last_success_at = models.DateTimeField(_("last success"), null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    error = models.CharField(_("last error"), max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

"""The closed lists of words that events are described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    FUNDING = "funding", _("Funding")
    CAREER = "career", _("Move")
    RELEASE = "release", _("Release")
    ACQUISITION = "acquisition", _("Acquisition")
    STAKE_SALE = "stake_sale", _("Share sale")
    LISTING = "listing", _("Listing")
    LAYOFF = "layoff", _("Lay-off")
    PARTNERSHIP = "partnership", _("Partnership")
    FOUNDING = "founding", _("Founding")
    CLOSURE = "closure", _("Closure")
    STATEMENT = "statement", _("Statement")
    STATISTIC = "statistic", _("Figure")


class Certainty(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    REPORTED = "reported", _("Reported")
    RUMOURED = "rumoured", _("Rumoured")
    PLANNED = "planned", _("Planned")
    DENIED = "denied", _("Denied")


class Change(models.TextChoices):
    """What changed: the first four for a career, the others for a release."""

    LEFT = "left", _("left")
    JOINED = "joined", _("joined")
    FOUNDED = "founded", _("founded")
    APPOINTED = "appointed", _("appointed")
    RELEASED = "released", _("released")
    OPEN_SOURCED = "open_sourced", _("open-sourced")
    LICENCE_CHANGED = "licence_changed", _("licence changed")


CHANGES = {
    Kind.CAREER: (Change.LEFT, Change.JOINED, Change.FOUNDED, Change.APPOINTED),
    Kind.RELEASE: (Change.RELEASED, Change.OPEN_SOURCED, Change.LICENCE_CHANGED),
}


class Role(models.TextChoices):
    COMPANY = "company", _("company")
    INVESTOR = "investor", _("investor")
    LEAD = "lead", _("lead investor")
    PERSON = "person", _("person")
    ACQUIRER = "acquirer", _("acquirer")
    TARGET = "target", _("target")
    HOLDER = "holder", _("holder")
    PARTNER = "partner", _("partner")
    DEVELOPER = "developer", _("developer")
    MODEL = "model", _("model")
    EXCHANGE = "exchange", _("exchange")
    SPEAKER = "speaker", _("speaker")
    PUBLISHER = "publisher", _("publisher")

"""The twelve kinds of event: each a proxy with its own manager, roles and name."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event, EventQuerySet
from events.models.vocabulary import Kind, Role


class KindManager(models.Manager.from_queryset(EventQuerySet)):  # type: ignore[misc] # made as we run
    """The events of the proxy's own kind."""

    def get_queryset(self) -> EventQuerySet:
        return EventQuerySet(self.model, using=self._db).filter(kind=self.model.KIND)


class FundingEvent(Event):
    """A company raised money, or is said to."""

    KIND = Kind.FUNDING
    ROLES = (Role.COMPANY, Role.LEAD, Role.INVESTOR)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("funding event")
        verbose_name_plural = _("funding events")


class CareerEvent(Event):
    """A person left, joined or founded a company, or was given a post."""

    KIND = Kind.CAREER
    ROLES = (Role.PERSON, Role.COMPANY)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("career event")
        verbose_name_plural = _("career events")


class ReleaseEvent(Event):
    """A model came out, its weights were opened, or its licence changed."""

    KIND = Kind.RELEASE
    ROLES = (Role.MODEL, Role.DEVELOPER)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("release event")
        verbose_name_plural = _("release events")


class AcquisitionEvent(Event):
    """A company bought another one, or a part of it that gives control."""

    KIND = Kind.ACQUISITION
    ROLES = (Role.ACQUIRER, Role.TARGET)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("acquisition event")
        verbose_name_plural = _("acquisition events")


class StakeSaleEvent(Event):
    """A holder sold shares of a company."""

    KIND = Kind.STAKE_SALE
    ROLES = (Role.HOLDER, Role.COMPANY)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("share sale event")
        verbose_name_plural = _("share sale events")


class ListingEvent(Event):
    """A company's shares were listed, or are to be."""

    KIND = Kind.LISTING
    ROLES = (Role.COMPANY, Role.EXCHANGE)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("listing event")
        verbose_name_plural = _("listing events")


class LayoffEvent(Event):
    """A company dismissed a number or share of its staff."""

    KIND = Kind.LAYOFF
    ROLES = (Role.COMPANY,)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("lay-off event")
        verbose_name_plural = _("lay-off events")


class PartnershipEvent(Event):
    """Two or more companies agreed to work together."""

    KIND = Kind.PARTNERSHIP
    ROLES = (Role.PARTNER,)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("partnership event")
        verbose_name_plural = _("partnership events")


class FoundingEvent(Event):
    """A company was founded; by whom is not told."""

    KIND = Kind.FOUNDING
    ROLES = (Role.COMPANY,)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("founding event")
        verbose_name_plural = _("founding events")


class ClosureEvent(Event):
    """A company ceased to exist or stopped its business."""

    KIND = Kind.CLOSURE
    ROLES = (Role.COMPANY,)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("closure event")
        verbose_name_plural = _("closure events")


class StatementEvent(Event):
    """A person published an opinion or a forecast about the industry; the quote tells it."""

    KIND = Kind.STATEMENT
    ROLES = (Role.SPEAKER, Role.COMPANY)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("statement event")
        verbose_name_plural = _("statement events")


class StatisticEvent(Event):
    """A figure about the industry as a whole."""

    KIND = Kind.STATISTIC
    ROLES = (Role.PUBLISHER,)
    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("statistic event")
        verbose_name_plural = _("statistic events")

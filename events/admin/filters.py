"""The filters of the desk's lists, which the numbers of its front page count by as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Article, Card, Evidence
from people.admin.filters import Condition, ConditionFilter
from people.dates import Precision
from people.models import Affiliation, Status

LATE = timedelta(hours=1)
"""How long what machines do by themselves may wait before somebody should look."""

SURE, UNSURE = 0.9, 0.7
YEARS_SHOWN = 12

DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)


def waiting(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of some events or affiliations that nobody has decided on."""
    rows = rows.filter(status=Status.PROPOSED)
    return rows if rows.model is Affiliation else rows.filter(merged_into=None)


def between(
    column: str, newest: timedelta | None, oldest: timedelta | None
) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    """Rows that came at most `oldest` ago, and at least `newest`."""

    def narrow(rows: QuerySet[Any]) -> QuerySet[Any]:
        now = timezone.now()
        since = {f"{column}__gte": now - oldest} if oldest else {}
        until = {f"{column}__lt": now - newest} if newest else {}
        return rows.filter(**since, **until)

    return narrow


def _waiting_since(
    newest: timedelta | None, oldest: timedelta | None
) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    narrow = between("created_at", newest, oldest)
    return lambda rows: narrow(waiting(rows))


class WaitingFilter(ConditionFilter):
    """Facts that wait for a decision, and since when."""

    title = _("waiting")
    parameter_name = "waiting"
    conditions: ClassVar = {
        "any": Condition(pgettext_lazy("waiting", "all"), waiting),
        "day": Condition(_("for less than a day"), _waiting_since(None, DAY)),
        "week": Condition(_("for 1 to 7 days"), _waiting_since(DAY, WEEK)),
        "month": Condition(_("for 7 to 30 days"), _waiting_since(WEEK, MONTH)),
        "longer": Condition(_("for more than 30 days"), _waiting_since(MONTH, None)),
    }


def _proven(rows: QuerySet[Any], **surely: Any) -> Exists:
    name = "affiliation" if rows.model is Affiliation else "event"
    return Exists(Evidence.objects.filter(**{name: OuterRef("pk")}, **surely))


class ConfidenceFilter(ConditionFilter):
    """How sure the extractor is of a fact where it is surest."""

    title = _("confidence")
    parameter_name = "sure"
    conditions: ClassVar = {
        "high": Condition(
            _("90% and more"), lambda rows: rows.filter(_proven(rows, confidence__gte=SURE))
        ),
        "middle": Condition(
            _("70 to 90%"),
            lambda rows: rows.filter(
                _proven(rows, confidence__gte=UNSURE), ~_proven(rows, confidence__gte=SURE)
            ),
        ),
        "low": Condition(
            _("less than 70%"),
            lambda rows: rows.filter(
                _proven(rows, confidence__lt=UNSURE), ~_proven(rows, confidence__gte=UNSURE)
            ),
        ),
        "none": Condition(
            _("not told"), lambda rows: rows.filter(~_proven(rows, confidence__isnull=False))
        ),
    }


class EventLacksFilter(ConditionFilter):
    """What public events lack that readers look for."""

    title = _("lacks")
    parameter_name = "lacks"
    conditions: ClassVar = {
        "date": Condition(
            _("a date"), lambda rows: _public(rows).filter(precision=Precision.UNKNOWN)
        ),
        "second_source": Condition(
            _("a second source"),
            lambda rows: _public(rows).filter(
                Exists(Card.objects.filter(event=OuterRef("pk"), data__origins=1))
            ),
        ),
    }


def _public(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(status=Status.PUBLISHED, merged_into=None)


def _late_articles(rows: QuerySet[Any]) -> QuerySet[Any]:
    now = timezone.now()
    return rows.filter(
        Q(next_try_at=None) | Q(next_try_at__lt=now - LATE),
        state__in=Article.WORKING,
        created_at__lt=now - LATE,
    )


class LateFilter(ConditionFilter):
    """Articles that stand still although it is their turn."""

    title = _("on time")
    parameter_name = "late"
    conditions: ClassVar = {
        "hour": Condition(_("has waited for more than an hour"), _late_articles)
    }


def _late_messages(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(sent_at=None, given_up_at=None, created_at__lt=timezone.now() - LATE)


class DeliveryFilter(ConditionFilter):
    """Whether what the outside is to be told has been told."""

    title = _("delivery")
    parameter_name = "delivery"
    conditions: ClassVar = {
        "given_up": Condition(_("given up"), lambda rows: rows.filter(given_up_at__isnull=False)),
        "late": Condition(_("has waited for more than an hour"), _late_messages),
        "waiting": Condition(
            pgettext_lazy("message", "waiting"),
            lambda rows: rows.filter(sent_at=None, given_up_at=None),
        ),
        "sent": Condition(
            pgettext_lazy("message", "sent"), lambda rows: rows.filter(sent_at__isnull=False)
        ),
    }


class LatelyFilter(ConditionFilter):
    """When something happened, counted back from now."""

    title = _("when")
    parameter_name = "when"
    column: ClassVar = "at"
    periods: ClassVar = {
        "day": (_("in the last 24 hours"), DAY),
        "week": (_("in the last 7 days"), WEEK),
        "month": (_("in the last 30 days"), MONTH),
    }

    def __init_subclass__(cls) -> None:
        cls.conditions = {
            name: Condition(words, between(cls.column, None, oldest))
            for name, (words, oldest) in cls.periods.items()
        }


class DecidedFilter(LatelyFilter):
    column = "at"


class EndedFilter(LatelyFilter):
    column = "ended_at"


class YearFilter(admin.SimpleListFilter):
    """A year of a list, by the index of its dates: nothing is counted to offer it."""

    title = _("year")
    parameter_name = "year"
    column = "date"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
        first = model_admin.model.objects.aggregate(first=Min(self.column))["first"]
        now = timezone.now().year
        for year in range(now + 1, max(first.year if first else now, now - YEARS_SHOWN) - 1, -1):
            yield str(year), str(year)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        year = self.value() or ""
        if not (year.isascii() and year.isdecimal() and 0 < int(year) < 9999):
            return queryset
        first, last = date(int(year), 1, 1), date(int(year) + 1, 1, 1)
        return queryset.filter(**{f"{self.column}__gte": first, f"{self.column}__lt": last})


class PublishedYearFilter(YearFilter):
    column = "published_on"


def _in(column: str, language: str) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    return lambda rows: rows.filter(**{column: language})


LANGUAGES = (("zh", _("Chinese")), ("en", _("English")))


class LanguageFilter(ConditionFilter):
    """The languages that are read."""

    title = _("language")
    parameter_name = "language"
    conditions: ClassVar = {
        code: Condition(words, _in("language", code)) for code, words in LANGUAGES
    }


class ArticleLanguageFilter(LanguageFilter):
    """Of what is proven, the language of the article."""

    conditions: ClassVar = {
        code: Condition(words, _in("article__language", code)) for code, words in LANGUAGES
    }

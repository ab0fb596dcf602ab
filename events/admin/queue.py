"""The articles with facts that wait for a decision, newest first."""

from __future__ import annotations

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from events.models import Article, Event, Evidence
from people.models import Affiliation, Status


def _waiting(prefix: str = "") -> Q:
    return Q(
        **{f"{prefix}event__status": Status.PROPOSED, f"{prefix}event__merged_into": None}
    ) | Q(**{f"{prefix}affiliation__status": Status.PROPOSED})


def queue() -> QuerySet[Article]:
    """Newest first, each with how many of its facts wait and how sure the surest of them is."""
    waiting = Evidence.objects.filter(_waiting(), article=OuterRef("pk"))
    of_these = _waiting("evidence__")
    return (
        Article.objects.filter(Exists(waiting))
        .select_related("source")
        .defer("text")
        .annotate(
            told=Coalesce("published_on", TruncDate("created_at")),
            events_waiting=Count("evidence__event", distinct=True, filter=of_these),
            posts_waiting=Count("evidence__affiliation", distinct=True, filter=of_these),
            surest=Max("evidence__confidence", filter=of_these),
        )
        .order_by("-told", "-pk")
    )


def following(article: Article) -> QuerySet[Article]:
    """The rest of the queue from an article on, which itself is the first unless it is done."""
    return queue().filter(Q(told__lt=article.told_on) | Q(told=article.told_on, pk__lte=article.pk))


def facts_waiting() -> int:
    """How many facts wait, those proposed by hand included."""
    events = Event.objects.proposed().filter(merged_into=None).count()
    return events + Affiliation.objects.proposed().count()

"""Articles that tell the same in the same words have one origin: whichever came out first.

So have the versions of one page: who corrects himself is no second witness.
"""

from __future__ import annotations

from django.db import connection

from events.ingestion.sketch import is_reprint
from events.models import Article

MOST_SEEN = 500
"""Of the newest articles that may be alike; what many have in common says little."""

MOST_COMPARED = 10


def find_origin(article: Article) -> None:
    """Let the article, and those like it, be reprints of the one that was published first.

    Within a transaction, to the end of which no other worker places an article like this one. The
    caller saves the article.
    """
    _hold(article)
    alike = [*_alike(article), *_versions(article)]
    origins = {other.origin_id for other in alike}
    others = list(Article.objects.filter(pk__in=origins).only("published_on"))
    first = min([article, *others], key=lambda each: (each.published_on or each.told_on, each.pk))
    later = origins - {first.pk}
    group = Article.objects.filter(pk__in=later) | Article.objects.filter(reprint_of__in=later)
    group.update(reprint_of=first)
    article.reprint_of = None if first is article else first


def _hold(article: Article) -> None:
    """Wait for whoever places an article like this one: it has a number of the sketch in common."""
    numbers = article.sketch or [int(article.text_hash[:15], 16)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(number) "
            "FROM (SELECT unnest(%s::bigint[]) AS number ORDER BY number) AS numbers",
            [numbers],
        )


def _versions(article: Article) -> list[Article]:
    """Other texts at the same address of the web; files of one name may have nothing in common."""
    if not article.link:
        return []
    others = Article.objects.filter(address=article.address).exclude(pk=article.pk)
    return list(others.exclude(text="").only("reprint_of", "published_on"))


def _alike(article: Article) -> list[Article]:
    """Other articles with the same text, or nearly the same."""
    others = Article.objects.exclude(pk=article.pk)
    equal = list(others.filter(text_hash=article.text_hash).only("reprint_of", "published_on"))
    seen = others.filter(sketch__overlap=article.sketch).exclude(text_hash=article.text_hash)
    mine, common = set(article.sketch), {}
    for pk, numbers in seen.order_by("-pk").values_list("pk", "sketch")[:MOST_SEEN]:
        common[pk] = len(mine.intersection(numbers))
    likeliest = sorted(common, key=lambda pk: (-common[pk], pk))[:MOST_COMPARED]
    texts = Article.objects.filter(pk__in=likeliest)
    return equal + [other for other in texts if is_reprint(article.text, other.text)]

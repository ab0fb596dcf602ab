"""Common, rare, Chinese and misspelt words, beside the same rows found by PostgreSQL alone."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import quote

from django.core.cache import caches
from django.db import connection

from events.search.asking import event_query
from tests.bench.baselines import AS_JSON
from tests.bench.reading import opened
from tests.bench.timing import Figure, medians

RUNS = 15
FOUND = """
    SELECT e.id FROM events_event e JOIN events_eventwords w ON w.event_id = e.id
     WHERE e.published AND w.lexemes @@ %s::tsquery ORDER BY e.date DESC, e.id DESC LIMIT 50
"""
SQL = "SQL building JSON"


def words() -> dict[str, str]:
    """What is searched for, by what it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.name_en, s.name_zh FROM events_prominence p"
            " JOIN people_entity s ON s.id = p.entity_id WHERE s.kind = 'company'"
            " ORDER BY p.events, s.id LIMIT 1"
        )
        name_en, name_zh = cursor.fetchone() or ("", "")
    stem = name_en.split()[0]
    return {
        "a word of half of all": "AI",
        "a kind": "funding",
        "the rarest company": name_en,
        "two Chinese characters": name_zh[:2],
        "two words": f"{stem} news",
        "misspelt": f"{stem[:3]}{stem[2:]}",
        "a word of none": "zzyzx",
    }


def figures() -> Iterator[Figure]:
    asked = words()
    work: dict[str, Callable[[], object]] = {}
    for name, q in asked.items():
        query = event_query(q)
        address = quote(q)
        work[f"{name}: sql"] = partial(by_sql, query)
        work[f"{name}: API"] = partial(opened, f"/api/v1/events/?page_size=50&q={address}")
        work[f"{name}: page"] = partial(anew, f"/en/search/?q={address}")
        work[f"{name}: typing"] = partial(opened, f"/en/search/suggestions.json?q={address}")
    took = medians(work, RUNS)
    for name in asked:
        for way in ("page", "API", "typing"):
            sql = took[f"{name}: sql"]
            yield Figure(f"search, {name}: {way}", took[f"{name}: {way}"], SQL, sql)


def by_sql(query: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(AS_JSON.format(events=FOUND), [query])
        (text,) = cursor.fetchone() or ("",)
    return str(text)


def anew(address: str) -> bytes:
    """As for a reader who searches first: nothing is counted yet."""
    caches["requests"].clear()
    return opened(address)

"""Common, rare, Chinese and misspelt words, beside the same rows from the thinnest server."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import quote

from django.core.cache import caches
from django.db import connection

from events.search.asking import event_query
from tests.bench.floor import floor
from tests.bench.reading import JSON
from tests.bench.timing import Figure, medians
from tests.bench.wsgi import opened

RUNS = 15


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
        work[f"{name}: floor"] = partial(opened, f"/search?query={quote(query)}", floor())
        work[f"{name}: API"] = partial(opened, f"/api/v1/events/?page_size=50&q={address}")
        work[f"{name}: page"] = partial(anew, f"/en/search/?q={address}")
        work[f"{name}: typing"] = partial(opened, f"/en/search/suggestions.json?q={address}")
    took = medians(work, RUNS)
    for name in asked:
        for way in ("page", "API", "typing"):
            least = took[f"{name}: floor"]
            yield Figure(f"search, {name}: {way}", took[f"{name}: {way}"], JSON, least)


def anew(address: str) -> bytes:
    """As for a reader who searches first: nothing is counted yet."""
    caches["requests"].clear()
    return opened(address)

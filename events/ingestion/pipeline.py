"""The steps from an address to proposed facts, in order: fetch, read, extract, record.

The article's row is the job. A step claims it for a few minutes, does its work, and writes the
result and the next state in one transaction. What fails is tried again later, three times in
all; then the article stands as failed, with the reason, until an editor retries it.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from django.db import OperationalError, models, transaction
from django.db.models.functions import Now
from django.utils import timezone

from events import rules
from events.extraction import NAME, VERSION, extract
from events.extraction.facts import Facts
from events.extraction.llm import ModelAway
from events.ingestion.errors import ParserDied
from events.ingestion.llm import NotAsked, read_article
from events.ingestion.names import names
from events.ingestion.read import Reading, Unreadable
from events.ingestion.record import record
from events.ingestion.reprints import find_origin
from events.ingestion.sandbox import read_in_child
from events.ingestion.sketch import sketch
from events.ingestion.visits import Busy, FetchError, Page, Refused, visit
from events.models import Article, Extraction, RawPage, Source
from events.models.article import MOST_ATTEMPTS, ArticleQuerySet
from events.models.source import Extractor
from people import removed
from people.history import deed
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

log = logging.getLogger(__name__)

State = Article.State
RETRY_AFTER = timedelta(seconds=30)

IN_HAND_SECONDS = 15
"""For how long a worker begins further steps of the article it has; longer ones come afresh."""


PUT_OFF_AT_MOST = timedelta(days=14)
"""How long an article waits for a server that is not to be asked. Then it has failed."""


EDITIONS = {"www", "m", "mobile", "wap", "3g", "amp", "touch"}


class WorkerDied(Exception):
    """Nobody lived to say how the last tries ended."""


FINAL = (Refused, Unreadable, WorkerDied)
"""What will be no better the next time."""
EXPECTED = (FetchError, Unreadable, WorkerDied, OperationalError, ModelAway)
"""What says by itself what is wrong."""
GONE = (404, 410)


class Step(NamedTuple):
    """One arrow of the pipeline: work that takes its time, then a short write of what it gave."""

    work: Callable[[Article], Any]
    keep: Callable[[Article, Any], None]


def _fetch(article: Article) -> Page:
    return visit(article.address)


def _keep_page(article: Article, page: Page) -> None:
    raw_hash = hashlib.sha256(page.content).hexdigest()
    there = Article.objects.filter(address=article.address).exclude(pk=article.pk)
    if twin := there.filter(raw_hash=raw_hash).first():  # fetched again, and it is as it was
        article.reprint_of, article.state = twin, State.DUPLICATE
        return
    store_page(article, page.content, content_type=page.content_type, charset=page.charset)


def _read(article: Article) -> tuple[Reading, list[int]]:
    reading = read_raw(article)
    return reading, sketch(reading.text)


def read_raw(article: Article) -> Reading:
    """What the current reader makes of the page as it arrived, removed names covered."""
    raw = article.raw_page
    reading = read_in_child(
        gzip.decompress(raw.content),
        content_type=raw.content_type,
        charset=raw.charset,
        name=article.address.removeprefix("file:"),
    )
    told = (reading.title, reading.author, reading.text)
    title, author, text = covered = removed.cover(*told)
    return replace(reading, title=title, author=author, text=text, is_covered=covered != told)


def _keep_reading(article: Article, found: tuple[Reading, list[int]]) -> None:
    reading, article.sketch = found
    if reading.is_covered:
        RawPage.objects.filter(article=article).delete()
    article.title = article.title or reading.title[:300]
    article.author = reading.author[:200] or article.author
    article.language = reading.language
    article.text = reading.text
    article.text_hash = hashlib.sha256(reading.text.encode()).hexdigest()
    if article.published_on is None:
        article.published_on = reading.published_on or article.created_at.date()
        article.published_known = reading.published_known or Article.DateKnown.ARRIVAL
    if reading.publisher and article.source is None:
        article.source, _ = Source.objects.get_or_create(name=reading.publisher[:200])
    _place(article, _canonical(article.address, reading.canonical) or article.address)


def _canonical(address: str, claimed: str) -> str:
    """The address that a page claims as its own: a file's may be any, a site's is on that site."""
    is_file = address.startswith("file:")
    return claimed if is_file or _site(claimed) == _site(address) else ""


def _site(address: str) -> str:
    """The host without the label of its mobile or AMP edition: those are the same site."""
    host = urlsplit(address).netloc
    first, _, rest = host.partition(".")
    return rest if first in EDITIONS and "." in rest else host


def _place(article: Article, address: str) -> None:
    """Give the article its canonical address, unless the same text stands there already."""
    known = Article.objects.filter(text_hash=article.text_hash, address=address)
    if twin := known.exclude(pk=article.pk).first():
        article.reprint_of, article.text, article.text_hash = twin, "", ""
        article.sketch, article.state = [], State.DUPLICATE
        return
    article.address = address
    find_origin(article)
    article.state = State.READ


class Found(NamedTuple):
    """The facts of an article, and whether they have a row already; a note, if not as asked."""

    facts: Facts
    is_stored: bool = False
    note: str = ""


def _extract(article: Article) -> Found:
    """What a model finds, where it is asked for and can be had; or else what the rules find."""
    note = ""
    if article.asks_model:
        try:
            return Found(read_article(article), is_stored=True)
        except NotAsked as reason:
            note = f"Read by rules and not by a model: {reason}"
            log.warning("%s: %s", article.address, note)
    return Found(extract_facts(article), note=note)


def extract_facts(article: Article) -> Facts:
    """What the current extractor finds in an article, with the names that the record knows."""
    return extract(
        article.text,
        published=article.published_on,
        language=article.language or None,
        lexicon=names.lexicon(),
    )


def store_facts(article: Article, facts: Facts, **values: Any) -> None:
    """Keep what this extractor found, in the place of what the same version found before."""
    values["facts"] = facts.to_dict()
    made = {"extractor": NAME, "version": VERSION}
    if not article.extractions.filter(**made).update(**values):
        article.extractions.create(**made, **values)


def _keep_facts(article: Article, found: Found) -> None:
    if not found.is_stored:
        store_facts(article, found.facts, note=found.note[:500], found_at=timezone.now())
    article.state = State.EXTRACTED


def latest_extraction(article: Article) -> Extraction:
    return article.extractions.exclude(facts={}).latest("found_at")


def _record(article: Article, found: Extraction) -> None:
    facts = Facts.from_dict(found.facts)
    record(article, facts, extractor=found.extractor, version=found.version)
    article.state = State.RECORDED


STEPS: dict[str, Step] = {
    State.WAITING: Step(_fetch, _keep_page),
    State.FETCHED: Step(_read, _keep_reading),
    State.READ: Step(_extract, _keep_facts),
    State.EXTRACTED: Step(latest_extraction, _record),
}


def step(article_id: int) -> str | None:
    """Do the next step of an article; return its new state, or None where it is not to be had."""
    article = _step(article_id, *STEPS)
    return article.state if article else None


def fetch_only(article_id: int) -> Article | None:
    """Do the first step of an article; the article as it then stands, None if nothing was done."""
    return _step(article_id, State.WAITING)


def proceed(article_id: int) -> bool:
    """Do step after step of what is fetched, for a while; whether the next is to be asked for."""
    begun = time.monotonic()
    states = [state for state in STEPS if state != State.WAITING]
    while (article := _step(article_id, *states)) and article.state in STEPS:
        if article.next_try_at:
            return False
        if time.monotonic() - begun > IN_HAND_SECONDS:
            return True
    return False


def _step(article_id: int, *states: str) -> Article | None:
    """Do the next step of an article in one of these states; the article as it then stands.

    None if it is not to be had, or is put off since its host is not to be asked yet: that is no
    attempt. What a step writes is kept only if the article is still this worker's: whoever took
    it when the lease ran out does the work.
    """
    article = Article.objects.claim(article_id, *states)
    if article is None:
        return None
    state, held, claimed = article.state, Article.objects.held(article), dict(article.__dict__)
    try:
        if article.attempts > MOST_ATTEMPTS:
            raise WorkerDied("The worker died at this step each time it was tried.")
        result = STEPS[state].work(article)
        with deed(action=STEPS[state].keep.__name__.strip("_")):
            STEPS[state].keep(article, result)
            article.lease_until, article.next_try_at = None, None
            article.attempts, article.error, article.failed_at = 0, "", ""
            if not held.update(**_changes(article, claimed)):
                transaction.set_rollback(True)
                return None
    except Busy as busy:
        _put_off(held, article, busy)
        return None
    except Exception as error:  # noqa: BLE001 - whatever it is, the article says why it stands still
        _fail(held, claimed, error)
        article.refresh_from_db()
    if article.state == State.RECORDED:
        rules.publish_told_by(article.pk)
    return article


def _changes(article: Article, claimed: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an article that a step has given another value."""
    names = (field.attname for field in Article._meta.concrete_fields)
    return {name: new for name in names if (new := getattr(article, name)) != claimed[name]}


def _put_off(held: ArticleQuerySet, article: Article, busy: Busy) -> None:
    """Let the article wait for its host, as if it had not been tried."""
    if article.claimed_at - article.created_at > PUT_OFF_AT_MOST:
        reason = f"{busy} It has been so for {PUT_OFF_AT_MOST.days} days."
        held.update(state=State.FAILED, failed_at=article.state, error=reason, lease_until=None)
        return
    held.update(
        attempts=article.attempts - 1,
        error=str(busy)[:500],
        lease_until=None,
        next_try_at=busy.until,
        asked_at=None,
    )


def _fail(held: ArticleQuerySet, claimed: Mapping[str, Any], error: Exception) -> None:
    """Note why a step failed, and when to try again; after the last try it stands as failed."""
    state, attempts = claimed["state"], claimed["attempts"]
    expected = isinstance(error, EXPECTED)
    reason = str(error) if expected else f"{type(error).__name__}: {error}"
    is_final = isinstance(error, FINAL) and not isinstance(error, ParserDied)
    is_final = is_final or getattr(error, "status", None) in GONE
    is_last = is_final or attempts >= MOST_ATTEMPTS
    log.log(
        logging.WARNING if is_last else logging.INFO,
        "%s at step %s, try %s: %s",
        claimed["address"],
        state,
        attempts,
        reason,
        exc_info=None if expected else error,
    )
    asked_for = timedelta(seconds=getattr(error, "retry_after", None) or 0)
    rest = max(RETRY_AFTER * 4 ** (attempts - 1), asked_for)
    held.update(
        state=State.FAILED if is_last else state,
        error=reason[:500],
        failed_at=state if is_last else "",
        lease_until=None,
        next_try_at=None if is_last else Now() + rest,
        asked_at=None,
    )


def run(article_id: int) -> Article:
    """Do all steps of an article that can be done now, and return it as it then stands.

    A step that another worker has in hand is waited for, as long as its lease lasts.
    """
    while True:
        done = _step(article_id, *STEPS)
        article = done or Article.objects.get(pk=article_id)
        if article.state not in STEPS or article.error:
            return article
        if done is None:
            time.sleep(0.2)


def retry(article: Article, *, by: User | None = None) -> None:
    """Let a failed article start again at the step where it failed."""
    require(by, Ability.SOURCES)
    Article.objects.filter(pk=article.pk, state=State.FAILED).update(
        state=article.failed_at, failed_at="", attempts=0, next_try_at=None, lease_until=None
    )


def read_again(article: Article, extractor: Extractor, *, by: User | None = None) -> bool:
    """Let this extractor look for facts, now or again; False where it is not to be had."""
    require(by, Ability.SOURCES)
    free = models.Q(lease_until=None) | models.Q(lease_until__lt=Now())
    articles = Article.objects.filter(free, pk=article.pk)
    if article.state in (State.WAITING, State.FETCHED):
        return bool(articles.filter(state=article.state).update(extractor=extractor))
    return bool(
        articles.exclude(text="").update(
            extractor=extractor, state=State.READ, failed_at="", error="",
            attempts=0, next_try_at=None, lease_until=None,
        )
    )  # fmt: skip


def store_page(
    article: Article, content: bytes, *, content_type: str = "", charset: str = ""
) -> None:
    """Store a page as it arrived; the article is then fetched. The caller saves the article."""
    page = RawPage(
        article=article,
        content=gzip.compress(content, mtime=0),
        content_type=content_type[:100],
        charset=charset[:40],
    )
    RawPage.objects.bulk_create(
        [page],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["content", "content_type", "charset", "fetched_at"],
    )
    article.raw_hash = hashlib.sha256(content).hexdigest()
    article.state = State.FETCHED

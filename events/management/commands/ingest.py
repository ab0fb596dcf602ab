"""Take files and addresses in, and say of each what became of it."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from events import tasks
from events.ingestion import pipeline
from events.ingestion.adopt import adopt
from events.ingestion.discover import discover, offer_of
from events.ingestion.errors import FetchError, Unreadable
from events.ingestion.fetch import Page
from events.ingestion.poll import poll
from events.ingestion.survey import get, listing_of
from events.management.commands.poll import NOT_NOW, told
from events.models import Article, Run, Source
from events.models.source import Extractor
from events.sources import follow

LARGEST_FILE = 10 * 1024 * 1024
SUFFIXES = {".txt", ".html", ".htm", ".xhtml", ".md"}


class NotTaken(Exception):
    """A file or address that cannot become an article; the message says why."""


class Command(BaseCommand):
    help = (
        "Read articles and propose the facts they state. PATH is a text file, a saved HTML page "
        "or a folder of them; URL is fetched, and may also be a feed or a sitemap, whose articles "
        "are taken. Taking the same in twice adds nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="PATH-OR-URL")
        parser.add_argument(
            "--published",
            type=_day,
            metavar="DATE",
            help="day of publication, as 2023-08-04, where the articles do not say it",
        )
        parser.add_argument(
            "--queue", action="store_true", help="leave the work to the workers and return at once"
        )
        parser.add_argument(
            "--llm",
            action="store_true",
            help="have a language model look for the facts, in articles known already too",
        )

        parser.add_argument(
            "--follow",
            action="store_true",
            help="make a source of what each URL leads to, have it followed, and poll it now",
        )

    def handle(
        self, *args: Any, sources: list[str], published: date | None, queue: bool, **options: Any
    ) -> None:
        taken: dict[str, int] = {}
        failed: list[str] = []
        for source in _each(sources):
            try:
                if options["follow"]:
                    articles = self._polled(followed(source))
                else:
                    articles = self._taken(source, published, look=not queue)
                for article in articles:
                    if options["llm"]:
                        _ask_model(article)
                    taken[article.address if len(articles) > 1 else source] = article.pk
            except NotTaken as reason:
                failed.append(source)
                self.stderr.write(self.style.ERROR(f"{source}: {reason}"))
        if queue:
            tasks.ask_for(taken.values())
            self.stdout.write(f"{len(taken)} articles left to the workers")
        else:
            failed += [source for source, pk in taken.items() if not self._work(source, pk)]
        if failed:
            total = len({*taken, *failed})
            raise CommandError(f"{len(failed)} of {total} failed: see above.")

    def _taken(self, address: str, published: date | None, *, look: bool) -> list[Article]:
        """The article of a file or address; the articles of a feed or sitemap."""
        page = None
        if look and _is_url(address) and not Article.objects.filter(address=address).exists():
            with suppress(FetchError, Unreadable):  # the article says why it cannot be had
                page = get(address)
                listing = listing_of(page)
                if listing.kind != Source.Kind.LISTING:
                    return self._polled(adopt(offer_of(address, listing)))
        return [take(address, published, page)]

    def _polled(self, source: Source) -> list[Article]:
        polled = poll(source.pk)
        if polled is None:
            raise NotTaken(f"{NOT_NOW}.")
        if polled.run.state == Run.State.FAILED:
            raise NotTaken(polled.run.error)
        self.stdout.write(f"{source}: {told(polled.run)}")
        return list(Article.objects.filter(pk__in=polled.articles).order_by("pk"))

    def _work(self, source: str, article_id: int) -> bool:
        article = pipeline.run(article_id)
        if article.error:
            later = "" if article.state == Article.State.FAILED else " (it will be tried again)"
            self.stderr.write(self.style.ERROR(f"{source}: {article.error}{later}"))
            return False
        if article.state == Article.State.DUPLICATE:
            self.stdout.write(f"{source}: known already, as {article.reprint_of}")
        else:
            events = article.evidence.exclude(event=None).values("event").distinct().count()
            posts = article.evidence.exclude(affiliation=None).count()
            self.stdout.write(f"{source}: {events} events, {posts} affiliations")
            if note := pipeline.latest_extraction(article).note:
                self.stderr.write(self.style.WARNING(f"{source}: {note}"))
        return True


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is not a day: write it as 2023-08-04") from error


def _each(sources: Iterable[str]) -> Iterator[str]:
    """Each file or address once; a folder stands for the readable files in it."""
    for source in dict.fromkeys(sources):
        folder = Path(source)
        if not _is_url(source) and folder.is_dir():
            yield from sorted(str(path) for path in folder.iterdir() if path.suffix in SUFFIXES)
        else:
            yield source


def _is_url(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def followed(address: str) -> Source:
    """The source that is best to follow of what an address leads to, now followed."""
    if not _is_url(address):
        raise NotTaken("only an address can be followed, not a file.")
    try:
        source = adopt(discover(address)[0])
    except (FetchError, Unreadable) as error:
        raise NotTaken(str(error)) from error
    except IndexError:
        raise NotTaken("there is nothing to follow: no feed, no sitemap, no article.") from None
    follow(source, by=None)
    return source


def take(source: str, published: date | None, page: Page | None = None) -> Article:
    """The article of a file or address, made if it is not there; with its page, if we have it."""
    known_how = Article.DateKnown.GIVEN if published else ""
    given = {"published_on": published, "published_known": known_how}
    if _is_url(source):
        if known := Article.objects.filter(address=source).order_by("pk").last():
            return known
        with transaction.atomic():
            article, is_new = Article.objects.get_or_create(address=source, defaults=given)
            if is_new and page:
                pipeline.store_page(
                    article, page.content, content_type=page.content_type, charset=page.charset
                )
                article.save()
        return article
    path = Path(source)
    content = _content(path)
    raw_hash = hashlib.sha256(content).hexdigest()
    if known := Article.objects.filter(raw_hash=raw_hash).order_by("pk").first():
        return known
    with transaction.atomic():
        article, is_new = Article.objects.get_or_create(
            address=f"file:{path.name}", raw_hash=raw_hash, defaults=given
        )
        if is_new:
            pipeline.store_page(article, content, content_type=_type_of(path))
            article.save()
    return article


def _ask_model(article: Article) -> None:
    is_read = pipeline.read_again(article, Extractor.MODEL)
    if not is_read and article.state != Article.State.DUPLICATE:
        raise NotTaken("a worker has it in hand: try again in a few minutes.")


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise NotTaken("there is no such file.")
        if path.suffix not in SUFFIXES:
            raise NotTaken(f"not one of the kinds that are read: {', '.join(sorted(SUFFIXES))}.")
        if path.stat().st_size > LARGEST_FILE:
            raise NotTaken(f"larger than {LARGEST_FILE // 1024**2} MB: not an article.")
        content = path.read_bytes()
    except OSError as error:
        raise NotTaken(f"cannot be opened: {error.strerror}.") from error
    if not content.strip():
        raise NotTaken("empty.")
    return content


def _type_of(path: Path) -> str:
    return "text/html" if path.suffix in {".html", ".htm", ".xhtml"} else "text/plain"

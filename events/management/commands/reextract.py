"""Compare stored articles with the current extractor, and let the record follow on request."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.db.models import Exists, OuterRef

from events.extraction import NAME, VERSION
from events.ingestion.difference import Change, Difference, Fate
from events.ingestion.reextract import NotNow, difference_of, reextract
from events.ingestion.wording import change_words
from events.models import Article, Extraction, Source

MARKS = {Fate.ADDED: "+", Fate.CHANGED: "~", Fate.REFINED: "~", Fate.WITHDRAWN: "-"}
LEFT = "="


class Command(BaseCommand):
    help = (
        "Read stored articles with the current extractor and show what it says otherwise than the "
        "record: + new, ~ told otherwise, - no longer found, = decided by an editor and only "
        "shown. Nothing is written without --apply; applying it twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--article", nargs="+", type=int, metavar="ID", default=[], help="these articles"
        )
        parser.add_argument("--source", metavar="NAME", help="those of this source")
        parser.add_argument(
            "--since", type=_day, metavar="DATE", help="those published on this day or later"
        )
        parser.add_argument("--all", action="store_true", help="every recorded article")
        parser.add_argument("--apply", action="store_true", help="carry the differences out")

    def handle(self, *args: Any, apply: bool, **options: Any) -> None:
        counts: Counter[str] = Counter()
        failed = read = differing = 0
        for article in _chosen(options):
            try:
                difference = reextract(article) if apply else difference_of(article)
            except (NotNow, OperationalError, ValueError) as problem:
                failed += 1
                self.stderr.write(self.style.ERROR(f"Article {article.pk}: {problem}"))
                continue
            read += 1
            differing += bool(difference.changes)
            counts.update(_mark(change) for change in difference.changes)
            self._show(article, difference)
        told = ", ".join(f"{counts[mark]} {mark}" for mark in ("+", "~", "-", LEFT))
        done = "applied" if apply else "nothing was written: --apply carries it out"
        self.stdout.write(
            f"{NAME} {VERSION}: {read} articles read, {differing} differ ({told}); {done}"
        )
        if failed:
            raise CommandError(f"{failed} articles failed: see above.")

    def _show(self, article: Article, difference: Difference) -> None:
        if not difference.changes:
            return
        self.stdout.write(f"Article {article.pk}, {article.told_on}: {article}")
        for change in difference.changes:
            for line in _lines(change, article):
                self.stdout.write(f"  {line}")


def _mark(change: Change) -> str:
    return LEFT if change.is_left else MARKS[change.fate]


def _lines(change: Change, article: Article) -> Iterator[str]:
    words = change_words(change, article)
    left = ", decided by an editor: only shown" if change.is_left else ""
    yield f"{_mark(change)} {words.headline} ({words.verdict}{left})"
    for value in words.values:
        held = " (held: stays as an editor has set it)" if value.is_held else ""
        yield f"    {value.label}: {value.old} → {value.new}{held}"
    if words.old_quote:
        yield f"    before: “{words.old_quote}”"
    yield f"    “{words.quote}”"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is not a day: write it as 2023-08-04") from error


def _chosen(options: dict[str, Any]) -> Iterator[Article]:
    """The articles that all options given allow; each is fetched when its turn comes."""
    ids, source, since = options["article"], options["source"], options["since"]
    if not (ids or source or since or options["all"]):
        raise CommandError("Say which articles: --article, --source, --since or --all.")
    articles = Article.objects.order_by("pk")
    if ids:
        articles = articles.filter(pk__in=ids)
        if missing := sorted({*ids} - {*articles.values_list("pk", flat=True)}):
            raise CommandError(f"--article: there is no article {', '.join(map(str, missing))}.")
    else:
        ours = Extraction.objects.filter(article=OuterRef("pk"), extractor=NAME)
        articles = articles.filter(Exists(ours), state=Article.State.RECORDED)
    if source:
        if not Source.objects.filter(name=source).exists():
            raise CommandError(f"--source: there is no source “{source}”.")
        articles = articles.filter(source__name=source)
    if since:
        articles = articles.filter(published_on__gte=since)
    for pk in list(articles.values_list("pk", flat=True)):
        yield Article.objects.select_related("source").get(pk=pk)

"""Print what articles state, without a database."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.extraction import MAX_CHARACTERS, TextTooLong, extract
from events.extraction.explanation import explain
from events.extraction.facts import Facts
from events.extraction.llm import ModelError, read
from events.ingestion.llm import NotAsked, llm_settings

STDIN = "-"
_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


class Command(BaseCommand):
    help = "Print the facts that articles state, as JSON. Nothing is written to the database."
    requires_system_checks: list[str] = []  # no database is needed

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="UTF-8 text; - is stdin")
        parser.add_argument(
            "--published", metavar="DATE", help="publication date; else the one in the file's name"
        )
        parser.add_argument("--language", choices=["zh", "en"], help="instead of detecting it")
        parser.add_argument("--out", metavar="DIR", type=Path, help="write DIR/<name>.json each")
        parser.add_argument(
            "--explain", action="store_true", help="show marks in the text, rules and confidence"
        )
        parser.add_argument(
            "--llm", action="store_true", help="ask the language model that the environment names"
        )

    def handle(self, *args: object, **options: Any) -> None:
        published = _date(options["published"]) if options["published"] else None
        folder: Path | None = options["out"]
        if folder:
            _make(folder)
        problems = []
        for name in options["files"]:
            try:
                answer = self._answer(name, published, options)
                if folder:
                    (folder / f"{_stem(name)}.json").write_text(answer + "\n", encoding="utf-8")
                else:
                    self.stdout.write(answer)
            except (OSError, ValueError, ModelError) as problem:
                problems.append(f"{name}: {_reason(problem)}")
        if problems:
            raise CommandError("\n".join(problems))

    def _answer(self, name: str, published: date | None, options: dict[str, Any]) -> str:
        text = _read(name)
        given = {"published": published or _date_in(name), "language": options["language"]}
        facts = self._by_model(name, text, given) if options["llm"] else extract(text, **given)
        if options["explain"] and not options["out"]:
            return explain(text, facts)
        return json.dumps(facts.to_dict(), ensure_ascii=False, indent=1)

    def _by_model(self, name: str, text: str, given: dict[str, Any]) -> Facts:
        try:
            model = llm_settings()
        except NotAsked as reason:
            raise CommandError(f"--llm: {reason}") from reason
        reading = read(text, model, **given)
        taken, dropped = reading.usage, dict(reading.dropped)
        cost = model.cost(taken.tokens_in, taken.tokens_out)
        self.stderr.write(
            f"{name}: {taken.tokens_in} tokens read, {taken.tokens_out} written, "
            f"{cost:.4f} USD; dropped: {dropped or 'nothing'}"
        )
        return reading.facts


def _read(name: str) -> str:
    """The text of a file, or of standard input."""
    content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    if len(content) > MAX_CHARACTERS * 4:
        raise TextTooLong(f"more than {MAX_CHARACTERS:,} characters: split it into articles")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ValueError(
            f"not UTF-8 text (byte {problem.start}): convert it first, or ingest the page instead"
        ) from problem
    if "\0" in text:
        raise ValueError("not a text file: it holds null characters")
    return text


def _reason(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return problem.strerror or str(problem)
    return str(problem)


def _date(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as problem:
        raise CommandError(f"--published: {words!r} is not a date such as 2026-05-08") from problem


def _date_in(name: str) -> date | None:
    """The first date in a file's name that the calendar has."""
    for words in _DATE.findall(Path(name).name):
        try:
            return date.fromisoformat(words)
        except ValueError:
            continue
    return None


def _stem(name: str) -> str:
    return "stdin" if name == STDIN else Path(name).stem


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CommandError(f"--out: {folder}: {problem.strerror}") from problem

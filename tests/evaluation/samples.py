"""The sample articles in tests/articles, each with its hand-made answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).parent.parent / "articles"
HALVES = {"tuning": (ARTICLES, ARTICLES / "more"), "unseen": (ARTICLES / "unseen",)}
"""Where the articles are that the extractor may be improved on, and those only measured on."""

_CHARSET = re.compile(rb'<meta charset="([\w-]+)"')
_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Sample:
    """An article as it is saved on disk; its name is `<language>-<date>-<topic>`."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def language(self) -> str:
        return self.name[:2]

    @property
    def published(self) -> date:
        return date.fromisoformat(self.name[3:13])

    @property
    def source(self) -> str:
        """The whole file, decoded with the character set that it declares."""
        content = self.path.read_bytes()
        declared = _CHARSET.search(content)
        return content.decode(declared[1].decode("ascii") if declared else "utf-8")

    @property
    def text(self) -> str:
        """The paragraphs of the article, without its title and all that surrounds it."""
        if self.path.suffix == ".txt":
            return self.source.split("\n\n", 1)[1].strip()
        article = _ARTICLE.search(self.source)
        if article is None:
            raise ValueError(f"{self.path.name} has no <article> element")
        paragraphs = _PARAGRAPH.findall(article[0])
        return "\n\n".join(unescape(_TAG.sub("", paragraph)) for paragraph in paragraphs)

    @property
    def gold(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.path.with_suffix(".json").read_text("utf-8"))
        return answer


def samples(half: str = "tuning") -> Iterator[Sample]:
    """Every sample article of a half, by name."""
    paths = [path for folder in HALVES[half] for path in folder.iterdir()]
    for path in sorted(paths, key=lambda path: path.name):
        if path.suffix in {".html", ".txt"}:
            yield Sample(path)

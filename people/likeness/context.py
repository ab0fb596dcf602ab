"""What is known around a record, or around a name in an article, and what that says. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from people.likeness import posts
from people.likeness.posts import Post
from people.likeness.reasons import Reason
from people.names import fold

IN_ONE_ARTICLE = Reason("told by the same article", 6)
NEAR = Reason("its company is in the article", 1.2)


@dataclass(frozen=True, slots=True)
class Context:
    """Whom and what it is told with, each by any form of a name or by an id as text.

    Both sides of a comparison use the same. Of a person `ties` are its companies, of a company its
    people, of an AI model its developer. `near` are the companies of an article that ties the name
    to none. `articles` are those that tell of it, reprints by their origin.
    """

    ties: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    posts: tuple[Post, ...] = ()

    def compare(self, other: Context, kind: str, *, is_common: bool) -> Iterator[Reason]:
        """What speaks for and against two of a kind being one, whose name many may bear."""
        if self.articles & other.articles:
            yield IN_ONE_ARTICLE
        mine, theirs = _folded(self.ties), _folded(other.ties)
        if shared := len(mine & theirs):
            yield Reason("named with the same", 3.5 + min(shared, 4) * 0.5)
        elif mine and theirs:
            strangers = -4.5 if is_common else -1.0
            yield Reason("named with others", -8 if kind == "model" else strangers)
        elif mine & _folded(other.near) or theirs & _folded(self.near):
            yield NEAR
        yield from posts.compare(self.posts, other.posts, is_common=is_common)


NO_CONTEXT = Context()


def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, names))

"""What the posts of two, with their titles and dates, say of their being one person. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from people.dates import PartialDate
from people.likeness.reasons import Reason
from people.names import fold

APART = timedelta(days=60)
"""Who is known at two companies for less than this at once may be going from one to the other."""

SOON = timedelta(days=183)
"""A post that begins so long after another has ended, or less, is likely the next."""

EARLIER = timedelta(days=31)

WORK = {
    "research": re.compile(
        r"profess|lecturer|\bdean\b|postdoc|scien|research|\bfellow\b|教授|讲师|院长|博士|院士|科学家|研究|学者",
        re.IGNORECASE,
    ),
    "technology": re.compile(
        r"engineer|develop|architect|techn|\bcto\b|工程师|架构师|技术|开发|算法", re.IGNORECASE
    ),
    "business": re.compile(
        r"founder|chief exec|\bceo\b|\bcoo\b|president|operating|managing"
        r"|创始人|首席执行|总裁|总经理|运营",
        re.IGNORECASE,
    ),
    "money": re.compile(
        r"financ|\bcfo\b|invest|partner|analyst|bank|财务|投资|合伙人|分析师|基金", re.IGNORECASE
    ),
    "words": re.compile(
        r"journal|report|editor|author|writer|spokes|记者|编辑|作者|主编|发言人", re.IGNORECASE
    ),
    "law": re.compile(
        r"lawyer|counsel|attorney|minister|senator|commission|judge|律师|法务|部长|局长|主任|委员|法官",
        re.IGNORECASE,
    ),
}
"""Kinds of work by what titles say; a title may be of several."""

BESIDE = re.compile(
    r"advis|board|chair|\b(?:independent|executive) director|trustee|visiting|adjunct|honorary"
    r"|emerit|part.time|angel|\bformer|\bex-|顾问|董事|监事|主席|客座|兼|名誉|特聘|荣休|^前(?!端)",
    re.IGNORECASE,
)
"""Posts that many hold beside a full-time one, or held before it."""


@dataclass(frozen=True, slots=True)
class Post:
    """A position: when it began and ended, as far as known, and days on which it was held."""

    title: str
    company: str = ""
    started: PartialDate | None = None
    ended: PartialDate | None = None
    seen: tuple[date, ...] = ()

    @property
    def held(self) -> tuple[date, date] | None:
        """The first and the last day on which it is surely held."""
        days = [*self.seen]
        if self.started and self.started.is_known:
            days.append(self.started.end)
        if self.ended and self.ended.is_known:
            days.append(self.ended.start)
        return (min(days), max(days)) if days else None

    @property
    def work(self) -> frozenset[str]:
        return frozenset(work for work, words in WORK.items() if words.search(self.title))


def compare(
    mine: Collection[Post], theirs: Collection[Post], *, is_common: bool
) -> Iterator[Reason]:
    """What speaks for and against; dates count between companies, titles wherever they are."""
    pairs = [pair for pair in product(mine, theirs) if _are_apart(*pair)]
    if any(_at_once(*pair) for pair in pairs):
        yield Reason("two full-time posts at once", -1.5 if is_common else -0.8)
    elif any(_follows(one, other) or _follows(other, one) for one, other in pairs):
        yield Reason("one post follows the other", 1.4)
    titles, others = ({fold(post.title) for post in posts} - {""} for posts in (mine, theirs))
    works, other_works = (
        frozenset().union(*(post.work for post in posts)) for posts in (mine, theirs)
    )
    if titles & others:
        yield Reason("same title", 0.7)
    elif works & other_works:
        yield Reason("same kind of work", 0.4)
    elif works and other_works:
        yield Reason("other work", -0.9)


def _are_apart(one: Post, other: Post) -> bool:
    return bool(one.company and other.company) and fold(one.company) != fold(other.company)


def _at_once(one: Post, other: Post) -> bool:
    """Whether both are full-time, and each was surely held well before the other surely ended."""
    if not (one.held and other.held) or BESIDE.search(one.title) or BESIDE.search(other.title):
        return False
    (first, last), (other_first, other_last) = one.held, other.held
    return other_last - first >= APART and last - other_first >= APART


def _follows(one: Post, other: Post) -> bool:
    """Whether `other` may have begun soon after `one` ended."""
    if not (one.ended and one.ended.is_known and other.started and other.started.is_known):
        return False
    return (
        other.started.end >= one.ended.start - EARLIER
        and other.started.start <= one.ended.end + SOON
    )

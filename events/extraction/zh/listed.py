"""Organisations told by the others in a list: what stands among them is one too."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..document import Candidate, Document
from ..text import CJK
from .organisations import is_name
from .people import looks_like_name
from .vocabulary import is_word
from .words import COMMON_SURNAMES, GENERIC, ROLE_NOUNS

Span = tuple[int, int]

_ITEM = rf"[A-Za-z\d{CJK} .&·'-]"
_ASIDE = r"(?:\([^(),。、]{1,20}\))"
_LIST = re.compile(rf"(?P<items>{_ITEM}{{2,24}}(?:{_ASIDE}?、{_ITEM}{{2,24}}){{1,24}})")
_JOIN = re.compile("、|以及|及|(?<!参)与|和(?!记)")
_OPENING = re.compile(
    rf"(?:{ROLE_NOUNS}|投资者|持有人|商)(?=[A-Za-z\d{CJK}]{{2}})|包括了?|囊括|不乏|来自|引入了?|引进|股东|投资方|机构|基金为|资方|就有|联合|联手|例如|比如|吸引了?|得到了?|获得了?|分别[为是]|企业|公司|其中有"
)
_LEADING = re.compile("[由为有获是被与]")
_CLOSING = re.compile(
    "(?:等|在内|共同|联合|继续|持续|超额|跟投|领投|参投|追加|加持|加码|加注|增持|战略|独家|均|悉数|也|已|都|则|为|参与|出资|投资(?!人?$)|旗下|[一二两三四五六七八九十多数]+家)"
)
_BACKING = re.compile("融资|领投|跟投|参投|投资方|投资机构|股东|资方|轮")
_KIN = re.compile(
    "等?(?:[^,。;]{0,10}?)(?:公司|企业|厂商|机构|资本|基金|股东|投资方|投资人|资方|巨头|玩家|车企)"
)
_FUND = re.compile("(?:资本|创投|基金|投资|产投|战投|国投|科投|控股|集团|科技|智能)$")


def listed_organisations(
    document: Document, learned: Sequence[Candidate], known: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The organisations that stand in lists of others, unless persons are listed."""
    starts = [sentence.start for sentence in document.sentences]
    near: defaultdict[int, list[Span]] = defaultdict(list)
    for candidate in (*known, *learned):
        if candidate.kind == "company":
            number = bisect.bisect_right(starts, candidate.start) - 1
            near[number].append((candidate.start, candidate.end))
    others = {(c.start, c.end) for c in known if c.kind != "company"}
    for number, sentence in enumerate(document.sentences):
        if near[number] and "、" in document.folded[sentence.start : sentence.end]:
            for span in _in_lists(document.folded, sentence.start, sentence.end, near[number]):
                if span not in others:
                    yield Candidate("company", *span)


def _in_lists(folded: str, start: int, end: int, known: Sequence[Span]) -> Iterator[Span]:
    """The members of each list in which others are known to be organisations."""
    for match in _LIST.finditer(folded, start, end):
        spans = list(_members(folded, *match.span("items")))
        if len(spans) < 3:
            continue
        inside = {span for span in spans if _is_told(folded, span, known)}
        backed = _BACKING.search(folded, max(start, match.start() - 60), min(end, match.end() + 40))
        kin = backed or _KIN.match(folded, match.end(), end)
        if len(inside) >= (1 if kin else 2) and len(inside) * 4 >= len(spans):
            yield from (span for span in spans if span not in inside and _fits(folded, span))


def _members(folded: str, start: int, end: int) -> Iterator[Span]:
    """The names in a list, without the words that lead to the first and on from the last."""
    first = start
    cuts = [*_JOIN.finditer(folded, start, end)]
    for cut in cuts:
        aside = folded.find("(", first, cut.start())
        yield _trimmed(folded, first, cut.start() if aside < 0 else aside)
        first = cut.end()
    closing = _CLOSING.search(folded, first + 1, end)
    yield _trimmed(folded, first, closing.start() if closing else end)


def _trimmed(folded: str, start: int, end: int) -> Span:
    """A member without what leads to it or says what it is: 以及战略投资者吉利控股."""
    for match in _OPENING.finditer(folded, start, end - 1):
        start = match.end()
    while start < end - 2 and _LEADING.match(folded, start):
        start += 1
    return start, end


def _is_told(folded: str, span: Span, known: Sequence[Span]) -> bool:
    """Whether a known name ends the member, or its own ending tells it."""
    if any(span[0] <= first and last == span[1] for first, last in known):
        return True
    form = folded[span[0] : span[1]]
    return _FUND.search(form) is not None and is_name(form)


def _fits(folded: str, span: Span) -> bool:
    form = folded[span[0] : span[1]]
    if not 2 <= len(form) <= 20 or form in GENERIC or re.search("[的了是在将]", form):
        return False
    if form[0] in COMMON_SURNAMES and len(form) == 3 and looks_like_name(form):
        return is_word(form) and is_name(form)
    chinese = re.fullmatch(f"[{CJK}]+", form) is not None
    return is_name(form) and (not chinese or len(form) <= 10)

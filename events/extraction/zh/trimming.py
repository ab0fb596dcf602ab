"""Names that were read with a word too many: 前联穹半导体, 语桥科技全资."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..document import Candidate
from .organisations import ends_as_company
from .vocabulary import is_word
from .words import COMMON_SURNAMES, PLACES

_NOUN_BEFORE = re.compile("[^(]{1,8}?(?:公司|企业|机构|厂商|服务商|开发商|代工厂)(?=[^(]{3})")
_HAS_NOUN = re.compile("(?:公司|企业|厂商|代工厂|大厂)(?!$)")


def trimmed(folded: str, learned: Iterable[Candidate]) -> list[Candidate]:
    """The learned names, without what does not belong to them."""
    named = [_without_noun(folded, _without_former(folded, found)) for found in learned]
    return _without_appendages(folded, named)


def _without_former(folded: str, found: Candidate) -> Candidate:
    """前联穹半导体 is 联穹半导体, where somebody worked before."""
    opening = folded[found.start : found.start + 2]
    if found.kind != "company" or opening[0] not in "前原" or is_word(opening):
        return found
    return Candidate("company", found.start + 1, found.end)


def _without_noun(folded: str, found: Candidate) -> Candidate:
    """GPU公司黎耀科技 is 黎耀科技, which is called a company."""
    noun = _NOUN_BEFORE.match(folded, found.start, found.end)
    if found.kind != "company" or noun is None or is_word(folded[noun.end() : found.end]):
        return found
    return Candidate("company", noun.end(), found.end)


def _without_appendages(folded: str, learned: list[Candidate]) -> list[Candidate]:
    """Without the names that are another one and a word that is no part of it: 语桥科技全资."""
    forms = {folded[c.start : c.end] for c in learned if c.kind == "company"}
    people = {folded[c.start : c.end] for c in learned if c.kind == "person"}

    def appended(form: str) -> bool:
        return (
            any(
                form[:cut] in forms
                and not ends_as_company(form[cut:])
                and form[-1] not in "心部局院所会"
                for cut in range(4, len(form))
            )
            or any(
                form[cut:] in forms
                and is_word(form[:cut])
                and form[:cut] not in PLACES
                and not ends_as_company(form[:cut])
                for cut in range(2, len(form) - 3)
            )
            or (form[:3] in people and form[0] in COMMON_SURNAMES and is_word(form[3:]))
            or (form[1:] in forms and form[0] in "商方家人者与和及由")
        )

    wrong = {
        form for form in forms if form[0] >= "一" and (_HAS_NOUN.search(form) or appended(form))
    }
    wrong |= {
        form
        for form in {folded[c.start : c.end] for c in learned if c.kind == "person"}
        if form[0] in "商方家者" and any(name.startswith(form[1:]) for name in forms)
    }
    return [
        candidate for candidate in learned if folded[candidate.start : candidate.end] not in wrong
    ]

"""Lists of names that the words before them call investors, rivals and the like."""

from __future__ import annotations

import re

_LISTING = re.compile(
    r"\b(?:led by|co-led by|investors(?:,)? (?:including|such as|like|include|included|are)|backers (?:including|such as|include)|participation (?:from|by|of)|alongside|joined by|backing from|backed by|"
    r"(?:funding|financing|debt|round|seed|loan|grant|cheques?|checks|million|m|bn|billion|euros|cash|backing|commitments) from|(?:valuation|round|deal)[, ]+with|investments? from|money from|support from|customers (?:including|such as|include|like)|clients (?:including|such as|include)|companies (?:including|such as|like)|rivals (?:including|such as|like)|labs (?:including|such as|like)|"
    r"start-?ups (?:including|such as|like)|firms (?:including|such as|like)|competitors (?:including|such as|like)|giants (?:including|such as|like)|include(?:d|s)?|partners (?:including|such as|like))\s|(?<=\d)(?:m|bn|mn|b|k) from\s",
    re.I,
)
_ITEM = re.compile(
    r"\s?(?:and |, and |, |existing (?:investors?|backers?) |new (?:investors?|backers?) |the |fellow |[A-Z]?[a-z]+(?:-based)? (?=[A-Z])|[a-z]+ (?:fund|firm|investor|giant|group|chipmaker|bank) |as well as |with |along with |participation from ){0,4}"
)
_KNOWN_ITEM = re.compile(r"[A-ZÀ-Þa0-9][\w.&'’-]*(?: (?:of |& )?[A-ZÀ-Þ][\w.&'’-]*){0,4}")


def listed(folded: str, ends: dict[int, int]) -> set[int]:
    """The starts of the spans in lists such as those after `led by` and `investors including`.

    `ends` gives the end of each span that starts at a place.
    """
    found: set[int] = set()
    for match in _LISTING.finditer(folded):
        place = match.end()
        for _ in range(14):
            item = _ITEM.match(folded, place)
            at = item.end() if item else place
            end = ends.get(at)
            if end is None:
                known = _KNOWN_ITEM.match(folded, at)
                if known is None:
                    break
                place = known.end()
            else:
                found.add(at)
                place = end
            if folded[place : place + 1] not in (",", " ") or folded[place : place + 2] == ". ":
                break
    return found

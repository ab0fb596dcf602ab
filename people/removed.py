"""Names that people had removed: kept as keyed hashes, and known again wherever they are met.

A text is searched for them by hashing each stretch of its folded characters that is as long as a
removed name. What is found is covered by blocks, one for each character, so that the places of all
other words stay what they are.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.conf import settings

from people.models import Alias, Entity, Status
from people.models.removed import Removed
from people.names import HAN, fold, simplified

BLOCK = "█"
SHORTEST = 2
"""A single letter or character is nobody's name alone."""


class Stretch(NamedTuple):
    start: int
    end: int


def digest_of(kind: str, what: str) -> str:
    """A hash that only this site can make: REMOVED_NAMES_KEY has to stay what it is."""
    key = f"tideline.removed.{kind}.{settings.REMOVED_NAMES_KEY}".encode()
    return hmac.digest(hashlib.sha256(key).digest(), what.encode(), "sha256").hex()


def remember(names: Iterable[str], addresses: Iterable[str]) -> None:
    """Keep the hashes of these names and of these addresses (`person/slug`)."""
    folded = {fold(name) for name in names}
    kinds = Removed.Kind
    rows = [
        Removed(kind=kinds.NAME, digest=digest_of(kinds.NAME, name), length=len(name))
        for name in sorted(folded)
        if len(name) >= SHORTEST
    ]
    rows += [
        Removed(kind=kinds.ADDRESS, digest=digest_of(kinds.ADDRESS, address))
        for address in sorted(set(addresses))
    ]
    Removed.objects.bulk_create(rows, ignore_conflicts=True)


def is_gone(kind: str, slug: str) -> bool:
    """Whether somebody stood at this address who had it removed."""
    digest = digest_of(Removed.Kind.ADDRESS, f"{kind}/{slug}")
    return Removed.objects.filter(kind=Removed.Kind.ADDRESS, digest=digest).exists()


def removed_among(names: Iterable[str]) -> set[str]:
    """Those of these names that were removed, unless somebody else of the record bears them."""
    folded = {fold(name): name for name in names if len(fold(name)) >= SHORTEST}
    digests = {digest_of(Removed.Kind.NAME, form): form for form in folded}
    found = Removed.objects.filter(kind=Removed.Kind.NAME, digest__in=digests)
    gone = {digests[digest] for digest in found.values_list("digest", flat=True)}
    if not gone:
        return set()
    borne = Alias.objects.filter(folded__in=gone, entity__kind=Entity.Kind.PERSON)
    alive = borne.exclude(entity__status__in=[Status.REJECTED, Status.RETRACTED])
    gone -= set(alive.values_list("folded", flat=True))
    return {name for form, name in folded.items() if form in gone}


def cover(*texts: str) -> tuple[str, ...]:
    """These texts with all removed names in them under blocks, as long as they were."""
    lengths = sorted(
        Removed.objects.filter(kind=Removed.Kind.NAME).values_list("length", flat=True).distinct()
    )
    if not lengths:
        return texts
    digests = set(Removed.objects.filter(kind=Removed.Kind.NAME).values_list("digest", flat=True))
    return tuple(_covered(text, lengths, digests) for text in texts)


def _covered(text: str, lengths: list[int], digests: set[str]) -> str:
    found = {
        text[stretch.start : stretch.end]: stretch
        for folded, stretch in _stretches(text, lengths)
        if digest_of(Removed.Kind.NAME, folded) in digests
    }
    gone = removed_among(found)
    for name in gone:
        text = text.replace(name, BLOCK * len(name))
    return text


def _stretches(text: str, lengths: list[int]) -> Iterator[tuple[str, Stretch]]:
    """Each stretch of a text that may be a name, as it is folded; each folded form once.

    A Latin name begins and ends at the edge of a word; a Chinese one may stand anywhere.
    """
    folded, places = _folded(text)
    seen: set[tuple[str, str]] = set()
    for length in lengths:
        for at in range(len(folded) - length + 1):
            first, last = places[at], places[at + length - 1]
            if _is_inside_a_word(text, first) or _is_inside_a_word(text, last + 1):
                continue
            form, written = folded[at : at + length], text[first : last + 1]
            if (form, written) not in seen:
                seen.add((form, written))
                yield form, Stretch(first, last + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text as names are compared, and where each of them stands."""
    letters: list[str] = []
    places: list[int] = []
    plain = simplified(text)
    for place, mark in enumerate(plain if len(plain) == len(text) else text):
        for letter in unicodedata.normalize("NFKD", mark).casefold():
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _is_inside_a_word(text: str, place: int) -> bool:
    """Whether letters of one Latin word stand on both sides of a place."""
    around = text[max(place - 1, 0) : place + 1] if 0 < place < len(text) else ""
    return len(around) == 2 and all(mark.isalnum() and not HAN.match(mark) for mark in around)

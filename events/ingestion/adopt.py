"""Make a source of what was discovered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from urllib.parse import urlsplit

from events.ingestion.discover import Offer
from events.models import Source, Watch

NAME_CHARACTERS = 200


def adopt(offer: Offer) -> Source:
    """The source of an offer, made if there is none of its kind and address. It is not followed."""
    known = Source.objects.filter(address=offer.address, kind=offer.kind).order_by("pk").first()
    source = known or _made(offer)
    Watch.objects.bulk_create([Watch(source=source)], ignore_conflicts=True)
    return source


def _made(offer: Offer) -> Source:
    for name in _names(offer):
        source, is_new = Source.objects.get_or_create(
            name=name,
            defaults={"address": offer.address, "kind": offer.kind, "language": offer.language},
        )
        if is_new:
            return source
    raise AssertionError("There is no end of names.")


def _names(offer: Offer) -> Iterator[str]:
    """Its title, with its host or a number if the name is taken."""
    host = urlsplit(offer.address).netloc
    name = offer.title or host
    yield name[:NAME_CHARACTERS]
    name = f"{name[: NAME_CHARACTERS // 2]} ({host})"[: NAME_CHARACTERS - 10]
    yield name
    yield from (f"{name} {number}" for number in count(2))

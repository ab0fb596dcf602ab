"""The timeline that a subscription follows: kept as the address of its page, read as any other."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve

from events.channels import ATOM, FOLLOW, Channel, entity_at
from events.facets import Filters
from events.models import Subscription
from events.profiles import address_of
from events.readers import reader_language

LANGUAGE = len("/en")


def page_of(filters: Filters) -> str:
    """The path of a timeline without its language."""
    return filters.path[LANGUAGE:]


def chosen(filters: Filters) -> dict[str, list[str]]:
    """What is chosen of a timeline, as it is kept; in whichever order it was written."""
    known = {*filters.filterset.filters} - {"ordering"}
    return {
        name: sorted({value for value in values if value})
        for name, values in sorted(filters.data.lists())
        if name in known and any(values)
    }


def same_hash(page: str, filters: dict[str, list[str]]) -> str:
    """The same for addresses that show the same timeline."""
    return hashlib.sha256(json.dumps([page, filters]).encode()).hexdigest()


def timeline_of(subscription: Subscription) -> Channel | None:
    """The timeline, in the language of the moment; None if it is there no more."""
    path = f"/{reader_language()}{subscription.page}"
    try:
        kept: dict[str, Any] = resolve(f"{path}{ATOM}").kwargs
        entity = entity_at(kept["kind"], kept["slug"]).survivor if kept.get("kind") else None
    except (Resolver404, Http404):
        return None
    data = QueryDict(mutable=True)
    for name, values in subscription.filters.items():
        data.setlist(name, values)
    path = address_of(entity) if entity else path
    channel = Channel.at(settings.SITE_URL, path, FOLLOW, data, entity)
    return channel if channel.filters.is_valid else None

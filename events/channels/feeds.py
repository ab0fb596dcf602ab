"""A timeline as Atom and as JSON Feed."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from events.channels import Channel
from events.channels.items import Item, items_of
from events.readers import TAGS, reader_language

VERSION = "https://jsonfeed.org/version/1.1"


class PagedAtom(Atom1Feed):
    """Atom with the address of the following page, by which everything can be read."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if following := self.feed["following"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": following})

    def latest_post_date(self) -> Any:
        """The first item's; of an empty feed the present."""
        return self.feed["changed_at"]


def atom(channel: Channel) -> str:
    """RFC 4287; each page leads to the next by `rel="next"`."""
    page = items_of(channel)
    feed = PagedAtom(
        title=channel.title,
        link=channel.page,
        description="",
        language=TAGS[reader_language()],
        feed_url=channel.address,
        feed_guid=channel.address,
        following=channel.page_of_address(page.next) if page.next else "",
        changed_at=page.rows[0].changed_at if page.rows else timezone.now(),
    )
    for item in page.rows:
        feed.add_item(
            title=item.title,
            link=item.href,
            description=item.html,
            unique_id=item.id,
            pubdate=item.published_at,
            updateddate=item.changed_at,
            categories=item.kinds,
        )
    return str(feed.writeString("utf-8"))


def json_feed(channel: Channel) -> str:
    """JSON Feed 1.1; each page leads to the next by `next_url`."""
    page = items_of(channel)
    feed = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "language": TAGS[reader_language()],
        "items": [_json_item(item) for item in page.rows],
    }
    if page.next:
        feed["next_url"] = channel.page_of_address(page.next)
    return json.dumps(feed, ensure_ascii=False)


def _json_item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.href,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.published_at.isoformat(),
        "date_modified": item.changed_at.isoformat(),
        "tags": item.kinds,
    }

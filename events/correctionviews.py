"""The pages of corrections: what editors changed of what was published, and a feed of it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from events.correctionpages import CorrectionLine, page_at
from events.public import public_page
from events.readers import TAGS, reader_language


@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    """All corrections, newest first."""
    page = page_at(request.GET.get("cursor", ""), request.path)
    return render(request, "events/corrections.html", {"page": page})


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """The newest corrections as an Atom feed, in the language of its address."""
    here = f"{settings.SITE_URL}{reverse('events:corrections')}"
    atom = Atom1Feed(
        title=_("Corrections"),
        link=here,
        description=_("What editors corrected, retracted or restored of what was published."),
        language=TAGS[reader_language()],
        feed_url=f"{settings.SITE_URL}{request.path}",
        feed_guid=_id_of("corrections"),
    )
    for line in page_at("", request.path).lines:
        atom.add_item(
            title=f"{line.label}{_(': ')}{line.text or _('an event')}",
            link=f"{here}#c{line.id}" if not line.href else f"{settings.SITE_URL}{line.href}",
            description=_told(line),
            unique_id=_id_of(f"corrections/{line.id}"),
            pubdate=line.at,
            updateddate=line.at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=Atom1Feed.content_type)


def _id_of(name: str) -> str:
    """The same in both languages and for ever: RFC 4151."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{name}"


def _told(line: CorrectionLine) -> str:
    """Why, and field by field from what to what, as HTML."""
    reason = format_html("<p>{}</p>", line.reason) if line.reason else ""
    fields = format_html_join(
        "",
        "<dt>{}</dt><dd><del>{}</del> → <ins>{}</ins></dd>",
        ((field.label, field.before or "–", field.after or "–") for field in line.fields),
    )
    return reason + (format_html("<dl>{}</dl>", fields) if fields else "")

"""What the pages of the desk show beside Django's own."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from events import saved_filters
from people.roles import Ability, may

register = template.Library()


@register.inclusion_tag("admin/saved_filters.html", takes_context=True)
def kept_filters(context: Context, cl: Any) -> dict[str, Any]:
    """The filters of a list that were kept, and a form to keep those that are chosen."""
    request = context["request"]
    query = saved_filters.narrowed(request.GET.urlencode())
    listed = cl.opts.label_lower
    return {
        "csrf_token": context.get("csrf_token"),
        "filters": [
            (saved, saved.query == query, saved_filters.may_change(saved, request.user))
            for saved in saved_filters.seen_by(request.user, listed)
        ],
        "listed": listed,
        "query": query,
        "may_share": may(request.user, Ability.RULES),
    }

"""How the words typed into a form are read, told while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.admin.links import reader_language
from events.words.dates import date_words
from events.words.money import sum_words
from events.words.typed import date_of, sum_of

LONGEST = 60


@never_cache
@require_safe
def reads(request: HttpRequest) -> JsonResponse:
    """`{"words": …}`: what a date or sum is read as, in the reader's language; empty if as none."""
    text, language = request.GET.get("text", "")[:LONGEST], reader_language()
    words = ""
    if request.GET.get("as") == "date" and (day := date_of(text)) is not None:
        words = date_words(day, language)
    elif request.GET.get("as") == "sum" and (told := sum_of(text)) is not None:
        words = str(sum_words(told, language))
    return JsonResponse({"words": words})

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.public import PLAIN, mistakes_of, public_page
from events.statistics.page import StatisticsPage
from events.statistics.table import table_of


@public_page
def statistics(request: HttpRequest) -> HttpResponse:
    """What the published events come to: charts, each with its table and the events behind it."""
    page = StatisticsPage(request.GET, request.path)
    return render(request, "events/statistics.html", {"page": page}, status=page.status)


@public_page
def statistics_table(request: HttpRequest, name: str) -> HttpResponse:
    """One figure of the page as CSV, under the same address."""
    page = StatisticsPage(request.GET, request.path)
    if not page.is_valid:
        return HttpResponse(mistakes_of(page.form), status=400, content_type=PLAIN)
    response = HttpResponse(table_of(name, page), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tideline-{name}.csv"'
    return response

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.public import public_page
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
        lines = (f"{field}: {' '.join(map(str, errors))}" for field, errors in
                 page.form.errors.items())  # fmt: skip
        return HttpResponse(
            "\n".join(lines) + "\n", status=400, content_type="text/plain; charset=utf-8"
        )
    response = HttpResponse(table_of(name, page), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tideline-{name}.csv"'
    return response

"""The address of a company's network, and of its table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from events.channels import entity_at
from events.network.page import NetworkPage
from events.public import PLAIN, mistakes_of, moved_to, public_page
from people.models import Entity


@public_page
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """With whom a company has to do, each tie with the events that tell it."""
    company = entity_at(Entity.Kind.COMPANY, slug)
    if company.survivor_id != company.pk:
        return moved_to(reverse("events:network", args=[company.survivor.slug]))
    page = NetworkPage(company, request.GET)
    context = {"page": page, "entity": company}
    return render(request, "events/network.html", context, status=page.status)


@public_page
def network_table(request: HttpRequest, slug: str) -> HttpResponse:
    """The same ties as a table for spreadsheets."""
    company = entity_at(Entity.Kind.COMPANY, slug)
    if company.survivor_id != company.pk:
        return moved_to(reverse("events:network-table", args=[company.survivor.slug]))
    page = NetworkPage(company, request.GET)
    if not page.is_valid:
        return HttpResponse(mistakes_of(page.form), status=400, content_type=PLAIN)
    response = HttpResponse(page.table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tideline-{slug}-network.csv"'
    return response

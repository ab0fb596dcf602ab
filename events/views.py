"""The pages of events and of those who take part in them."""

from __future__ import annotations

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.access import periods_of
from events.as_known import DayForm, as_known
from events.careerlines import career_line
from events.correctionpages import lines_of_event
from events.disagreement import disagreements_of
from events.discovery import citations, linked_data
from events.entries import entry_of
from events.lists import directory_of
from events.models import Event, Source
from events.network.page import NetworkPage
from events.pages import timeline_of
from events.profiles import address_of, profile_of, story_of
from events.proofs import with_evidence
from events.public import PLAIN, mistakes_of, moved_to, public_page, redirect_of_named
from events.rounds import money_of
from events.sourcepages import record_of_source, sources_of
from events.staff import Careers, careers_of, people_of
from events.talentpages import TalentPage
from events.tallies import State, kept
from events.timelines import years_of
from people.matching import match
from people.models import Entity, Status

HEADINGS = {"person": _("People"), "company": _("Companies"), "model": _("Models")}


@public_page
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event with all its evidence."""
    row = get_object_or_404(Event.objects.select_related("merged_into"), pk=pk)
    if row.status == Status.RETRACTED:
        told = {"corrections": lines_of_event(row)}
        return render(request, "events/retracted.html", told, status=410)
    if row.merged_into and row.merged_into.is_published:
        return moved_to(reverse("events:event", args=[row.merged_into_id]))
    published = Event.objects.published().select_related("card").prefetch_related(with_evidence())
    row = get_object_or_404(published, pk=pk)
    entry = entry_of(row)
    site = request.build_absolute_uri("/").rstrip("/")
    context = {
        "event": row,
        "entry": entry,
        "case": entry.parts[0].case,
        "disagreements": disagreements_of(row),
        "profile": story_of(row),
        "linked_data": linked_data.of_event(row, site),
        "cited": citations.in_words(row, site),
        "permanent": citations.permanent(row, site),
        "corrections": lines_of_event(row),
    }
    return render(request, "events/event.html", context)


@public_page
def entity(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """A person, company or AI model: what is known of it, and its timeline."""
    named = get_object_or_404(
        Entity.objects.select_related("survivor", "developer__survivor", "family__survivor"),
        kind=kind,
        slug=slug,
    )
    if not named.survivor.is_published:
        raise Http404
    if named.survivor_id != named.pk:
        return moved_to(address_of(named.survivor))
    timeline = timeline_of(request, named)
    if not timeline.filters.is_valid and (address := redirect_of_named(timeline.filters)):
        return address
    careers = _careers_at(named, timeline.filters.state) if kind == Entity.Kind.COMPANY else None
    context = {
        "entity": named,
        "profile": profile_of(named, careers),
        "stops": career_line(named) if kind == Entity.Kind.PERSON else [],
        "money": money_of(named) if kind != Entity.Kind.MODEL else None,
        "network": NetworkPage(named, careers=careers) if careers else None,
        "periods": periods_of(named) if kind == Entity.Kind.MODEL else [],
        "timeline": timeline,
        "linked_data": linked_data.of_entity(named, request.build_absolute_uri("/").rstrip("/")),
    }
    return render(request, "events/entity.html", context, status=timeline.status)


def _careers_at(company: Entity, state: State) -> Careers:
    """Of all who are or were there; read anew when the record has changed."""
    return kept("careers", company.pk, lambda: careers_of(people_of(company)), state)


@public_page
def as_known_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The timeline of a person, company or AI model as it was told on a past day."""
    named = get_object_or_404(Entity.objects.select_related("survivor"), kind=kind, slug=slug)
    if not named.survivor.is_published:
        raise Http404
    if named.survivor_id != named.pk:
        return moved_to(reverse(f"events:{kind}-as-known", args=[named.survivor.slug]))
    form = DayForm(request.GET if "on" in request.GET else None)
    known = as_known(named, form.cleaned_data["on"]) if form.is_valid() else None
    context = {
        "entity": named,
        "form": form,
        "known": known,
        "years": years_of(known.events, {}, {}, own=named.pk, by_month=False) if known else [],
    }
    return render(
        request, "events/as_known.html", context, status=400 if form.is_bound and not known else 200
    )


@public_page
def directory(request: HttpRequest, kind: str) -> HttpResponse:
    """All people, companies or AI models."""
    found = directory_of(kind, request.GET, request.path)
    context = {"kind": kind, "heading": HEADINGS[kind], "directory": found}
    return render(request, "events/directory.html", context)


@public_page
def sources(request: HttpRequest) -> HttpResponse:
    """All sources whose articles are cited."""
    return render(
        request, "events/sources.html", {"sources": sources_of(request.GET, request.path)}
    )


@public_page
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: its record, and the timeline of what it proved."""
    told = get_object_or_404(Source.objects.cited(), pk=pk)
    context = {"source": told, "record": record_of_source(told)}
    return render(request, "events/source.html", context)


@public_page
def talent(request: HttpRequest) -> HttpResponse:
    """How many people went from which company to which, and who."""
    page = TalentPage(request.GET, request.path)
    typed = request.GET.get("company", "")
    if typed and "company" in page.form.errors:
        found = match("company", [typed]).entity
        if found is not None and found.is_published:
            return HttpResponseRedirect(page.href(company=found.slug))
    return render(request, "events/talent.html", {"page": page}, status=page.status)


@public_page
def talent_table(request: HttpRequest) -> HttpResponse:
    """The same flows as a table for spreadsheets."""
    page = TalentPage(request.GET, request.path.removesuffix("flows.csv"))
    if not page.is_valid:
        return HttpResponse(mistakes_of(page.form), status=400, content_type=PLAIN)
    response = HttpResponse(page.table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tideline-talent-flows.csv"'
    return response

"""The front page, the search, and whether the site is alive and can work."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from events.discovery import linked_data
from events.exports.dumping import dumps, manifest_of
from events.pages import timeline_of
from events.pictures.drawing import colours
from events.public import public_page, redirect_of_named
from events.readers import reader_language
from events.search.results import results_of
from events.search.results import suggestions as suggested
from tracker import broker

LONGEST_QUERY = 100
FRESH_SECONDS = 24 * 60 * 60


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """To the timeline in the language that the browser asks for."""
    return redirect("home")


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Everything, newest first."""
    timeline = timeline_of(request)
    if not timeline.filters.is_valid and (address := redirect_of_named(timeline.filters)):
        return address
    site = request.build_absolute_uri("/").rstrip("/")
    context = {"timeline": timeline, "linked_data": linked_data.of_site(site)}
    return render(request, "home.html", context, status=timeline.status)


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """How the record is made, how sure it is, how it is corrected, and what may be done with it."""
    return render(
        request,
        "about.html",
        {"licence": settings.DATA_LICENCE, "licence_url": settings.DATA_LICENCE_URL},
    )


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """Under which terms the record may be used, and all ways to have it."""
    context: dict[str, Any] = {
        "licence": settings.DATA_LICENCE,
        "licence_url": settings.DATA_LICENCE_URL,
    }
    if dumped := next(iter(dumps()), None):
        manifest = manifest_of(dumped)
        mine = (None, reader_language())
        context |= {
            "dump": {"at": datetime.fromisoformat(manifest["at"])},
            "counts": manifest["counts"],
            "files": [file for file in manifest["files"] if file["language"] in mine],
            "place": f"/api/v1/dumps/{dumped.name}/",
        }
    return render(request, "data.html", context)


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Who and what is known by a name, and the events that tell it."""
    q = request.GET.get("q", "").strip()
    if not q:
        return render(request, "search.html", {"q": ""})
    results = results_of(request, q)
    context = {"q": q, "results": results, "timeline": results.timeline}
    return render(request, "search.html", context, status=results.timeline.status)


@public_page
def suggestions(request: HttpRequest) -> HttpResponse:
    """The names that what is being typed may become, as JSON for the search box."""
    q = request.GET.get("q", "").strip()
    if "\0" in q or len(q) > LONGEST_QUERY:
        return JsonResponse({"suggestions": []}, status=400)
    return JsonResponse({"suggestions": suggested(q) if q else []})


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that look for it here, whatever a page says."""
    return redirect(static("tracker/icons/icon-32.png"))


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def manifest(request: HttpRequest) -> JsonResponse:
    """How the site is kept on a home screen."""
    icons = [
        {
            "src": static(f"tracker/icons/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
        }
        for size in (192, 512)
    ]
    told = {
        "name": "Tideline",
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": colours()["paper"],
        "theme_color": colours()["paper"],
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where whoever found a hole writes to; 404 on a site that names nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = timezone.now().replace(microsecond=0) + timedelta(days=180)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en, zh",
        f"Canonical: {request.build_absolute_uri()}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nothing of anyone else."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each part that the site needs, and 503 while one is missing or not fit for it."""
    parts = {"database": _database_state(), "broker": broker.state(settings.REDIS_URL)}
    return JsonResponse(parts, status=200 if set(parts.values()) == {broker.OK} else 503)


def _database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return broker.UNREACHABLE
    return broker.OK

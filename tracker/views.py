"""Whether the site is alive, and whether it can work."""

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nothing of anyone else."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each part that the site needs, and 503 while one is missing."""
    parts = {"database": _database_answers(), "broker": _broker_answers()}
    return JsonResponse(
        {name: "ok" if answers else "unreachable" for name, answers in parts.items()},
        status=200 if all(parts.values()) else 503,
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    seconds = 2
    options = {"socket_timeout": seconds, "socket_connect_timeout": seconds}
    try:
        with redis.Redis.from_url(settings.REDIS_URL, retry=None, **options) as broker:
            return bool(broker.ping())
    except redis.RedisError:
        return False

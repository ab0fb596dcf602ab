"""System checks: what would go wrong later and silently is refused at once."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connections, transaction

from tracker import broker


@register(Tags.security)
def no_embedded_servers_in_production(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """The embedded servers trust whoever reaches them, and nobody backs them up."""
    if settings.LOCAL:
        return []
    return [
        Error(
            f"{variable} is not set, and ALLOWED_HOSTS opens this site to other machines.",
            hint=f"Set {variable} to {server} of yours. For a demonstration, LOCAL=true allows "
            "the embedded one.",
            id=f"tracker.{code}",
        )
        for variable, server, code, embedded in (
            ("DATABASE_URL", "a PostgreSQL server", "E001", not settings.DATABASE_URL),
            ("REDIS_URL", "a Redis or Valkey server", "E002", settings.EMBEDDED_BROKER),
        )
        if embedded
    ]


@register(Tags.security, deploy=True)
def broker_keeps_messages(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """A server that evicts, such as one set up as a cache, forgets messages without a word."""
    if broker.state(settings.REDIS_URL) != broker.EVICTS:
        return []
    return [
        Error(
            "The server at REDIS_URL throws keys away when its memory is full.",
            hint="Set its maxmemory-policy to noeviction, and give a cache a server of its own.",
            id="tracker.E004",
        )
    ]


@register(Tags.security)
def second_factor_is_required_of_somebody_known(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """A mistyped word must not leave the desk open."""
    from tracker.accounts.required import CHOICES

    if settings.REQUIRE_MFA in CHOICES:
        return []
    return [
        Error(
            f"REQUIRE_MFA is {settings.REQUIRE_MFA!r}.",
            hint=f"Set it to one of {', '.join(CHOICES)}.",
            id="tracker.E005",
        )
    ]


@register(Tags.database)
def database_knows_chinese_letters(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **kwargs: object
) -> list[CheckMessage]:
    """Where LC_CTYPE is C, Chinese text has no trigrams: search would find nothing, in silence."""
    return [
        Error(
            f"PostgreSQL finds no letters in Chinese text in the database {alias!r}.",
            hint="Create the database again with LC_CTYPE C.UTF-8: CREATE DATABASE tideline "
            "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
            id="tracker.E003",
        )
        for alias in databases or ()
        if not _has_chinese_trigrams(alias)
    ]


def _has_chinese_trigrams(alias: str) -> bool:
    """Also on a database that is still empty, which is the time to hear of it."""
    connection = connections[alias]
    try:
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("SELECT cardinality(show_trgm('智谱')) > 0")
            (found,) = cursor.fetchone()
            transaction.set_rollback(True, using=alias)
    except DatabaseError:
        return True  # it cannot be asked, which migrating will say more clearly
    return bool(found)

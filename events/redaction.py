"""A person's names covered wherever any table has them, the history included.

Every column of text, JSON or lists of text is looked through, as PostgreSQL's own catalogue names
them, so that no table that is added later is forgotten. Each character of a name becomes a block:
lengths and offsets stay, and a quote goes on standing verbatim in its article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, LiteralString, NamedTuple

from django.db import connection
from opencc import OpenCC
from psycopg import sql

from people.models import Alias, Entity
from people.names import fold, has_han
from people.removed import BLOCK, SHORTEST

OTHERS_OWN = ("people_entity", "people_entityversion", "people_alias", "people_aliasversion")
"""Names of others: a company may be called after its founder, and keeps its name."""
NOT_OURS = ("django_migrations", "django_content_type", "auth_permission")
LATIN = "[A-Za-z0-9]"


class Forms(NamedTuple):
    """The forms of a name: those that mean this person alone, and those that others bear too."""

    own: tuple[str, ...]
    shared: tuple[str, ...]


class Column(NamedTuple):
    table: str
    name: str
    type: LiteralString


def forms_of(names: Iterable[str], family: Iterable[int]) -> Forms:
    """All written forms of these names, in both Chinese scripts, the longest first.

    A form is shared where the name of somebody or something else contains it.
    """
    written = {form for name in names for form in _scripts(name) if len(fold(name)) >= SHORTEST}
    others = Alias.objects.exclude(entity__in=list(family))
    shared = {form for form in written if others.filter(folded__contains=fold(form)).exists()}
    own, both = (
        sorted(some, key=lambda form: (-len(form), form)) for some in (written - shared, shared)
    )
    return Forms(tuple(own), tuple(both))


def _scripts(name: str) -> set[str]:
    name = name.strip()
    if not has_han(name):
        return {name}
    both = {name, OpenCC("t2s").convert(name), OpenCC("s2t").convert(name)}
    return {form for form in both if len(form) == len(name)}


def count(forms: Iterable[str]) -> dict[str, int]:
    """How many rows of which tables have any of these forms."""
    forms, found = tuple(forms), {}
    if not forms:
        return {}
    for table, columns in _by_table(_columns()):
        has = sql.SQL(" OR ").join(_has(column, forms) for column in columns)
        query = sql.SQL("SELECT count(*) FROM {} WHERE {}").format(sql.Identifier(table), has)
        with connection.cursor() as cursor:
            cursor.execute(query.as_string(cursor.connection))
            found[table] = cursor.fetchone()[0]
    return {table: number for table, number in found.items() if number}


def cover_everywhere(forms: Iterable[str]) -> None:
    """Put blocks over these forms in every table."""
    forms = tuple(forms)
    for column in _columns() if forms else ():
        _cover(forms, column, where=sql.SQL("true"))


def cover_in(forms: Iterable[str], table: str, key: str, values: Iterable[int]) -> None:
    """Put blocks over these forms in the rows of one table that are named by a key."""
    forms, values = tuple(forms), list(values)
    where = sql.SQL("{} = ANY({})").format(sql.Identifier(key), sql.Literal(values))
    for column in _columns() if forms and values else ():
        if column.table == table:
            _cover(forms, column, where=where)


def mentioning(forms: Iterable[str], table: str, name: str) -> list[int]:
    """The ids of the rows of a table that have any of these forms in one column."""
    forms = tuple(forms)
    if not forms:
        return []
    query = sql.SQL("SELECT id FROM {} WHERE {}").format(
        sql.Identifier(table), _has(Column(table, name, "text"), forms)
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection))
        return [pk for (pk,) in cursor.fetchall()]


def covered(text: str, forms: Iterable[str]) -> str:
    """As the database does it, for one text."""
    for form in forms:
        text = re.sub(_one(form), BLOCK * len(form), text, flags=re.IGNORECASE)
    return text


def _cover(forms: tuple[str, ...], column: Column, *, where: sql.Composable) -> None:
    name = sql.Identifier(column.name)
    value: sql.Composable = sql.SQL("{}::text").format(name)
    for form in forms:
        value = sql.SQL("regexp_replace({}, {}, {}, 'gi')").format(
            value, sql.Literal(_one(_as_stored(form, column))), sql.Literal(BLOCK * len(form))
        )
    query = sql.SQL("UPDATE {} SET {} = ({})::{} WHERE ({}) AND {}").format(
        sql.Identifier(column.table), name, value, sql.SQL(column.type),
        where, _has(column, forms),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection))


def _has(column: Column, forms: tuple[str, ...]) -> sql.Composable:
    pattern = "|".join(_one(_as_stored(form, column)) for form in forms)
    return sql.SQL("{}::text ~* {}").format(sql.Identifier(column.name), sql.Literal(pattern))


def _as_stored(form: str, column: Column) -> str:
    return json.dumps(form, ensure_ascii=False)[1:-1] if column.type == "jsonb" else form


def _one(form: str) -> str:
    """A form as a whole: a Latin one is no part of a longer word."""
    before = f"(?<!{LATIN})" if re.match(LATIN, form[:1]) else ""
    after = f"(?!{LATIN})" if re.match(LATIN, form[-1:]) else ""
    return f"{before}{re.escape(form)}{after}"


# The quote of an evidence follows the text of its article: see events/removal.py.
_COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, NULL)
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
   AND NOT a.attisdropped AND a.attgenerated = ''
   AND a.atttypid = ANY('{text,varchar,bpchar,jsonb,text[],varchar[]}'::regtype[])
   AND NOT c.relname = ANY(%s) AND NOT (c.relname = 'events_evidence' AND a.attname = 'quote')
 ORDER BY 1, 2
"""


def _columns() -> list[Column]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [[*OTHERS_OWN, *NOT_OURS]])
        return [Column(*row) for row in cursor.fetchall()]


def _by_table(columns: Iterable[Column]) -> Iterator[tuple[str, list[Column]]]:
    tables: dict[str, list[Column]] = {}
    for column in columns:
        tables.setdefault(column.table, []).append(column)
    yield from tables.items()


def names_of(family: Iterable[int]) -> set[str]:
    """Every name under which these entities stand or ever stood."""
    family = list(family)
    versions: Any = Entity._meta.get_field("versions").related_model
    aliases: Any = Alias._meta.get_field("versions").related_model
    shown = {
        name
        for pair in (
            *Entity.objects.filter(pk__in=family).values_list("name_en", "name_zh"),
            *versions.objects.filter(pgh_obj__in=family).values_list("name_en", "name_zh"),
        )
        for name in pair
    }
    shown |= {*Alias.objects.filter(entity__in=family).values_list("text", flat=True)}
    shown |= {*aliases.objects.filter(entity__in=family).values_list("text", flat=True)}
    return {name for name in shown if name}

"""What cannot all be true: looked for over the whole record, kept for editors, gravest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction
from django.db.models.functions import Now

from events.claims import SPEAKING_OF, claims_of, standing
from events.models import Contradiction, Event, Evidence
from events.stated import stated_totals
from people.dates import PartialDate
from people.models import Status
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

Kind = Contradiction.Kind
LIVE = (Status.PROPOSED, Status.PUBLISHED)
FAR = 1.25
"""From which ratio on two numbers of one thing are different."""

SUMS = ("amount", "valuation")
NUMBERS = ("stake", "headcount", "share", "parameters")
WORDS = ("round", "licence")


class Found(NamedTuple):
    kind: str
    key: str
    event_id: int | None
    entity_id: int | None
    says: list[Any]
    weight: float


@transaction.atomic
def look_for_contradictions() -> int:
    """Bring the list up to what the record says now; how many contradictions it has."""
    found = {(one.kind, one.key): one for one in _all()}
    known = {
        (row.kind, row.key): row for row in Contradiction.objects.select_for_update().order_by("pk")
    }
    gone = [row.pk for pair, row in known.items() if pair not in found]
    Contradiction.objects.filter(pk__in=gone).delete()
    for pair, row in known.items():
        if pair in found and row.says != found[pair].says:
            row.says, row.weight = found[pair].says, found[pair].weight
            row.save(update_fields=["says", "weight"])
    Contradiction.objects.bulk_create(
        [Contradiction(**one._asdict()) for pair, one in found.items() if pair not in known],
        ignore_conflicts=True,
    )
    return len(found)


def let_stand(contradictions: QuerySet[Contradiction], *, by: User) -> int:
    """Keep the decision that nothing is wrong about these; how many were open."""
    require(by, Ability.PUBLISH)
    return contradictions.filter(dismissed_at=None).update(dismissed_at=Now(), dismissed_by=by)


def _all() -> Iterator[Found]:
    yield from values_told()
    yield from totals_told()
    for kind, sql in CHECKS.items():
        with connection.cursor() as cursor:
            cursor.execute(sql)
            for key, event_id, entity_id, says, weight in cursor.fetchall():
                yield Found(kind, key, event_id, entity_id, says, float(weight))


def contradicts(event: Event) -> bool:
    """Whether an event and the record, as they are now, cannot both be true.

    What an editor has let stand does not count.
    """
    found = {(one.kind, one.key) for one in values_told(event=event)} | set(_touching(event))
    kept = Contradiction.objects.filter(
        dismissed_at__isnull=False, key__in=[key for _kind, key in found]
    )
    return bool(found - set(kept.values_list("kind", "key")))


def _touching(event: Event) -> Iterator[tuple[str, str]]:
    """The contradictions between events of which this is one, among those who take part in it."""
    parties = list(event.participations.values_list("survivor_id", flat=True))
    for kind in AMONG_EVENTS.get(event.kind, AMONG_ALL):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT key FROM ({CHECKS[kind]}) AS found(key, event, entity, says, weight)"  # noqa: S608
                " WHERE entity = ANY(%s) AND %s = ANY(string_to_array(key, ':'))",
                [parties, str(event.pk)],
            )
            yield from ((kind, key) for (key,) in cursor.fetchall())


def values_told(**narrowed: Any) -> Iterator[Found]:
    """Events of which articles that are no reprints of each other give different values."""
    rows = (
        Evidence.objects.filter(event__status__in=LIVE, event__merged_into=None, **narrowed)
        .exclude(claims={})
        .order_by("event", "pk")
        .values_list("event", "claims", "article", "article__reprint_of")
    )
    by_event: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
    for event, claims, article, first in rows.iterator():
        by_event[event].setdefault(first or article, {}).update(claims)
    for event, by_origin in by_event.items():
        if len(by_origin) > 1:
            for _found in _differences(event, list(by_origin.values())):
                yield from _differences(event, _left(event))
                break


def _left(event: int) -> list[dict[str, Any]]:
    """What is claimed of an event, without what an outlet has taken back by a later word."""
    proofs = Evidence.objects.filter(event=event).oldest_first().defer("article__text")
    by_origin: dict[int, dict[str, Any]] = defaultdict(dict)
    fields = [SPOKEN_OF.get(name, name) for name in (*SUMS, *NUMBERS, *WORDS, "date")]
    for name, claims in claims_of(proofs, fields).items():
        kept = {claim.article for claim in standing(claims)}
        for proof in proofs:
            if proof.article_id in kept and proof.claims.get(SPEAKING_OF.get(name, name)):
                told = proof.claims[SPEAKING_OF.get(name, name)]
                by_origin[proof.article.origin_id][SPEAKING_OF.get(name, name)] = told
    return list(by_origin.values())


SPOKEN_OF = {claimed: name for name, claimed in SPEAKING_OF.items()}


def totals_told() -> Iterator[Found]:
    """Companies whose rounds come to more than they are told to have raised in all."""
    for total in stated_totals():
        ratio = total.rounds_usd / total.told_usd
        if ratio >= FAR:
            says = [
                {"field": "total", "value": total.told},
                {"field": "rounds", "value": in_dollars(total.rounds_usd)},
            ]
            key = f"{total.company}:{total.event}"
            yield Found(Kind.TOTAL, key, total.event, total.company, says, ratio)


def in_dollars(value: float) -> dict[str, Any]:
    return {"value": round(value), "currency": "USD", "qualifier": "over"}


def _differences(event: int, claims: list[dict[str, Any]]) -> Iterator[Found]:
    for name in (*SUMS, *NUMBERS, *WORDS, "date"):
        told = [claim[name] for claim in claims if claim.get(name)]
        weight = max((_apart(name, *pair) for pair in combinations(told, 2)), default=0.0)
        if weight:
            says = [{"field": name, "value": value} for value in told]
            yield Found(Kind.VALUES, f"{event}:{name}", event, None, says, weight)


def _apart(name: str, one: Any, other: Any) -> float:
    """How far two values of a field are apart; 0 where both may be true."""
    if name in SUMS:
        if one.get("currency") != other.get("currency"):
            return 0.0
        vague = {one.get("qualifier"), other.get("qualifier")} - {"exact", "about"}
        return 0.0 if vague else _ratio(one.get("value"), other.get("value"))
    if name in NUMBERS:
        return _ratio(one, other)
    if name == "date":
        mine, theirs = PartialDate.parse(one), PartialDate.parse(other)
        days = max((mine.start - theirs.end).days, (theirs.start - mine.end).days)
        return days / 30 if days > 1 else 0.0
    return 1.0 if one != other else 0.0


def _ratio(one: float | None, other: float | None) -> float:
    if not one or not other:
        return 0.0
    ratio = max(one, other) / min(one, other)
    return ratio if ratio >= FAR else 0.0


CHECKS = {
    Kind.BEFORE_FOUNDING: """
        SELECT e.id || ':' || f.id, e.id, p.survivor_id,
               jsonb_build_array(e.date_end::text, f.date::text),
               1 + (f.date - e.date_end) / 365.0
        FROM events_event f
        JOIN events_participation c ON c.event_id = f.id AND c.role = 'company'
        JOIN events_participation p ON p.survivor_id = c.survivor_id AND p.role IN
             ('company', 'target', 'developer', 'acquirer')
        JOIN events_event e ON e.id = p.event_id
        WHERE f.kind = 'founding' AND f.precision <> 'unknown' AND e.precision <> 'unknown'
          AND e.id <> f.id AND e.date_end < f.date
          AND NOT (e.kind = 'career' AND e.change = 'founded')
          AND e.status IN ('proposed', 'published') AND f.status IN ('proposed', 'published')
          AND e.merged_into_id IS NULL AND f.merged_into_id IS NULL
    """,
    Kind.STAKE: """
        SELECT s.id || ':' || v.id, s.id, c.survivor_id,
               jsonb_build_array(s.stake::text, v.valuation_low::text, s.amount_low::text),
               greatest(s.amount_low, s.stake * v.valuation_low)
                   / nullif(least(s.amount_low, s.stake * v.valuation_low), 0)
        FROM events_event s
        JOIN events_participation c ON c.event_id = s.id AND c.role IN ('company', 'target')
        JOIN LATERAL (
            SELECT e.* FROM events_event e
            JOIN events_participation p ON p.event_id = e.id AND p.role = 'company'
            WHERE p.survivor_id = c.survivor_id AND e.valuation_low > 0
              AND e.valuation_currency = s.amount_currency
              AND e.status IN ('proposed', 'published') AND e.merged_into_id IS NULL
              AND abs(e.date - s.date) <= 365
            ORDER BY abs(e.date - s.date) LIMIT 1) v ON true
        WHERE s.stake > 0 AND s.amount_low > 0
          AND s.status IN ('proposed', 'published') AND s.merged_into_id IS NULL
          AND greatest(s.amount_low, s.stake * v.valuation_low)
              > 3 * least(s.amount_low, s.stake * v.valuation_low)
    """,
    Kind.LAYOFFS: """
        WITH told AS (
            SELECT e.id, e.date, p.survivor_id, e.headcount / e.share AS staff
            FROM events_event e JOIN events_participation p
              ON p.event_id = e.id AND p.role = 'company'
            WHERE e.kind = 'layoff' AND e.headcount > 0 AND e.share > 0
              AND e.status IN ('proposed', 'published') AND e.merged_into_id IS NULL)
        SELECT a.id || ':' || b.id, b.id, a.survivor_id,
               jsonb_build_array(round(a.staff)::text, round(b.staff)::text),
               greatest(a.staff, b.staff) / least(a.staff, b.staff)
        FROM told a JOIN told b ON b.survivor_id = a.survivor_id AND b.id > a.id
        WHERE abs(a.date - b.date) <= 365
          AND greatest(a.staff, b.staff) > 2 * least(a.staff, b.staff)
    """,
    Kind.POSTS: r"""
        WITH held AS (
            SELECT a.id, person.survivor_id AS person, company.survivor_id AS company, a.title
            FROM people_affiliation a
            JOIN people_entity person ON person.id = a.person_id
            JOIN people_entity company ON company.id = a.company_id
            WHERE NOT a.former AND a.ended_on IS NULL AND a.status IN ('proposed', 'published')
              AND a.title ~* '\m(ceo|cto|coo|cfo|chief|president)\M|首席|总裁|总经理')
        SELECT min(a.id) || ':' || max(b.id), NULL::bigint, a.person,
               jsonb_build_array(min(a.title), max(b.title)), 1.0
        FROM held a JOIN held b ON b.person = a.person AND b.company > a.company
        GROUP BY a.person, a.company, b.company
    """,
}

AMONG_ALL = (Kind.BEFORE_FOUNDING,)
_OF_SHARES = (*AMONG_ALL, Kind.STAKE)
AMONG_EVENTS = {
    "layoff": (*AMONG_ALL, Kind.LAYOFFS),
    "stake_sale": _OF_SHARES,
    "acquisition": _OF_SHARES,
    "funding": _OF_SHARES,
    "listing": _OF_SHARES,
}
"""Which checks of events with others a kind can fail; all other kinds only the first."""

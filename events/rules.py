"""Rules that publish facts: what they fit, what they would do, and what they do.

What a rule fits is one query, asked by the preview and again, with the event and its entities held,
at the moment of publishing. So whatever is repeated, late or at work twice gives the same answer.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from events import actions
from events.contradictions import contradicts
from events.ingestion.surroundings import context_of
from events.models import (
    Contradiction,
    Event,
    EventQuerySet,
    Evidence,
    Participation,
    Review,
    Rule,
    RuleMatch,
)
from events.models.vocabulary import Certainty, Kind
from people.duplicates import suggest
from people.models import Alias, Resemblance, Status
from people.refusals import Refused
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

log = logging.getLogger(__name__)

MOST_AT_ONCE = 200
"""Events that one round of one rule decides on; the next round goes on."""

MOST_REMEMBERED = 5000
"""Past decisions, the latest first, from which it is estimated how well a rule will do."""

Outcome = RuleMatch.Outcome
Verdict = Review.Verdict


# -- what a rule fits


def told_so(rule: Rule, events: EventQuerySet) -> EventQuerySet:
    """Those of some events that a source told as the rule asks for, whatever became of them."""
    proofs = Evidence.objects.filter(
        event=OuterRef("pk"),
        confidence__gte=rule.confidence,
        article__source__trust__in=rule.trusted,
    ).exclude(certainty=Certainty.DENIED)
    if rule.language:
        proofs = proofs.filter(article__language=rule.language)
    if sources := [origin.source_id for origin in rule.origins.all()]:
        proofs = proofs.filter(article__source__in=sources)
    return events.filter(Exists(proofs), kind__in=rule.kinds)


def fitting(rule: Rule) -> EventQuerySet:
    """The proposed events that a rule fits and no rule has decided on.

    Never one that is denied, contradicted, about somebody who may be somebody else, or on which a
    person has decided or set a field: those are for people.
    """
    of_it = {"event": OuterRef("pk")}
    parts = Participation.objects.filter(**of_it)
    alike = Resemblance.objects.filter(
        Q(first=OuterRef("survivor")) | Q(second=OuterRef("survivor"))
    )
    events = told_so(rule, Event.objects.proposed()).filter(
        ~Exists(Evidence.objects.filter(certainty=Certainty.DENIED, **of_it)),
        ~Exists(Contradiction.objects.filter(dismissed_at=None, **of_it)),
        ~Exists(Review.objects.filter(**of_it)),
        ~Exists(RuleMatch.objects.filter(**of_it)),
        ~Exists(parts.filter(Exists(alike))),
        Q(kind=Kind.STATISTIC) | Exists(parts),
        merged_into=None,
        held=[],
        proposed_by=None,
    )
    if rule.known_only:
        events = events.filter(~Exists(parts.exclude(survivor__status=Status.PUBLISHED)))
    return events.exclude(certainty=Certainty.DENIED)


def is_sampled(rule: Rule, event_id: int) -> bool:
    """Whether an event goes to editors all the same: by lot, and the same lot each time."""
    lot = hashlib.sha256(f"{rule.pk}:{event_id}".encode()).digest()
    return int.from_bytes(lot[:8]) % 10_000 < rule.sampled * 100


# -- how well it does


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said of events: accepted as they were, corrected, or refused and retracted."""

    accepted: int = 0
    corrected: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        return self.accepted + self.corrected + self.refused

    @property
    def precision(self) -> float | None:
        """The part that was right as it was; None where nobody has said anything."""
        return self.accepted / self.total if self.total else None


def by_person(*verdicts: str) -> Exists:
    """Whether a person has said one of these of an event, or anything, and stands by it."""
    reviews = Review.objects.filter(event=OuterRef("pk"), by__isnull=False, undone_at=None)
    return Exists(reviews.filter(verdict__in=verdicts) if verdicts else reviews)


REFUSED = (Verdict.REJECTED, Verdict.RETRACTED)


def judged(events: EventQuerySet) -> Judged:
    """What people said of the latest of these events; the last word on each is not asked for."""
    latest = events.filter(by_person()).order_by("-pk").values("pk")[:MOST_REMEMBERED]
    refused, corrected = by_person(*REFUSED), by_person(Verdict.CORRECTED)
    counts = (
        Event.objects.filter(pk__in=latest)
        .annotate(is_refused=refused, is_corrected=corrected)
        .aggregate(
            refused=Count("pk", filter=Q(is_refused=True)),
            corrected=Count("pk", filter=Q(is_refused=False, is_corrected=True)),
            accepted=Count("pk", filter=Q(is_refused=False, is_corrected=False)),
        )
    )
    return Judged(**counts)


def record_of_facts_like_these(rule: Rule) -> Judged:
    """What editors said in the past of events that were told as the rule asks for."""
    return judged(told_so(rule, Event.objects.all()))


def record_of(rule: Rule, outcome: str) -> Judged:
    """What editors said of the events that the rule published, or left to them."""
    return judged(Event.objects.filter(rule_match__rule=rule, rule_match__outcome=outcome))


# -- what people do with rules


def switch(rule: Rule, *, on: bool, by: User) -> Rule:
    """Let a rule work, or rest. Doing it twice changes nothing."""
    require(by, Ability.RULES)
    with actions.deed(by, "switch on" if on else "switch off"):
        rule = Rule.objects.select_for_update().get(pk=rule.pk)
        if rule.enabled != on:
            rule.enabled = on
            rule.save(update_fields=["enabled", "updated_at"])
        return rule


def write(rule: Rule, *, by: User) -> Rule:
    """Keep a rule as it was typed. What it is to do has changed, so it rests until looked at."""
    require(by, Ability.RULES)
    if not rule.reason.strip():
        raise Refused(_("Say why these facts need no editor: the reason stands with the rule."))
    with actions.deed(by, "write rule"):
        if rule._state.adding:  # noqa: SLF001 - Django's way to say that a row is new
            rule.by = by
        rule.enabled = False
        rule.save()
        return rule


# -- what rules do


def publish_told_by(article_id: int) -> None:
    """Let the rules decide on what an article tells. What goes wrong is done in the next round."""
    try:
        publish_by_rules(article=article_id)
    except DatabaseError as error:
        log.warning("Rules could not decide on article %s: %s", article_id, error)


def publish_by_rules(**evidence: Any) -> int:
    """Let each rule that is on decide on what it fits; how many events were decided on.

    `evidence` narrows it to events that such evidence proves. Two at once do no harm.
    """
    done = 0
    for rule in Rule.objects.filter(enabled=True).prefetch_related("origins").order_by("pk"):
        events = fitting(rule)
        if evidence:
            proofs = Evidence.objects.filter(event=OuterRef("pk"), **evidence)
            events = events.filter(Exists(proofs))
        ids = list(events.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
        _compare_names_of(ids)
        done += sum(apply(rule, event_id) is not None for event_id in ids)
    return done


def apply(rule: Rule, event_id: int) -> RuleMatch | None:
    """Publish an event by a rule, or leave it to editors; None where it is no longer the rule's."""
    with transaction.atomic():
        rule = Rule.objects.select_for_update(no_key=True).get(pk=rule.pk)
        event = actions.locked(Event(pk=event_id), to_publish=True)
        if not rule.enabled or not fitting(rule).filter(pk=event_id).exists():
            return None
        if contradicts(event):
            return None
        if is_sampled(rule, event_id):
            return RuleMatch.objects.create(rule=rule, event=event, outcome=Outcome.SAMPLED)
        try:
            actions.accept_event(event, by=rule)
        except Refused as reason:
            log.info("Rule %s leaves event %s alone: %s", rule, event_id, reason)
            return None
        return RuleMatch.objects.create(rule=rule, event=event, outcome=Outcome.PUBLISHED)


def _compare_names_of(event_ids: list[int]) -> None:
    """Look whom those who take part resemble, where the background has not come to it yet."""
    new = Alias.objects.filter(
        entity__participations__event__in=event_ids, compared_at=None
    ).values_list("entity__survivor", flat=True)
    if survivors := set(new):
        suggest(survivors, context_of)

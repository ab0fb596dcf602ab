"""What editors do to events and affiliations: each in one transaction, safe to repeat.

Everything that is shown is composed anew in the same transaction, and every deed leaves a Review
and a version in the history with the name of who did it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from events import cards, corrections
from events.certainty import certainty_of
from events.four_eyes import require_other_eyes
from events.models import Article, Correction, Event, Evidence, Participation, Review, Rule
from events.models.event import OWN
from events.models.vocabulary import Kind
from people import actions as people
from people.models import Affiliation, Entity, Status
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Refused = people.Refused
Participants = Iterable[tuple[str, Entity]]

CORRECTABLE = ("when", "certainty", "certainty_why", "note_en", "note_zh")
"""What every kind of event lets an editor set, besides the fields of its own in OWN."""


@contextmanager
def deed(by: User | Rule, name: str, **told: str) -> Iterator[None]:
    """One transaction, whose changes are told in the history as what this person or rule did."""
    hand = {"rule": by.name} if isinstance(by, Rule) else {"user": by.pk}
    with transaction.atomic(), pghistory.context(action=name, **hand, **told):
        yield


def _deed_id() -> UUID:
    """What the history calls the deed that is being done."""
    with pghistory.context() as here:
        return UUID(str(here.id))


def locked(event: Event, *, to_publish: bool = False) -> Event:
    """The event as it is now, for this transaction alone, its entities held still."""
    names = Participation.objects.filter(event=event).values_list("entity_id", flat=True)
    people.hold_still(names, to_publish=to_publish)
    return Event.objects.select_for_update().get(pk=event.pk)


def accept_event(event: Event, *, by: User | Rule, reason: str = "") -> Event:
    """Make an event public, and the entities that it names. Doing it twice changes nothing.

    Of a rule, whoever wrote it was asked for the ability then.
    """
    person = None if isinstance(by, Rule) else by
    require(person, Ability.PUBLISH)
    with deed(by, "accept"):
        event = locked(event, to_publish=True)
        if event.status == Status.PUBLISHED:
            return event
        if event.status != Status.PROPOSED and not reason.strip():
            raise Refused(_("This event was refused before: say why it is right after all."))
        if event.merged_into_id:
            raise Refused(_("This event was merged into another one: accept that one instead."))
        if not event.evidence.exists():
            raise Refused(_("This event has no evidence: add an article that tells of it first."))
        if event.kind != Kind.STATISTIC and not event.participations.exists():
            raise Refused(_("This event names nobody: add who took part first."))
        if person:
            require_other_eyes(event, by=person)
        is_back = event.status == Status.RETRACTED
        event.status = Status.PUBLISHED
        event.save(update_fields=["status", "updated_at"])
        people.publish(Entity.objects.filter(participations__event=event))
        event = decided(event, Review.Verdict.ACCEPTED, by, reason)
        if is_back and person:
            corrections.note(event, None, by=person, kind=Correction.Kind.RESTORED)
        return event


def reject_event(event: Event, *, by: User, reason: str) -> Event:
    """Refuse a proposed event, for good: the same fact in another article is not proposed again."""
    require(by, Ability.PUBLISH)
    with deed(by, "reject"):
        event = locked(event)
        if event.status == Status.REJECTED:
            return event
        if event.status != Status.PROPOSED:
            raise Refused(_("Only a proposed event can be rejected: retract a published one."))
        event.status = Status.REJECTED
        event.save(update_fields=["status", "updated_at"])
        return decided(event, Review.Verdict.REJECTED, by, given(reason))


def retract_event(event: Event, *, by: User, reason: str) -> Event:
    """Take a published event back: readers no longer see it, but the reason in its place."""
    require(by, Ability.CORRECT)
    with deed(by, "retract", public_reason=reason):
        event = locked(event)
        if event.status == Status.RETRACTED:
            return event
        if event.status != Status.PUBLISHED:
            raise Refused(_("Only a published event can be retracted: reject a proposed one."))
        event.status = Status.RETRACTED
        event.save(update_fields=["status", "updated_at"])
        why = given(reason)
        corrections.note(event, None, by=by, reason=why, kind=Correction.Kind.RETRACTED)
        return decided(event, Review.Verdict.RETRACTED, by, why)


def correct_event(
    event: Event, changes: Mapping[str, Any], *, by: User, public_reason: str = ""
) -> Event:
    """Set fields of an event and hold them against machines; its status stays what it is.

    Readers of a published one are told what was corrected, with the public reason.

    `changes` maps names to values: `when` (PartialDate), `certainty`, `note_en`, `note_zh`,
    `participants` (pairs of role and entity, all of them) and the fields of the event's kind.
    """
    with deed(by, "correct", public_reason=public_reason):
        event = locked(event, to_publish=True)
        people.require_to_change(event, by=by)
        before = corrections.shown(event)
        _set(event, changes)
        event = decided(event, Review.Verdict.CORRECTED, by, "")
        corrections.note(event, before, by=by, reason=public_reason)
        return event


def create_event(kind: str, changes: Mapping[str, Any], *, by: User) -> Event:
    """Propose an event by hand. `changes` as in `correct_event`; when and certainty are needed."""
    missing = [name for name in ("when", "certainty", "participants") if not changes.get(name)]
    if missing:
        raise Refused(_("An event needs %(fields)s.") % {"fields": ", ".join(missing)})
    require(by, Ability.PROPOSE)
    with deed(by, "create"):
        event = write_event(Event.KINDS[kind](proposed_by=by), changes)
        cards.compose([event.pk])
        return event


def write_event(event: Event, changes: Mapping[str, Any]) -> Event:
    """Save a new event with these fields, held. The caller does a deed, and composes its card."""
    _set(event, changes)
    return event


def add_evidence(
    event: Event, *, article: Article, quote: str, certainty: str, by: User
) -> Evidence:
    """Let a sentence of an article prove an event; it must stand there verbatim.

    Whoever may propose may prove a proposal, also of another person or a machine.
    """
    with deed(by, "add evidence"):
        event = locked(event)
        require(by, to_prove(event))
        evidence = _prove(article, quote, certainty, event=event)
        if "certainty" not in event.held:
            event.certainty = certainty_of(e.witness for e in event.evidence.oldest_first())
            event.save(update_fields=["certainty", "updated_at"])
        cards.compose([event.pk])
        return evidence


def prove_affiliation(
    affiliation: Affiliation, *, article: Article, quote: str, certainty: str, by: User
) -> Evidence:
    """Let a sentence of an article prove an affiliation: as `add_evidence`."""
    with deed(by, "add evidence"):
        affiliation = Affiliation.objects.select_for_update().get(pk=affiliation.pk)
        require(by, to_prove(affiliation))
        return _prove(article, quote, certainty, affiliation=affiliation)


def _prove(article: Article, quote: str, certainty: str, **subject: Any) -> Evidence:
    proof = proof_of(article, quote, certainty)
    evidence, __ = Evidence.objects.get_or_create(
        article=article,
        start=proof.start,
        end=proof.end,
        defaults={"quote": quote, "certainty": certainty},
        **subject,
    )
    return evidence


def proof_of(article: Article, quote: str, certainty: str) -> Evidence:
    """A sentence of an article where it first stands there, not written and of no event yet."""
    start = article.text.find(quote) if quote else -1
    if start < 0:
        raise Refused(_("The quote does not stand in the article: copy it exactly from there."))
    end = start + len(quote)
    return Evidence(article=article, quote=quote, start=start, end=end, certainty=certainty)


def to_prove(record: Event | Affiliation) -> Ability:
    """What it takes to add evidence to an event or affiliation."""
    return Ability.PROPOSE if record.status == Status.PROPOSED else Ability.CORRECT


def _set(event: Event, changes: Mapping[str, Any]) -> None:
    changes = dict(changes)
    participants = changes.pop("participants", None)
    own = {name for name, field in OWN.items() if event.kind in field.kinds}
    if unknown := changes.keys() - own - set(CORRECTABLE):
        raise Refused(
            _("An event of kind %(kind)s has no %(fields)s.")
            % {"kind": event.kind, "fields": ", ".join(sorted(unknown))}
        )
    overrules = event.pk and changes.get("certainty", event.certainty) != event.certainty
    if overrules and not changes.get("certainty_why"):
        raise Refused(_("Say why the certainty is another one than the evidence makes it."))
    for name, value in changes.items():
        setattr(event, name, value)
    event.hold([*changes, *(["participants"] if participants is not None else [])])
    event.save()
    if participants is not None:
        _take_part(event, participants)


def _take_part(event: Event, participants: Participants) -> None:
    """Let exactly these take part in an event."""
    wanted = {(role, entity.pk): entity for role, entity in participants}
    allowed = event.KINDS[event.kind].ROLES
    for role, __ in wanted:
        if role not in allowed:
            raise Refused(
                _("An event of kind %(kind)s has no role %(role)s.")
                % {"kind": event.kind, "role": role}
            )
    people.hold_still((pk for __, pk in wanted), to_publish=event.is_published)
    for part in event.participations.all():
        if wanted.pop((part.role, part.entity_id), None) is None:
            part.delete()
    Participation.objects.bulk_create(
        Participation(event=event, role=role, entity=entity)
        for (role, __), entity in wanted.items()
    )
    if event.is_published:
        people.publish(wanted.values())


def given(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    return reason.strip()[:300]


def decided(event: Event, verdict: str, by: User | Rule, reason: str) -> Event:
    """Write down what was decided within the deed at hand, and show it."""
    hand = {"rule": by} if isinstance(by, Rule) else {"by": by}
    Review.objects.create(event=event, verdict=verdict, reason=reason, deed=_deed_id(), **hand)
    cards.compose([event.pk])
    return event


def write_affiliation(
    affiliation: Affiliation, fields: Collection[str], *, by: User, public_reason: str = ""
) -> Affiliation:
    """Save what somebody has typed into these fields of an affiliation, and hold it.

    One that is not in the record yet is proposed by hand.
    """
    word = "correct" if affiliation.pk else "create"
    with deed(by, word, public_reason=public_reason):
        affiliation.hold(fields)
        known = Affiliation.objects.select_for_update().filter(pk=affiliation.pk).first()
        if known is None:
            require(by, Ability.PROPOSE)
            affiliation.proposed_by = by
            affiliation.save()
            return affiliation
        people.require_to_change(known, by=by)
        before = corrections.shown(known)
        columns = {column for name in fields for column in PERIODS.get(name, (name,))}
        affiliation.save(update_fields={*columns, "held", "updated_at"})
        corrections.note(affiliation, before, by=by, reason=public_reason)
        return _settled(affiliation, Review.Verdict.CORRECTED, by, "")


PERIODS = {
    name: (f"{name}_on", f"{name}_end", f"{name}_precision") for name in ("started", "ended")
}
"""The columns in which an affiliation keeps its partial dates."""


def accept_affiliation(affiliation: Affiliation, *, by: User, reason: str = "") -> Affiliation:
    """Make an affiliation public, with its person and company. Twice changes nothing."""
    require(by, Ability.PUBLISH)
    with deed(by, "accept"):
        affiliation = locked_affiliation(affiliation)
        if affiliation.status == Status.PUBLISHED:
            return affiliation
        is_back = affiliation.status == Status.RETRACTED
        if is_back:
            reason = given(reason)
        if not affiliation.evidence.exists():
            raise Refused(_("This affiliation has no evidence: add an article that tells of it."))
        require_other_eyes(affiliation, by=by)
        affiliation.status = Status.PUBLISHED
        affiliation.save(update_fields=["status", "updated_at"])
        people.publish([affiliation.person, affiliation.company])
        if is_back:
            corrections.note(affiliation, None, by=by, kind=Correction.Kind.RESTORED)
        return _settled(affiliation, Review.Verdict.ACCEPTED, by, reason)


def reject_affiliation(affiliation: Affiliation, *, by: User, reason: str) -> Affiliation:
    """Refuse a proposed affiliation; the same one is not proposed again."""
    require(by, Ability.PUBLISH)
    with deed(by, "reject"):
        affiliation = Affiliation.objects.select_for_update().get(pk=affiliation.pk)
        if affiliation.status == Status.REJECTED:
            return affiliation
        if affiliation.status != Status.PROPOSED:
            raise Refused(_("Only a proposed affiliation can be rejected."))
        affiliation.status = Status.REJECTED
        affiliation.save(update_fields=["status", "updated_at"])
        return _settled(affiliation, Review.Verdict.REJECTED, by, given(reason))


def retract_affiliation(affiliation: Affiliation, *, by: User, reason: str) -> Affiliation:
    """Take a published affiliation back; readers are told the reason."""
    require(by, Ability.CORRECT)
    with deed(by, "retract", public_reason=reason):
        affiliation = Affiliation.objects.select_for_update().get(pk=affiliation.pk)
        if affiliation.status == Status.RETRACTED:
            return affiliation
        if affiliation.status != Status.PUBLISHED:
            raise Refused(_("Only a published affiliation can be retracted."))
        affiliation.status = Status.RETRACTED
        affiliation.save(update_fields=["status", "updated_at"])
        why = given(reason)
        corrections.note(affiliation, None, by=by, reason=why, kind=Correction.Kind.RETRACTED)
        return _settled(affiliation, Review.Verdict.RETRACTED, by, why)


def locked_affiliation(affiliation: Affiliation) -> Affiliation:
    """The affiliation as it is now, for this transaction alone, its two sides held still."""
    people.hold_still([affiliation.person_id, affiliation.company_id], to_publish=True)
    return Affiliation.objects.select_for_update().get(pk=affiliation.pk)


def _settled(affiliation: Affiliation, verdict: str, by: User, reason: str) -> Affiliation:
    Review.objects.create(
        affiliation=affiliation, verdict=verdict, by=by, reason=reason, deed=_deed_id()
    )
    return affiliation

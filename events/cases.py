"""What is done about a case, each step in one transaction, with its line in the case's log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from events import outbox
from events.inbox import keep
from events.models import Case, CaseStep
from people.actions import Refused
from people.models import Entity
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OPENED = "case-opened"
DECIDED = "case-decided"
"""Topics of the letters to whoever asked, see events/letters.py."""


@transaction.atomic
def open_case(case: Case, *, number: str) -> Case:
    """Keep what somebody asks about their own data, from the form of this number, once."""
    case, is_new = keep(case, number=number)
    if is_new:
        case.steps.create(words=_("received"))
        if case.email:
            outbox.tell(OPENED, str(case.pk), {"case": case.pk})
    return case


def note(case: Case, words: str, *, by: User) -> CaseStep:
    """Write into the log what was done, such as how the person was told apart from others."""
    require(by, Ability.CASES)
    if not words.strip():
        raise Refused(_("Say what was done."))
    return case.steps.create(words=words.strip()[:500], by=by)


@transaction.atomic
def concern(case: Case, person: Entity, *, by: User) -> Case:
    """Say whose record a case is about, where its sender did not say."""
    require(by, Ability.CASES)
    case = locked(case)
    if person.kind != Entity.Kind.PERSON:
        raise Refused(_("Only a person asks about their own data: choose a person."))
    case.entity = person.survivor
    case.save(update_fields=["entity"])
    case.steps.create(words=_("The case is about record %(pk)d.") % {"pk": person.pk}, by=by)
    return case


@transaction.atomic
def grant(case: Case, *, reason: str, by: User) -> Case:
    """Close it as granted; what is asked for was done. A removal is granted by removing."""
    if case.kind == Case.Kind.REMOVAL:
        raise Refused(_("A removal is granted by erasing: look at what would be erased first."))
    return decide(case, Case.State.GRANTED, reason=reason, by=by)


@transaction.atomic
def refuse(case: Case, *, reason: str, by: User) -> Case:
    """Close it as refused; the person reads the reason."""
    return decide(case, Case.State.REFUSED, reason=reason, by=by)


def decide(case: Case, state: str, *, reason: str, by: User) -> Case:
    """Write the decision, within the caller's transaction. The same one twice changes nothing."""
    require(by, Ability.CASES)
    if not reason.strip():
        raise Refused(_("Say why: the person reads the reason."))
    case = locked(case)
    if not case.is_open:
        if case.state == state:
            return case
        told = {"state": case.get_state_display(), "by": case.decided_by}
        raise Refused(_("It was decided already: %(state)s, by %(by)s.") % told)
    case.state, case.reason, case.decided_by, case.decided_at = (
        state, reason.strip()[:500], by, Now(),
    )  # fmt: skip
    case.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    case.steps.create(words=f"{case.get_state_display()}: {case.reason}"[:500], by=by)
    if case.email:
        outbox.tell(DECIDED, str(case.pk), {"case": case.pk})
    return case


def locked(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)

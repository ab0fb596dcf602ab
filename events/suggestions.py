"""What becomes of a reader's suggestion: each step in one transaction, safe to repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from events import outbox
from events.inbox import keep
from events.models import Suggestion
from people.actions import Refused
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RECEIVED = "suggestion-received"
ANSWERED = "suggestion-answered"
"""Topics of the letters to a sender, see events/letters.py."""


@transaction.atomic
def receive(suggestion: Suggestion, *, number: str) -> Suggestion:
    """Keep what a reader sent from the form of this number. Sending it twice keeps it once."""
    suggestion, is_new = keep(suggestion, number=number)
    if is_new and suggestion.email:
        outbox.tell(RECEIVED, str(suggestion.pk), {"suggestion": suggestion.pk})
    return suggestion


@transaction.atomic
def add_more(suggestion: Suggestion, text: str) -> Suggestion:
    """Let the sender say one more thing while the suggestion is open."""
    suggestion = _locked(suggestion)
    if suggestion.more == text:
        return suggestion
    if suggestion.more:
        raise Refused(_("You have added a message already."))
    if not suggestion.is_open:
        raise Refused(_("This suggestion is closed: send a new one if something is still wrong."))
    suggestion.more, suggestion.more_at = text, Now()
    suggestion.save(update_fields=["more", "more_at"])
    return suggestion


@transaction.atomic
def take_up(suggestion: Suggestion, *, by: User) -> Suggestion:
    """Say that this editor looks after it. Twice changes nothing; of two editors, one has it."""
    require(by, Ability.PUBLISH)
    suggestion = _locked(suggestion)
    if not suggestion.is_open:
        raise Refused(_("It is closed already: %(state)s.") % _told(suggestion))
    if suggestion.state == Suggestion.State.TAKEN:
        if suggestion.by != by:
            raise Refused(_("%(by)s has taken it up already.") % _told(suggestion))
        return suggestion
    suggestion.state, suggestion.by, suggestion.taken_at = Suggestion.State.TAKEN, by, Now()
    suggestion.save(update_fields=["state", "by", "taken_at"])
    return suggestion


def done(suggestion: Suggestion, *, correction: str, answer: str = "", by: User) -> Suggestion:
    """Close it as corrected; `correction` is the page on which the sender sees it."""
    if not correction:
        raise Refused(_("Name the page on which the correction is seen."))
    return _close(suggestion, Suggestion.State.DONE, by=by, answer=answer, correction=correction)


def decline(suggestion: Suggestion, *, reason: str, by: User) -> Suggestion:
    """Close it without a correction; the sender reads the reason."""
    if not reason.strip():
        raise Refused(_("Say why: the sender reads the reason."))
    return _close(suggestion, Suggestion.State.DECLINED, by=by, answer=reason)


@transaction.atomic
def _close(
    suggestion: Suggestion, state: str, *, by: User, answer: str, correction: str = ""
) -> Suggestion:
    require(by, Ability.PUBLISH)
    suggestion = _locked(suggestion)
    if not suggestion.is_open:
        if suggestion.state == state and suggestion.by == by:
            return suggestion
        raise Refused(_("It is closed already: %(state)s.") % _told(suggestion))
    suggestion.state, suggestion.by, suggestion.closed_at = state, by, Now()
    suggestion.answer, suggestion.correction = answer.strip()[:500], correction
    suggestion.save(update_fields=["state", "by", "closed_at", "answer", "correction"])
    if suggestion.email:
        outbox.tell(ANSWERED, str(suggestion.pk), {"suggestion": suggestion.pk})
    return suggestion


def _locked(suggestion: Suggestion) -> Suggestion:
    return Suggestion.objects.select_for_update().get(pk=suggestion.pk)


def _told(suggestion: Suggestion) -> dict[str, str]:
    return {"state": suggestion.get_state_display(), "by": str(suggestion.by)}

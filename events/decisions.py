"""Review decisions kept in a file, and carried out through the same actions as an editor's.

A file is JSON Lines, one decision a line, about one proposed event or affiliation of an article:

    {"article": "https://…", "quote": "…", "kind": "career", "change": "left",
     "parties": {"person": ["李沐"], "company": ["亚马逊"]}, "verdict": "accepted"}
    {"article": "https://…", "quote": "…", "person": "李沐", "company": "亚马逊",
     "verdict": "rejected", "reason": "…"}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from events import actions
from events.models import Event, Evidence
from people.models import Affiliation, Entity
from people.names import fold
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Decision = Mapping[str, Any]


class BadDecision(Exception):
    """A line that is no decision; the message names the line and what is wrong with it."""


def read(path: Path) -> Iterator[Decision]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            decision = json.loads(line)
            missing = {"article", "quote", "verdict"} - decision.keys()
        except (ValueError, AttributeError) as error:
            raise BadDecision(f"{path}, line {number}: not a JSON object ({error}).") from error
        if missing:
            raise BadDecision(f"{path}, line {number}: without {', '.join(sorted(missing))}.")
        if decision["verdict"] not in ("accepted", "rejected"):
            raise BadDecision(f"{path}, line {number}: verdict is accepted or rejected.")
        yield decision


def carry_out(decisions: Iterable[Decision], *, by: User) -> Counter[str]:
    """Decide; count the verdicts, and as `unknown` the decisions whose fact is not there."""
    require(by, Ability.PUBLISH)
    done: Counter[str] = Counter()
    for decision in decisions:
        subject = _subject(decision)
        if subject is None:
            done["unknown"] += 1
            continue
        try:
            _decide(subject, decision, by)
            done[decision["verdict"]] += 1
        except actions.Refused:
            done["refused"] += 1
    return done


def _decide(subject: Event | Affiliation, decision: Decision, by: User) -> None:
    reason = decision.get("reason", "")
    match subject, decision["verdict"]:
        case Event(), "accepted":
            actions.accept_event(subject, by=by, reason=reason)
        case Event(), _:
            actions.reject_event(subject, by=by, reason=reason)
        case Affiliation(), "accepted":
            actions.accept_affiliation(subject, by=by, reason=reason)
        case Affiliation(), _:
            actions.reject_affiliation(subject, by=by, reason=reason)


def _subject(decision: Decision) -> Event | Affiliation | None:
    proofs = (
        Evidence.objects.filter(article__address=decision["article"], quote=decision["quote"])
        .select_related("event", "affiliation__person", "affiliation__company")
        .prefetch_related("event__participations__entity__aliases")
    )
    for proof in proofs:
        if proof.event and _is_event(proof.event, decision):
            return proof.event
        if proof.affiliation and _is_affiliation(proof.affiliation, decision):
            return proof.affiliation
    return None


def _is_event(event: Event, decision: Decision) -> bool:
    if event.kind != decision.get("kind") or event.change != decision.get("change", ""):
        return False
    if "value" in decision and float(event.value or 0) != decision["value"]:
        return False
    for role, names in decision.get("parties", {}).items():
        known = {
            alias.folded
            for part in event.participations.all()
            if part.role == role
            for alias in part.entity.aliases.all()
        }
        if not all(fold(name) in known for name in names):
            return False
    return True


def _is_affiliation(affiliation: Affiliation, decision: Decision) -> bool:
    return (
        "kind" not in decision
        and _is_called(affiliation.person, decision.get("person", ""))
        and _is_called(affiliation.company, decision.get("company", ""))
        and affiliation.title == decision.get("title", affiliation.title)
    )


def _is_called(entity: Entity, name: str) -> bool:
    return entity.aliases.filter(folded=fold(name)).exists()

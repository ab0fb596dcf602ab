"""A row of evidence and the fact that it was made from: either gives the other."""

from __future__ import annotations

from typing import Any, cast

from events.extraction.facts import AffiliationFact, EventFact, Facts
from events.models import Event, Evidence
from people.models import Affiliation

Fact = EventFact | AffiliationFact


def evidence_of(fact: Fact) -> dict[str, Any]:
    """What a row of evidence keeps of a fact."""
    return {
        "quote": fact.evidence.quote,
        "start": fact.evidence.start,
        "end": fact.evidence.end,
        "certainty": getattr(fact, "certainty", "confirmed"),
        "claims": _claims(fact),
        "rule": fact.rule,
        "confidence": fact.confidence,
    }


def _claims(fact: Fact) -> dict[str, Any]:
    if isinstance(fact, AffiliationFact):
        return {"title": fact.title, "former": fact.former}
    document = Facts(language="", published=None, events=[fact]).to_dict()["events"][0]
    told_elsewhere = ("kind", "evidence", "certainty", "confidence", "rule")
    return {role: value for role, value in document.items() if role not in told_elsewhere}


def subject_of(proof: Evidence) -> Event | Affiliation:
    """What it proves: PostgreSQL sees to it that there is one or the other."""
    return proof.event or cast("Affiliation", proof.affiliation)


def fact_of(proof: Evidence) -> Fact:
    """The fact that a row of evidence was made from."""
    evidence = {"quote": proof.quote, "start": proof.start, "end": proof.end}
    found = {"evidence": evidence, "confidence": proof.confidence or 0.0, "rule": proof.rule}
    if proof.event is not None:
        told = {"kind": proof.event.kind, "certainty": proof.certainty}
        document: dict[str, Any] = {"events": [{**proof.claims, **told, **found}]}
    else:
        post = cast("Affiliation", proof.affiliation)
        parties = {"person": post.person.name, "company": post.company.name}
        document = {"affiliations": [{**proof.claims, **parties, **found}]}
    facts = Facts.from_dict({"language": "und", **document})
    return facts.events[0] if facts.events else facts.affiliations[0]
